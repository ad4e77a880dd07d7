namespace Lucid.Ops.Dispatch;

/// <summary>Divisors of integer division.</summary>
internal static class Divisors
{
    /// <summary>Refuses to divide integers by zero, as PyTorch does; reals give infinity or NaN.</summary>
    /// <remarks>On the GPU device recorded work is waited for: the divisors must be known.</remarks>
    /// <exception cref="LucidException">Both operands are integers and a divisor is zero.</exception>
    internal static void RefuseZero(string op, in TensorOrScalar input, in TensorOrScalar other)
    {
        if (input.Tensor is { } first ? first.DType > DType.Int64 || first.Count == 0 : input.Scalar.Kind > ScalarKind.Integer) return;
        if (other.Tensor is not { } divisor)
        {
            if (other.Scalar.Kind > ScalarKind.Integer || other.Scalar.ToBool()) return;
        }
        else if (divisor.DType > DType.Int64 || divisor.Count == 0)
        {
            return;
        }
        else
        {
            using TensorScope scope = TensorScope.Open();
            if (!divisor.Eq(0).Any().Item().ToBool()) return;
        }
        throw new LucidException(op, $"{op}: ZeroDivisionError: integer division by zero in argument 'other'. Divide reals instead, for "
            + "example input.float().");
    }
}
