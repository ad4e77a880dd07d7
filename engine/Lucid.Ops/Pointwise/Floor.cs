using System.Numerics;
using Lucid.Cpu.Simd;
using Lucid.Ops.Declaration;

namespace Lucid.Ops.Pointwise;

/// <summary>The largest integer not above each element.</summary>
[Op("floor(Tensor input) -> Tensor")]
public readonly struct Floor : IUnaryPointwise
{
    /// <inheritdoc/>
    public static ElementTypes Elements => ElementTypes.Real;

    /// <inheritdoc/>
    public static string Expression => "floor({0})";

    /// <inheritdoc/>
    public Vector<T> Invoke<T>(Vector<T> x) where T : unmanaged => VectorMath.Floor(x);

    internal static Tensor GradOfInput(Tensor grad) => TensorFunctions.ZerosLike(grad);
}
