using System.Numerics;
using Lucid.Cpu.Simd;
using Lucid.Ops.Declaration;

namespace Lucid.Ops.Pointwise;

/// <summary>The error function, 2/sqrt(pi) times the integral of exp(-t^2) from 0 to x.</summary>
[Op("erf(Tensor input) -> Tensor", DType = DTypeRule.Float)]
public readonly struct Erf : IUnaryPointwise
{
    /// <inheritdoc/>
    public static ElementTypes Elements => ElementTypes.Float;

    /// <inheritdoc/>
    public static string Expression => "erf({0})";

    /// <inheritdoc/>
    public Vector<T> Invoke<T>(Vector<T> x) where T : unmanaged => VectorMath.Erf(x);

    internal static Tensor GradOfInput(Tensor grad, Tensor input) => grad * ((input * input).Neg().Exp() * 1.12837916709551257390);
}
