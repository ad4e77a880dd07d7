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
    public static SmallFloatLoop SmallFloatLoop => SmallFloatLoop.Homogeneous;

    /// <inheritdoc/>
    public static string Expression => "min({0}, {1})";

    /// <inheritdoc/>
    public Vector<T> Invoke<T>(Vector<T> x, Vector<T> y) where T : unmanaged => VectorMath.Minimum(x, y);

    // A tie gives each side half, NaN gives both all, as in PyTorch; a choice, since zero times NaN is none.
    internal static Tensor GradOfInput(Tensor grad, Tensor input, TensorOrScalar other) =>
        TensorFunctions.Where(input.Gt(other), 0, TensorFunctions.Where(input.Eq(other), grad * 0.5, grad));

    internal static Tensor GradOfOther(Tensor grad, Tensor input, TensorOrScalar other) =>
        TensorFunctions.Where(input.Lt(other), 0, TensorFunctions.Where(input.Eq(other), grad * 0.5, grad));
}
