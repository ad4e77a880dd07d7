using System.Collections.Generic;
using System.Linq;
using Lucid.Ops.Declaration;

namespace Lucid.Generators;

/// <summary>Writes an op's public C# methods and the entries through which the bridges call it.</summary>
internal static partial class DispatcherEmitter
{
    private static readonly string[] Rules = ["Promote", "Float", "Bool"];

    internal static string Emit(OpModel op)
    {
        var text = new SourceText(
            "using System;\nusing Lucid.Graph;\nusing Lucid.Ops.Declaration;\nusing Lucid.Ops.Dispatch;\n"
            + "using Lucid.Ops.Nodes;\n\nnamespace Lucid;\n");
        text.Line("/// <summary>Every op, as a function and, where its first operand is a tensor, as a method.</summary>");
        text.Line("public static partial class TensorFunctions");
        text.Line("{");
        EmitFunction(text, op);
        if (op.HasInPlace) EmitInPlace(text, op);
        if (op.HasOut && !op.ReturnsTuple) EmitInto(text, op);
        EmitInvokers(text, op);
        text.Line("}");
        return text.ToString();
    }

    internal static string ResultType(OpModel op)
    {
        if (op.ReturnsTuple)
            return "(" + string.Join(", ", op.Schema.Results.Select(r => $"{CSharpTypes.Element(r.Type)} {OpModel.Pascal(r.Name)}")) + ")";
        return CSharpTypes.Element(op.Schema.Results[0].Type) + (op.ReturnsList ? "[]" : "");
    }

    private static string Parameters(OpModel op, bool receiver, string? extra = null)
    {
        var parts = new List<string>();
        if (extra is not null) parts.Add(extra);
        // C# wants parameters with defaults last; PyTorch's keyword-only ones may be required.
        parts.AddRange(op.Schema.Parameters.Select(CSharpTypes.Declare));
        if (receiver && op.Schema.Parameters.Length > 0 && op.Schema.Parameters[0] is { Type: SchemaType.Tensor, IsList: false, IsOptional: false })
            parts[0] = "this " + parts[0];
        return string.Join(", ", parts);
    }

    private static IEnumerable<SchemaParameter> Tensors(OpModel op) => op.Schema.Parameters.Where(p => p.IsTensorLike);

    private static string RequiresGrad(SchemaParameter p)
    {
        string name = CSharpTypes.Name(p.Name);
        if (p.IsList) return $"Edges.AnyRequiresGrad({name})";
        return p.IsOptional ? $"{name} is {{ RequiresGrad: true }}" : $"{name}.RequiresGrad";
    }

    private static string RecordCondition(OpModel op)
    {
        IEnumerable<string> wanted = op.Formulas.Select(f => RequiresGrad(op.Schema.Parameters[f.Parameter]));
        return "state.GradEnabled && (" + string.Join(" || ", wanted) + ")";
    }

    private static string Names(OpModel op) => string.Join(", ", op.Schema.Parameters.Select(p => ValueOf(p)));

    // A struct default arrives as null and is replaced here.
    internal static string ValueOf(SchemaParameter p)
    {
        string name = CSharpTypes.Name(p.Name);
        return p.Type is SchemaType.Scalar or SchemaType.TensorOrScalar && p.DefaultText is { } text && text != "None" && !p.IsList
            ? $"({name} ?? {CSharpTypes.Default(p)})" : name;
    }

    private static string Construct(OpModel op)
    {
        IEnumerable<string> arguments = op.ConstructorParameters.Select(c =>
            op.Schema.Parameters.FirstOrDefault(p => OpModel.Camel(p.Name) == c) is { } p ? ValueOf(p) : "default");
        return $"new {op.TypeName}({string.Join(", ", arguments)})";
    }

    private static string Compute(OpModel op, string destination)
    {
        string operands = string.Join(", ", op.Schema.Parameters.Where(p => p.IsTensorLike).Select(p => CSharpTypes.Name(p.Name)));
        string call = op.Kind == OpKind.Comparison ? "Compare" : op.Kind.ToString();
        string rule = op.Kind == OpKind.Comparison ? "" : $"DTypeRule.{Rules[op.DTypeRule]}, ";
        return $"PointwiseDispatch.{call}{(destination.Length > 0 ? "Into" : "")}({Construct(op)}, {operands}, "
            + $"{rule}\"{op.Schema.Name}\", {(destination.Length > 0 ? destination + ", " : "")}state)";
    }

    private static void Document(SourceText text, OpModel op, string? note = null) =>
        text.Line($"/// <summary>{Escaped(op.Documentation)}{(note is null ? "" : " " + note)}</summary>")
            .Line($"/// <remarks><c>{Escaped(op.Schema.Text)}</c></remarks>");

