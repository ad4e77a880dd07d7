using System.Numerics;
using Lucid.Cpu.Simd;
using Lucid.Ops.Declaration;

namespace Lucid.Ops.Pointwise;

/// <summary>Difference of two tensors, or a tensor and a number, with broadcasting.</summary>
[Op("sub(Tensor input, Tensor|Scalar other) -> Tensor", Aliases = "subtract")]
public readonly struct Sub : IBinaryPointwise
{
    /// <inheritdoc/>
    public static ElementTypes Elements => ElementTypes.Number;

    /// <inheritdoc/>
    public static SmallFloatLoop SmallFloatLoop => SmallFloatLoop.Homogeneous;

    /// <inheritdoc/>
    public static string Expression => "({0} - {1})";

    /// <inheritdoc/>
    public Vector<T> Invoke<T>(Vector<T> x, Vector<T> y) where T : unmanaged => x - y;

    /// <inheritdoc/>
    public Complex Invoke(Complex x, Complex y) => x - y;

    internal static void Check(Tensor input, TensorOrScalar other)
    {
        if (input.DType == DType.Bool || (other.Tensor?.DType ?? other.Scalar.DType) == DType.Bool)
            throw new DtypeMismatchException("sub", "each operand",
                "a number (subtraction, the `-` operator, with a bool tensor is not supported)", "bool",
                "Use the `^` or `logical_xor()` operator instead, or convert with .int().");
    }

    internal static Tensor GradOfInput(Tensor grad) => grad;

    internal static Tensor GradOfOther(Tensor grad) => -grad;
}
