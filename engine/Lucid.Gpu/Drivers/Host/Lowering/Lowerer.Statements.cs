using System.Collections.Generic;
using Lucid.Gpu.Drivers.Host.Program;
using Lucid.Gpu.Msl.Semantics;
using Lucid.Gpu.Msl.Tree;
using Lucid.Gpu.Msl.Types;

namespace Lucid.Gpu.Drivers.Host.Lowering;

internal sealed partial class Lowerer
{
    /// <summary>Mask slots of lanes still alive in each construct around the code: function, loop, loop body, switch.</summary>
    private readonly List<int> _live = [];
    private readonly List<int> _returnJumps = [];

    /// <summary>Jumps to the end of the innermost region, taken when no lane is left in it.</summary>
    private List<int> _regionJumps = [];
    private int _functionDepth;
    private int _loopDepth = -1;
    private int _breakDepth = -1;
    private int _continueDepth = -1;
    private Value? _result;
    private bool _resultIsPlace;
    private Value? _returnedPlace;

    private int AllocateMask(int count = 1)
    {
        int slot = _maskTop;
        _maskTop += count;
        if (_maskTop > _maskHighest) _maskHighest = _maskTop;
        return slot;
    }

    private void LowerBody(FunctionSymbol function)
    {
        if (function.Body is null) throw new LoweringException(function.At, $"function '{function.Name}' is declared but has no body");
        List<int> jumps = _regionJumps;
        _regionJumps = [];
        foreach (Statement statement in function.Body.Statements) Lower(statement);
        foreach (int jump in _regionJumps) PatchHere(jump);
        _regionJumps = jumps;
    }

    private void Lower(Statement? statement)
    {
        if (statement is null) return;
        Enter(statement.At);
        _at = statement.At;
        int top = _top, reusable = _reusableFrom, privateTop = _privateTop;
        _reusableFrom = _top;
        _barrierForFusion = _code.Count;
        switch (statement)
        {
            case BlockStatement block:
                foreach (Statement inner in block.Statements)
                {
                    Lower(inner);
                    if (inner is BreakStatement or ContinueStatement or ReturnStatement) break;
                }
                break;
            case DeclarationStatement declaration:
                Declare(declaration);
                // The variable outlives the statement; its block lets go of it.
                top = _keepTop;
                privateTop = _privateTop;
                break;
            case ExpressionStatement expression: Evaluate(expression.Expression, discard: true); break;
            case IfStatement branch: LowerIf(branch); break;
            case LoopStatement loop: LowerLoop(loop); break;
            case SwitchStatement choice: LowerSwitch(choice); break;
            case BreakStatement: Kill(_breakDepth); break;
            case ContinueStatement: Kill(_continueDepth); break;
            case ReturnStatement result: LowerReturn(result); break;
        }
        _top = top;
        _privateTop = privateTop;
        _reusableFrom = reusable;
        Leave();
    }

    private int _keepTop;

    private void Declare(DeclarationStatement declaration)
    {
        VariableSymbol variable = declaration.Variable;
        if (variable.IsReference)
        {
            _variables[variable] = Bind(declaration.Initializer!, variable.ObjectType.Type);
            _keepTop = _top;
            return;
        }
        Value home = NewVariable(variable);
        _keepTop = _top;
        _reusableFrom = _top;
        if (declaration.Initializer is { } initializer)
        {
            if (home.Memory is not null && !Leaves.FitRegisters(home.Type)) InitializeMemory(home, initializer);
            else Assign(home, Evaluate(initializer));
        }
        else if (_checkUninitialized && home.Memory is { Space: MemorySpace.Private }) MarkUninitialized(home);
        _variables[variable] = home;
        // Private homes must not be reused by temporaries of this block.
    }

    private readonly bool _checkUninitialized = true;

    private void MarkUninitialized(Value home)
    {
        int at = Emit(OpCode.Clear, imm: home.Memory!.Offset, a: (int)home.Type.Size);
        Instruction instruction = _code[at];
        instruction.Kind = 1;
        _code[at] = instruction;
    }

