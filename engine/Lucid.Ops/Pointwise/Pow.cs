using System.Numerics;
using Lucid.Cpu.Simd;
using Lucid.Cpu.Special;
using Lucid.Ops.Declaration;

namespace Lucid.Ops.Pointwise;

/// <summary>Each element raised to a power.</summary>
[Op("pow(Tensor|Scalar input, Tensor|Scalar exponent) -> Tensor", Amp = AmpPolicy.Float32)]
public readonly struct Pow : IBinaryPointwise
{
    /// <inheritdoc/>
    public static ElementTypes Elements => ElementTypes.Number;

    /// <inheritdoc/>
    public static string Expression => "pow({0}, {1})";

    /// <inheritdoc/>
    public Vector<T> Invoke<T>(Vector<T> x, Vector<T> y) where T : unmanaged => VectorMath.Pow(x, y);

    /// <inheritdoc/>
    public Complex Invoke(Complex x, Complex y) => ComplexFunctions.Pow(x, y);

    internal static void Check(TensorOrScalar input, TensorOrScalar exponent)
    {
        bool integers = (input.Tensor?.DType ?? input.Scalar.DType) <= DType.Int64;
        if (integers && exponent is { Tensor: null, Scalar.Kind: ScalarKind.Integer } && exponent.Scalar.ToInt64() < 0)
            throw new ArgumentValueException("pow",
                "pow: Integers to negative integer powers are not allowed. Convert the input with .float() first.", "exponent");
    }

    internal static Tensor GradOfInput(Tensor grad, TensorOrScalar input, TensorOrScalar exponent)
    {
        // d/dx x^p = p x^(p-1), and 0 where p is 0.
        Tensor x = input.AsTensor();
        if (exponent.Tensor is not { } power)
        {
            if (!exponent.Scalar.ToBool()) return grad * 0;
            return grad * (x.Pow(exponent.Scalar.Minus(1)) * exponent).Conj();
        }
        Tensor slope = power * x.Pow(power - 1);
        return grad * TensorFunctions.Where(power.Eq(0), 0, slope).Conj();
    }

    internal static Tensor GradOfExponent(Tensor grad, TensorOrScalar input, TensorOrScalar exponent, Tensor result)
    {
        // d/dp x^p = x^p log x, and 0 where x is 0 and p >= 0.
        if (input.Tensor is not { } x)
        {
            if (!input.Scalar.ToBool()) return TensorFunctions.Where(exponent.AsTensor().Ge(0), 0, grad * (result * double.NegativeInfinity));
            return grad * (result * System.Numerics.Complex.Log(input.Scalar.ToComplex()).AsScalar()).Conj();
        }
        Tensor slope = result * x.Log();
        if (x.DType.IsComplex() || exponent.AsTensor().DType.IsComplex()) return grad * TensorFunctions.Where(x.Eq(0), 0, slope).Conj();
        return grad * TensorFunctions.Where(x.Eq(0).LogicalAnd(exponent.AsTensor().Ge(0)), 0, slope);
    }
}
