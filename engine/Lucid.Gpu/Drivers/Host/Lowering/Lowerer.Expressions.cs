using System.Collections.Generic;
using Lucid.Gpu.Drivers.Host.Program;
using Lucid.Gpu.Msl.Semantics;
using Lucid.Gpu.Msl.Tree;
using Lucid.Gpu.Msl.Types;

namespace Lucid.Gpu.Drivers.Host.Lowering;

internal sealed partial class Lowerer
{
    private int ConstantRegister(ConstantValue value) => value.Kind switch
    {
        NumberKind.Float or NumberKind.Half or NumberKind.BFloat => ConstantFloat((float)value.Number),
        NumberKind.Long or NumberKind.ULong => Constant((long)value.Bits, true),
        NumberKind.Bool => Constant(value.Bits != 0 ? -1 : 0),
        _ => Constant((int)(uint)value.Bits),
    };

    /// <summary>The value of an expression, in registers unless its type does not fit them.</summary>
    private Value Evaluate(Expression expression, bool discard = false)
    {
        Enter(expression.At);
        _at = expression.At;
        Value result = EvaluateCore(expression, discard);
        if (result.Memory is not null && Leaves.FitRegisters(result.Type) && !discard) result = Load(result.Memory, result.Type);
        Leave();
        return result;
    }

    private Value EvaluateCore(Expression expression, bool discard)
    {
        switch (expression)
        {
            case ConstantExpression constant: return new Value(constant.Type, [ConstantRegister(constant.Value)], null);
            case ZeroExpression: return Leaves.FitRegisters(expression.Type) ? Zero(expression.Type) : ZeroMemory(expression.Type);
            case NullPointerExpression: return Zero(expression.Type);
            case LambdaExpression: return new Value(expression.Type, [], null);
            case StringExpression text:
                return new Value(text.Type, [PointerTo(new Address(MemorySpace.Device, AddressMode.BaseSlot, ConstantSlot, -1, 1, _image.Place(text.Text)))], null);
            case FunctionPointerExpression: return new Value(expression.Type, [Constant(0)], null);
            case SamplerExpression sampler: return new Value(expression.Type, [Constant(SamplerBits(sampler))], null);
            case UnaryExpression unary: return Unary(unary);
            case BinaryExpression binary: return Binary(binary);
            case LogicalExpression logical: return Logical(logical);
            case ConditionalExpression conditional: return Conditional(conditional);
            case ConversionExpression conversion: return Convert(conversion);
            case CallExpression call: return Call(call, false);
            case IntrinsicExpression intrinsic: return Intrinsic(intrinsic);
            case VectorExpression vector: return Vector(vector);
            case MatrixExpression matrix: return Matrix(matrix);
            case AggregateExpression aggregate:
                Value made = Temporary(aggregate.Type);
                FillAggregate(made, aggregate);
                return made;
            case ConstructExpression construct: return Construct(construct);
            case AddressOfExpression address: return Pointer(Place(address.Target), address.Type, address.At);
            case DecayExpression decay: return Pointer(Place(decay.Array), decay.Type, decay.At);
            case CommaExpression comma:
                Evaluate(comma.First, discard: true);
                return Evaluate(comma.Second);
            case AssignExpression or CompoundAssignExpression or IncrementExpression: return Effect(expression, discard);
            default:
                return PlaceCore(expression);
        }
    }

    private static int SamplerBits(SamplerExpression sampler)
    {
        // Bit 0: linear; bit 1: normalised coordinates; bits 2..4: address mode.
        int bits = 2;
        foreach (Expression argument in sampler.Arguments)
            if (argument is ConstantExpression { Type: EnumType type } constant)
                switch (type.Name)
                {
                    case "filter" or "mag_filter" or "min_filter": bits = bits & ~1 | (int)constant.Value.Bits & 1; break;
                    case "coord": bits = constant.Value.Bits == 0 ? bits | 2 : bits & ~2; break;
                    case "address" or "s_address" or "t_address": bits = bits & ~28 | (int)constant.Value.Bits << 2; break;
                }
        return bits;
    }

    private Value Zero(MslType type)
    {
        List<Leaf> leaves = Leaves.Of(type);
        var registers = new int[leaves.Count];
        for (int i = 0; i < registers.Length; i++) registers[i] = Constant(0, leaves[i].Wide);
        return new Value(type, registers, null);
    }

    private Value ZeroMemory(MslType type)
    {
        Value made = Temporary(type);
        FillZero(made);
        return made;
    }

    private Value Pointer(Value place, MslType type, int at)
    {
        if (place.Memory is not { } memory) throw new LoweringException(at, "the address of this value cannot be taken on the Host driver");
        return new Value(type, [PointerTo(memory)], null);
    }

