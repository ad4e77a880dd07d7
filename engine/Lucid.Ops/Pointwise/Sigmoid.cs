using System.Numerics;
using Lucid.Cpu.Simd;
using Lucid.Cpu.Special;
using Lucid.Ops.Declaration;

namespace Lucid.Ops.Pointwise;

/// <summary>1 / (1 + exp(-x)).</summary>
[Op("sigmoid(Tensor input) -> Tensor", DType = DTypeRule.Float)]
public readonly struct Sigmoid : IUnaryPointwise
{
    /// <inheritdoc/>
    public static ElementTypes Elements => ElementTypes.Float | ElementTypes.Complex;

    /// <inheritdoc/>
    public static string Expression => "(1.0f / (1.0f + exp(-{0})))";

    /// <inheritdoc/>
    public Vector<T> Invoke<T>(Vector<T> x) where T : unmanaged => VectorMath.Sigmoid(x);

    /// <inheritdoc/>
    public Complex Invoke(Complex x) => ComplexFunctions.Sigmoid(x);

    internal static Tensor GradOfInput(Tensor grad, Tensor result) => grad * (result * (1 - result)).Conj();
}
