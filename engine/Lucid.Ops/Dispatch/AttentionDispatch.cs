using System;
using Lucid.Ops.Kernels;
using Lucid.Streams;

namespace Lucid.Ops.Dispatch;

/// <summary>Scaled dot-product attention: by the kernel, or in ops.</summary>
internal static class AttentionDispatch
{
    private const string Op = "scaled_dot_product_attention";

    internal static Tensor Run(
        Tensor query, Tensor key, Tensor value, Tensor? mask, double dropout, bool causal, double? scale, bool grouped)
    {
        Check(query, key, value, mask, dropout, causal);
        double factor = scale ?? 1 / Math.Sqrt(query.Shape[^1]);
        if (mask is { DType: DType.Bool }) mask = TensorFunctions.Where(mask, 0.0, double.NegativeInfinity).Convert(query.DType);
        ThreadState state = ThreadState.Current;
        bool inOps = dropout > 0 || state.Transforming || mask is { RequiresGrad: true } && state.GradEnabled;
        if (grouped || inOps)
        {
            long heads = query.Rank > 2 ? query.Shape[^3] : 1, keyHeads = key.Rank > 2 ? key.Shape[^3] : 1;
            if (grouped && (query.Rank < 3 || key.Rank < 3 || keyHeads < 1 || heads % keyHeads != 0 || value.Shape[^3] != keyHeads))
                throw new ShapeMismatchException(Op,
                    $"{Op}: with enable_gqa the heads of key and value (dimension -3) must divide those of query: query is {query.Layout}, key is "
                    + $"{key.Layout}, value is {value.Layout}", "key");
            if (inOps)
            {
                if (grouped && heads != keyHeads)
                {
                    key = key.RepeatInterleave(heads / keyHeads, -3);
                    value = value.RepeatInterleave(heads / keyHeads, -3);
                }
                return InOps(query, key, value, mask, dropout, causal, factor);
            }
        }
        // To (batch, heads, rows, features).
        int rank = Math.Max(query.Rank, Math.Max(key.Rank, value.Rank));
        Span<long> batch = stackalloc long[rank - 2];
        batch.Fill(1);
        int shared = grouped ? batch.Length - 1 : batch.Length;
        Join(query, batch, shared);
        Join(key, batch, shared);
        Join(value, batch, shared);
        if (mask is not null && mask.Rank > 2) Join(mask, batch, shared);
        Tensor q = Fold(query, batch, grouped ? query.Shape[^3] : 0), k = Fold(key, batch, grouped ? key.Shape[^3] : 0);
        Tensor v = Fold(value, batch, grouped ? value.Shape[^3] : 0);
        if (mask is not null) mask = Fold(mask, batch, grouped ? query.Shape[^3] : 0, q.Shape[2], k.Shape[2]);
        Tensor result = TensorFunctions.Attention([q, k, v], mask, causal, factor).Result;
        if (rank == 4) return result;
        if (grouped) batch[^1] = query.Shape[^3];
        return result.Reshape([.. batch, result.Shape[2], result.Shape[3]]);
    }

    internal static (Tensor Result, Tensor LogSums) Forward(ReadOnlySpan<Tensor> operands, Tensor? mask, bool causal, double scale)
    {
        Tensor query = operands[0];
        (Tensor q, Tensor k, Tensor v) = (Rows(query), Rows(operands[1]), Rows(operands[2]));
        Tensor result = AllocateLike(q, v.Shape[3]);
        Tensor logSums = Tensor.Allocate(Layout.Contiguous(q.Shape[..3]), q.DType, q.DeviceType);
        Operand added = mask is null ? default : Conversions.To(mask, q.DType).Operand;
        CommandStream.Submit(new AttentionKernel(q.Operand, k.Operand, v.Operand, added, result.Operand, logSums.Operand, causal, scale), q.DeviceType);
        return (Conversions.To(result, query.DType), logSums);
    }

    internal static Tensor?[] Backward(Tensor gradient, Tensor[] operands, Tensor? mask, bool causal, double scale, Tensor result, Tensor logSums)
    {
        if (ThreadState.Current.NeedsOps)
        {
            return RecordedGradients.Of(operands, [gradient], points =>
            {
                long share = points[1].Shape[1] == 0 ? 1 : points[0].Shape[1] / points[1].Shape[1];
                Tensor k = share == 1 ? points[1] : points[1].RepeatInterleave(share, 1), v = share == 1 ? points[2] : points[2].RepeatInterleave(share, 1);
                return [InOps(points[0], k, v, mask, 0, causal, scale)];
            });
        }
        (Tensor q, Tensor k, Tensor v) = (Rows(operands[0]), Rows(operands[1]), Rows(operands[2]));
        Tensor output = Rows(result), g = Rows(gradient);
        Tensor[] found = [AllocateLike(q, q.Shape[3]), AllocateLike(k, k.Shape[3]), AllocateLike(v, v.Shape[3])];
        Operand added = mask is null ? default : Conversions.To(mask, q.DType).Operand;
        CommandStream.Submit(new AttentionBackwardKernel(q.Operand, k.Operand, v.Operand, added, output.Operand, logSums.Operand, g.Operand,
            found[0].Operand, found[1].Operand, found[2].Operand, causal, scale), q.DeviceType);
        for (int i = 0; i < found.Length; i++) found[i] = Conversions.To(found[i], operands[i].DType);
        return found;
    }

