using System.Numerics;
using Lucid.Cpu.Simd;
using Lucid.Cpu.Special;
using Lucid.Ops.Declaration;

namespace Lucid.Ops.Pointwise;

/// <summary>Hyperbolic tangent of each element.</summary>
[Op("tanh(Tensor input) -> Tensor", DType = DTypeRule.Float)]
public readonly struct Tanh : IUnaryPointwise
{
    /// <inheritdoc/>
    public static ElementTypes Elements => ElementTypes.Float | ElementTypes.Complex;

    /// <inheritdoc/>
    public static string Expression => "tanh({0})";

    /// <inheritdoc/>
    public Vector<T> Invoke<T>(Vector<T> x) where T : unmanaged => VectorMath.Tanh(x);

    /// <inheritdoc/>
    public Complex Invoke(Complex x) => ComplexFunctions.Tanh(x);

    internal static Tensor GradOfInput(Tensor grad, Tensor result) => grad * (1 - result * result).Conj();
}
