using System.Globalization;
using Lucid.Gpu.Msl.Semantics;
using Lucid.Gpu.Msl.Tree;
using Lucid.Gpu.Msl.Types;

namespace Lucid.Gpu.Drivers.Cuda.Emission;

// A function in which lanes work together carries lm, the set of lanes that run the code at hand: CUDA's warp operations must be
// told. Branches and loops around such operations split and join it; code without them is written as it stands.
internal sealed partial class KernelEmitter
{
    private bool _tracking;
    private bool _inKernel;

    private void Write(Statement? statement)
    {
        if (statement is null) return;
        Enter(statement.At);
        if (statement is not BlockStatement) Mark(statement.At);
        switch (statement)
        {
            case BlockStatement block:
                Line("{");
                foreach (Statement inner in block.Statements) Write(inner);
                Line("}");
                break;
            case DeclarationStatement declaration: Declare(declaration); break;
            case ExpressionStatement expression: Line(Evaluate(expression.Expression) + ";"); break;
            case IfStatement branch: WriteIf(branch); break;
            case LoopStatement loop: WriteLoop(loop); break;
            case SwitchStatement choice: WriteSwitch(choice); break;
            case BreakStatement: Line("break;"); break;
            case ContinueStatement: Line("continue;"); break;
            case ReturnStatement result: WriteReturn(result); break;
        }
        Leave();
    }

    /// <summary>Tells the compiler the place in the Metal source, so that its messages name it.</summary>
    private void Mark(int at)
    {
        var place = _library.Place(at);
        if (place == _place) return;
        _place = place;
        string file = place.File.Replace("\\", "\\\\").Replace("\"", "\\\"").Replace("\n", " ");
        _body.Append("#line ").Append(place.Line.ToString(CultureInfo.InvariantCulture)).Append(" \"").Append(file).Append("\"\n");
    }

    private void WriteReturn(ReturnStatement result)
    {
        if (_constructed is not null) Line($"return {_constructed};");
        else if (result.Value is null) Line("return;");
        else if (result.Value.Type == ScalarType.Void) Line($"{{ {Evaluate(result.Value)}; return; }}");
        else Line($"return {Evaluate(result.Value)};");
    }

    private void Declare(DeclarationStatement declaration)
    {
        VariableSymbol variable = declaration.Variable;
        string name = NameOf(variable);
        if (variable.IsReference)
        {
            Line($"auto&& {name} = {Evaluate(declaration.Initializer!)};");
            return;
        }
        string type = Qualified(variable.Type, declaration.At);
        if (variable.Type.Space == AddressSpace.Threadgroup)
        {
            Line($"__shared__ {type} {name};");
            return;
        }
        switch (declaration.Initializer)
        {
            case null: Line($"{type} {name};"); break;
            case AggregateExpression aggregate: Line($"{type} {name} = {Aggregate(aggregate, brace: true)};"); break;
            case ZeroExpression: Line($"{type} {name}{{}};"); break;
            case { Type: ArrayType } array: Line($"{type} {name}; copy({name}, {Evaluate(array)});"); break;
            default: Line($"{type} {name} = {Evaluate(declaration.Initializer)};"); break;
        }
    }

    private void WriteIf(IfStatement branch)
    {
        if (branch.Condition is ConstantExpression constant)
        {
            // A scope of its own, as the branch has in the source.
            Line("{");
            Write(constant.Value.IsTrue ? branch.Then : branch.Otherwise);
            Line("}");
            return;
        }
        Leaves then = ControlFlow.LeavesOf(branch.Then), otherwise = ControlFlow.LeavesOf(branch.Otherwise);
        bool follow = _tracking && (_flow.HasLanes(branch.Then) || _flow.HasLanes(branch.Otherwise) || (then | otherwise) != Leaves.None);
        if (!follow)
        {
            Line($"if ({Evaluate(branch.Condition)}) {{");
            Write(branch.Then);
            if (branch.Otherwise is not null)
            {
                Line("} else {");
                Write(branch.Otherwise);
            }
            Line("}");
            return;
        }
        string n = Next();
        Line($"{{ const bool c_{n} = {Evaluate(branch.Condition)}; const u32 s_{n} = lm, t_{n} = __ballot_sync(lm, c_{n});");
        Line($"if (c_{n}) {{ lm = t_{n};");
        Write(branch.Then);
        if (branch.Otherwise is not null)
        {
            Line($"}} else {{ lm = s_{n} & ~t_{n};");
            Write(branch.Otherwise);
        }
        Line("}");
        bool thenLeaves = ControlFlow.AlwaysLeaves(branch.Then), otherwiseLeaves = ControlFlow.AlwaysLeaves(branch.Otherwise);
        if ((then | otherwise) == Leaves.None) Line($"lm = s_{n};");
        else if (thenLeaves && otherwise == Leaves.None) Line($"lm = s_{n} & ~t_{n};");
        else if (otherwiseLeaves && then == Leaves.None) Line($"lm = t_{n};");
        else if (!(thenLeaves && otherwiseLeaves)) Line(AfterLeaving(then | otherwise, $"s_{n}"));
        Line("}");
    }

