using System.Numerics;
using Lucid.Cpu.Simd;
using Lucid.Cpu.Special;
using Lucid.Ops.Declaration;

namespace Lucid.Ops.Pointwise;

/// <summary>Square root of each element.</summary>
[Op("sqrt(Tensor input) -> Tensor", DType = DTypeRule.Float)]
public readonly struct Sqrt : IUnaryPointwise
{
    /// <inheritdoc/>
    public static ElementTypes Elements => ElementTypes.Float | ElementTypes.Complex;

    /// <inheritdoc/>
    public static string Expression => "sqrt({0})";

    /// <inheritdoc/>
    public Vector<T> Invoke<T>(Vector<T> x) where T : unmanaged => VectorMath.Sqrt(x);

    /// <inheritdoc/>
    public Complex Invoke(Complex x) => ComplexFunctions.Sqrt(x);

    internal static Tensor GradOfInput(Tensor grad, Tensor result) => grad / (result * 2).Conj();
}
