using System.Numerics;
using Lucid.Cpu.NN;
using Lucid.Cpu.Simd;
using Lucid.Ops.Declaration;
using Lucid.Ops.Dispatch;

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
        ThreadState state = ThreadState.Current;
        if (!state.NeedsOps && input.DeviceType == DeviceType.Cpu)
            return PointwiseDispatch.Binary(new Slope(), grad, input, DTypeRule.Promote, "silu_backward", state);
        Tensor sigmoid = input.Sigmoid();
        return grad * (sigmoid * (1 + input * (1 - sigmoid)));
    }

    private readonly struct Slope : IBinaryPointwise
    {
        public static int Cost => 8;

        public Vector<T> Invoke<T>(Vector<T> x, Vector<T> y) where T : unmanaged => new SiluBackward().Invoke(x, y);
    }
}
