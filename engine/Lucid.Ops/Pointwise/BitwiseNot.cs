using System.Numerics;
using Lucid.Ops.Declaration;

namespace Lucid.Ops.Pointwise;

/// <summary>Every bit flipped; truth values negated.</summary>
[Op("bitwise_not(Tensor input) -> Tensor")]
public readonly struct BitwiseNot : IUnaryPointwise
{
    /// <inheritdoc/>
    public static ElementTypes Elements => ElementTypes.Integer;

    /// <inheritdoc/>
    public static string Expression => "(~{0})";

    /// <inheritdoc/>
    public Vector<T> Invoke<T>(Vector<T> x) where T : unmanaged => Vector.OnesComplement(x);
}
