using Lucid.Gpu.Drivers.Host.Program;
using Lucid.Gpu.Msl.Semantics;
using Lucid.Gpu.Msl.Tree;
using Lucid.Gpu.Msl.Types;

namespace Lucid.Gpu.Drivers.Host.Lowering;

internal sealed partial class Lowerer
{
    private Value Binary(BinaryExpression binary)
    {
        if (binary.Left.Type is PointerType pointer && !binary.Operator.IsComparison())
        {
            if (binary.Right.Type is PointerType) return PointerDifference(binary, pointer);
            if (binary.Operator == BinaryOperator.Add)
                return new Value(binary.Type, [PointerTo(Offset(AddressOf(binary.Left), binary.Right, (int)pointer.Pointee.Type.Size))], null);
            return MovePointer(ToRegisters(Evaluate(binary.Left)), ToRegisters(Evaluate(binary.Right)), binary.Right.Type, pointer, true);
        }
        Value left = ToRegisters(Evaluate(binary.Left));
        Value right = ToRegisters(Evaluate(binary.Right));
        _at = binary.At;
        return Arithmetic(binary.Operator, left, right, binary.Type, binary.At);
    }

    private Value PointerDifference(BinaryExpression binary, PointerType pointer)
    {
        Value left = ToRegisters(Evaluate(binary.Left)), right = ToRegisters(Evaluate(binary.Right));
        bool wide = IsWide(ElementOf(pointer));
        int difference = Allocate(2);
        if (wide) Emit(OpCode.SubL, difference, left.Registers![0], right.Registers![0]);
        else
        {
            int narrow = Allocate(1);
            Emit(OpCode.SubI, narrow, left.Registers![0], right.Registers![0]);
            Emit(OpCode.SToL, difference, narrow);
        }
        int result = Allocate(2);
        Emit(OpCode.DivSL, result, difference, Constant(System.Math.Max(1, pointer.Pointee.Type.Size), true));
        return new Value(ScalarType.Long, [result], null);
    }

    private Value Arithmetic(BinaryOperator op, Value left, Value right, MslType type, int at)
    {
        if (op == BinaryOperator.Multiply && (left.Type is MatrixType || right.Type is MatrixType) && left.Type is not ScalarType && right.Type is not ScalarType) return MatrixProduct(left, right);
        NumberKind kind = ElementOf(left.Type is ScalarType && right.Type is not ScalarType ? right.Type : left.Type);
        int count = System.Math.Max(left.Registers!.Length, right.Registers!.Length);
        bool wide = IsWide(kind), comparison = op.IsComparison();
        if (!comparison && kind == NumberKind.Bool && op is BinaryOperator.Add or BinaryOperator.Subtract or BinaryOperator.Multiply)
            throw new LoweringException(at, "arithmetic on bool vectors is not supported on the Host driver");
        bool swap = op is BinaryOperator.Greater or BinaryOperator.GreaterEqual;
        OpCode code = Code(op, kind);
        var registers = new int[count];
        for (int i = 0; i < count; i++)
        {
            int a = left.Registers[left.Registers.Length == 1 ? 0 : i], b = right.Registers[right.Registers.Length == 1 ? 0 : i];
            if (op is BinaryOperator.Divide or BinaryOperator.Remainder && LaneOf(kind) != LaneKind.F32)
                Emit(OpCode.CheckDivisor, 0, b, wide: wide);
            registers[i] = Allocate(wide && !comparison ? 2 : 1);
            if (swap) (a, b) = (b, a);
            if (count == 1 && TryFuse(op, kind, registers[i], a, b)) continue;
            Emit(code, registers[i], a, b);
            if (!comparison) Normalize(registers[i], kind);
        }
        if (comparison && left.Type is MatrixType)
        {
            // Matrices compare as wholes.
            int all = registers[0];
            for (int i = 1; i < count; i++)
            {
                int next = Allocate(1);
                Emit(op == BinaryOperator.Equal ? OpCode.AndI : OpCode.OrI, next, all, registers[i]);
                all = next;
            }
            return new Value(ScalarType.Bool, [all], null);
        }
        return new Value(comparison ? type : left.Type is ScalarType && right.Type is not ScalarType ? right.Type : left.Type, registers, null);
    }

