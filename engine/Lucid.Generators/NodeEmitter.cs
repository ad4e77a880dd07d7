using System.Collections.Generic;
using System.Linq;
using Lucid.Ops.Declaration;

namespace Lucid.Generators;

/// <summary>Writes the autograd node of an op: typed fields for what its formulas need, nothing else.</summary>
internal static class NodeEmitter
{
    internal static string NodeName(OpModel op) => op.Id.Replace("_", "") + "Backward";

    /// <summary>Parameters that gradients may flow to, in edge order.</summary>
    internal static List<int> DifferentiableParameters(OpModel op) => op.Formulas.Select(f => f.Parameter).ToList();

    internal static bool SavesResult(OpModel op) =>
        op.Formulas.Any(f => f.Needs.Any(n => IsResult(op, n.Name)));

    internal static string Emit(OpModel op)
    {
        var text = new SourceText("using System;\nusing Lucid.Graph;\nusing Lucid.Ops.Dispatch;\n\nnamespace Lucid.Ops.Nodes;\n");
        List<int> differentiable = DifferentiableParameters(op);
        List<Need> needs = Needs(op);
        string arguments = string.Join(", ", ConstructorParameters(op, needs).Select(p => $"{NodeParameterType(p)} {CSharpTypes.Name(p.Name)}"));

        text.Line($"/// <summary>Backward of <c>{op.Schema.Name}</c>.</summary>");
        text.Line($"internal sealed class {NodeName(op)} : Node");
        text.Line("{");
        EmitFields(text, op, needs, differentiable);
        text.Line();
        string edges = EdgeArguments(op, differentiable);
        text.Line($"internal {NodeName(op)}({arguments}{(arguments.Length > 0 ? ", " : "")}bool inPlace = false) : base({edges})");
        text.Line("{");
        EmitSaves(text, op, needs, differentiable);
        text.Line("}");
        text.Line();
        text.Line($"public override string Name => \"{NodeName(op)}0\";");
        if (op.ReturnsTuple) text.Line().Line($"public override int OutputCount => {op.Schema.Results.Length};");
        if (op.ReturnsList) text.Line().Line("public override int OutputCount => _outputs.Length;");
        text.Line();
        EmitBackward(text, op, needs, differentiable);
        EmitSaveOutputs(text, op, needs);
        EmitRelease(text, needs);
        text.Line("}");
        return text.ToString();
    }

    internal static List<SchemaParameter> ConstructorParameters(OpModel op, List<Need> needs)
    {
        var used = new HashSet<int>(op.Formulas.Select(f => f.Parameter));
        foreach (Need need in needs)
        {
            if (need.Parameter >= 0) used.Add(need.Parameter);
        }
        return op.Schema.Parameters.Where((_, i) => used.Contains(i)).ToList();
    }

    internal static List<Need> Needs(OpModel op)
    {
        var needs = new List<Need>();
        foreach (Formula formula in op.Formulas)
        {
            foreach (FormulaParameter parameter in formula.Needs)
            {
                Need? known = needs.FirstOrDefault(n => n.Name == parameter.Name);
                if (known is null)
                {
                    known = Classify(op, parameter);
                    if (known is null) continue;
                    needs.Add(known);
                }
                known.UsedBy.Add(op.Formulas.IndexOf(formula));
            }
        }
        return needs;
    }

    private static bool IsResult(OpModel op, string name) => op.Schema.Results.Any(r => OpModel.Camel(r.Name) == name && !r.IsList);

    private static Need? Classify(OpModel op, FormulaParameter parameter)
    {
        string name = parameter.Name;
        if (name == "grad" || name == "grads" || op.Schema.Results.Any(r => name == "grad" + OpModel.Pascal(r.Name)))
            return new Need(name, NeedKind.Gradient, -1);
        if (IsResult(op, name)) return new Need(name, NeedKind.Result, -1);
        for (int i = 0; i < op.Schema.Parameters.Length; i++)
        {
            SchemaParameter candidate = op.Schema.Parameters[i];
            string own = OpModel.Camel(candidate.Name);
            if (name == own) return new Need(name, candidate.IsTensorLike ? NeedKind.Saved : NeedKind.Attribute, i);
            if (name == own + "Layout") return new Need(name, NeedKind.Layout, i);
            if (name == own + "DType") return new Need(name, NeedKind.DType, i);
            if (name == own + "Device") return new Need(name, NeedKind.Device, i);
            if (name == own + "Offset") return new Need(name, NeedKind.Offset, i);
            if (name == own + "Shape") return new Need(name, NeedKind.Shape, i);
            if (name == own + "Layouts") return new Need(name, NeedKind.Layouts, i);
        }
        op.Problems.Add($"Op '{op.Schema.Name}': formula parameter '{name}' is no gradient, result or parameter of the schema.");
        return null;
    }

    private static string NodeParameterType(SchemaParameter p) => p.IsList ? $"ReadOnlySpan<{CSharpTypes.Element(p.Type)}>" : CSharpTypes.Parameter(p);

