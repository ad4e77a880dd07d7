using System.Numerics;
using Lucid.Cpu.Simd;
using Lucid.Cpu.Special;
using Lucid.Ops.Declaration;

namespace Lucid.Ops.Pointwise;

/// <summary>exp(x) - 1, accurate near zero.</summary>
[Op("expm1(Tensor input) -> Tensor", DType = DTypeRule.Float, Amp = AmpPolicy.Float32)]
public readonly struct Expm1 : IUnaryPointwise
{
    /// <inheritdoc/>
    public static ElementTypes Elements => ElementTypes.Float | ElementTypes.Complex;

    /// <inheritdoc/>
    public static string Expression => "(exp({0}) - 1.0f)";

    /// <inheritdoc/>
    public Vector<T> Invoke<T>(Vector<T> x) where T : unmanaged => VectorMath.Expm1(x);

    /// <inheritdoc/>
    public Complex Invoke(Complex x) => ComplexFunctions.Expm1(x);

    internal static Tensor GradOfInput(Tensor grad, Tensor result) => grad * (result + 1).Conj();
}