    private Value Unary(UnaryExpression unary)
    {
        Value operand = ToRegisters(Evaluate(unary.Operand));
        NumberKind kind = ElementOf(unary.Operand.Type);
        LaneKind lane = LaneOf(kind);
        Value result = Temporary(unary.Type);
        for (int i = 0; i < result.Registers!.Length; i++)
        {
            OpCode op = unary.Operator switch
            {
                UnaryOperator.LogicalNot => OpCode.NotI,
                UnaryOperator.BitNot => kind == NumberKind.Bool ? OpCode.NotI : IsWide(kind) ? OpCode.NotL : OpCode.NotI,
                _ => lane == LaneKind.F32 ? OpCode.NegF : IsWide(kind) ? OpCode.NegL : OpCode.NegI,
            };
            Emit(op, result.Registers[i], operand.Registers![i]);
            if (op is OpCode.NegI or OpCode.NotI && unary.Operator != UnaryOperator.LogicalNot) Normalize(result.Registers[i], kind);
        }
        return result;
    }

    /// <summary>Brings a register back into the range of a type narrower than its lane.</summary>
    private void Normalize(int register, NumberKind kind)
    {
        switch (kind)
        {
            case NumberKind.Half: Emit(OpCode.RoundHalf, register, register); break;
            case NumberKind.BFloat: Emit(OpCode.RoundBFloat, register, register); break;
            case NumberKind.Char or NumberKind.UChar or NumberKind.Short or NumberKind.UShort: Emit(OpCode.Narrow, register, register, kind: (byte)kind); break;
        }
    }

    private Value Logical(LogicalExpression logical)
    {
        Value left = ToRegisters(Evaluate(logical.Left));
        if (IsCheap(logical.Right))
        {
            Value right = ToRegisters(Evaluate(logical.Right));
            int both = Allocate(1);
            Emit(logical.IsAnd ? OpCode.AndI : OpCode.OrI, both, left.Registers![0], right.Registers![0]);
            return new Value(ScalarType.Bool, [both], null);
        }
        int result = Allocate(1);
        Emit(OpCode.Mov, result, left.Registers![0]);
        int test = result;
        if (!logical.IsAnd)
        {
            test = Allocate(1);
            Emit(OpCode.NotI, test, result);
        }
        Branch(test, () => MoveMasked(result, ToRegisters(Evaluate(logical.Right)).Registers![0], false), null);
        return new Value(ScalarType.Bool, [result], null);
    }

    private void MoveMasked(int to, int from, bool wide)
    {
        int at = Emit(wide ? OpCode.MovL : OpCode.Mov, to, from);
        Instruction move = _code[at];
        move.Masked = true;
        _code[at] = move;
    }

    /// <summary>True where evaluating for lanes that do not need it costs little and can do no harm.</summary>
    private static bool IsCheap(Expression expression, int budget = 6)
    {
        if (budget <= 0) return false;
        return expression switch
        {
            ConstantExpression or ZeroExpression => true,
            VariableExpression variable => variable.Variable.ObjectType.EffectiveSpace == AddressSpace.Thread && Leaves.FitRegisters(variable.Type),
            UnaryExpression unary => IsCheap(unary.Operand, budget - 1),
            BinaryExpression binary => binary.Operator is not (BinaryOperator.Divide or BinaryOperator.Remainder) && binary.Type is not (MatrixType or PointerType)
                && IsCheap(binary.Left, budget - 1) && IsCheap(binary.Right, budget - 1),
            LogicalExpression logical => IsCheap(logical.Left, budget - 1) && IsCheap(logical.Right, budget - 1),
            ConversionExpression conversion => conversion.Type is ScalarType or VectorType && IsCheap(conversion.Operand, budget - 1),
            SwizzleExpression swizzle => IsCheap(swizzle.Target, budget - 1),
            MemberExpression member => member.Target is VariableExpression && IsCheap(member.Target, budget - 1),
            _ => false,
        };
    }

    private Value Conditional(ConditionalExpression conditional)
    {
        Value condition = ToRegisters(Evaluate(conditional.Condition));
        if (conditional.Type == ScalarType.Void)
        {
            Branch(condition.Registers![0], () => Evaluate(conditional.WhenTrue, true), () => Evaluate(conditional.WhenFalse, true));
            return new Value(ScalarType.Void, [], null);
        }
        if (IsCheap(conditional.WhenTrue) && IsCheap(conditional.WhenFalse) && Leaves.FitRegisters(conditional.Type))
            return SelectValues(condition.Registers![0], ToRegisters(Evaluate(conditional.WhenTrue)), ToRegisters(Evaluate(conditional.WhenFalse)), conditional.Type);
        Value made = Temporary(conditional.Type);
        var result = new Value(made.Type, made.Registers, made.Memory, -2);
        Branch(condition.Registers![0], () => Side(result, conditional.WhenTrue), () => Side(result, conditional.WhenFalse));
        return result;
    }

    private void Side(Value result, Expression expression)
    {
        int mark = _top, reusable = _reusableFrom;
        _reusableFrom = _top;
        if (result.Memory is not null && !Leaves.FitRegisters(result.Type)) InitializeMemory(result, expression);
        else Assign(result, Evaluate(expression));
        _top = mark;
        _reusableFrom = reusable;
    }

