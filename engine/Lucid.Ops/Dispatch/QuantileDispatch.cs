using System;

namespace Lucid.Ops.Dispatch;

/// <summary>Quantiles by sorting, written with ops: those record themselves.</summary>
internal static class QuantileDispatch
{
    internal static Tensor Run(Tensor input, TensorOrScalar q, long? dim, bool keepdim, string interpolation, bool skipNaN, string op)
    {
        RequireInput(input, q, op);
        if (interpolation is not ("linear" or "lower" or "higher" or "midpoint" or "nearest"))
            throw new ArgumentValueException(op,
                $"{op}: interpolation must be one of linear, lower, higher, midpoint or nearest, but got {interpolation}", "interpolation");
        int at = Dimensions.Normalize(dim ?? 0, input.Rank, op);
        if (input.Count == 0 || (dim is not null && input.Rank > 0 && input.Shape[at] == 0))
            throw new ShapeMismatchException(op, $"{op}: input tensor must be non-empty, but is {input.Layout}", "input");
        Tensor positions = q.Tensor ?? TensorFunctions.Full([], q.Scalar, input.DType, input.Device);
        bool listed = positions.Rank == 1;
        Tensor rows = (dim is null || input.Rank == 0 ? input.Reshape([-1]) : input.Unsqueeze(-1).Transpose(at, -1)).Sort(-1).Values;
        Tensor found = Pick(rows, positions.Reshape([-1]), interpolation, skipNaN);
        return Shape(found, input, dim is null ? null : at, keepdim, listed);
    }

    private static void RequireInput(Tensor input, in TensorOrScalar q, string op)
    {
        if (input.DType is not (DType.Float32 or DType.Float64))
            throw new DtypeMismatchException(op, "input", "float32 or float64", input.DType.Name(), "Convert it with .float().");
        if (q.Tensor is { } tensor)
        {
            if (tensor.Rank > 1) throw new ShapeMismatchException(op, $"{op}: q must be a scalar or 1D tensor, but is {tensor.Layout}", "q");
            if (tensor.DType != input.DType) throw new DtypeMismatchException(op, "q", $"of the same dtype as input ({input.DType.Name()})", tensor.DType.Name());
            if (tensor.DeviceType != input.DeviceType) throw new DeviceMismatchException(op, "q", input.Device, tensor.Device);
            if (tensor.Count > 0 && !tensor.Ge(0).LogicalAnd(tensor.Le(1)).All().Item().ToBool())
                throw new ArgumentValueException(op, $"{op}: q values must be in the range [0, 1]", "q");
        }
        else if (!(q.Scalar.ToDouble() >= 0 && q.Scalar.ToDouble() <= 1))
            throw new ArgumentValueException(op, $"{op}: q must be in the range [0, 1] but got {q.Scalar}", "q");
    }

    // rows are sorted along their last dimension; the result has the quantiles there.
    private static Tensor Pick(Tensor rows, Tensor q, string interpolation, bool skipNaN)
    {
        long last = rows.Shape[^1] - 1;
        Tensor ranks;
        if (skipNaN)
        {
            ranks = q * (rows.Isnan().LogicalNot().Sum([-1], keepdim: true) - 1);
            ranks = ranks.MaskedFill(ranks.Lt(0), 0);
        }
        else
        {
            // NaN sorts last, so that the last element tells whether there is one.
            Span<long> sizes = stackalloc long[rows.Rank];
            rows.Shape.CopyTo(sizes);
            sizes[^1] = q.Count;
            ranks = (q * last).Expand(sizes).MaskedFill(rows.Narrow(-1, last, 1).Isnan(), last);
        }
        ranks = interpolation switch
        {
            "lower" => ranks.Floor(),
            "higher" => ranks.Ceil(),
            "nearest" => ranks.Round(),
            _ => ranks,
        };
        Tensor below = ranks.Convert(DType.Int64);
        Tensor low = rows.Gather(-1, below);
        if (interpolation is not ("linear" or "midpoint")) return low;
        Tensor weight = interpolation == "midpoint" ? TensorFunctions.FullLike(ranks, 0.5) : ranks - below;
        Tensor high = rows.Gather(-1, ranks.Ceil().Convert(DType.Int64));
        Tensor difference = high - low;
        return TensorFunctions.Where(weight.Lt(0.5), low + weight * difference, high - difference * (1 - weight));
    }

    // Brings the quantiles to the front, or drops them.
    private static Tensor Shape(Tensor found, Tensor input, int? at, bool keepdim, bool listed)
    {
        if (at is not { } dim || input.Rank == 0)
        {
            Tensor flat = listed ? found : found.Reshape([]);
            if (!keepdim) return flat;
            Span<long> sizes = stackalloc long[input.Rank + 1];
            sizes.Fill(1);
            sizes[0] = found.Count;
            return flat.Reshape(listed ? sizes : sizes[1..]);
        }
        Tensor placed = found.Unsqueeze(0).Transpose(0, -1).Squeeze([-1]);
        if (!keepdim) placed = placed.Squeeze([dim + 1]);
        return listed ? placed : placed.Squeeze([0]);
    }
}
