using System.Numerics;
using Lucid.Ops.Declaration;

namespace Lucid.Ops.Pointwise;

/// <summary>Minus each element.</summary>
[Op("neg(Tensor input) -> Tensor", Aliases = "negative")]
public readonly struct Neg : IUnaryPointwise
{
    /// <inheritdoc/>
    public static ElementTypes Elements => ElementTypes.Number;

    /// <inheritdoc/>
    public static string Expression => "(-{0})";

    /// <inheritdoc/>
    public Vector<T> Invoke<T>(Vector<T> x) where T : unmanaged => -x;

    /// <inheritdoc/>
    public Complex Invoke(Complex x) => -x;

    internal static Tensor GradOfInput(Tensor grad) => -grad;
}