    private Value Vector(VectorExpression vector)
    {
        var registers = new List<int>();
        foreach (Expression part in vector.Parts) registers.AddRange(ToRegisters(Evaluate(part)).Registers!);
        return new Value(vector.Type, registers.ToArray(), null);
    }

    private Value Matrix(MatrixExpression expression)
    {
        var matrix = (MatrixType)expression.Type;
        var registers = new List<int>();
        foreach (Expression part in expression.Parts) registers.AddRange(ToRegisters(Evaluate(part)).Registers!);
        if (expression.Parts.Count == 1)
        {
            int diagonal = registers[0];
            registers.Clear();
            for (int c = 0; c < matrix.Columns; c++)
                for (int r = 0; r < matrix.Rows; r++) registers.Add(c == r ? diagonal : Constant(0));
        }
        return new Value(matrix, registers.ToArray(), null);
    }

    private Value Effect(Expression expression, bool discard = false)
    {
        switch (expression)
        {
            case AssignExpression assign:
                if (assign.IsInitialization && assign.Target is MemberExpression { Field.Type.Type: ReferenceType })
                    throw new LoweringException(assign.At, "reference members are not supported on the Host driver");
                if (!Leaves.FitRegisters(assign.Target.Type))
                {
                    Value home = Place(assign.Target);
                    if (assign.IsInitialization) InitializeMemory(home, assign.Value);
                    else Assign(home, assign.Value is AggregateExpression or ConstructExpression ? Evaluate(assign.Value) : Place(assign.Value));
                    return home;
                }
                Value value = Evaluate(assign.Value);
                Value target = Place(assign.Target);
                _at = assign.At;
                Assign(target, value);
                return target;
            case CompoundAssignExpression compound:
                Value place = Place(compound.Target);
                Value amount = ToRegisters(Evaluate(compound.Value));
                Value before = ToRegisters(place);
                _at = compound.At;
                Value left = ConvertValue(before, compound.ComputeType);
                Value sum = compound.Target.Type is PointerType pointer
                    ? MovePointer(left, amount, compound.Value.Type, pointer, compound.Operator == BinaryOperator.Subtract)
                    : Arithmetic(compound.Operator, left, amount, compound.ComputeType is MatrixType || amount.Type is MatrixType ? compound.Target.Type : compound.ComputeType, compound.At);
                Assign(place, ConvertValue(sum, compound.Target.Type));
                return place;
            default:
                return Increment((IncrementExpression)expression, discard);
        }
    }

    private Value Increment(IncrementExpression increment, bool discard)
    {
        Value place = Place(increment.Target);
        Value before = ToRegisters(place);
        Value? old = null;
        if (!increment.IsPrefix && !discard)
        {
            old = Temporary(increment.Type);
            List<Leaf> leaves = Leaves.Of(increment.Type);
            for (int i = 0; i < leaves.Count; i++) Emit(leaves[i].Wide ? OpCode.MovL : OpCode.Mov, old.Registers![i], before.Registers![i]);
        }
        Value after;
        if (increment.Type is PointerType pointer)
            after = MovePointer(before, new Value(ScalarType.Int, [Constant(increment.Delta)], null), ScalarType.Int, pointer, false);
        else
        {
            NumberKind kind = ElementOf(increment.Type);
            int one = LaneOf(kind) == LaneKind.F32 ? ConstantFloat(increment.Delta) : Constant(increment.Delta, IsWide(kind));
            var ones = new int[before.Registers!.Length];
            System.Array.Fill(ones, one);
            after = Arithmetic(BinaryOperator.Add, before, new Value(increment.Type, ones, null), increment.Type, increment.At);
        }
        Assign(place, after);
        return old ?? place;
    }

    private Value MovePointer(Value pointer, Value index, MslType indexType, PointerType type, bool negative)
    {
        if (negative)
        {
            bool wideIndex = IsWide(ElementOf(indexType));
            int negated = Allocate(wideIndex ? 2 : 1);
            Emit(wideIndex ? OpCode.NegL : OpCode.NegI, negated, index.Registers![0]);
            index = new Value(indexType is ScalarType { Kind: NumberKind.UInt } ? ScalarType.Int : indexType, [negated], null);
            if (indexType is ScalarType { Kind: NumberKind.UInt }) indexType = ScalarType.Int;
        }
        bool wide = IsWide(ElementOf(type));
        NumberKind kind = ElementOf(indexType);
        byte mode = IsWide(kind) ? AddressMode.IndexLong : kind.IsSigned() ? AddressMode.IndexSigned : AddressMode.IndexUnsigned;
        var address = new Address(wide ? MemorySpace.Device : type.Pointee.EffectiveSpace == AddressSpace.Threadgroup ? MemorySpace.Threadgroup : MemorySpace.Private,
            (byte)((wide ? AddressMode.BaseWide : AddressMode.BaseNarrow) | mode), pointer.Registers![0], index.Registers![0], (int)type.Pointee.Type.Size, 0);
        return new Value(type, [PointerTo(address)], null);
    }
}
