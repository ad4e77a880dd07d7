using System.Numerics;
using Lucid.Cpu.Simd;
using Lucid.Cpu.Special;
using Lucid.Ops.Declaration;

namespace Lucid.Ops.Pointwise;

/// <summary>2 raised to each element.</summary>
[Op("exp2(Tensor input) -> Tensor", DType = DTypeRule.Float)]
public readonly struct Exp2 : IUnaryPointwise
{
    /// <inheritdoc/>
    public static ElementTypes Elements => ElementTypes.Float | ElementTypes.Complex;

    /// <inheritdoc/>
    public static string Expression => "exp2({0})";

    /// <inheritdoc/>
    public Vector<T> Invoke<T>(Vector<T> x) where T : unmanaged => VectorMath.Exp2(x);

    /// <inheritdoc/>
    public Complex Invoke(Complex x) => ComplexFunctions.Exp2(x);

    internal static Tensor GradOfInput(Tensor grad, Tensor result) => grad * (result * 0.69314718055994530942).Conj();
}
