using System.Numerics;
using Lucid.Cpu.Simd;
using Lucid.Ops.Declaration;

namespace Lucid.Ops.Pointwise;

/// <summary>1 - erf(x), accurate for large x.</summary>
[Op("erfc(Tensor input) -> Tensor", DType = DTypeRule.Float)]
public readonly struct Erfc : IUnaryPointwise
{
    /// <inheritdoc/>
    public static ElementTypes Elements => ElementTypes.Float;

    /// <inheritdoc/>
    public static string Expression => "erfc({0})";

    /// <inheritdoc/>
    public Vector<T> Invoke<T>(Vector<T> x) where T : unmanaged => VectorMath.Erfc(x);

    internal static Tensor GradOfInput(Tensor grad, Tensor input) => grad * ((input * input).Neg().Exp() * -1.12837916709551257390);
}
