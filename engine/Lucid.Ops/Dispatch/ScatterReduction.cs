using Lucid.Ops.Kernels;

namespace Lucid.Ops.Dispatch;

/// <summary>scatter_reduce: how values meet, and its derivatives (PyTorch's formulas, FunctionsManual.cpp).</summary>
internal static class ScatterReduction
{
    internal static Tensor Run(Tensor input, long dim, Tensor index, Tensor source, string reduce, bool includeSelf)
    {
        ScatterMode mode = Mode(reduce, "scatter_reduce");
        Tensor start = input;
        if (!includeSelf && index.Count > 0)
        {
            // What is written to begins with the reduction's neutral element.
            Scalar neutral = mode switch
            {
                ScatterMode.Multiply => 1,
                ScatterMode.Maximum => Lowest(input.DType),
                ScatterMode.Minimum => Highest(input.DType),
                _ => 0,
            };
            start = input.Scatter(dim, index, TensorFunctions.Full(index.Shape, neutral, input.DType, input.Device));
        }
        Tensor result = GatherDispatch.Scatter(start, dim, index, source, mode, "scatter_reduce");
        if (reduce != "mean") return result;
        Tensor count = Counts(result, dim, index, source, includeSelf);
        return input.DType.IsFloatingPoint() || input.DType.IsComplex() ? result.Div(count) : result.Div(count, "floor");
    }

    internal static Tensor GradOfInput(
        Tensor grad, Tensor input, long dim, Tensor index, Tensor source, string reduce, bool includeSelf, Tensor result)
    {
        Tensor own;
        switch (reduce)
        {
            case "sum":
                own = grad;
                break;
            case "prod":
                Tensor masked = input.MaskedFill(input.Eq(0), 1);
                own = grad * masked.ScatterReduce(dim, index, source, reduce, includeSelf) / masked;
                break;
            case "mean":
                own = grad / Counts(grad, dim, index, source, includeSelf);
                break;
            default:
                own = input.Eq(result).Convert(grad.DType) * Shares(grad, input, dim, index, source, result);
                break;
        }
        return includeSelf ? own : own.Scatter(dim, index, TensorFunctions.Zeros(index.Shape, grad.DType, grad.Device));
    }

    internal static Tensor GradOfSource(
        Tensor grad, Tensor input, long dim, Tensor index, Tensor source, string reduce, bool includeSelf, Tensor result)
    {
        Layout layout = source.Layout;
        Tensor Pick(Tensor from) => GatherDispatch.SourceGradient(from, layout, dim, index);
        switch (reduce)
        {
            case "sum":
                return Pick(grad);
            case "mean":
                return Pick(grad / Counts(grad, dim, index, source, includeSelf));
            case "prod":
                // A single zero among the factors: its derivative is the product of the others.
                Tensor zero = source.Eq(0);
                Tensor zeros = TensorFunctions.Zeros(input.Shape, grad.DType, grad.Device).ScatterAdd(dim, index, zero.Convert(grad.DType));
                Tensor single = zero.LogicalAnd(Pick(zeros).Eq(1));
                Tensor others = input.ScatterReduce(dim, index, source.MaskedFill(single, 1), reduce, includeSelf);
                return TensorFunctions.Where(single, Pick(grad * others), Pick(grad * result) / source.MaskedFill(zero, 1));
            default:
                return source.Eq(Pick(result)).Convert(grad.DType) * Pick(Shares(grad, input, dim, index, source, result));
        }
    }

    /// <summary>The reduction that scatter's own <c>reduce</c> names.</summary>
    internal static string Plain(string reduce) => reduce switch
    {
        "add" => "sum",
        "multiply" => "prod",
        _ => throw new ArgumentValueException("scatter", $"scatter: reduce argument must be either add or multiply, but is {reduce}.", "reduce"),
    };

    // How many values met at each place.
    private static Tensor Counts(Tensor like, long dim, Tensor index, Tensor source, bool includeSelf)
    {
        Tensor ones = TensorFunctions.Ones(source.Shape, like.DType, like.Device);
        Tensor start = includeSelf ? TensorFunctions.OnesLike(like) : TensorFunctions.ZerosLike(like);
        Tensor counts = start.ScatterAdd(dim, index, ones);
        return counts.MaskedFill(counts.Eq(0), 1);
    }

    // The gradient of an extreme is shared by all that attain it.
    private static Tensor Shares(Tensor grad, Tensor input, long dim, Tensor index, Tensor source, Tensor result)
    {
        Tensor attains = source.Eq(GatherDispatch.SourceGradient(result, source.Layout, dim, index)).Convert(grad.DType);
        return grad / input.Eq(result).Convert(grad.DType).ScatterAdd(dim, index, attains);
    }

    private static ScatterMode Mode(string reduce, string op) => reduce switch
    {
        "sum" or "mean" => ScatterMode.Add,
        "prod" => ScatterMode.Multiply,
        "amax" => ScatterMode.Maximum,
        "amin" => ScatterMode.Minimum,
        _ => throw new ArgumentValueException(op, $"{op}: reduce argument must be either sum, prod, mean, amax or amin, got {reduce}.", "reduce"),
    };

    private static Scalar Lowest(DType type) => type switch
    {
        DType.Bool => false,
        DType.UInt8 => 0,
        DType.Int8 => sbyte.MinValue,
        DType.Int16 => short.MinValue,
        DType.Int32 => int.MinValue,
        DType.Int64 => long.MinValue,
        _ => double.NegativeInfinity,
    };

    private static Scalar Highest(DType type) => type switch
    {
        DType.Bool => true,
        DType.UInt8 => byte.MaxValue,
        DType.Int8 => sbyte.MaxValue,
        DType.Int16 => short.MaxValue,
        DType.Int32 => int.MaxValue,
        DType.Int64 => long.MaxValue,
        _ => double.PositiveInfinity,
    };
}
