using System.Numerics;
using Lucid.Ops.Declaration;

namespace Lucid.Ops.Comparison;

/// <summary>True where the first element is not larger.</summary>
[Op("le(Tensor input, Tensor|Scalar other) -> Tensor", InPlace = true, Aliases = "less_equal")]
public readonly struct Le : IComparisonPointwise
{
    /// <inheritdoc/>
    public static ElementTypes Elements => ElementTypes.Real | ElementTypes.Bool;

    /// <inheritdoc/>
    public static string Expression => "({0} <= {1})";

    /// <inheritdoc/>
    public Vector<T> Invoke<T>(Vector<T> x, Vector<T> y) where T : unmanaged => Vector.LessThanOrEqual(x, y);

    internal static Tensor GradOfInput(Tensor grad) => TensorFunctions.ZerosLike(grad);

    internal static Tensor GradOfOther(Tensor grad) => TensorFunctions.ZerosLike(grad);
}