    // Exited threads drop out of a ballot by themselves; those that left a loop or function otherwise can only be seen by looking.
    private string AfterLeaving(Leaves leaves, string before) =>
        leaves == Leaves.Return && _inKernel ? $"lm = __ballot_sync({before}, 1);" : "lm = __activemask();";

    private void WriteLoop(LoopStatement loop)
    {
        bool follow = _tracking && (_flow.HasLanes(loop.Condition) || _flow.HasLanes(loop.Step) || _flow.HasLanes(loop.Body)
            || _flow.HasLanes(loop.Start) || ControlFlow.LeavesOf(loop.Body).HasFlag(Leaves.Return));
        if (follow) { WriteTrackedLoop(loop); return; }
        bool tracking = _tracking;
        _tracking = false;
        Line("{");
        Write(loop.Start);
        string condition = loop.Condition is null ? "true" : Evaluate(loop.Condition);
        if (loop.TestFirst)
        {
            Line($"for (; {condition}; {(loop.Step is null ? "" : Evaluate(loop.Step))}) {{");
            Write(loop.Body);
            Line("}");
        }
        else
        {
            Line("do {");
            Write(loop.Body);
            Line($"}} while ({condition});");
        }
        Line("}");
        _tracking = tracking;
    }

    private void WriteTrackedLoop(LoopStatement loop)
    {
        string n = Next();
        Leaves leaves = BodyLeaves(loop.Body);
        Line($"{{ const u32 s_{n} = lm;");
        Write(loop.Start);
        Line($"u32 l_{n} = lm;");
        if (!loop.TestFirst) Line($"bool f_{n} = false;");
        string step = loop.Step is null ? "" : Evaluate(loop.Step);
        if (!loop.TestFirst) step = step.Length > 0 ? $"f_{n} = true, {step}" : $"f_{n} = true";
        Line($"for (;; {step}) {{");
        // With both continue and another way out, lanes that stay cannot know which of the others come back.
        bool lost = leaves.HasFlag(Leaves.Continue) && leaves != Leaves.Continue;
        if (!lost) Line($"lm = l_{n};");
        else if (leaves == (Leaves.Continue | Leaves.Return) && _inKernel) Line($"lm = __ballot_sync(l_{n}, 1);");
        else Line("lm = __activemask();");
        if (loop.Condition is not null and not ConstantExpression { Value.IsTrue: true })
        {
            string test = $"{{ const bool c_{n} = {Evaluate(loop.Condition)}; l_{n} = __ballot_sync(lm, c_{n}); if (!c_{n}) break; lm = l_{n}; }}";
            Line(loop.TestFirst ? test : $"if (f_{n}) {test}");
        }
        else Line($"l_{n} = lm;");
        Write(loop.Body);
        if (!leaves.HasFlag(Leaves.Continue) && !ControlFlow.AlwaysLeaves(loop.Body)) Line($"l_{n} = lm;");
        Line("}");
        Line(leaves.HasFlag(Leaves.Return) ? AfterLeaving(Leaves.Return, $"s_{n}") : $"lm = s_{n};");
        Line("}");
    }

    // What leaves the body: break and continue of this very loop count here.
    private static Leaves BodyLeaves(Statement body) => ControlFlow.LeavesOf(body);

    private void WriteSwitch(SwitchStatement choice)
    {
        Leaves leaves = ControlFlow.LeavesOf(choice);
        bool follow = _tracking && (_flow.HasLanes(choice) || leaves != Leaves.None), tracking = _tracking, lanes = _flow.HasLanes(choice);
        string n = Next();
        if (follow) Line($"{{ const u32 s_{n} = lm;");
        string selector = Evaluate(choice.Selector);
        if (!lanes) _tracking = false;
        Line($"switch ({selector}) {{");
        foreach (SwitchSection section in choice.Sections)
        {
            foreach (long label in section.Labels) Line($"case {Constant(ConstantValue.FromBits(ElementOf(choice.Selector.Type), (ulong)label))}:");
            if (section.IsDefault) Line("default:");
            Line(lanes && tracking ? "{ lm = __activemask();" : "{");
            foreach (Statement statement in section.Body) Write(statement);
            Line("}");
        }
        Line("}");
        _tracking = tracking;
        if (!follow) return;
        Line(leaves == Leaves.None ? $"lm = s_{n};" : AfterLeaving(leaves, $"s_{n}"));
        Line("}");
    }
}
