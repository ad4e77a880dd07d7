using System.Numerics;
using Lucid.Cpu.Simd;
using Lucid.Cpu.Special;
using Lucid.Ops.Declaration;

namespace Lucid.Ops.Pointwise;

/// <summary>Inverse cosine of each element, in radians.</summary>
[Op("acos(Tensor input) -> Tensor", DType = DTypeRule.Float, Aliases = "arccos")]
public readonly struct Acos : IUnaryPointwise
{
    /// <inheritdoc/>
    public static ElementTypes Elements => ElementTypes.Float | ElementTypes.Complex;

    /// <inheritdoc/>
    public static string Expression => "acos({0})";

    /// <inheritdoc/>
    public Vector<T> Invoke<T>(Vector<T> x) where T : unmanaged => VectorMath.Acos(x);

    /// <inheritdoc/>
    public Complex Invoke(Complex x) => ComplexFunctions.Acos(x);

    internal static Tensor GradOfInput(Tensor grad, Tensor input) => grad * -(1 - input * input).Rsqrt().Conj();
}
