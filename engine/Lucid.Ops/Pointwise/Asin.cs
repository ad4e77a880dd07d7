using System.Numerics;
using Lucid.Cpu.Simd;
using Lucid.Cpu.Special;
using Lucid.Ops.Declaration;

namespace Lucid.Ops.Pointwise;

/// <summary>Inverse sine of each element, in radians.</summary>
[Op("asin(Tensor input) -> Tensor", DType = DTypeRule.Float, Aliases = "arcsin")]
public readonly struct Asin : IUnaryPointwise
{
    /// <inheritdoc/>
    public static ElementTypes Elements => ElementTypes.Float | ElementTypes.Complex;

    /// <inheritdoc/>
    public static string Expression => "asin({0})";

    /// <inheritdoc/>
    public Vector<T> Invoke<T>(Vector<T> x) where T : unmanaged => VectorMath.Asin(x);

    /// <inheritdoc/>
    public Complex Invoke(Complex x) => ComplexFunctions.Asin(x);

    internal static Tensor GradOfInput(Tensor grad, Tensor input) => grad * (1 - input * input).Rsqrt().Conj();
}
