using System.Numerics;
using Lucid.Cpu.Simd;
using Lucid.Cpu.Special;
using Lucid.Ops.Declaration;

namespace Lucid.Ops.Pointwise;

/// <summary>Tangent of each element, in radians.</summary>
[Op("tan(Tensor input) -> Tensor", DType = DTypeRule.Float, Amp = AmpPolicy.Float32)]
public readonly struct Tan : IUnaryPointwise
{
    /// <inheritdoc/>
    public static ElementTypes Elements => ElementTypes.Float | ElementTypes.Complex;

    /// <inheritdoc/>
    public static string Expression => "tan({0})";

    /// <inheritdoc/>
    public Vector<T> Invoke<T>(Vector<T> x) where T : unmanaged => VectorMath.Tan(x);

    /// <inheritdoc/>
    public Complex Invoke(Complex x) => ComplexFunctions.Tan(x);

    internal static Tensor GradOfInput(Tensor grad, Tensor result) => grad * (1 + result * result).Conj();
}
