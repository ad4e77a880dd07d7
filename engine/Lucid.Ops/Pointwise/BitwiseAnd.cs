using System.Numerics;
using Lucid.Ops.Declaration;

namespace Lucid.Ops.Pointwise;

/// <summary>Bits set in both.</summary>
[Op("bitwise_and(Tensor|Scalar input, Tensor|Scalar other) -> Tensor")]
public readonly struct BitwiseAnd : IBinaryPointwise
{
    /// <inheritdoc/>
    public static ElementTypes Elements => ElementTypes.Integer | ElementTypes.Bool;

    /// <inheritdoc/>
    public static string Expression => "({0} & {1})";

    /// <inheritdoc/>
    public Vector<T> Invoke<T>(Vector<T> x, Vector<T> y) where T : unmanaged => x & y;
}
