using System.Numerics;
using Lucid.Ops.Declaration;

namespace Lucid.Ops.Pointwise;

/// <summary>other / input.</summary>
[Op("_rdiv(Tensor|Scalar input, Tensor|Scalar other) -> Tensor", DType = DTypeRule.Float, Surface = OpSurface.None, NoOut = true)]
public readonly struct Rdiv : IBinaryPointwise
{
    /// <inheritdoc/>
    public static ElementTypes Elements => ElementTypes.Float | ElementTypes.Complex;

    /// <inheritdoc/>
    public static string Expression => "({1} / {0})";

    /// <inheritdoc/>
    public Vector<T> Invoke<T>(Vector<T> x, Vector<T> y) where T : unmanaged => y / x;

    /// <inheritdoc/>
    public Complex Invoke(Complex x, Complex y) => y / x;

    internal static Tensor GradOfInput(Tensor grad, TensorOrScalar input, TensorOrScalar other)
        => grad * (other / (input.AsTensor() * input.AsTensor())).Neg().Conj();

    internal static Tensor GradOfOther(Tensor grad, TensorOrScalar input) => grad / input.Conj();
}
