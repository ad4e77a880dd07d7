using System.Numerics;
using Lucid.Cpu.Simd;
using Lucid.Ops.Declaration;

namespace Lucid.Ops.Pointwise;

/// <summary>other - input.</summary>
[Op("rsub(Tensor|Scalar input, Tensor|Scalar other) -> Tensor", Surface = OpSurface.Function)]
public readonly struct Rsub : IBinaryPointwise
{
    /// <inheritdoc/>
    public static ElementTypes Elements => ElementTypes.Number;

    /// <inheritdoc/>
    public static SmallFloatLoop SmallFloatLoop => SmallFloatLoop.Homogeneous;

    /// <inheritdoc/>
    public static string Expression => "({1} - {0})";

    /// <inheritdoc/>
    public Vector<T> Invoke<T>(Vector<T> x, Vector<T> y) where T : unmanaged => y - x;

    /// <inheritdoc/>
    public Complex Invoke(Complex x, Complex y) => y - x;

    internal static void Check(TensorOrScalar input, TensorOrScalar other)
    {
        if ((input.Tensor?.DType ?? input.Scalar.DType) == DType.Bool || (other.Tensor?.DType ?? other.Scalar.DType) == DType.Bool)
            throw new DtypeMismatchException("sub", "each operand", "a number (subtraction, the `-` operator, with a bool tensor is not supported)", "bool", "Use the `^` or `logical_xor()` operator instead, or convert with .int().");
    }

    internal static Tensor GradOfInput(Tensor grad) => -grad;

    internal static Tensor GradOfOther(Tensor grad) => grad;
}
