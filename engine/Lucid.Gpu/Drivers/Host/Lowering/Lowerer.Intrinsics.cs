using System.Collections.Generic;
using Lucid.Gpu.Drivers.Host.Program;
using Lucid.Gpu.Msl.Library;
using Lucid.Gpu.Msl.Tree;
using Lucid.Gpu.Msl.Types;
using Op = Lucid.Gpu.Msl.Library.Intrinsic;

namespace Lucid.Gpu.Drivers.Host.Lowering;

internal sealed partial class Lowerer
{
    private Value Intrinsic(IntrinsicExpression expression)
    {
        Op op = expression.Intrinsic;
        IReadOnlyList<Expression> arguments = expression.Arguments;
        switch (op)
        {
            case Op.ThreadgroupBarrier: Emit(OpCode.Barrier); return Void();
            case Op.SimdgroupBarrier: Emit(OpCode.SimdBarrier); return Void();
            case Op.AtomicFence or Op.Assume: return Void();
            case Op.IsFunctionConstantDefined:
                bool defined = _functionConstants.ContainsKey(((VariableExpression)arguments[0]).Variable.FunctionConstant);
                return new Value(ScalarType.Bool, [Constant(defined ? -1 : 0)], null);
            case >= Op.AtomicStore and <= Op.AtomicMax: return Atomic(expression);
            case >= Op.SimdSum and <= Op.QuadActiveMask: return Lanes(expression);
            case >= Op.MatrixFill and <= Op.MatrixElements: return SimdgroupMatrix(expression);
            case >= Op.TextureRead and <= Op.TextureSize: return Texture(expression);
            case Op.TextureGather or Op.TextureAtomic:
                throw new LoweringException(expression.At, $"'{expression.Name}' on '{arguments[0].Type}' is not supported by the Host driver");
            case Op.SinCos or Op.Modf or Op.Frexp: return TwoResults(expression);
            case Op.AsType: return AsType(expression);
        }
        var values = new Value[arguments.Count];
        for (int i = 0; i < values.Length; i++) values[i] = ToRegisters(Evaluate(arguments[i]));
        _at = expression.At;
        switch (op)
        {
            case Op.Dot: return new Value(expression.Type, [DotOf(values[0], values[1])], null);
            case Op.LengthSquared: return new Value(expression.Type, [DotOf(values[0], values[0])], null);
            case Op.Length: return new Value(expression.Type, [MathOf(Op.Sqrt, expression.Type, DotOf(values[0], values[0]))], null);
            case Op.Distance or Op.DistanceSquared:
                Value difference = Arithmetic(BinaryOperator.Subtract, values[0], values[1], values[0].Type, expression.At);
                int square = DotOf(difference, difference);
                return new Value(expression.Type, [op == Op.Distance ? MathOf(Op.Sqrt, expression.Type, square) : square], null);
            case Op.Normalize:
                int scale = MathOf(Op.Rsqrt, ScalarType.Float, DotOf(values[0], values[0], NumberKind.Float));
                return Arithmetic(BinaryOperator.Multiply, values[0], new Value(values[0].Type, Repeat(scale, values[0].Registers!.Length), null), expression.Type, expression.At);
            case Op.Cross: return Cross(values[0], values[1]);
            case Op.Reflect or Op.Refract or Op.FaceForward: return Bend(op, values, expression);
            case Op.All or Op.Any:
                int all = values[0].Registers![0];
                for (int i = 1; i < values[0].Registers!.Length; i++)
                {
                    int next = Allocate(1);
                    Emit(op == Op.All ? OpCode.AndI : OpCode.OrI, next, all, values[0].Registers![i]);
                    all = next;
                }
                return new Value(ScalarType.Bool, [all], null);
            case Op.Select: return SelectEach(values, expression.Type);
            case Op.Transpose:
                var matrix = (MatrixType)values[0].Type;
                var turned = new int[values[0].Registers!.Length];
                for (int c = 0; c < matrix.Columns; c++)
                    for (int r = 0; r < matrix.Rows; r++) turned[r * matrix.Columns + c] = values[0].Registers![c * matrix.Rows + r];
                return new Value(expression.Type, turned, null);
            case Op.Determinant: return new Value(expression.Type, [Determinant(values[0].Registers!, ((MatrixType)values[0].Type).Rows, ElementOf(values[0].Type))], null);
            case >= Op.PackUnorm4x8 and <= Op.PackHalf2x16:
                int packed = Allocate(1), gathered = Gather(values[0].Registers!);
                Emit(OpCode.MathInteger, packed, gathered, imm: (int)op, count: (byte)values[0].Registers!.Length);
                return new Value(expression.Type, [packed], null);
            case >= Op.UnpackUnorm4x8 and <= Op.UnpackSnorm2x16:
                Value spread = Temporary(expression.Type);
                Emit(OpCode.MathInteger, spread.Registers![0], values[0].Registers![0], imm: (int)op, count: (byte)spread.Registers.Length);
                return spread;
        }
        return EachComponent(expression, values);
    }

