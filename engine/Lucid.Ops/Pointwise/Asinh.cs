using System.Numerics;
using Lucid.Cpu.Simd;
using Lucid.Cpu.Special;
using Lucid.Ops.Declaration;

namespace Lucid.Ops.Pointwise;

/// <summary>Inverse hyperbolic sine of each element.</summary>
[Op("asinh(Tensor input) -> Tensor", DType = DTypeRule.Float, Aliases = "arcsinh")]
public readonly struct Asinh : IUnaryPointwise
{
    /// <inheritdoc/>
    public static ElementTypes Elements => ElementTypes.Float | ElementTypes.Complex;

    /// <inheritdoc/>
    public static string Expression => "asinh({0})";

    /// <inheritdoc/>
    public Vector<T> Invoke<T>(Vector<T> x) where T : unmanaged => VectorMath.Asinh(x);

    /// <inheritdoc/>
    public Complex Invoke(Complex x) => ComplexFunctions.Asinh(x);

    internal static Tensor GradOfInput(Tensor grad, Tensor input) => grad * (input * input + 1).Rsqrt().Conj();
}
