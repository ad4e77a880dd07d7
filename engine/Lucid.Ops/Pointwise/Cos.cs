using System.Numerics;
using Lucid.Cpu.Simd;
using Lucid.Cpu.Special;
using Lucid.Ops.Declaration;

namespace Lucid.Ops.Pointwise;

/// <summary>Cosine of each element, in radians.</summary>
[Op("cos(Tensor input) -> Tensor", DType = DTypeRule.Float)]
public readonly struct Cos : IUnaryPointwise
{
    /// <inheritdoc/>
    public static ElementTypes Elements => ElementTypes.Float | ElementTypes.Complex;

    /// <inheritdoc/>
    public static string Expression => "cos({0})";

    /// <inheritdoc/>
    public Vector<T> Invoke<T>(Vector<T> x) where T : unmanaged => VectorMath.Cos(x);

    /// <inheritdoc/>
    public Complex Invoke(Complex x) => ComplexFunctions.Cos(x);

    internal static Tensor GradOfInput(Tensor grad, Tensor input) => grad * -input.Sin().Conj();
}
