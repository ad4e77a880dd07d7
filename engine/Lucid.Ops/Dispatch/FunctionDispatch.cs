using System.Numerics;
using Lucid.Ops.Declaration;
using Lucid.Ops.Kernels;

namespace Lucid.Ops.Dispatch;

/// <summary>Runs rare functions, given by pointer, over whole tensors with promotion and broadcasting.</summary>
internal static unsafe class FunctionDispatch
{
    /// <summary>A function of one real number; integers become the default floating type.</summary>
    internal static Tensor Unary(delegate*<double, double> function, Tensor input, string name) =>
        PointwiseDispatch.Unary(new UnaryFunction(function), input, DTypeRule.Float, name, ThreadState.Current);

    /// <summary>A function of two real numbers; integers become the default floating type where the rule says so. The variant is handed on.</summary>
    internal static Tensor Binary(delegate*<double, double, int, double> function, in TensorOrScalar input, in TensorOrScalar other, string name,
        DTypeRule rule = DTypeRule.Float, int variant = 0) =>
        PointwiseDispatch.Binary(new BinaryFunction(function, variant), in input, in other, rule, name, ThreadState.Current);

    /// <summary>A function of two integers.</summary>
    internal static Tensor Integers(delegate*<long, long, long> function, in TensorOrScalar input, in TensorOrScalar other, string name) =>
        PointwiseDispatch.Binary(new IntegerFunction(function), in input, in other, DTypeRule.Promote, name, ThreadState.Current);

    /// <summary>A function of one complex number.</summary>
    internal static Tensor Complex(delegate*<Complex, Complex> function, Tensor input, string name) =>
        PointwiseDispatch.Unary(new ComplexFunction(function), input, DTypeRule.Promote, name, ThreadState.Current);
}