    private static Value Void() => new(ScalarType.Void, [], null);

    private static int[] Repeat(int register, int count)
    {
        var registers = new int[count];
        System.Array.Fill(registers, register);
        return registers;
    }

    private int Gather(int[] registers)
    {
        int start = Allocate(registers.Length);
        for (int i = 0; i < registers.Length; i++) Emit(OpCode.Mov, start + i, registers[i]);
        return start;
    }

    private int MathOf(Op op, MslType type, int a, int b = 0, int c = 0)
    {
        int result = Allocate(1);
        Emit(FloatCode(op), result, a, b, c, (byte)LaneKind.F32, imm: (int)op);
        Normalize(result, ElementOf(type));
        return result;
    }

    private static OpCode FloatCode(Op op) => op switch
    {
        Op.Sqrt => OpCode.SqrtF,
        Op.Floor => OpCode.FloorF,
        Op.Ceil => OpCode.CeilF,
        Op.Trunc => OpCode.TruncF,
        Op.Rint => OpCode.RintF,
        Op.Fabs or Op.Abs => OpCode.AbsF,
        Op.Fmin or Op.Min => OpCode.MinF,
        Op.Fmax or Op.Max => OpCode.MaxF,
        Op.Fma => OpCode.FmaF,
        _ => OpCode.Math,
    };

    private Value EachComponent(IntrinsicExpression expression, Value[] values)
    {
        NumberKind kind = ElementOf(values[0].Type), resultKind = ElementOf(expression.Type);
        LaneKind lane = LaneOf(kind);
        bool wide = IsWide(resultKind);
        int count = Leaves.Count(expression.Type);
        var registers = new int[count];
        for (int i = 0; i < count; i++)
        {
            int Part(int n) => n < values.Length ? values[n].Registers![values[n].Registers!.Length == 1 ? 0 : i] : 0;
            registers[i] = Allocate(wide ? 2 : 1);
            Op op = expression.Intrinsic;
            OpCode code = lane == LaneKind.F32 ? FloatCode(op) : OpCode.MathInteger;
            if (lane is LaneKind.I32 && op == Op.Min) code = OpCode.MinS;
            if (lane is LaneKind.I32 && op == Op.Max) code = OpCode.MaxS;
            if (lane is LaneKind.U32 && op == Op.Min) code = OpCode.MinU;
            if (lane is LaneKind.U32 && op == Op.Max) code = OpCode.MaxU;
            // The bit width of narrow integers matters to clz, rotate, saturation and the like.
            Emit(code, registers[i], Part(0), Part(1), Part(2), code == OpCode.MathInteger ? (byte)kind : (byte)lane, imm: (int)op);
            if (code == OpCode.MathInteger && values.Length > 3) SetFourth(Part(3));
            if (resultKind != NumberKind.Bool) Normalize(registers[i], resultKind);
        }
        return new Value(expression.Type, registers, null);
    }

