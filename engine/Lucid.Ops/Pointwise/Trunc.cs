using System.Numerics;
using Lucid.Cpu.Simd;
using Lucid.Ops.Declaration;

namespace Lucid.Ops.Pointwise;

/// <summary>Each element with its fraction cut off.</summary>
[Op("trunc(Tensor input) -> Tensor", Aliases = "fix")]
public readonly struct Trunc : IUnaryPointwise
{
    /// <inheritdoc/>
    public static ElementTypes Elements => ElementTypes.Real;

    /// <inheritdoc/>
    public static string Expression => "trunc({0})";

    /// <inheritdoc/>
    public Vector<T> Invoke<T>(Vector<T> x) where T : unmanaged => VectorMath.Truncate(x);

    internal static Tensor GradOfInput(Tensor grad) => TensorFunctions.ZerosLike(grad);
}
