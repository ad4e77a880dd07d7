using System.Collections.Generic;
using Lucid.Gpu.Drivers.Host.Program;
using Lucid.Gpu.Msl.Semantics;
using Lucid.Gpu.Msl.Tree;
using Lucid.Gpu.Msl.Types;

namespace Lucid.Gpu.Drivers.Host.Lowering;

internal sealed partial class Lowerer
{
    private Value Call(CallExpression call, bool wantPlace)
    {
        FunctionSymbol function = call.Function;
        var bindings = new List<(VariableSymbol, Value)>();
        int shift = 0;
        if (function.This is { } self)
        {
            bindings.Add((self, Bind(call.Arguments[0], self.ObjectType.Type)));
            shift = 1;
        }
        for (int i = 0; i < function.Parameters.Count; i++)
        {
            VariableSymbol parameter = function.Parameters[i];
            BindArgument(parameter, call.Arguments[i + shift], bindings);
        }
        return Inline(function, bindings, wantPlace);
    }

    private void BindArgument(VariableSymbol parameter, Expression argument, List<(VariableSymbol, Value)> bindings)
    {
        if (parameter.IsReference)
        {
            bindings.Add((parameter, Bind(argument, parameter.ObjectType.Type)));
            return;
        }
        if (parameter.Type.Type is PointerType && !parameter.Reassigned && !parameter.AddressTaken && TrySlot(argument) is { } slot)
        {
            bindings.Add((parameter, new Value(parameter.Type.Type, null, slot)));
            return;
        }
        Value value = Evaluate(argument);
        bool shared = value.Memory is null && !parameter.Reassigned && !parameter.AddressTaken && IsStable(argument);
        if (!shared)
        {
            Value home = NewVariable(parameter);
            Assign(home, value);
            value = home;
        }
        bindings.Add((parameter, value));
    }

    private Address? TrySlot(Expression argument)
    {
        while (argument is ConversionExpression { Operand.Type: PointerType } cast) argument = cast.Operand;
        return argument is VariableExpression variable && _slotPointers.TryGetValue(variable.Variable, out Address? slot) ? slot : null;
    }

    // A value that nothing can change while the callee runs.
    private static bool IsStable(Expression argument) => argument switch
    {
        VariableExpression variable => !variable.Variable.Reassigned && !variable.Variable.AddressTaken,
        ConversionExpression conversion => conversion.Type != conversion.Operand.Type || IsStable(conversion.Operand),
        MemberExpression member => IsStable(member.Target),
        SwizzleExpression swizzle => IsStable(swizzle.Target),
        AssignExpression or CompoundAssignExpression or IncrementExpression { IsPrefix: true } or CallExpression { Function.ReturnsReference: true }
            or ConditionalExpression { IsLvalue: true } or IndexExpression { IsLvalue: true } or DereferenceExpression or BaseExpression or CommaExpression
            or AggregateExpression or VectorExpression or MatrixExpression or MatrixElementsExpression => false,
        _ => true,
    };

    private Value Inline(FunctionSymbol function, List<(VariableSymbol, Value)> bindings, bool wantPlace)
    {
        if (_calls.Contains(function)) throw new LoweringException(_at, $"recursive call of '{function.Name}': Metal has no recursion");
        if (_calls.Count > DepthLimit) throw new LoweringException(_at, "calls nest too deep");
        if (function.Body is null) throw new LoweringException(_at, $"function '{function.Name}' is declared but has no body");
        int at = _at;
        var saved = (_result, _resultIsPlace, _returnedPlace, _functionDepth, _breakDepth, _continueDepth, _tailReturn, _reusableFrom);
        MslType type = function.ResultValueType.Type;
        bool early = HasEarlyReturn(function.Body, out Statement? tail);
        _resultIsPlace = function.ReturnsReference;
        _returnedPlace = null;
        _result = type == ScalarType.Void || _resultIsPlace ? null : new Value(type, Leaves.FitRegisters(type) ? AllocateFor(type) : null, Leaves.FitRegisters(type) ? null : AllocatePrivate(type), early ? -2 : _level);
        Value? result = _result;
        _tailReturn = early ? null : tail;
        foreach (var (variable, value) in bindings)
        {
            _slotPointers.Remove(variable);
            if (variable.Type.Type is PointerType && !variable.IsReference && value.Registers is null && value.Type == variable.Type.Type && value.Memory is { Mode: AddressMode.BaseSlot } slot
                && !variable.AddressTaken) { _variables.Remove(variable); _slotPointers[variable] = slot; }
            else _variables[variable] = value;
        }
        _calls.Add(function);
        int enter = -1, mask = 0;
        if (early)
        {
            mask = AllocateMask(2);
            enter = Emit(OpCode.Enter, mask, mask + 1);
            _live.Add(mask + 1);
            _level++;
        }
        // Returns of the kernel itself end there; a callee's end at its own level.
        _functionDepth = _live.Count - 1;
        _breakDepth = _continueDepth = -1;
        int top = _top;
        List<int> jumps = _regionJumps;
        _regionJumps = [];
        foreach (Statement statement in function.Body.Statements)
        {
            Lower(statement);
            if (statement is ReturnStatement) break;
        }
        foreach (int jump in _regionJumps) PatchHere(jump);
        _regionJumps = jumps;
        if (early)
        {
            _level--;
            _live.RemoveAt(_live.Count - 1);
            Emit(OpCode.Leave, mask, _live[^1]);
            _maskTop -= 2;
        }
        _ = enter;
        _calls.RemoveAt(_calls.Count - 1);
        Value? place = _returnedPlace;
        // Locals of the callee are dead, unless the reference it returned is made of them.
        if (place is null) _top = top;
        (_result, _resultIsPlace, _returnedPlace, _functionDepth, _breakDepth, _continueDepth, _tailReturn, _reusableFrom) = saved;
        _at = at;
        if (function.ReturnsReference) return place ?? throw new LoweringException(at, $"'{function.Name}' returns no reference");
        _ = wantPlace;
        return result is null ? new Value(ScalarType.Void, [], null) : new Value(type, result.Registers, result.Memory, -1);
    }

