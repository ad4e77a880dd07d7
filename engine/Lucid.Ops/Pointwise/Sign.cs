using System.Numerics;
using Lucid.Cpu.Simd;
using Lucid.Ops.Declaration;

namespace Lucid.Ops.Pointwise;

/// <summary>-1, 0 or 1 with the sign of each element; 0 for NaN.</summary>
[Op("sign(Tensor input) -> Tensor")]
public readonly struct Sign : IUnaryPointwise
{
    /// <inheritdoc/>
    public static ElementTypes Elements => ElementTypes.Real | ElementTypes.Bool;

    /// <inheritdoc/>
    public static string Expression => "sign({0})";

    /// <inheritdoc/>
    public Vector<T> Invoke<T>(Vector<T> x) where T : unmanaged => VectorMath.Sign(x);

    internal static Tensor GradOfInput(Tensor grad) => TensorFunctions.ZerosLike(grad);
}