    private static string Escaped(string text) => text.Replace("&", "&amp;").Replace("<", "&lt;").Replace(">", "&gt;");

    private static void EmitAutocast(SourceText text, OpModel op)
    {
        if (op.Amp == 0 || op.Composite) return;
        List<SchemaParameter> tensors = Tensors(op).ToList();
        if (tensors.Count == 0) return;
        text.Line("if (state.AnyAutocast)");
        text.Line("{");
        if (op.Amp == 3)
        {
            string all = string.Join(", ", tensors.Select(p => CSharpTypes.Name(p.Name)));
            text.Line(tensors[0].IsList ? $"{all} = Autocast.Widest({all}, state);" : $"DType widest = Autocast.WidestOf(state, {all});");
            if (!tensors[0].IsList)
            {
                foreach (SchemaParameter p in tensors) text.Line($"{CSharpTypes.Name(p.Name)} = Autocast.To({CSharpTypes.Name(p.Name)}, widest, state);");
            }
        }
        else
        {
            string policy = op.Amp == 1 ? "Narrow" : "Widen";
            foreach (SchemaParameter p in tensors)
            {
                string name = CSharpTypes.Name(p.Name);
                text.Line($"{(p.IsOptional ? $"if ({name} is not null) " : "")}{name} = Autocast.{policy}({name}, state);");
            }
        }
        text.Line("}");
    }

    private static void EmitListDefaults(SourceText text, OpModel op)
    {
        // A declaration may refuse arguments that its types and shapes allow.
        if (op.HasCheck) text.Line($"{op.TypeName}.Check({Names(op)});");
        foreach (SchemaParameter p in op.Schema.Parameters)
        {
            if (!p.IsList || p.DefaultText is null or "None" or "[]") continue;
            string literal = p.DefaultText[0] == '[' ? p.DefaultText : $"[{p.DefaultText}]";
            text.Line($"if ({CSharpTypes.Name(p.Name)}.IsEmpty) {CSharpTypes.Name(p.Name)} = {literal};");
        }
    }

    private static void EmitFunction(SourceText text, OpModel op)
    {
        Document(text, op);
        text.Line($"public static {ResultType(op)} {op.MethodName}({Parameters(op, receiver: true)})");
        text.Line("{");
        text.Line("ThreadState state = ThreadState.Current;");
        TransformEmitter.Emit(text, op);
        EmitAutocast(text, op);
        EmitListDefaults(text, op);
        if (op.IsPointwise)
        {
            text.Line($"Tensor result = {Compute(op, "")};");
            if (op.IsDifferentiable)
            {
                text.Line($"if ({RecordCondition(op)} && result.DType.IsDifferentiable())");
                text.Line("{");
                EmitRecord(text, op, "result", "");
                text.Line("}");
            }
        }
        else
        {
            EmitForward(text, op);
        }
        text.Line("return result;");
        text.Line("}").Line();
        if (!StartsWithTensorOrScalar(op)) return;
        Document(text, op);
        text.Line($"public static {ResultType(op)} {op.MethodName}({ReceiverParameters(op)}) =>");
        text.Line($"    {op.MethodName}((TensorOrScalar){string.Join(", ", op.Schema.Parameters.Select(p => CSharpTypes.Name(p.Name)))});").Line();
    }

    private static bool StartsWithTensorOrScalar(OpModel op) =>
        op.Schema.Parameters.Length > 0 && op.Schema.Parameters[0] is { Type: SchemaType.TensorOrScalar, IsList: false };

    // The first operand as a tensor, to be called upon it.
    private static string ReceiverParameters(OpModel op)
    {
        List<string> parts = op.Schema.Parameters.Select(CSharpTypes.Declare).ToList();
        parts[0] = "this Tensor " + CSharpTypes.Name(op.Schema.Parameters[0].Name);
        return string.Join(", ", parts);
    }

    private static void EmitForward(SourceText text, OpModel op)
    {
        bool record = op.IsDifferentiable && !op.Composite;
        if (record) text.Line($"bool record = {RecordCondition(op)};");
        text.Line($"{ResultType(op)} result;");
        if (record) text.Line("bool before = state.GradEnabled;");
        text.Line("state.OpenScope();");
        text.Line("try");
        text.Line("{");
        if (record) text.Line("if (record) state.GradEnabled = false;");
        string call = $"{op.TypeName}.Forward({Names(op)})";
        bool tensors = op.Schema.Results.All(r => r.Type == SchemaType.Tensor);
        if (op.HasSingleTensor || (op.ReturnsList && tensors)) text.Line($"result = state.Escape({call});");
        else text.Line($"result = {call};");
        if (op.ReturnsTuple)
        {
            foreach (SchemaResult r in op.Schema.Results) text.Line($"state.Escape(result.{OpModel.Pascal(r.Name)});");
        }
        text.Line("}");
        text.Line("finally");
        text.Line("{");
        if (record) text.Line("state.GradEnabled = before;");
        text.Line("state.CloseScope();");
        text.Line("}");
        if (!record) return;
        string same = op.HasSingleTensor && op.Schema.Parameters[0] is { Type: SchemaType.Tensor, IsList: false }
            ? $" && !ReferenceEquals(result, {CSharpTypes.Name(op.Schema.Parameters[0].Name)}) && result.DType.IsDifferentiable()" : "";
        text.Line($"if (record{same})");
        text.Line("{");
        EmitRecord(text, op, "result", "");
        text.Line("}");
    }

