using System.Numerics;
using Lucid.Cpu.Simd;
using Lucid.Cpu.Special;
using Lucid.Ops.Declaration;

namespace Lucid.Ops.Pointwise;

/// <summary>Hyperbolic sine of each element.</summary>
[Op("sinh(Tensor input) -> Tensor", DType = DTypeRule.Float)]
public readonly struct Sinh : IUnaryPointwise
{
    /// <inheritdoc/>
    public static ElementTypes Elements => ElementTypes.Float | ElementTypes.Complex;

    /// <inheritdoc/>
    public static string Expression => "sinh({0})";

    /// <inheritdoc/>
    public Vector<T> Invoke<T>(Vector<T> x) where T : unmanaged => VectorMath.Sinh(x);

    /// <inheritdoc/>
    public Complex Invoke(Complex x) => ComplexFunctions.Sinh(x);

    internal static Tensor GradOfInput(Tensor grad, Tensor input) => grad * input.Cosh().Conj();
}
