using System.Numerics;
using Lucid.Cpu.Simd;
using Lucid.Cpu.Special;
using Lucid.Ops.Declaration;

namespace Lucid.Ops.Pointwise;

/// <summary>Logarithm to base 2 of each element.</summary>
[Op("log2(Tensor input) -> Tensor", DType = DTypeRule.Float, Amp = AmpPolicy.Float32)]
public readonly struct Log2 : IUnaryPointwise
{
    /// <inheritdoc/>
    public static ElementTypes Elements => ElementTypes.Float | ElementTypes.Complex;

    /// <inheritdoc/>
    public static string Expression => "log2({0})";

    /// <inheritdoc/>
    public Vector<T> Invoke<T>(Vector<T> x) where T : unmanaged => VectorMath.Log2(x);

    /// <inheritdoc/>
    public Complex Invoke(Complex x) => ComplexFunctions.Log2(x);

    internal static Tensor GradOfInput(Tensor grad, Tensor input) => grad / (input.Conj() * 0.69314718055994530942);
}
