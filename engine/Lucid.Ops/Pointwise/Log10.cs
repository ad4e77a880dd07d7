using System.Numerics;
using Lucid.Cpu.Simd;
using Lucid.Ops.Declaration;

namespace Lucid.Ops.Pointwise;

/// <summary>Logarithm to base 10 of each element.</summary>
[Op("log10(Tensor input) -> Tensor", DType = DTypeRule.Float, Amp = AmpPolicy.Float32)]
public readonly struct Log10 : IUnaryPointwise
{
    /// <inheritdoc/>
    public static ElementTypes Elements => ElementTypes.Float | ElementTypes.Complex;

    /// <inheritdoc/>
    public static string Expression => "log10({0})";

    /// <inheritdoc/>
    public Vector<T> Invoke<T>(Vector<T> x) where T : unmanaged => VectorMath.Log10(x);

    /// <inheritdoc/>
    public Complex Invoke(Complex x) => Complex.Log10(x);

    internal static Tensor GradOfInput(Tensor grad, Tensor input) => grad / (input.Conj() * 2.30258509299404568402);
}