    private static bool HasEarlyReturn(BlockStatement body, out Statement? tail)
    {
        tail = null;
        BlockStatement block = body;
        while (block.Statements.Count > 0 && block.Statements[^1] is BlockStatement inner)
        {
            for (int i = 0; i < block.Statements.Count - 1; i++)
                if (ContainsReturn(block.Statements[i])) return true;
            block = inner;
        }
        for (int i = 0; i < block.Statements.Count; i++)
        {
            Statement statement = block.Statements[i];
            if (statement is ReturnStatement) { tail = statement; return false; }
            if (ContainsReturn(statement)) return true;
        }
        return false;
    }

    private static bool ContainsReturn(Statement? statement)
    {
        switch (statement)
        {
            case ReturnStatement: return true;
            case BlockStatement block:
                foreach (Statement inner in block.Statements)
                    if (ContainsReturn(inner)) return true;
                return false;
            case IfStatement branch: return ContainsReturn(branch.Then) || ContainsReturn(branch.Otherwise);
            case LoopStatement loop: return ContainsReturn(loop.Body);
            case SwitchStatement choice:
                foreach (SwitchSection section in choice.Sections)
                    foreach (Statement inner in section.Body)
                        if (ContainsReturn(inner)) return true;
                return false;
            default: return false;
        }
    }

    private Value Construct(ConstructExpression expression)
    {
        Value home = Temporary(expression.StructType);
        ConstructInto(expression, home);
        return home;
    }

    private void ConstructInto(ConstructExpression expression, Value home)
    {
        FunctionSymbol constructor = expression.Constructor;
        var bindings = new List<(VariableSymbol, Value)> { (constructor.This!, home) };
        for (int i = 0; i < constructor.Parameters.Count; i++) BindArgument(constructor.Parameters[i], expression.Arguments[i], bindings);
        Inline(constructor, bindings, false);
    }

    /// <summary>Fills an object too large for registers from its initialiser, without a copy where possible.</summary>
    private void InitializeMemory(Value home, Expression initializer)
    {
        switch (initializer)
        {
            case AggregateExpression aggregate: FillAggregate(home, aggregate); break;
            case ConstructExpression construct: ConstructInto(construct, home); break;
            case ZeroExpression: FillZero(home); break;
            default: Assign(home, Place(initializer)); break;
        }
    }

    private void FillZero(Value home)
    {
        if (home.Memory is not { } memory || Leaves.FitRegisters(home.Type))
        {
            Assign(home, Zero(home.Type));
            return;
        }
        int size = (int)home.Type.Size, mark = _top;
        bool words = home.Type.Alignment >= 4;
        int unit = words ? 4 : home.Type.Alignment >= 2 ? 2 : 1;
        int zeros = Allocate(16);
        for (int i = 0; i < 16; i++) Emit(OpCode.Mov, zeros + i, Constant(0));
        for (int done = 0; done < size; done += 16 * unit)
        {
            int count = System.Math.Min(16, (size - done) / unit);
            SetAddress(Emit(OpCode.Store, zeros, memory.Base, memory.Index, memory.Scale, (byte)(unit == 4 ? MemoryKind.B32 : unit == 2 ? MemoryKind.U16 : MemoryKind.U8), (byte)count, memory.Offset + done), memory);
        }
        _top = mark;
    }

    private void FillAggregate(Value home, AggregateExpression aggregate)
    {
        Enter(aggregate.At);
        if (aggregate.Type is ArrayType array)
        {
            if (aggregate.Elements.Count < array.Length) FillZero(home);
            foreach (var (index, value) in aggregate.Elements)
                Fill(new Value(array.Element.Type, null, home.Memory!.Plus((int)(index * array.Element.Type.Size))), value);
        }
        else
        {
            var structure = (StructType)aggregate.Type;
            if (structure.IsUnion) FillZero(home);
            foreach (Field field in structure.Fields)
            {
                if (structure.IsUnion && aggregate.Elements.Count > 0 && field.Index != aggregate.Elements[0].Index) continue;
                Value place = MemberPlace(home, field);
                Expression? given = null;
                foreach (var (index, value) in aggregate.Elements)
                    if (index == field.Index) given = value;
                given ??= field.Initializer;
                if (given is null) FillDefault(place); else Fill(place, given);
            }
        }
        Leave();
    }

    private void FillDefault(Value place)
    {
        if (place.Type is StructType { IsAggregate: true, IsUnion: false } structure)
            foreach (Field field in structure.Fields)
                if (field.Initializer is { } initializer) Fill(MemberPlace(place, field), initializer); else FillDefault(MemberPlace(place, field));
        else FillZero(place);
    }

    private void Fill(Value place, Expression value)
    {
        int mark = _top;
        if (value is AggregateExpression aggregate && (place.Memory is not null || aggregate.Type is StructType)) FillAggregate(place, aggregate);
        else if (place.Memory is not null && !Leaves.FitRegisters(place.Type)) InitializeMemory(place, value);
        else Assign(place, Evaluate(value));
        _top = mark;
    }
}