    // a * b + c contracts to one rounding, as Apple's compiler does by default.
    private bool TryFuse(BinaryOperator op, NumberKind kind, int result, int a, int b)
    {
        if (op != BinaryOperator.Add || kind != NumberKind.Float || _code.Count <= _barrierForFusion) return false;
        Instruction last = _code[^1];
        if (last.Op != OpCode.MulF || last.Masked || last.Dst < _reusableFrom || last.Dst != a && last.Dst != b || a == b) return false;
        int other = last.Dst == a ? b : a;
        last.Op = OpCode.FmaF;
        last.C = other;
        last.Dst = result;
        _code[^1] = last;
        return true;
    }

    private static OpCode Code(BinaryOperator op, NumberKind kind)
    {
        LaneKind lane = LaneOf(kind);
        if (lane == LaneKind.F32)
            return op switch
            {
                BinaryOperator.Add => OpCode.AddF,
                BinaryOperator.Subtract => OpCode.SubF,
                BinaryOperator.Multiply => OpCode.MulF,
                BinaryOperator.Divide => OpCode.DivF,
                BinaryOperator.Equal => OpCode.EqF,
                BinaryOperator.NotEqual => OpCode.NeF,
                BinaryOperator.Less or BinaryOperator.Greater => OpCode.LtF,
                _ => OpCode.LeF,
            };
        bool signed = kind.IsSigned();
        if (lane is LaneKind.I64 or LaneKind.U64)
            return op switch
            {
                BinaryOperator.Add => OpCode.AddL,
                BinaryOperator.Subtract => OpCode.SubL,
                BinaryOperator.Multiply => OpCode.MulL,
                BinaryOperator.Divide => signed ? OpCode.DivSL : OpCode.DivUL,
                BinaryOperator.Remainder => signed ? OpCode.RemSL : OpCode.RemUL,
                BinaryOperator.ShiftLeft => OpCode.ShlL,
                BinaryOperator.ShiftRight => signed ? OpCode.ShrSL : OpCode.ShrUL,
                BinaryOperator.BitAnd => OpCode.AndL,
                BinaryOperator.BitOr => OpCode.OrL,
                BinaryOperator.BitXor => OpCode.XorL,
                BinaryOperator.Equal => OpCode.EqL,
                BinaryOperator.NotEqual => OpCode.NeL,
                BinaryOperator.Less or BinaryOperator.Greater => signed ? OpCode.LtSL : OpCode.LtUL,
                _ => signed ? OpCode.LeSL : OpCode.LeUL,
            };
        return op switch
        {
            BinaryOperator.Add => OpCode.AddI,
            BinaryOperator.Subtract => OpCode.SubI,
            BinaryOperator.Multiply => OpCode.MulI,
            BinaryOperator.Divide => signed ? OpCode.DivS : OpCode.DivU,
            BinaryOperator.Remainder => signed ? OpCode.RemS : OpCode.RemU,
            BinaryOperator.ShiftLeft => OpCode.ShlI,
            BinaryOperator.ShiftRight => signed ? OpCode.ShrS : OpCode.ShrU,
            BinaryOperator.BitAnd => OpCode.AndI,
            BinaryOperator.BitOr => OpCode.OrI,
            BinaryOperator.BitXor => OpCode.XorI,
            BinaryOperator.Equal => OpCode.EqI,
            BinaryOperator.NotEqual => OpCode.NeI,
            BinaryOperator.Less or BinaryOperator.Greater => signed ? OpCode.LtS : OpCode.LtU,
            _ => signed ? OpCode.LeS : OpCode.LeU,
        };
    }

    private Value MatrixProduct(Value left, Value right)
    {
        NumberKind kind = ElementOf(left.Type);
        // (rows x inner) times (inner x columns); vectors are one column on the right, one row on the left.
        int rows = left.Type is MatrixType a ? a.Rows : 1, inner = left.Type is MatrixType m ? m.Columns : left.Registers!.Length;
        int columns = right.Type is MatrixType b ? b.Columns : 1;
        var registers = new int[rows * columns];
        for (int c = 0; c < columns; c++)
            for (int r = 0; r < rows; r++)
            {
                int sum = -1;
                for (int k = 0; k < inner; k++)
                {
                    int x = left.Registers![k * rows + r], y = right.Registers![c * inner + k];
                    int next = Allocate(1);
                    if (sum < 0) Emit(OpCode.MulF, next, x, y); else Emit(OpCode.FmaF, next, x, y, sum);
                    Normalize(next, kind);
                    sum = next;
                }
                registers[c * rows + r] = sum;
            }
        MslType type = left.Type is MatrixType && right.Type is MatrixType ? MatrixType.Of(kind, columns, rows)
            : VectorType.Of(kind, rows * columns);
        return new Value(type, registers, null);
    }