    private static string EdgeArguments(OpModel op, List<int> differentiable)
    {
        SchemaParameter[] parameters = op.Schema.Parameters;
        if (differentiable.Count <= 2 && differentiable.All(i => !parameters[i].IsList))
            return string.Join(", ", differentiable.Select(i => $"Edges.Of({CSharpTypes.Name(parameters[i].Name)})"));
        if (differentiable.Count == 1) return $"Edges.OfAll({CSharpTypes.Name(parameters[differentiable[0]].Name)})";
        return "[" + string.Join(", ", differentiable.Select(i => parameters[i].IsList
            ? $".. Edges.OfAll({CSharpTypes.Name(parameters[i].Name)})" : $"Edges.Of({CSharpTypes.Name(parameters[i].Name)})")) + "]";
    }

    private static void EmitFields(SourceText text, OpModel op, List<Need> needs, List<int> differentiable)
    {
        foreach (Need need in needs)
        {
            SchemaParameter? p = need.Parameter >= 0 ? op.Schema.Parameters[need.Parameter] : null;
            string? field = need.Kind switch
            {
                NeedKind.Saved when p!.IsList => $"private SavedTensor[] _{need.Name};",
                NeedKind.Saved when p!.Type == SchemaType.TensorOrScalar => $"private SavedTensor _{need.Name}; private readonly "
                    + $"Scalar{(p.IsOptional ? "?" : "")} _{need.Name}Scalar;",
                NeedKind.Saved or NeedKind.Result => $"private SavedTensor _{need.Name};",
                NeedKind.Attribute => $"private readonly {CSharpTypes.Field(p!)} _{need.Name};",
                NeedKind.Layout => $"private readonly Layout _{need.Name};",
                NeedKind.DType => $"private readonly DType _{need.Name};",
                NeedKind.Device => $"private readonly Device _{need.Name};",
                NeedKind.Offset => $"private readonly long _{need.Name};",
                NeedKind.Shape when !op.IsPointwise => $"private readonly GradientShape _{need.Name};",
                NeedKind.Layouts => $"private readonly Layout[] _{need.Name};",
                _ => null,
            };
            if (field is not null) text.Line(field);
        }
        if (op.FitsGradients)
        {
            foreach (int i in differentiable) text.Line($"private readonly GradientShape _{OpModel.Camel(op.Schema.Parameters[i].Name)}Shape;");
        }
        if (op.ReturnsTuple) text.Line($"private readonly OutputShape[] _outputs = new OutputShape[{op.Schema.Results.Length}];");
        if (op.ReturnsList) text.Line("private OutputShape[] _outputs = [];");
    }

    private static void EmitSaves(SourceText text, OpModel op, List<Need> needs, List<int> differentiable)
    {
        foreach (Need need in needs)
        {
            if (need.Kind is NeedKind.Gradient or NeedKind.Result) continue;
            SchemaParameter p = op.Schema.Parameters[need.Parameter];
            string name = CSharpTypes.Name(p.Name);
            switch (need.Kind)
            {
                case NeedKind.Saved when p.IsList:
                    text.Line($"_{need.Name} = Edges.SaveAll({name});");
                    break;
                case NeedKind.Saved:
                    string condition = differentiable.All(i => !op.Schema.Parameters[i].IsList)
                        ? $"if ({string.Join(" || ", need.UsedBy.Distinct().Select(k => $"EdgeAt({k}).Node is not null"))}) " : "";
                    string source = p.Type == SchemaType.TensorOrScalar ? $"{name}{(p.IsOptional ? "?" : "")}.Tensor" : name;
                    // The memory of an in-place op's own operand is about to change: keep a copy.
                    if (need.Parameter == 0) source = $"inPlace ? {source}!.Clone() : {source}";
                    text.Line($"{condition}_{need.Name} = SavedTensor.Input({source});");
                    if (p.Type == SchemaType.TensorOrScalar) text.Line($"_{need.Name}Scalar = {name}{(p.IsOptional ? "?" : "")}.Scalar;");
                    break;
                case NeedKind.Attribute:
                    text.Line(p.IsList ? $"_{need.Name} = {name}.ToArray();" : $"_{need.Name} = {name};");
                    break;
                case NeedKind.Layout:
                    text.Line($"_{need.Name} = {name}{(p.IsOptional ? "?" : "")}.Layout{(p.IsOptional ? " ?? Layout.Scalar" : "")};");
                    break;
                case NeedKind.DType:
                    text.Line($"_{need.Name} = {name}{(p.IsOptional ? "?" : "")}.DType{(p.IsOptional ? " ?? default" : "")};");
                    break;
                case NeedKind.Device:
                    text.Line($"_{need.Name} = {name}{(p.IsOptional ? "?" : "")}.Device{(p.IsOptional ? " ?? default" : "")};");
                    break;
                case NeedKind.Offset:
                    text.Line($"_{need.Name} = {name}.Offset;");
                    break;
                case NeedKind.Shape when !op.IsPointwise:
                    text.Line($"_{need.Name} = GradientShape.Of({name});");
                    break;
                case NeedKind.Layouts:
                    text.Line($"_{need.Name} = Edges.LayoutsOf({name});");
                    break;
            }
        }
        if (!op.FitsGradients) return;
        foreach (int i in differentiable)
            text.Line($"_{OpModel.Camel(op.Schema.Parameters[i].Name)}Shape = GradientShape.Of({CSharpTypes.Name(op.Schema.Parameters[i].Name)});");
    }

