using System.Numerics;
using Lucid.Cpu.Simd;
using Lucid.Cpu.Special;
using Lucid.Ops.Declaration;

namespace Lucid.Ops.Pointwise;

/// <summary>Sine of each element, in radians.</summary>
[Op("sin(Tensor input) -> Tensor", DType = DTypeRule.Float)]
public readonly struct Sin : IUnaryPointwise
{
    /// <inheritdoc/>
    public static ElementTypes Elements => ElementTypes.Float | ElementTypes.Complex;

    /// <inheritdoc/>
    public static string Expression => "sin({0})";

    /// <inheritdoc/>
    public Vector<T> Invoke<T>(Vector<T> x) where T : unmanaged => VectorMath.Sin(x);

    /// <inheritdoc/>
    public Complex Invoke(Complex x) => ComplexFunctions.Sin(x);

    internal static Tensor GradOfInput(Tensor grad, Tensor input) => grad * input.Cos().Conj();
}
