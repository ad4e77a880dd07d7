using System.Numerics;
using Lucid.Cpu.Simd;
using Lucid.Ops.Declaration;

namespace Lucid.Ops.NN;

/// <summary>x tanh(ln(1 + e^x)) (Misra 2019).</summary>
[Op("mish(Tensor input) -> Tensor", NoOut = true, Surface = OpSurface.Method)]
public readonly struct Mish : IUnaryPointwise
{
    /// <inheritdoc/>
    public static ElementTypes Elements => ElementTypes.Float;

    /// <inheritdoc/>
    public Vector<T> Invoke<T>(Vector<T> x) where T : unmanaged => VectorMath.Mish(x);

    internal static Tensor GradOfInput(Tensor grad, Tensor input)
    {
        Tensor inner = input.Softplus().Tanh();
        return grad * (inner + input * input.Sigmoid() * (1 - inner * inner));
    }
}
