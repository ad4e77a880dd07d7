using System.Numerics;
using Lucid.Cpu.Simd;
using Lucid.Cpu.Special;
using Lucid.Ops.Declaration;

namespace Lucid.Ops.Pointwise;

/// <summary>Inverse hyperbolic cosine of each element.</summary>
[Op("acosh(Tensor input) -> Tensor", DType = DTypeRule.Float, Aliases = "arccosh")]
public readonly struct Acosh : IUnaryPointwise
{
    /// <inheritdoc/>
    public static ElementTypes Elements => ElementTypes.Float | ElementTypes.Complex;

    /// <inheritdoc/>
    public static string Expression => "acosh({0})";

    /// <inheritdoc/>
    public Vector<T> Invoke<T>(Vector<T> x) where T : unmanaged => VectorMath.Acosh(x);

    /// <inheritdoc/>
    public Complex Invoke(Complex x) => ComplexFunctions.Acosh(x);

    internal static Tensor GradOfInput(Tensor grad, Tensor input) => grad * ((input - 1).Rsqrt() * (input + 1).Rsqrt()).Conj();
}
