using System.Numerics;
using Lucid.Ops.Declaration;

namespace Lucid.Ops.Pointwise;

/// <summary>One over each element.</summary>
[Op("reciprocal(Tensor input) -> Tensor", DType = DTypeRule.Float)]
public readonly struct Reciprocal : IUnaryPointwise
{
    /// <inheritdoc/>
    public static ElementTypes Elements => ElementTypes.Float | ElementTypes.Complex;

    /// <inheritdoc/>
    public static string Expression => "(1.0f / {0})";

    /// <inheritdoc/>
    public Vector<T> Invoke<T>(Vector<T> x) where T : unmanaged => Vector<T>.One / x;

    /// <inheritdoc/>
    public Complex Invoke(Complex x) => Complex.One / x;

    internal static Tensor GradOfInput(Tensor grad, Tensor result) => grad * -(result * result).Conj();
}
