using System.Numerics;
using Lucid.Cpu.Simd;
using Lucid.Ops.Declaration;

namespace Lucid.Ops.Pointwise;

/// <summary>Inverse of the error function on (-1, 1).</summary>
[Op("erfinv(Tensor input) -> Tensor", DType = DTypeRule.Float)]
public readonly struct Erfinv : IUnaryPointwise
{
    /// <inheritdoc/>
    public static ElementTypes Elements => ElementTypes.Float;

    /// <inheritdoc/>
    public static string Expression => "erfinv({0})";

    /// <inheritdoc/>
    public Vector<T> Invoke<T>(Vector<T> x) where T : unmanaged => VectorMath.Erfinv(x);

    internal static Tensor GradOfInput(Tensor grad, Tensor result) => grad * ((result * result).Exp() * 0.88622692545275801365);
}
