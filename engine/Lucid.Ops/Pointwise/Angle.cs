using System.Numerics;
using Lucid.Cpu.Simd;
using Lucid.Ops.Declaration;

namespace Lucid.Ops.Pointwise;

/// <summary>Angle of each element in the complex plane, in radians: 0 or π for real elements; NaN stays.</summary>
[Op("angle(Tensor input) -> Tensor", DType = DTypeRule.Float)]
public readonly struct Angle : IUnaryPointwise
{
    /// <inheritdoc/>
    public static ElementTypes Elements => ElementTypes.Float | ElementTypes.Complex;

    /// <inheritdoc/>
    public static bool RealOfComplex => true;

    /// <inheritdoc/>
    public Vector<T> Invoke<T>(Vector<T> x) where T : unmanaged => Vector.ConditionalSelect(VectorMath.IsNaN(x), x, Vector.LessThan(x,
        Vector<T>.Zero) & VectorMath.Constant<T>(3.14159265358979323846));

    /// <inheritdoc/>
    public Complex Invoke(Complex x) => x.Phase;

    internal static Tensor GradOfInput(Tensor grad, Tensor input)
    {
        if (!input.DType.IsComplex()) return TensorFunctions.ZerosLike(grad);
        // PyTorch: i z / |z|² times the gradient, 0 at 0.
        Tensor modulus = input.Abs();
        Tensor slope = TensorFunctions.Complex(input.Imag().Neg(), input.Real()) / (modulus * modulus);
        return TensorFunctions.Where(input.Eq(0), 0, grad * slope);
    }
}
