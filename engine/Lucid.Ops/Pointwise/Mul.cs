using System.Numerics;
using Lucid.Cpu.Simd;
using Lucid.Ops.Declaration;

namespace Lucid.Ops.Pointwise;

/// <summary>Product of two tensors, or a tensor and a number, with broadcasting.</summary>
[Op("mul(Tensor input, Tensor|Scalar other) -> Tensor", Aliases = "multiply")]
public readonly struct Mul : IBinaryPointwise
{
    /// <inheritdoc/>
    public static ElementTypes Elements => ElementTypes.All;

    /// <inheritdoc/>
    public static SmallFloatLoop SmallFloatLoop => SmallFloatLoop.Registers;

    /// <inheritdoc/>
    public static string Expression => "({0} * {1})";

    /// <inheritdoc/>
    public Vector<T> Invoke<T>(Vector<T> x, Vector<T> y) where T : unmanaged => x * y;

    /// <inheritdoc/>
    public Complex Invoke(Complex x, Complex y) => x * y;

    internal static Tensor GradOfInput(Tensor grad, TensorOrScalar other) => grad * other.Conj();

    internal static Tensor GradOfOther(Tensor grad, Tensor input) => grad * input.Conj();
}
