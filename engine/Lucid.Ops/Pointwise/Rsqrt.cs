using System.Numerics;
using Lucid.Cpu.Simd;
using Lucid.Ops.Declaration;

namespace Lucid.Ops.Pointwise;

/// <summary>One over the square root of each element.</summary>
[Op("rsqrt(Tensor input) -> Tensor", DType = DTypeRule.Float, Amp = AmpPolicy.Float32)]
public readonly struct Rsqrt : IUnaryPointwise
{
    /// <inheritdoc/>
    public static ElementTypes Elements => ElementTypes.Float | ElementTypes.Complex;

    /// <inheritdoc/>
    public static string Expression => "rsqrt({0})";

    /// <inheritdoc/>
    public Vector<T> Invoke<T>(Vector<T> x) where T : unmanaged => VectorMath.Rsqrt(x);

    /// <inheritdoc/>
    public Complex Invoke(Complex x) => Complex.Reciprocal(Complex.Sqrt(x));

    internal static Tensor GradOfInput(Tensor grad, Tensor result) => grad * (result * result * result * -0.5).Conj();
}
