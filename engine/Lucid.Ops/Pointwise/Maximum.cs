using System.Numerics;
using Lucid.Cpu.Simd;
using Lucid.Ops.Declaration;

namespace Lucid.Ops.Pointwise;

/// <summary>The larger of two elements; NaN if either is NaN.</summary>
[Op("maximum(Tensor input, Tensor|Scalar other) -> Tensor")]
public readonly struct Maximum : IBinaryPointwise
{
    /// <inheritdoc/>
    public static ElementTypes Elements => ElementTypes.Real | ElementTypes.Bool;

    /// <inheritdoc/>
    public static string Expression => "max({0}, {1})";

    /// <inheritdoc/>
    public Vector<T> Invoke<T>(Vector<T> x, Vector<T> y) where T : unmanaged => VectorMath.Maximum(x, y);

    internal static Tensor GradOfInput(Tensor grad, Tensor input, TensorOrScalar other) => grad * Share(input, other);

    internal static Tensor GradOfOther(Tensor grad, Tensor input, TensorOrScalar other) => grad * (1 - Share(input, other));

    // A tie gives each side half, as in PyTorch.
    private static Tensor Share(Tensor input, TensorOrScalar other) =>
        input.Gt(other).Convert(input.DType) + input.Eq(other).Convert(input.DType) * 0.5;
}