    // insert_bits takes four operands; the fourth rides in the place of the address mode fields.
    private void SetFourth(int register)
    {
        int copy = Allocate(1);
        Instruction last = _code[^1];
        _code.RemoveAt(_code.Count - 1);
        Emit(OpCode.Mov, copy, register);
        last.Mode = 1;
        last.At = _at;
        int pair = Allocate(2);
        Emit(OpCode.Mov, pair, last.C);
        Emit(OpCode.Mov, pair + 1, copy);
        last.C = pair;
        _code.Add(last);
    }

    private int DotOf(Value left, Value right, NumberKind? kind = null)
    {
        NumberKind element = kind ?? ElementOf(left.Type);
        bool floating = LaneOf(element) == LaneKind.F32;
        int sum = -1;
        for (int i = 0; i < left.Registers!.Length; i++)
        {
            int next = Allocate(1);
            if (sum < 0) Emit(floating ? OpCode.MulF : OpCode.MulI, next, left.Registers[i], right.Registers![i]);
            else if (floating) Emit(OpCode.FmaF, next, left.Registers[i], right.Registers![i], sum);
            else
            {
                int product = Allocate(1);
                Emit(OpCode.MulI, product, left.Registers[i], right.Registers![i]);
                Emit(OpCode.AddI, next, product, sum);
            }
            sum = next;
        }
        Normalize(sum, element);
        return sum;
    }

    private Value Cross(Value a, Value b)
    {
        var registers = new int[3];
        for (int i = 0; i < 3; i++)
        {
            int j = (i + 1) % 3, k = (i + 2) % 3, first = Allocate(1), second = Allocate(1);
            Emit(OpCode.MulF, first, a.Registers![j], b.Registers![k]);
            Emit(OpCode.MulF, second, a.Registers![k], b.Registers![j]);
            registers[i] = Allocate(1);
            Emit(OpCode.SubF, registers[i], first, second);
            Normalize(registers[i], ElementOf(a.Type));
        }
        return new Value(a.Type, registers, null);
    }

    // reflect: I - 2 dot(N, I) N. refract: GLSL's formula. faceforward: dot(Nref, I) < 0 ? N : -N.
    private Value Bend(Op op, Value[] values, IntrinsicExpression expression)
    {
        int n = values[0].Registers!.Length;
        var registers = new int[n];
        if (op == Op.FaceForward)
        {
            int below = Allocate(1);
            Emit(OpCode.LtF, below, DotOf(values[2], values[1]), ConstantFloat(0));
            for (int i = 0; i < n; i++)
            {
                int negative = Allocate(1);
                Emit(OpCode.NegF, negative, values[0].Registers![i]);
                registers[i] = Allocate(1);
                Emit(OpCode.Select, registers[i], below, values[0].Registers![i], negative);
            }
            return new Value(expression.Type, registers, null);
        }
        int dot = DotOf(values[1], values[0]), factor = Allocate(1);
        int inside = -1, eta = -1;
        if (op == Op.Reflect) Emit(OpCode.MulF, factor, dot, ConstantFloat(-2));
        else
        {
            eta = values[2].Registers![0];
            // k = 1 - eta^2 (1 - dot^2)
            int negative = Allocate(1), one = Allocate(1), k = Allocate(1), square = Allocate(1), root = Allocate(1), scaled = Allocate(1);
            Emit(OpCode.NegF, negative, dot);
            Emit(OpCode.FmaF, one, negative, dot, ConstantFloat(1));
            Emit(OpCode.MulF, square, eta, eta);
            Emit(OpCode.NegF, square, square);
            Emit(OpCode.FmaF, k, square, one, ConstantFloat(1));
            inside = Allocate(1);
            Emit(OpCode.LtF, inside, k, ConstantFloat(0));
            Emit(OpCode.SqrtF, root, k);
            Emit(OpCode.FmaF, scaled, eta, dot, root);
            Emit(OpCode.NegF, factor, scaled);
        }
        for (int i = 0; i < n; i++)
        {
            int start = values[0].Registers![i];
            if (eta >= -1 && op == Op.Refract || op == Op.Refract)
            {
                start = Allocate(1);
                Emit(OpCode.MulF, start, values[0].Registers![i], eta);
            }
            registers[i] = Allocate(1);
            Emit(OpCode.FmaF, registers[i], values[1].Registers![i], factor, start);
            if (op == Op.Refract)
            {
                int bent = Allocate(1);
                Emit(OpCode.Select, bent, inside, ConstantFloat(0), registers[i]);
                registers[i] = bent;
            }
            Normalize(registers[i], ElementOf(expression.Type));
        }
        return new Value(expression.Type, registers, null);
    }

