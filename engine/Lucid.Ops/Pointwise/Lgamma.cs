using System.Numerics;
using Lucid.Cpu.Simd;
using Lucid.Ops.Declaration;

namespace Lucid.Ops.Pointwise;

/// <summary>Logarithm of the magnitude of the gamma function.</summary>
[Op("lgamma(Tensor input) -> Tensor", DType = DTypeRule.Float)]
public readonly struct Lgamma : IUnaryPointwise
{
    /// <inheritdoc/>
    public static ElementTypes Elements => ElementTypes.Float;

    /// <inheritdoc/>
    public Vector<T> Invoke<T>(Vector<T> x) where T : unmanaged => VectorMath.LogGamma(x);

    internal static Tensor GradOfInput(Tensor grad, Tensor input) => grad * input.Digamma();
}