    /// <summary>A reference is another name for a place; a value gets a home first.</summary>
    private Value Bind(Expression expression, MslType type)
    {
        Value place = Place(expression);
        if (expression.IsLvalue || place.Memory is not null) return place.Type == type ? place : place.As(type);
        Value home = Temporary(type);
        Assign(home, place);
        return home;
    }

    private void LowerIf(IfStatement branch)
    {
        if (branch.Condition is ConstantExpression constant)
        {
            Lower(constant.Value.IsTrue ? branch.Then : branch.Otherwise);
            return;
        }
        Value condition = ToRegisters(Evaluate(branch.Condition));
        if (IsKnown(condition.Registers![0], out long known))
        {
            Lower(known != 0 ? branch.Then : branch.Otherwise);
            return;
        }
        Branch(condition.Registers[0], () => Lower(branch.Then), branch.Otherwise is null ? null : () => Lower(branch.Otherwise));
    }

    private bool IsKnown(int register, out long value)
    {
        value = 0;
        if (register >= -1) return false;
        value = _constantList[(-register - 2) / 2].Bits;
        return true;
    }

    /// <summary>Runs one side under the lanes where the condition holds, the other under the rest.</summary>
    private void Branch(int condition, System.Action then, System.Action? otherwise)
    {
        int slot = AllocateMask(2);
        List<int> outer = _regionJumps;
        int kills = _kills;
        _level++;
        int test = Emit(OpCode.If, slot, condition);
        _regionJumps = [];
        then();
        foreach (int jump in _regionJumps) PatchHere(jump);
        PatchHere(test);
        if (otherwise is not null)
        {
            int second = Emit(OpCode.Else, slot, _live[^1]);
            _regionJumps = [];
            otherwise();
            foreach (int jump in _regionJumps) PatchHere(jump);
            PatchHere(second);
        }
        _level--;
        _regionJumps = outer;
        Emit(OpCode.EndIf, slot, _live[^1]);
        if (_kills != kills) _regionJumps.Add(Emit(OpCode.JumpIfEmpty));
        _maskTop -= 2;
    }

    private int _kills;

    // Takes the running lanes out of every construct down to the given depth.
    private void Kill(int depth)
    {
        for (int i = _live.Count - 1; i >= depth; i--) Emit(OpCode.Kill, _live[i]);
        _kills++;
        Emit(OpCode.Clear);
        _regionJumps.Add(Emit(OpCode.Jump));
    }

    private void LowerLoop(LoopStatement loop)
    {
        int top = _top, privateTop = _privateTop;
        if (loop.Start is not null)
        {
            Lower(loop.Start);
            if (loop.Start is DeclarationStatement) { top = _top; }
            _top = System.Math.Max(_top, _keepTop > _top && loop.Start is DeclarationStatement ? _keepTop : _top);
        }
        int saved = AllocateMask(3), live = saved + 1, scope = saved + 2;
        int outerBreak = _breakDepth, outerContinue = _continueDepth, outerLoop = _loopDepth, enclosing = _live[^1];
        List<int> outerJumps = _regionJumps;
        Emit(OpCode.LoopBegin, saved, live);
        _live.Add(live);
        _breakDepth = _live.Count - 1;
        _level++;
        int kills = _kills;
        int head = _code.Count;
        int exit = -1;
        _regionJumps = [];
        if (loop.TestFirst && loop.Condition is not null) exit = LowerTest(loop.Condition, live);
        // Only the body may continue; tests and steps see the lanes still in the loop.
        Emit(OpCode.LoopScope, scope);
        _live.Add(scope);
        _continueDepth = _live.Count - 1;
        Lower(loop.Body);
        _live.RemoveAt(_live.Count - 1);
        foreach (int jump in _regionJumps) PatchHere(jump);
        _regionJumps = [];
        _at = loop.At;
        int again = Emit(OpCode.LoopContinue, live);
        if (loop.Step is not null)
        {
            int mark = _top;
            Evaluate(loop.Step, discard: true);
            _top = mark;
        }
        int secondExit = -1;
        if (!loop.TestFirst && loop.Condition is not null) secondExit = LowerTest(loop.Condition, live);
        _at = loop.At;
        PatchTo(Emit(OpCode.LoopBack), head);
        foreach (int jump in _regionJumps) PatchHere(jump);
        if (exit >= 0) PatchHere(exit);
        if (secondExit >= 0) PatchHere(secondExit);
        PatchHere(again);
        _level--;
        _live.RemoveAt(_live.Count - 1);
        _breakDepth = outerBreak;
        _continueDepth = outerContinue;
        _loopDepth = outerLoop;
        _regionJumps = outerJumps;
        Emit(OpCode.LoopEnd, saved, enclosing);
        if (_kills != kills) _regionJumps.Add(Emit(OpCode.JumpIfEmpty));
        _maskTop -= 3;
        _top = top;
        _privateTop = privateTop;
    }

