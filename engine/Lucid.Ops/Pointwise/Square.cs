using System.Numerics;
using Lucid.Ops.Declaration;

namespace Lucid.Ops.Pointwise;

/// <summary>Each element times itself.</summary>
[Op("square(Tensor input) -> Tensor")]
public readonly struct Square : IUnaryPointwise
{
    /// <inheritdoc/>
    public static ElementTypes Elements => ElementTypes.Number;

    /// <inheritdoc/>
    public static string Expression => "({0} * {0})";

    /// <inheritdoc/>
    public Vector<T> Invoke<T>(Vector<T> x) where T : unmanaged => x * x;

    /// <inheritdoc/>
    public Complex Invoke(Complex x) => x * x;

    internal static Tensor GradOfInput(Tensor grad, Tensor input) => grad * (input * 2).Conj();
}
