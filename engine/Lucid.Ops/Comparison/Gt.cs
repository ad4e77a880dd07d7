using System.Numerics;
using Lucid.Ops.Declaration;

namespace Lucid.Ops.Comparison;

/// <summary>True where the first element is larger.</summary>
[Op("gt(Tensor input, Tensor|Scalar other) -> Tensor", InPlace = true, Aliases = "greater")]
public readonly struct Gt : IComparisonPointwise
{
    /// <inheritdoc/>
    public static ElementTypes Elements => ElementTypes.Real | ElementTypes.Bool;

    /// <inheritdoc/>
    public static string Expression => "({0} > {1})";

    /// <inheritdoc/>
    public Vector<T> Invoke<T>(Vector<T> x, Vector<T> y) where T : unmanaged => Vector.GreaterThan(x, y);

    internal static Tensor GradOfInput(Tensor grad) => TensorFunctions.ZerosLike(grad);

    internal static Tensor GradOfOther(Tensor grad) => TensorFunctions.ZerosLike(grad);
}
