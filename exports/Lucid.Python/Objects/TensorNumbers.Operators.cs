namespace Lucid.Python.Objects;

/// <summary>What each operator computes, whichever side the tensor stands on.</summary>
internal static unsafe partial class TensorNumbers
{
    private interface IOperator
    {
        /// <summary>The op's name in Python.</summary>
        static abstract string Name { get; }

        static abstract Tensor Both(Tensor left, in TensorOrScalar right);

        static abstract Tensor NumberFirst(Scalar left, Tensor right);
    }

    private readonly struct AddOperator : IOperator
    {
        public static string Name => "add";

        public static Tensor Both(Tensor left, in TensorOrScalar right) => left.Add(right);

        public static Tensor NumberFirst(Scalar left, Tensor right) => right.Add(left);
    }

    private readonly struct SubtractOperator : IOperator
    {
        public static string Name => "sub";

        public static Tensor Both(Tensor left, in TensorOrScalar right) => left.Sub(right);

        public static Tensor NumberFirst(Scalar left, Tensor right) => right.Rsub(left);
    }

    private readonly struct MultiplyOperator : IOperator
    {
        public static string Name => "mul";

        public static Tensor Both(Tensor left, in TensorOrScalar right) => left.Mul(right);

        public static Tensor NumberFirst(Scalar left, Tensor right) => right.Mul(left);
    }

    private readonly struct DivideOperator : IOperator
    {
        public static string Name => "div";

        public static Tensor Both(Tensor left, in TensorOrScalar right) => left.Div(right);

        public static Tensor NumberFirst(Scalar left, Tensor right) => right.Rdiv(left);
    }

    private readonly struct FloorDivideOperator : IOperator
    {
        public static string Name => "floor_divide";

        public static Tensor Both(Tensor left, in TensorOrScalar right) => left.FloorDivide(right);

        public static Tensor NumberFirst(Scalar left, Tensor right) => TensorFunctions.FloorDivide((TensorOrScalar)left, right);
    }

    private readonly struct RemainderOperator : IOperator
    {
        public static string Name => "remainder";

        public static Tensor Both(Tensor left, in TensorOrScalar right) => left.Remainder(right);

        public static Tensor NumberFirst(Scalar left, Tensor right) => TensorFunctions.Remainder((TensorOrScalar)left, right);
    }

    private readonly struct PowerOperator : IOperator
    {
        public static string Name => "pow";

        public static Tensor Both(Tensor left, in TensorOrScalar right) => left.Pow(right);

        public static Tensor NumberFirst(Scalar left, Tensor right) => TensorFunctions.Pow((TensorOrScalar)left, right);
    }

    private readonly struct AndOperator : IOperator
    {
        public static string Name => "bitwise_and";

        public static Tensor Both(Tensor left, in TensorOrScalar right) => left.BitwiseAnd(right);

        public static Tensor NumberFirst(Scalar left, Tensor right) => right.BitwiseAnd(left);
    }

    private readonly struct OrOperator : IOperator
    {
        public static string Name => "bitwise_or";

        public static Tensor Both(Tensor left, in TensorOrScalar right) => left.BitwiseOr(right);

        public static Tensor NumberFirst(Scalar left, Tensor right) => right.BitwiseOr(left);
    }

    private readonly struct XorOperator : IOperator
    {
        public static string Name => "bitwise_xor";

        public static Tensor Both(Tensor left, in TensorOrScalar right) => left.BitwiseXor(right);

        public static Tensor NumberFirst(Scalar left, Tensor right) => right.BitwiseXor(left);
    }

    private readonly struct LeftShiftOperator : IOperator
    {
        public static string Name => "bitwise_left_shift";

        public static Tensor Both(Tensor left, in TensorOrScalar right) => left.BitwiseLeftShift(right);

        public static Tensor NumberFirst(Scalar left, Tensor right) => TensorFunctions.BitwiseLeftShift((TensorOrScalar)left, right);
    }

    private readonly struct RightShiftOperator : IOperator
    {
        public static string Name => "bitwise_right_shift";

        public static Tensor Both(Tensor left, in TensorOrScalar right) => left.BitwiseRightShift(right);

        public static Tensor NumberFirst(Scalar left, Tensor right) => TensorFunctions.BitwiseRightShift((TensorOrScalar)left, right);
    }
}