    private static void EmitBackward(SourceText text, OpModel op, List<Need> needs, List<int> differentiable)
    {
        text.Line("public override void Backward(BackwardContext context)");
        text.Line("{");
        bool lists = differentiable.Any(i => op.Schema.Parameters[i].IsList);
        if (lists) text.Line("int edge = 0;");
        for (int f = 0; f < op.Formulas.Count; f++)
        {
            Formula formula = op.Formulas[f];
            SchemaParameter p = op.Schema.Parameters[formula.Parameter];
            string arguments = string.Join(", ", formula.Needs.Select(n => Argument(op, needs.First(k => k.Name == n.Name), n)));
            string call = $"{op.TypeName}.{formula.Method}({arguments})";
            string edge = lists ? "edge" : f.ToString(System.Globalization.CultureInfo.InvariantCulture);
            if (p.IsList)
            {
                int others = differentiable.Count - 1;
                text.Line($"int count = EdgeCount - {others};");
                text.Line("if (context.NeedsAny(edge, count))");
                text.Line("{");
                text.Line($"Tensor?[] results = {call};");
                text.Line("for (int i = 0; i < count; i++) context.SetResult(edge + i, results[i]);");
                text.Line("}");
                text.Line("edge += count;");
                continue;
            }
            if (op.FitsGradients) call = $"_{OpModel.Camel(p.Name)}Shape.Fit({call})";
            text.Line($"if (context.Needs({edge})) context.SetResult({edge}, {call});");
            if (lists) text.Line("edge++;");
        }
        text.Line("}");
    }

    private static string Argument(OpModel op, Need need, FormulaParameter parameter)
    {
        switch (need.Kind)
        {
            case NeedKind.Gradient:
                if (op.ReturnsList) return "OutputShape.Gradients(context, _outputs)";
                if (!op.ReturnsTuple) return "context.Gradient(0)!";
                int output = System.Array.FindIndex(op.Schema.Results, r => need.Name == "grad" + OpModel.Pascal(r.Name));
                if (output < 0) output = 0;
                return parameter.Type.EndsWith("?") ? $"context.Gradient({output})" : $"_outputs[{output}].Gradient(context, {output})";
            case NeedKind.Saved:
                SchemaParameter p = op.Schema.Parameters[need.Parameter];
                if (p.IsList) return $"Edges.UnpackAll(_{need.Name}, this)";
                if (p.Type == SchemaType.TensorOrScalar) return $"Edges.Unpack{(p.IsOptional ? "Optional" : "")}(in _{need.Name}, _{need.Name}Scalar, this)";
                return p.IsOptional ? $"_{need.Name}.UnpackOptional(this)" : $"_{need.Name}.Unpack(this)";
            case NeedKind.Result:
                return $"_{need.Name}.Unpack(this)";
            default:
                return $"_{need.Name}";
        }
    }

    private static void EmitSaveOutputs(SourceText text, OpModel op, List<Need> needs)
    {
        List<Need> results = needs.Where(n => n.Kind == NeedKind.Result).ToList();
        if (results.Count == 0 && !op.ReturnsTuple && !op.ReturnsList) return;
        text.Line();
        if (op.ReturnsList)
        {
            text.Line("internal void SaveOutputs(Tensor[] outputs) => _outputs = OutputShape.Of(outputs);");
            return;
        }
        string arguments = string.Join(", ", op.Schema.Results.Select(r => "Tensor " + CSharpTypes.Name(r.Name)));
        text.Line($"internal void SaveOutputs({arguments})");
        text.Line("{");
        foreach (Need need in results) text.Line($"_{need.Name} = SavedTensor.Output({CSharpTypes.Name(need.Name)});");
        if (op.ReturnsTuple)
        {
            for (int i = 0; i < op.Schema.Results.Length; i++) text.Line($"_outputs[{i}] = new OutputShape({CSharpTypes.Name(op.Schema.Results[i].Name)});");
        }
        text.Line("}");
    }

    private static void EmitRelease(SourceText text, List<Need> needs)
    {
        List<Need> saved = needs.Where(n => n.Kind is NeedKind.Saved or NeedKind.Result).ToList();
        if (saved.Count == 0) return;
        text.Line();
        text.Line("protected override void ReleaseSaved()");
        text.Line("{");
        foreach (Need need in saved) text.Line($"Edges.Release(ref _{need.Name});");
        text.Line("}");
    }
}

/// <summary>Kinds of values that a formula takes.</summary>
internal enum NeedKind
{
    Gradient,
    Result,
    Saved,
    Attribute,
    Layout,
    DType,
    Device,
    Offset,
    Shape,
    Layouts,
}

/// <summary>A value that at least one formula takes.</summary>
internal sealed class Need(string name, NeedKind kind, int parameter)
{
    internal string Name { get; } = name;

    internal NeedKind Kind { get; } = kind;

    internal int Parameter { get; } = parameter;

    internal List<int> UsedBy { get; } = [];
}
