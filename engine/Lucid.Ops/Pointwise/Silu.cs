using System.Numerics;
using Lucid.Cpu.Simd;
using Lucid.Ops.Declaration;

namespace Lucid.Ops.Pointwise;

/// <summary>x * sigmoid(x).</summary>
[Op("silu(Tensor input) -> Tensor", DType = DTypeRule.Float)]
public readonly struct Silu : IUnaryPointwise
{
    /// <inheritdoc/>
    public static ElementTypes Elements => ElementTypes.Float;

    /// <inheritdoc/>
    public static string Expression => "({0} / (1.0f + exp(-{0})))";

    /// <inheritdoc/>
    public Vector<T> Invoke<T>(Vector<T> x) where T : unmanaged => VectorMath.Silu(x);

    internal static Tensor GradOfInput(Tensor grad, Tensor input)
    {
        Tensor sigmoid = input.Sigmoid();
        return grad * (sigmoid * (1 + input * (1 - sigmoid)));
    }
}