    private static void EmitRecord(SourceText text, OpModel op, string result, string extra)
    {
        List<Need> needs = NodeEmitter.Needs(op);
        // The operand that results may be views of; of anything else that they look into nobody knows.
        string source = op.Schema.Parameters.FirstOrDefault(p => p is { Type: SchemaType.Tensor, IsList: false, IsOptional: false }) is { } operand
            ? $", {CSharpTypes.Name(operand.Name)}" : "";
        string arguments = string.Join(", ", NodeEmitter.ConstructorParameters(op, needs).Select(ValueOf));
        bool savesValues = needs.Any(n => n.Kind is NeedKind.Saved or NeedKind.Result);
        if (op.HasSingleTensor && savesValues)
        {
            // Hooks on saved values may fail: the result must not be left without an owner.
            text.Line($"{NodeEmitter.NodeName(op)} node;");
            text.Line("try");
            text.Line("{");
            text.Line($"node = new {NodeEmitter.NodeName(op)}({arguments}{extra});");
            if (NodeEmitter.SavesResult(op)) text.Line($"node.SaveOutputs({result});");
            text.Line("}");
            text.Line("catch");
            text.Line("{");
            text.Line($"state.Abandon({result});");
            text.Line("throw;");
            text.Line("}");
            text.Line($"{result}.SetHistory(node, 0{source});");
            return;
        }
        text.Line($"var node = new {NodeEmitter.NodeName(op)}({arguments}{extra});");
        if (op.ReturnsTuple)
        {
            // Each differentiable output shares the node; the first takes the count it was made with.
            text.Line("bool first = true;");
            for (int i = 0; i < op.Schema.Results.Length; i++)
            {
                string item = $"{result}.{OpModel.Pascal(op.Schema.Results[i].Name)}";
                text.Line($"if ({item}.DType.IsDifferentiable())");
                text.Line("{");
                text.Line("if (!first) node.Retain();");
                text.Line("first = false;");
                text.Line($"{item}.SetHistory(node, {i}{source});");
                text.Line("}");
            }
            text.Line($"node.SaveOutputs({string.Join(", ", op.Schema.Results.Select(r => $"{result}.{OpModel.Pascal(r.Name)}"))});");
            return;
        }
        if (op.ReturnsList)
        {
            text.Line($"node.SaveOutputs({result});");
            text.Line($"for (int i = 0; i < {result}.Length; i++)");
            text.Line("{");
            text.Line("if (i > 0) node.Retain();");
            text.Line($"{result}[i].SetHistory(node, i);");
            text.Line("}");
            return;
        }
        if (NodeEmitter.SavesResult(op)) text.Line($"node.SaveOutputs({result});");
        text.Line($"{result}.SetHistory(node, 0{(op.IsPointwise ? "" : source)});");
    }

