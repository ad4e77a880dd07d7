using System.Numerics;
using Lucid.Cpu.Simd;
using Lucid.Ops.Declaration;

namespace Lucid.Ops.Pointwise;

/// <summary>The smaller of two elements; NaN if either is NaN.</summary>
[Op("minimum(Tensor input, Tensor|Scalar other) -> Tensor")]
public readonly struct Minimum : IBinaryPointwise
{
    /// <inheritdoc/>
    public static ElementTypes Elements => ElementTypes.Real | ElementTypes.Bool;

    /// <inheritdoc/>
    public static string Expression => "min({0}, {1})";

    /// <inheritdoc/>
    public Vector<T> Invoke<T>(Vector<T> x, Vector<T> y) where T : unmanaged => VectorMath.Minimum(x, y);

    internal static Tensor GradOfInput(Tensor grad, Tensor input, TensorOrScalar other) => grad * Share(input, other);

    internal static Tensor GradOfOther(Tensor grad, Tensor input, TensorOrScalar other) => grad * (1 - Share(input, other));

    // A tie gives each side half, as in PyTorch.
    private static Tensor Share(Tensor input, TensorOrScalar other) =>
        input.Lt(other).Convert(input.DType) + input.Eq(other).Convert(input.DType) * 0.5;
}
