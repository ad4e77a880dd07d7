using System.Numerics;
using Lucid.Cpu.Simd;
using Lucid.Ops.Declaration;

namespace Lucid.Ops.Pointwise;

/// <summary>Sum of two tensors, or a tensor and a number, with broadcasting.</summary>
[Op("add(Tensor input, Tensor|Scalar other) -> Tensor", Amp = AmpPolicy.None)]
public readonly struct Add : IBinaryPointwise
{
    /// <inheritdoc/>
    public static ElementTypes Elements => ElementTypes.All;

    /// <inheritdoc/>
    public static SmallFloatLoop SmallFloatLoop => SmallFloatLoop.Homogeneous;

    /// <inheritdoc/>
    public static string Expression => "({0} + {1})";

    /// <inheritdoc/>
    public Vector<T> Invoke<T>(Vector<T> x, Vector<T> y) where T : unmanaged => x + y;

    /// <inheritdoc/>
    public Complex Invoke(Complex x, Complex y) => x + y;

    internal static Tensor GradOfInput(Tensor grad) => grad;

    internal static Tensor GradOfOther(Tensor grad) => grad;
}
