using System.Numerics;
using Lucid.Cpu.Simd;
using Lucid.Ops.Declaration;

namespace Lucid.Ops.Pointwise;

/// <summary>Logarithmic derivative of the gamma function.</summary>
[Op("digamma(Tensor input) -> Tensor", DType = DTypeRule.Float)]
public readonly struct Digamma : IUnaryPointwise
{
    /// <inheritdoc/>
    public static ElementTypes Elements => ElementTypes.Float;

    /// <inheritdoc/>
    public Vector<T> Invoke<T>(Vector<T> x) where T : unmanaged => VectorMath.Digamma(x);

    internal static Tensor GradOfInput(Tensor grad, Tensor input) => grad * TensorFunctions.Polygamma(1, input);
}
