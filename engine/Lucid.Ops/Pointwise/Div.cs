using System.Numerics;
using Lucid.Cpu.Simd;
using Lucid.Ops.Declaration;

namespace Lucid.Ops.Pointwise;

/// <summary>Quotient of two tensors, or a tensor and a number, with broadcasting; integers divide as reals.</summary>
[Op("div(Tensor input, Tensor|Scalar other) -> Tensor", DType = DTypeRule.Float, Aliases = "divide,true_divide")]
public readonly struct Div : IBinaryPointwise
{
    /// <inheritdoc/>
    public static ElementTypes Elements => ElementTypes.Float | ElementTypes.Complex;

    /// <inheritdoc/>
    public static SmallFloatLoop SmallFloatLoop => SmallFloatLoop.Registers;

    /// <inheritdoc/>
    public static string Expression => "({0} / {1})";

    /// <inheritdoc/>
    public Vector<T> Invoke<T>(Vector<T> x, Vector<T> y) where T : unmanaged => x / y;

    /// <inheritdoc/>
    public Complex Invoke(Complex x, Complex y) => x / y;

    internal static Tensor GradOfInput(Tensor grad, TensorOrScalar other) => grad / other.Conj();

    internal static Tensor GradOfOther(Tensor grad, Tensor input, TensorOrScalar other) => grad * (input / (other.AsTensor() * other.AsTensor())).Neg().Conj();
}
