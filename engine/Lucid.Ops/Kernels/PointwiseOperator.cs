using System;
using System.Numerics;
using System.Runtime.CompilerServices;
using Lucid.Cpu.Loops;
using Lucid.Cpu.Simd;
using Lucid.Numerics;
using Lucid.Ops.Declaration;
using PointwiseLoops = Lucid.Cpu.Loops.Pointwise;

namespace Lucid.Ops.Kernels;

/// <summary>An operator's fields as bytes: two numbers at most.</summary>
internal readonly struct OperatorAttributes
{
    private readonly long _first, _second;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static unsafe OperatorAttributes Of<TOp>(TOp op) where TOp : unmanaged
    {
        if (sizeof(TOp) > sizeof(OperatorAttributes)) throw new InvalidOperationException("an operator holds 16 bytes at most");
        OperatorAttributes made = default;
        *(TOp*)&made = op;
        return made;
    }
}

/// <summary>
/// A pointwise operator with its attributes and what it says of itself, without its type: promotion, broadcasting and
/// launching are compiled once for all operators.
/// </summary>
internal readonly unsafe struct PointwiseOperator
{
    private PointwiseOperator(ElementTypes elements, string expression, delegate*<DType, PointwiseLoop> find)
    {
        Elements = elements;
        Expression = expression;
        Find = find;
    }

    /// <summary>The operator itself, for its loops.</summary>
    internal OperatorAttributes Attributes { get; private init; }

    /// <summary>Element types with a loop.</summary>
    internal ElementTypes Elements { get; }

    /// <summary>The Metal Shading Language expression; empty when there is none.</summary>
    internal string Expression { get; }

    /// <summary>The loop for an element type; missing where there is none.</summary>
    internal delegate*<DType, PointwiseLoop> Find { get; }

    /// <summary>Whether complex operands give real results.</summary>
    internal bool RealOfComplex { get; private init; }

    /// <summary>False when a number operand becomes a 0-d tensor.</summary>
    internal bool HasNumberLoops { get; private init; }

    internal static PointwiseOperator Unary<TOp>(TOp op) where TOp : unmanaged, IUnaryPointwise =>
        new(TOp.Elements, TOp.Expression, &UnaryLoop<TOp>) { Attributes = OperatorAttributes.Of(op), RealOfComplex = TOp.RealOfComplex };

    internal static PointwiseOperator Binary<TOp>(TOp op) where TOp : unmanaged, IBinaryPointwise =>
        new(TOp.Elements, TOp.Expression, &BinaryLoop<TOp>) { Attributes = OperatorAttributes.Of(op), HasNumberLoops = TOp.HasNumberLoops };

    internal static PointwiseOperator Ternary<TOp>(TOp op) where TOp : unmanaged, ITernaryPointwise =>
        new(TOp.Elements, TOp.Expression, &TernaryLoop<TOp>) { Attributes = OperatorAttributes.Of(op) };

    internal static PointwiseOperator Comparison<TOp>(TOp op) where TOp : unmanaged, IComparisonPointwise =>
        new(TOp.Elements, TOp.Expression, &ComparisonLoop<TOp>) { Attributes = OperatorAttributes.Of(op), HasNumberLoops = true };

    private static PointwiseLoop UnaryLoop<TOp>(DType type) where TOp : unmanaged, IUnaryPointwise
    {
        if ((TOp.Elements & ElementTypes.Float) != 0)
            switch (type)
            {
                case DType.Float32: return PointwiseLoops.UnaryLoop<TOp, float>();
                case DType.Float64: return PointwiseLoops.UnaryLoop<TOp, double>();
                case DType.Float16: return PointwiseLoops.UnaryLoop<TOp, Half>();
                case DType.BFloat16: return PointwiseLoops.UnaryLoop<TOp, BFloat16>();
            }
        if ((TOp.Elements & ElementTypes.Integer) != 0)
            switch (type)
            {
                case DType.Int64: return PointwiseLoops.UnaryLoop<TOp, long>();
                case DType.Int32: return PointwiseLoops.UnaryLoop<TOp, int>();
                case DType.Int16: return PointwiseLoops.UnaryLoop<TOp, short>();
                case DType.Int8: return PointwiseLoops.UnaryLoop<TOp, sbyte>();
                case DType.UInt8: return PointwiseLoops.UnaryLoop<TOp, byte>();
            }
        if ((TOp.Elements & ElementTypes.Bool) != 0 && type == DType.Bool) return PointwiseLoops.UnaryLoop<TruthUnary<TOp>, byte>();
        if ((TOp.Elements & ElementTypes.Complex) != 0)
        {
            if (type == DType.Complex64)
                return TOp.RealOfComplex
                    ? PointwiseLoops.ComplexToRealLoop<RealPart<TOp>, Complex64, float>() : PointwiseLoops.UnaryComplexLoop<TOp, Complex64>();
            if (type == DType.Complex128)
                return TOp.RealOfComplex
                    ? PointwiseLoops.ComplexToRealLoop<RealPart<TOp>, Complex, double>() : PointwiseLoops.UnaryComplexLoop<TOp, Complex>();
        }
        return default;
    }

    private static PointwiseLoop BinaryLoop<TOp>(DType type) where TOp : unmanaged, IBinaryPointwise
    {
        if ((TOp.Elements & ElementTypes.Float) != 0)
            switch (type)
            {
                case DType.Float32: return PointwiseLoops.BinaryLoop<TOp, float>();
                case DType.Float64: return PointwiseLoops.BinaryLoop<TOp, double>();
                case DType.Float16: return PointwiseLoops.BinaryLoop<TOp, Half>();
                case DType.BFloat16: return PointwiseLoops.BinaryLoop<TOp, BFloat16>();
            }
        if ((TOp.Elements & ElementTypes.Integer) != 0)
            switch (type)
            {
                case DType.Int64: return PointwiseLoops.BinaryLoop<TOp, long>();
                case DType.Int32: return PointwiseLoops.BinaryLoop<TOp, int>();
                case DType.Int16: return PointwiseLoops.BinaryLoop<TOp, short>();
                case DType.Int8: return PointwiseLoops.BinaryLoop<TOp, sbyte>();
                case DType.UInt8: return PointwiseLoops.BinaryLoop<TOp, byte>();
            }
        if ((TOp.Elements & ElementTypes.Bool) != 0 && type == DType.Bool) return PointwiseLoops.BinaryLoop<TruthBinary<TOp>, byte>();
        if ((TOp.Elements & ElementTypes.Complex) != 0)
        {
            if (type == DType.Complex64) return PointwiseLoops.BinaryComplexLoop<TOp, Complex64>();
            if (type == DType.Complex128) return PointwiseLoops.BinaryComplexLoop<TOp, Complex>();
        }
        return default;
    }

    private static PointwiseLoop TernaryLoop<TOp>(DType type) where TOp : unmanaged, ITernaryPointwise
    {
        if ((TOp.Elements & ElementTypes.Float) != 0)
            switch (type)
            {
                case DType.Float32: return PointwiseLoops.TernaryLoop<TOp, float>();
                case DType.Float64: return PointwiseLoops.TernaryLoop<TOp, double>();
                case DType.Float16: return PointwiseLoops.TernaryLoop<TOp, Half>();
                case DType.BFloat16: return PointwiseLoops.TernaryLoop<TOp, BFloat16>();
            }
        if ((TOp.Elements & ElementTypes.Integer) != 0)
            switch (type)
            {
                case DType.Int64: return PointwiseLoops.TernaryLoop<TOp, long>();
                case DType.Int32: return PointwiseLoops.TernaryLoop<TOp, int>();
                case DType.Int16: return PointwiseLoops.TernaryLoop<TOp, short>();
                case DType.Int8: return PointwiseLoops.TernaryLoop<TOp, sbyte>();
                case DType.UInt8: return PointwiseLoops.TernaryLoop<TOp, byte>();
            }
        if ((TOp.Elements & ElementTypes.Complex) != 0)
        {
            if (type == DType.Complex64) return PointwiseLoops.TernaryComplexLoop<TOp, Complex64>();
            if (type == DType.Complex128) return PointwiseLoops.TernaryComplexLoop<TOp, Complex>();
        }
        return default;
    }

    private static PointwiseLoop ComparisonLoop<TOp>(DType type) where TOp : unmanaged, IComparisonPointwise
    {
        if ((TOp.Elements & ElementTypes.Float) != 0)
            switch (type)
            {
                case DType.Float32: return PointwiseLoops.CompareLoop<TOp, float>();
                case DType.Float64: return PointwiseLoops.CompareLoop<TOp, double>();
                case DType.Float16: return PointwiseLoops.CompareLoop<TOp, Half>();
                case DType.BFloat16: return PointwiseLoops.CompareLoop<TOp, BFloat16>();
            }
        if ((TOp.Elements & ElementTypes.Integer) != 0)
            switch (type)
            {
                case DType.Int64: return PointwiseLoops.CompareLoop<TOp, long>();
                case DType.Int32: return PointwiseLoops.CompareLoop<TOp, int>();
                case DType.Int16: return PointwiseLoops.CompareLoop<TOp, short>();
                case DType.Int8: return PointwiseLoops.CompareLoop<TOp, sbyte>();
                case DType.UInt8: return PointwiseLoops.CompareLoop<TOp, byte>();
            }
        if ((TOp.Elements & ElementTypes.Bool) != 0 && type == DType.Bool) return PointwiseLoops.CompareLoop<TOp, byte>();
        if ((TOp.Elements & ElementTypes.Complex) != 0)
        {
            if (type == DType.Complex64) return PointwiseLoops.CompareComplexLoop<TOp, Complex64>();
            if (type == DType.Complex128) return PointwiseLoops.CompareComplexLoop<TOp, Complex>();
        }
        return default;
    }
}

/// <summary>The real part of a function of one complex number.</summary>
internal readonly struct RealPart<TOp>(TOp op) : IComplexToRealOperator where TOp : unmanaged, IUnaryPointwise
{
    public double Invoke(Complex x) => op.Invoke(x).Real;
}

/// <summary>An arithmetic op on truth values: computed on bytes, anything but zero is true.</summary>
internal readonly struct TruthBinary<TOp>(TOp op) : IBinaryOperator where TOp : unmanaged, IBinaryPointwise
{
    public Vector<T> Invoke<T>(Vector<T> x, Vector<T> y) where T : unmanaged => Vector.Min(op.Invoke(x, y), Vector<T>.One);
}

/// <summary>An op on one truth value.</summary>
internal readonly struct TruthUnary<TOp>(TOp op) : IUnaryOperator where TOp : unmanaged, IUnaryPointwise
{
    public Vector<T> Invoke<T>(Vector<T> x) where T : unmanaged => Vector.Min(op.Invoke(x), Vector<T>.One);
}