    private Value Convert(ConversionExpression conversion)
    {
        MslType target = conversion.Type;
        if (target == ScalarType.Void)
        {
            Evaluate(conversion.Operand, discard: true);
            return new Value(target, [], null);
        }
        if (target is PointerType && conversion.Operand.Type is PointerType) return Evaluate(conversion.Operand).As(target);
        if (!Leaves.FitRegisters(target)) return Place(conversion.Operand);
        return ConvertValue(ToRegisters(Evaluate(conversion.Operand)), target);
    }

    private Value ConvertValue(Value value, MslType target)
    {
        if (value.Type == target) return value;
        if (value.Type is StructType || target is StructType || value.Type is SimdgroupMatrixType && target is SimdgroupMatrixType) return value.As(target);
        int count = Leaves.Count(target);
        NumberKind from = ElementOf(value.Type), to = ElementOf(target);
        if (value.Type is PointerType && target == ScalarType.Bool) from = ElementOf(value.Type);
        var registers = new int[count];
        bool splat = value.Registers!.Length == 1 && count > 1;
        int first = splat ? ConvertRegister(value.Registers[0], from, to) : 0;
        for (int i = 0; i < count; i++) registers[i] = splat ? first : ConvertRegister(value.Registers[i], from, to);
        return new Value(target, registers, null);
    }

    private int ConvertRegister(int register, NumberKind from, NumberKind to)
    {
        if (from == to) return register;
        LaneKind source = LaneOf(from), target = LaneOf(to);
        if (to == NumberKind.Bool)
        {
            int truth = Allocate(1);
            Emit(source == LaneKind.F32 ? OpCode.FToBool : source >= LaneKind.I64 ? OpCode.LToBool : OpCode.IToBool, truth, register);
            return truth;
        }
        if (from == NumberKind.Bool)
        {
            int number = Allocate(1);
            Emit(OpCode.BoolToI, number, register);
            return to is NumberKind.Int or NumberKind.UInt ? number : ConvertRegister(number, NumberKind.UInt, to);
        }
        bool same = source == target || source <= LaneKind.U32 && target <= LaneKind.U32 && source != LaneKind.F32 && target != LaneKind.F32
            || source >= LaneKind.I64 && target >= LaneKind.I64;
        if (same)
        {
            // Widening inside one lane needs nothing; narrowing cuts.
            bool cut = to switch
            {
                NumberKind.Half => true,
                NumberKind.BFloat => true,
                NumberKind.Char or NumberKind.UChar => true,
                NumberKind.Short => from is not (NumberKind.Char or NumberKind.UChar),
                NumberKind.UShort => from is not NumberKind.UChar,
                _ => false,
            };
            if (!cut) return register;
            int narrow = Allocate(1);
            if (to == NumberKind.Half) Emit(OpCode.RoundHalf, narrow, register);
            else if (to == NumberKind.BFloat) Emit(OpCode.RoundBFloat, narrow, register);
            else Emit(OpCode.Narrow, narrow, register, kind: (byte)to);
            return narrow;
        }
        bool wide = target >= LaneKind.I64;
        int result = Allocate(wide ? 2 : 1);
        OpCode op = (source, target) switch
        {
            (LaneKind.I32, LaneKind.F32) => OpCode.SToF,
            (LaneKind.U32, LaneKind.F32) => OpCode.UToF,
            (LaneKind.I64, LaneKind.F32) => OpCode.SLToF,
            (LaneKind.U64, LaneKind.F32) => OpCode.ULToF,
            (LaneKind.F32, LaneKind.I32) => OpCode.FToS,
            (LaneKind.F32, LaneKind.U32) => OpCode.FToU,
            (LaneKind.F32, LaneKind.I64) => OpCode.FToSL,
            (LaneKind.F32, LaneKind.U64) => OpCode.FToUL,
            (LaneKind.I32, _) => OpCode.SToL,
            (LaneKind.U32, _) => OpCode.UToL,
            _ => OpCode.LToI,
        };
        Emit(op, result, register);
        Normalize(result, to);
        return result;
    }
}