    private int LowerTest(Expression condition, int live)
    {
        int mark = _top;
        _at = condition.At;
        Value test = ToRegisters(Evaluate(condition));
        int at = Emit(OpCode.LoopTest, live, test.Registers![0]);
        _top = mark;
        return at;
    }

    private void LowerSwitch(SwitchStatement choice)
    {
        Value selector = ToRegisters(Evaluate(choice.Selector));
        bool wide = IsWide(ElementOf(choice.Selector.Type));
        int saved = AllocateMask(3 + choice.Sections.Count), live = saved + 1, unmatched = saved + 2, first = saved + 3;
        int outerBreak = _breakDepth, enclosing = _live[^1], kills = _kills;
        List<int> outerJumps = _regionJumps;
        Emit(OpCode.SwitchBegin, saved, live, unmatched);
        for (int i = 0; i < choice.Sections.Count; i++)
        {
            Emit(OpCode.SwitchDefault, first + i, -1);
            foreach (long label in choice.Sections[i].Labels)
            {
                int same = Allocate(1);
                Emit(wide ? OpCode.EqL : OpCode.EqI, same, selector.Registers![0], Constant(label, wide));
                Emit(OpCode.SwitchCase, first + i, same, unmatched);
            }
        }
        for (int i = 0; i < choice.Sections.Count; i++)
            if (choice.Sections[i].IsDefault) Emit(OpCode.SwitchDefault, first + i, unmatched);
        _live.Add(live);
        _breakDepth = _live.Count - 1;
        _level++;
        _at = choice.At;
        Emit(OpCode.Clear);
        int top = _top, privateTop = _privateTop;
        for (int i = 0; i < choice.Sections.Count; i++)
        {
            _regionJumps = [];
            // Falling lanes join those that this section's labels chose.
            int enter = Emit(OpCode.SwitchEnter, first + i, live);
            foreach (Statement statement in choice.Sections[i].Body)
            {
                Lower(statement);
                if (statement is BreakStatement or ContinueStatement or ReturnStatement) break;
            }
            foreach (int jump in _regionJumps) PatchHere(jump);
            PatchHere(enter);
        }
        _top = top;
        _privateTop = privateTop;
        _level--;
        _live.RemoveAt(_live.Count - 1);
        _breakDepth = outerBreak;
        _regionJumps = outerJumps;
        Emit(OpCode.LoopEnd, saved, enclosing);
        if (_kills != kills) _regionJumps.Add(Emit(OpCode.JumpIfEmpty));
        _maskTop -= 3 + choice.Sections.Count;
    }

    private void LowerReturn(ReturnStatement statement)
    {
        if (statement.Value is not null)
        {
            if (_resultIsPlace) ReturnPlace(statement);
            else if (_result is not null) Assign(_result, Evaluate(statement.Value));
            else Evaluate(statement.Value, discard: true);
        }
        if (statement == _tailReturn) return;
        Kill(_functionDepth);
    }

    private void ReturnPlace(ReturnStatement statement)
    {
        Value place = Place(statement.Value!);
        if (_returnedPlace is null) { _returnedPlace = place; return; }
        throw new LoweringException(statement.At, "a function that returns a reference from several places is not supported on the Host driver");
    }

    private Statement? _tailReturn;
}
