using Lucid.Graph;

namespace Lucid.Ops.Dispatch;

/// <summary>beta * input + alpha * product, as the family of addmm has it.</summary>
internal static class ScaledSum
{
    internal static Tensor Of(Tensor input, Tensor product, Scalar beta, Scalar alpha, string op)
    {
        beta = Factor(input, beta, "beta", op);
        alpha = Factor(input, alpha, "alpha", op);
        if (input.DType != product.DType)
            throw new DtypeMismatchException(op, "input", $"of the same dtype as the other operands ({product.DType.Name()})", input.DType.Name());
        if (!Conversions.Broadcastable(input.Layout, product.Layout))
            throw new ShapeMismatchException(op,
                $"{op}: The expanded size of the tensor must match: input {input.Layout} does not broadcast to {product.Layout}", "input",
                product.Layout.ToString(), input.Layout.ToString());
        if (!alpha.IsOne) product = product * alpha;
        if (!beta.ToBool())
        {
            // With beta 0, NaN and infinity in input do not come through; its gradient is zero.
            if (!input.RequiresGrad || !GradMode.Enabled) return product;
            return product + TensorFunctions.Where(TensorFunctions.Zeros([], DType.Bool, input.Device), input, 0.0);
        }
        return product + (beta.IsOne ? input : input * beta);
    }

    /// <summary>Operands of one half type on the processor: computed in float32 there, so that results are rounded once.</summary>
    internal static bool IsHalf(Tensor input, Tensor first, Tensor second) => input.DType is DType.Float16 or DType.BFloat16
        && first.DType == input.DType && second.DType == input.DType && input.DeviceType == DeviceType.Cpu;

    // Integers take the integral part of a factor; addr alone refuses it, as in PyTorch.
    private static Scalar Factor(Tensor input, Scalar factor, string name, string op)
    {
        if (factor.Kind != ScalarKind.Real || input.DType > DType.Int64) return factor;
        if (op == "addr")
            throw new ArgumentValueException(op, $"{op}: for integral input tensors, argument {name} must not be a floating point number, but is {factor}", name);
        return factor.ToInt64();
    }
}
