using System.Numerics;
using Lucid.Ops.Declaration;

namespace Lucid.Ops.Comparison;

/// <summary>True where two elements are equal.</summary>
[Op("eq(Tensor input, Tensor|Scalar other) -> Tensor", InPlace = true)]
public readonly struct Eq : IComparisonPointwise
{
    /// <inheritdoc/>
    public static ElementTypes Elements => ElementTypes.All;

    /// <inheritdoc/>
    public static string Expression => "({0} == {1})";

    /// <inheritdoc/>
    public Vector<T> Invoke<T>(Vector<T> x, Vector<T> y) where T : unmanaged => Vector.Equals(x, y);

    /// <inheritdoc/>
    public bool Invoke(Complex x, Complex y) => x == y;

    internal static Tensor GradOfInput(Tensor grad) => TensorFunctions.ZerosLike(grad);

    internal static Tensor GradOfOther(Tensor grad) => TensorFunctions.ZerosLike(grad);
}
