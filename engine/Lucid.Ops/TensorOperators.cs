using System.Numerics;

namespace Lucid;

/// <summary>Arithmetic operators of tensors, and small forms that formulas use.</summary>
public static class TensorOperators
{
    extension(Tensor)
    {
        /// <summary>Sum, with broadcasting.</summary>
        public static Tensor operator +(Tensor left, Tensor right) => left.Add(right);

        /// <summary>Sum with a number.</summary>
        public static Tensor operator +(Tensor left, TensorOrScalar right) => left.Add(right);

        /// <summary>Sum with a number.</summary>
        public static Tensor operator +(Scalar left, Tensor right) => right.Add(left);

        /// <summary>Difference, with broadcasting.</summary>
        public static Tensor operator -(Tensor left, Tensor right) => left.Sub(right);

        /// <summary>Difference with a number.</summary>
        public static Tensor operator -(Tensor left, TensorOrScalar right) => left.Sub(right);

        /// <summary>Difference from a number.</summary>
        public static Tensor operator -(Scalar left, Tensor right) => TensorFunctions.Rsub(right, left);

        /// <summary>Minus each element.</summary>
        public static Tensor operator -(Tensor value) => value.Neg();

        /// <summary>Product of elements, with broadcasting.</summary>
        public static Tensor operator *(Tensor left, Tensor right) => left.Mul(right);

        /// <summary>Product with a number.</summary>
        public static Tensor operator *(Tensor left, TensorOrScalar right) => left.Mul(right);

        /// <summary>Product with a number.</summary>
        public static Tensor operator *(Scalar left, Tensor right) => right.Mul(left);

        /// <summary>Quotient of elements, with broadcasting.</summary>
        public static Tensor operator /(Tensor left, Tensor right) => left.Div(right);

        /// <summary>Quotient with a number.</summary>
        public static Tensor operator /(Tensor left, TensorOrScalar right) => left.Div(right);

        /// <summary>Quotient of a tensor or number and a tensor.</summary>
        public static Tensor operator /(TensorOrScalar left, Tensor right) =>
            left.Tensor is { } tensor ? tensor.Div(right) : TensorFunctions.Rdiv(right, left.Scalar);
    }

    /// <summary>The conjugate of either.</summary>
    internal static TensorOrScalar Conj(this TensorOrScalar operand) => operand.Tensor is { } tensor
        ? tensor.Conj()
        : operand.Scalar.Kind == ScalarKind.Complex ? (TensorOrScalar)Complex.Conjugate(operand.Scalar.ToComplex()) : operand;

    /// <summary>The tensor, or the number as a 0-d tensor.</summary>
    internal static Tensor AsTensor(this TensorOrScalar operand) =>
        operand.Tensor ?? TensorFunctions.Full([], operand.Scalar);

    /// <summary>The number less another.</summary>
    internal static Scalar Minus(this Scalar value, double other) => value.Kind switch
    {
        // Without the conversions the three arms would meet in the widest type, complex.
        ScalarKind.Complex => (Scalar)(value.ToComplex() - other),
        ScalarKind.Real => (Scalar)(value.ToDouble() - other),
        _ => (Scalar)(value.ToInt64() - (long)other),
    };

    /// <summary>Minus the number.</summary>
    internal static Scalar Negated(this Scalar value) => -value;

    /// <summary>The conjugate of a complex number; other numbers as they are.</summary>
    internal static Scalar Conjugate(this Scalar value) => value.Kind == ScalarKind.Complex ? (Scalar)Complex.Conjugate(value.ToComplex()) : value;

    /// <summary>A real number when the imaginary part is zero.</summary>
    internal static Scalar AsScalar(this Complex value) => value.Imaginary == 0 ? (Scalar)value.Real : (Scalar)value;
}
