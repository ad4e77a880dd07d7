using System.Numerics;
using Lucid.Ops.Declaration;

namespace Lucid.Ops.Pointwise;

/// <summary>Absolute value of each element; of complex elements the real modulus.</summary>
[Op("abs(Tensor input) -> Tensor", Aliases = "absolute")]
public readonly struct Abs : IUnaryPointwise
{
    /// <inheritdoc/>
    public static ElementTypes Elements => ElementTypes.Real | ElementTypes.Complex;

    /// <inheritdoc/>
    public static bool RealOfComplex => true;

    /// <inheritdoc/>
    public static string Expression => "abs({0})";

    /// <inheritdoc/>
    public Vector<T> Invoke<T>(Vector<T> x) where T : unmanaged => Vector.Abs(x);

    /// <inheritdoc/>
    public Complex Invoke(Complex x) => Complex.Abs(x);

    internal static Tensor GradOfInput(Tensor grad, Tensor input) => grad * input.Sgn();
}