    private Value SelectEach(Value[] values, MslType type)
    {
        bool wide = IsWide(ElementOf(type));
        int count = values[0].Registers!.Length;
        var registers = new int[count];
        for (int i = 0; i < count; i++)
        {
            registers[i] = Allocate(wide ? 2 : 1);
            Emit(wide ? OpCode.SelectL : OpCode.Select, registers[i], values[2].Registers![values[2].Registers!.Length == 1 ? 0 : i], values[1].Registers![i], values[0].Registers![i]);
        }
        return new Value(type, registers, null);
    }

    private int Determinant(int[] m, int n, NumberKind kind)
    {
        if (n == 1) return m[0];
        int sum = -1;
        for (int c = 0; c < n; c++)
        {
            var minor = new List<int>();
            for (int column = 0; column < n; column++)
                if (column != c)
                    for (int row = 1; row < n; row++) minor.Add(m[column * n + row]);
            int inner = Determinant(minor.ToArray(), n - 1, kind), term = Allocate(1);
            Emit(OpCode.MulF, term, m[c * n], inner);
            if (sum < 0) { sum = term; continue; }
            int next = Allocate(1);
            Emit(c % 2 == 1 ? OpCode.SubF : OpCode.AddF, next, sum, term);
            sum = next;
        }
        Normalize(sum, kind);
        return sum;
    }

    private Value TwoResults(IntrinsicExpression expression)
    {
        Value value = ToRegisters(Evaluate(expression.Arguments[0]));
        Value target = Place(expression.Arguments[1]);
        int count = value.Registers!.Length;
        int[] first = new int[count], second = new int[count];
        for (int i = 0; i < count; i++)
        {
            int pair = Allocate(2);
            Emit(OpCode.Math, pair, value.Registers[i], kind: (byte)LaneKind.F32, count: 2, imm: (int)expression.Intrinsic);
            (first[i], second[i]) = (pair, pair + 1);
            Normalize(first[i], ElementOf(expression.Type));
        }
        Assign(target, new Value(target.Type, second, null));
        return new Value(expression.Type, first, null);
    }

    /// <summary>Bits of one type read as another: through private memory unless both are 32-bit lanes.</summary>
    private Value AsType(IntrinsicExpression expression)
    {
        Value value = ToRegisters(Evaluate(expression.Arguments[0]));
        List<Leaf> from = Leaves.Of(value.Type), to = Leaves.Of(expression.Type);
        bool direct = from.Count == to.Count;
        for (int i = 0; i < from.Count && direct; i++) direct &= from[i].Memory == to[i].Memory && from[i].Memory is MemoryKind.B32 or MemoryKind.B64;
        if (direct) return value.As(expression.Type);
        int saved = _privateTop;
        Address scratch = AllocatePrivate(VectorType.Of(NumberKind.ULong, 4));
        Store(scratch, value);
        Value result = Load(scratch, expression.Type);
        _privateTop = saved;
        return result;
    }
}
