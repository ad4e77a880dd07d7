using System.Numerics;
using Lucid.Cpu.Simd;
using Lucid.Cpu.Special;
using Lucid.Ops.Declaration;

namespace Lucid.Ops.Pointwise;

/// <summary>Hyperbolic cosine of each element.</summary>
[Op("cosh(Tensor input) -> Tensor", DType = DTypeRule.Float)]
public readonly struct Cosh : IUnaryPointwise
{
    /// <inheritdoc/>
    public static ElementTypes Elements => ElementTypes.Float | ElementTypes.Complex;

    /// <inheritdoc/>
    public static string Expression => "cosh({0})";

    /// <inheritdoc/>
    public Vector<T> Invoke<T>(Vector<T> x) where T : unmanaged => VectorMath.Cosh(x);

    /// <inheritdoc/>
    public Complex Invoke(Complex x) => ComplexFunctions.Cosh(x);

    internal static Tensor GradOfInput(Tensor grad, Tensor input) => grad * input.Sinh().Conj();
}
