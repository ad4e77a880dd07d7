using System.Numerics;
using Lucid.Cpu.Simd;
using Lucid.Cpu.Special;
using Lucid.Ops.Declaration;

namespace Lucid.Ops.Pointwise;

/// <summary>log(1 + x), accurate near zero.</summary>
[Op("log1p(Tensor input) -> Tensor", DType = DTypeRule.Float, Amp = AmpPolicy.Float32)]
public readonly struct Log1p : IUnaryPointwise
{
    /// <inheritdoc/>
    public static ElementTypes Elements => ElementTypes.Float | ElementTypes.Complex;

    /// <inheritdoc/>
    public static string Expression => "log(1.0f + {0})";

    /// <inheritdoc/>
    public Vector<T> Invoke<T>(Vector<T> x) where T : unmanaged => VectorMath.Log1p(x);

    /// <inheritdoc/>
    public Complex Invoke(Complex x) => ComplexFunctions.Log1p(x);

    internal static Tensor GradOfInput(Tensor grad, Tensor input) => grad / (input + 1).Conj();
}