    private static void EmitInPlace(SourceText text, OpModel op)
    {
        string self = CSharpTypes.Name(op.Schema.Parameters[0].Name);
        Document(text, op, "Writes into the first operand.");
        text.Line($"public static Tensor {op.MethodName}InPlace({ReceiverParameters(op)})");
        text.Line("{");
        text.Line("ThreadState state = ThreadState.Current;");
        if (op.InPlaceView)
        {
            text.Line($"InPlaceRules.Check({self}, false, \"{op.Schema.Name}_\", state, writes: false);");
            text.Line("using TensorScope scope = TensorScope.Open(state);");
            text.Line($"InPlaceRules.TakeLayout({self}, {op.MethodName}({Names(op)}));");
            text.Line($"return {self};");
            text.Line("}").Line();
            return;
        }
        if (op.Composite)
        {
            // The parts record themselves; the last step is a recorded copy.
            text.Line($"InPlaceRules.Check({self}, false, \"{op.Schema.Name}_\", state);");
            text.Line("using TensorScope scope = TensorScope.Open(state);");
            if (op.HasForwardInPlace)
            {
                text.Line($"{op.TypeName}.ForwardInPlace({Names(op)});");
                text.Line($"return {self};");
                text.Line("}").Line();
                return;
            }
            // What the parts save must not change under them.
            text.Line($"Tensor before = state.GradEnabled && {self}.RequiresGrad ? {self}.Clone() : {self};");
            string given = string.Join(", ", new[] { "before" }.Concat(op.Schema.Parameters.Skip(1).Select(ValueOf)));
            text.Line($"InPlaceRules.Assign({self}, {op.MethodName}({given}), \"{op.Schema.Name}_\");");
            text.Line($"return {self};");
            text.Line("}").Line();
            return;
        }
        TransformEmitter.EmitInPlace(text, op, self);
        EmitListDefaults(text, op);
        if (op.IsDifferentiable)
        {
            text.Line($"bool record = {RecordCondition(op)} && {self}.DType.IsDifferentiable();");
            text.Line($"InPlaceRules.Check({self}, record, \"{op.Schema.Name}_\", state);");
            List<Need> needs = NodeEmitter.Needs(op);
            string arguments = string.Join(", ", NodeEmitter.ConstructorParameters(op, needs).Select(ValueOf));
            text.Line($"{NodeEmitter.NodeName(op)}? node = record ? new {NodeEmitter.NodeName(op)}({arguments}, inPlace: true) : null;");
        }
        else
        {
            text.Line($"InPlaceRules.Check({self}, state.GradEnabled && {self}.RequiresGrad, \"{op.Schema.Name}_\", state);");
        }
        text.Line("try");
        text.Line("{");
        if (op.IsPointwise)
        {
            text.Line($"{Compute(op, self)};");
        }
        else
        {
            text.Line("using (GradMode.Off(state))");
            text.Line("using (TensorScope.Open(state))");
            text.Line("{");
            text.Line(op.HasForwardInPlace
                ? $"{op.TypeName}.ForwardInPlace({Names(op)});"
                : $"InPlaceRules.Write({self}, {op.TypeName}.Forward({Names(op)}), \"{op.Schema.Name}_\");");
            text.Line("}");
        }
        text.Line("}");
        text.Line("catch");
        text.Line("{");
        if (op.IsDifferentiable) text.Line("node?.Release();");
        text.Line("throw;");
        text.Line("}");
        text.Line($"{self}.BumpVersion();");
        if (op.IsDifferentiable)
        {
            text.Line($"if (node is null) return {self};");
            text.Line($"{self}.Rebase(node);");
            if (NodeEmitter.SavesResult(op)) text.Line($"node.SaveOutputs({self});");
        }
        text.Line($"return {self};");
        text.Line("}").Line();
    }

    private static void EmitInvokers(SourceText text, OpModel op)
    {
        string arguments = string.Join(", ", op.Schema.Parameters.Select(CSharpTypes.FromFrame));
        string call = $"{op.MethodName}({arguments})";
        text.Line(op.ReturnsTuple
            ? $"internal static void Invoke_{op.Id}(CallFrame frame) {{ var result = {call}; "
                + $"frame.Return({string.Join(", ", op.Schema.Results.Select(r => "result." + OpModel.Pascal(r.Name)))}); }}"
            : $"internal static void Invoke_{op.Id}(CallFrame frame) => frame.Return({call});");
        if (op.HasInPlace)
        {
            IEnumerable<string> rest = op.Schema.Parameters.Select(CSharpTypes.FromFrame).Skip(1);
            text.Line().Line(
                $"internal static void InvokeInPlace_{op.Id}(CallFrame frame) => "
                + $"frame.ReturnSame({op.MethodName}InPlace({string.Join(", ", new[] { "frame.Tensor(0)" }.Concat(rest))}));");
        }
        if (op.HasOut && op.ReturnsTuple)
        {
            text.Line().Line($"internal static void InvokeInto_{op.Id}(CallFrame frame)").Line("{");
            text.Line("ThreadState state = ThreadState.Current;");
            text.Line($"OutRules.CheckOutputs(frame, {op.Schema.Results.Length}, \"{op.Schema.Name}\", state);");
            text.Line("using GradMode mode = GradMode.Off(state);");
            text.Line("using TensorScope scope = TensorScope.Open(state);");
            text.Line($"var result = {call};");
            text.Line($"OutRules.WriteAll(frame, \"{op.Schema.Name}\", "
                + $"[{string.Join(", ", op.Schema.Results.Select(r => "result." + OpModel.Pascal(r.Name)))}]);");
            text.Line("}");
        }
        else if (op.HasOut)
            text.Line().Line(
                $"internal static void InvokeInto_{op.Id}(CallFrame frame) => "
                + $"frame.ReturnSame({op.MethodName}Into(frame.Destination!, {arguments}));");
    }
}