    private static Tensor InOps(Tensor query, Tensor key, Tensor value, Tensor? mask, double dropout, bool causal, double scale)
    {
        Tensor scores = (query * scale).Matmul(key.Transpose(-2, -1));
        if (causal)
        {
            Tensor seen = TensorFunctions.Ones([query.Shape[^2], key.Shape[^2]], DType.Bool, query.Device).Tril(0);
            scores = scores.MaskedFill(seen.LogicalNot(), double.NegativeInfinity);
        }
        if (mask is not null) scores = scores + mask;
        // A query that sees no key gets zeros, and gradients of 0.
        Tensor? blind = mask is null ? null : scores.Detach().Eq(double.NegativeInfinity).All([-1], keepdim: true);
        Tensor shares = (blind is null ? scores : scores.MaskedFill(blind, 0)).Softmax(-1);
        if (blind is not null) shares = shares.MaskedFill(blind, 0);
        if (dropout > 0) shares = TensorFunctions.Dropout(shares, dropout, true);
        return shares.Matmul(value);
    }

    private static void Check(Tensor query, Tensor key, Tensor value, Tensor? mask, double dropout, bool causal)
    {
        Tensor[] all = [query, key, value];
        string[] names = ["query", "key", "value"];
        if (!query.DType.IsFloatingPoint()) throw new DtypeMismatchException(Op, "query", "floating point", query.DType.Name());
        for (int i = 0; i < all.Length; i++)
        {
            if (all[i].Rank < 2)
                throw new ShapeMismatchException(Op,
                    $"{Op}: {names[i]} must have at least 2 dimensions (..., rows, features), but is {all[i].Layout}", names[i]);
            if (all[i].DType != query.DType)
                throw new DtypeMismatchException(Op, names[i], $"of the same dtype as query ({query.DType.Name()})", all[i].DType.Name());
            if (all[i].DeviceType != query.DeviceType) throw new DeviceMismatchException(Op, names[i], query.Device, all[i].Device);
        }
        if (key.Shape[^1] != query.Shape[^1])
            throw new ShapeMismatchException(Op, $"{Op}: query {query.Layout} and key {key.Layout} must have the same features (last dimension)", "key");
        if (value.Shape[^2] != key.Shape[^2])
            throw new ShapeMismatchException(Op, $"{Op}: key {key.Layout} and value {value.Layout} must have the same rows (dimension -2)", "value");
        if (!(dropout is >= 0 and <= 1)) throw new ArgumentValueException(Op, $"{Op}: dropout_p must be between 0 and 1, but is {dropout}", "dropout_p");
        if (mask is null) return;
        if (causal) throw new ArgumentValueException(Op, $"{Op}: Explicit attn_mask should not be set when is_causal=True", "attn_mask");
        if (mask.DType != DType.Bool && mask.DType != query.DType && mask.DType != DType.Float32)
            throw new DtypeMismatchException(Op, "attn_mask", $"bool, float32 or the dtype of query ({query.DType.Name()})", mask.DType.Name());
        if (mask.DeviceType != query.DeviceType) throw new DeviceMismatchException(Op, "attn_mask", query.Device, mask.Device);
        bool fits = mask.Rank >= 1 && (mask.Shape[^1] == key.Shape[^2] || mask.Shape[^1] == 1)
            && (mask.Rank < 2 || mask.Shape[^2] == query.Shape[^2] || mask.Shape[^2] == 1);
        if (!fits)
            throw new ShapeMismatchException(Op,
                $"{Op}: attn_mask {mask.Layout} does not broadcast to (..., {query.Shape[^2]}, {key.Shape[^2]})", "attn_mask");
    }

    // Broadcasts leading dimensions into the common ones, all but those of heads where these may differ.
    private static void Join(Tensor tensor, Span<long> batch, int shared)
    {
        int shift = batch.Length - (tensor.Rank - 2);
        for (int i = Math.Max(0, -shift); i < tensor.Rank - 2 && i + shift < shared; i++)
        {
            long size = tensor.Shape[i];
            ref long common = ref batch[i + shift];
            if (size == common || size == 1) continue;
            if (common != 1)
                throw new ShapeMismatchException(Op,
                    $"{Op}: leading dimensions do not broadcast: {size} against {common} in dimension {i} of {tensor.Layout}", "key");
            common = size;
        }
    }

    private static Tensor Fold(Tensor tensor, ReadOnlySpan<long> batch, long heads, long rows = -1, long columns = -1)
    {
        if (rows < 0) (rows, columns) = (tensor.Shape[^2], tensor.Shape[^1]);
        Span<long> sizes = stackalloc long[batch.Length + 2];
        batch.CopyTo(sizes);
        if (heads > 0 && batch.Length > 0) sizes[^3] = heads;
        (sizes[^2], sizes[^1]) = (rows, columns);
        Tensor full = tensor.Shape.SequenceEqual(sizes) ? tensor : tensor.Expand(sizes);
        if (full.Rank == 4) return full;
        while (full.Rank < 4) full = full.Unsqueeze(0);
        return full.Rank == 4 ? full : full.Flatten(0, full.Rank - 4);
    }

    // Features side by side, in float32 or float64.
    private static Tensor Rows(Tensor tensor)
    {
        if (tensor.DType is DType.Float16 or DType.BFloat16) tensor = Conversions.To(tensor, DType.Float32);
        return tensor.Layout.Strides[3] == 1 || tensor.Shape[3] == 1 && tensor.IsContiguous ? tensor : Conversions.Clone(tensor);
    }

    // (batch, heads, rows, features), heads or rows outside as in the model: projections read rows of all heads side by side.
    private static Tensor AllocateLike(Tensor model, long features)
    {
        (long batch, long heads, long rows) = (model.Shape[0], model.Shape[1], model.Shape[2]);
        bool byRows = model.Layout.Strides[1] < model.Layout.Strides[2];
        return Tensor.AllocateDense(Layout.Strided([batch, heads, rows, features], [heads * rows * features, byRows ? features : rows * features,
            byRows ? heads * features : features, 1], Op), model.DType, model.DeviceType, ThreadState.Current);
    }
}
