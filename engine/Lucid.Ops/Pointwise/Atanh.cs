using System.Numerics;
using Lucid.Cpu.Simd;
using Lucid.Cpu.Special;
using Lucid.Ops.Declaration;

namespace Lucid.Ops.Pointwise;

/// <summary>Inverse hyperbolic tangent of each element.</summary>
[Op("atanh(Tensor input) -> Tensor", DType = DTypeRule.Float, Aliases = "arctanh")]
public readonly struct Atanh : IUnaryPointwise
{
    /// <inheritdoc/>
    public static ElementTypes Elements => ElementTypes.Float | ElementTypes.Complex;

    /// <inheritdoc/>
    public static string Expression => "atanh({0})";

    /// <inheritdoc/>
    public Vector<T> Invoke<T>(Vector<T> x) where T : unmanaged => VectorMath.Atanh(x);

    /// <inheritdoc/>
    public Complex Invoke(Complex x) => ComplexFunctions.Atanh(x);

    internal static Tensor GradOfInput(Tensor grad, Tensor input) => grad / (1 - input * input).Conj();
}
