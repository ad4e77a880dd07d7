using System;
using System.Numerics;
using System.Runtime.CompilerServices;
using Lucid.Cpu.Simd;
using Lucid.Cpu.Threads;
using Lucid.Memory;

namespace Lucid.Cpu.Gemm;

/// <summary>
/// softmax(scale Q K^T + mask) V, a block of scores at a time with the running maximum and sum of Milakov and Gimelshein
/// ("Online normalizer calculation for softmax", 2018), so that the score matrix is never stored.
/// </summary>
public static unsafe partial class Attention
{
    // Keys and values of a block stay in the second-level cache for all of a block's queries, the scores of a stripe in the first.
    private const int QueryBlock = 96, KeyBlock = 256, Stripe = 24;

    // Elements of a thread's scratch: a stripe's scores, its greatest scores and factors, and a block's greatest scores and sums.
    private const int ScratchElements = Stripe * KeyBlock + 4 * QueryBlock;

    private struct Job<T>
        where T : unmanaged
    {
        public AttentionShape Shape;
        public T* Query;
        public T* Key;
        public T* Value;
        public T* Mask;
        public T* Output;
        public T* LogSums;
        public nint QueryBlocks;
    }

    /// <summary>
    /// Computes the attention of float or double operands. <paramref name="mask"/> is added to the scores (minus infinity
    /// hides a key), or null. A query that sees no key gets zeros. <paramref name="logSums"/>, if not null, receives the
    /// logarithm of every query's sum of exponentials, (Batch, Heads, Queries) contiguous.
    /// </summary>
    /// <exception cref="ArgumentException">The shape describes no attention.</exception>
    /// <exception cref="NotSupportedException">T is neither float nor double.</exception>
    /// <exception cref="OutOfMemoryException">There is no memory for a block of scores.</exception>
    public static void Forward<T>(in AttentionShape shape, T* query, T* key, T* value, T* mask, T* output, T* logSums = null)
        where T : unmanaged
    {
        if (typeof(T) != typeof(float) && typeof(T) != typeof(double))
            throw new NotSupportedException($"There is no attention for elements of type {typeof(T).Name}.");
        shape.Check();
        var job = new Job<T>
        {
            Shape = shape, Query = query, Key = key, Value = value, Mask = mask, Output = output, LogSums = logSums,
            QueryBlocks = (shape.Queries + QueryBlock - 1) / QueryBlock,
        };
        double work = (double)QueryBlock * shape.Keys * (shape.Features + shape.ValueFeatures);
        Team.Run(shape.Batch * shape.Heads * job.QueryBlocks, (nint)Math.Clamp(200_000 / Math.Max(work, 1), 1, 1 << 20), &Blocks<T>, &job);
    }

    private static void Blocks<T>(void* context, nint begin, nint end)
        where T : unmanaged
    {
        var job = (Job<T>*)context;
        ref readonly AttentionShape shape = ref job->Shape;
        // Keys and values that several blocks of queries meet are packed once for all of them.
        bool pack = job->QueryBlocks > 1 && shape.Features > 0 && shape.Features <= TileShape<T>.Depth && shape.Keys < int.MaxValue / 2;
        nint columns = TileShape<T>.Columns, keyElements = pack ? (shape.Keys + columns - 1) / columns * columns * shape.Features : 0;
        nint valueElements = pack ? shape.Keys * ((shape.ValueFeatures + columns - 1) / columns * columns) : 0;
        nint queryElements = pack ? QueryBlock * shape.Features : 0;
        using var workspace = new Workspace((ScratchElements + queryElements + keyElements + valueElements) * sizeof(T));
        T* scores = (T*)workspace.Pointer, queries = scores + ScratchElements, panels = pack ? queries + queryElements : null;
        T* valuePanels = panels + keyElements;
        nint packed = -1;
        for (nint unit = begin; unit < end; unit++)
        {
            nint first = unit % job->QueryBlocks * QueryBlock, rest = unit / job->QueryBlocks, batch = rest / shape.Heads, head = rest % shape.Heads;
            nint keyHead = head / (shape.Heads / shape.KeyHeads);
            if (pack && packed != batch * shape.KeyHeads + keyHead)
            {
                packed = batch * shape.KeyHeads + keyHead;
                Pack(in shape, job->Key + batch * shape.Key.Batch + keyHead * shape.Key.Head,
                    job->Value + batch * shape.Value.Batch + keyHead * shape.Value.Head, panels, valuePanels);
            }
            QueryRows(job, batch, head, first, scores, queries, panels, valuePanels);
        }
    }

    // Keys as panels of columns; values block by block of keys, each as panels.
    private static void Pack<T>(in AttentionShape shape, T* key, T* value, T* panels, T* valuePanels)
        where T : unmanaged
    {
        int columns = TileShape<T>.Columns;
        nint width = (shape.ValueFeatures + columns - 1) / columns * columns;
        Packing.Pack(key, shape.Key.Row, 1, (int)shape.Keys, (int)shape.Features, panels, columns);
        for (nint start = 0; start < shape.Keys; start += KeyBlock)
            Packing.Pack(value + start * shape.Value.Row, 1, shape.Value.Row, (int)shape.ValueFeatures, (int)nint.Min(KeyBlock, shape.Keys - start),
                valuePanels + start * width, columns);
    }

    /// <summary>One block of queries against all keys that it sees.</summary>
    private static void QueryRows<T>(Job<T>* job, nint batch, nint head, nint first, T* scores, T* queries, T* panels, T* valuePanels)
        where T : unmanaged
    {
        ref readonly AttentionShape shape = ref job->Shape;
        nint rows = nint.Min(QueryBlock, shape.Queries - first), keyHead = head / (shape.Heads / shape.KeyHeads), queryRow = shape.Query.Row;
        T* query = job->Query + batch * shape.Query.Batch + head * shape.Query.Head + first * queryRow;
        T* key = job->Key + batch * shape.Key.Batch + keyHead * shape.Key.Head;
        T* value = job->Value + batch * shape.Value.Batch + keyHead * shape.Value.Head;
        T* output = job->Output + batch * shape.Output.Batch + head * shape.Output.Head + first * shape.Output.Row;
        T* mask = job->Mask == null ? null : job->Mask + batch * shape.Mask.Batch + head * shape.Mask.Head + first * shape.Mask.Row;
        T* greatest = scores + Stripe * KeyBlock, sums = greatest + QueryBlock;
        T scale = Narrow<T>(shape.Scale);
        new Span<T>(greatest, QueryBlock).Fill(Accumulation.Floor<T>(Activation.None));
        new Span<T>(sums, QueryBlock).Clear();
        if (shape.Keys == 0) Clear(output, rows, shape.Output.Row, shape.ValueFeatures);
        if (panels != null)
        {
            // Side by side the rows do not evict each other, and scaled here they need no scaling later.
            for (nint i = 0; i < rows; i++) Scale(query + i * queryRow, queries + i * shape.Features, shape.Features, scale);
            query = queries;
            queryRow = shape.Features;
            scale = Accumulation.Scalar<T>(1);
        }
        for (nint start = 0; start < shape.Keys; start += KeyBlock)
            for (nint stripe = 0; stripe < rows; stripe += Stripe)
            {
                nint height = nint.Min(Stripe, rows - stripe), columns = nint.Min(KeyBlock, shape.Keys - start);
                if (shape.Causal) columns = nint.Min(columns, first + stripe + height - start);
                if (columns <= 0) continue;
                Scores(in shape, query + stripe * queryRow, queryRow, key, panels, start, height, columns, scores, scale);
                T* factors = Weights(in shape, scores, mask == null ? null : mask + stripe * shape.Mask.Row + start * shape.Mask.Column, height, columns,
                    first + stripe - start, greatest + stripe, sums + stripe, sums + QueryBlock);
                T* results = output + stripe * shape.Output.Row;
                if (start > 0)
                    for (nint i = 0; i < height; i++)
                        if (Wide(factors[i]) != 1)
                            Scale(results + i * shape.Output.Row, results + i * shape.Output.Row, shape.ValueFeatures, factors[i]);
                Results(in shape, scores, value, valuePanels, panels != null, start, height, columns, results);
            }
        T* logSums = job->LogSums == null ? null : job->LogSums + (batch * shape.Heads + head) * shape.Queries + first;
        for (nint i = 0; i < rows; i++)
        {
            double sum = Wide(sums[i]);
            T* row = output + i * shape.Output.Row;
            if (sum != 0) Scale(row, row, shape.ValueFeatures, Narrow<T>(1 / sum));
            if (logSums != null) logSums[i] = Narrow<T>(Wide(greatest[i]) + Math.Log(sum));
        }
    }

    private static TileBlock<T> Block<T>(nint rows, nint columns, nint levels, T* a, nint aRow, T* panels, T* c, nint cRow)
        where T : unmanaged
    {
        TileBlock<T> block = default;
        block.Rows = (int)rows;
        block.Columns = (int)columns;
        block.Levels = (int)levels;
        block.A = a;
        block.ARow = aRow;
        block.ACol = 1;
        block.APanel = TileShape<T>.Rows * aRow;
        block.BPanels = panels;
        block.C = c;
        block.CRow = block.AddRow = cRow;
        block.Alpha = Accumulation.Scalar<T>(1);
        block.Floor = Accumulation.Floor<T>(Activation.None);
        return block;
    }

    /// <summary>A stripe of queries times the keys from <paramref name="start"/> on.</summary>
    private static void Scores<T>(
        in AttentionShape shape, T* query, nint queryRow, T* key, T* panels, nint start, nint rows, nint columns, T* scores, T scale)
        where T : unmanaged
    {
        if (panels != null) Block(rows, columns, shape.Features, query, queryRow, panels + start * shape.Features, scores, KeyBlock).ColumnsOuter();
        else Product(rows, columns, shape.Features, query, queryRow, 1, key + start * shape.Key.Row, 1, shape.Key.Row, scores, KeyBlock, scale, add: false);
    }

    /// <summary>A stripe of weights times the values from <paramref name="start"/> on, added to the earlier results.</summary>
    private static void Results<T>(
        in AttentionShape shape, T* weights, T* value, T* panels, bool packed, nint start, nint rows, nint columns, T* results)
        where T : unmanaged
    {
        if (!packed)
        {
            Product(rows, shape.ValueFeatures, columns, weights, KeyBlock, 1, value + start * shape.Value.Row, shape.Value.Row, 1, results,
                shape.Output.Row, Accumulation.Scalar<T>(1), add: start > 0);
            return;
        }
        int width = TileShape<T>.Columns;
        // Panels hold all keys of the block, of which the last queries of a causal one see a part.
        nint held = nint.Min(KeyBlock, shape.Keys - start);
        panels += start * ((shape.ValueFeatures + width - 1) / width * width);
        for (nint j = 0; j < shape.ValueFeatures; j += width, panels += held * width)
        {
            TileBlock<T> block = Block(rows, nint.Min(width, shape.ValueFeatures - j), columns, weights, KeyBlock, panels, results + j, shape.Output.Row);
            block.Add = start == 0 ? null : block.C;
            block.ColumnsOuter();
        }
    }

    /// <summary>
    /// Turns a stripe of scores into exponentials relative to each row's greatest so far, zero where a key is hidden; returns what
    /// the rows' earlier results are to be multiplied with.
    /// </summary>
    private static T* Weights<T>(
        in AttentionShape shape, T* scores, T* mask, nint rows, nint columns, nint ahead, T* greatest, T* sums, T* scratch)
        where T : unmanaged
    {
        T* tops = scratch, factors = scratch + QueryBlock;
        // All rows' greatest scores first: none has to wait for another's.
        for (nint i = 0; i < rows; i++)
        {
            nint visible = shape.Causal ? nint.Clamp(ahead + i + 1, 0, columns) : columns;
            T* row = scores + i * KeyBlock;
            if (mask != null) AddRow(row, mask + i * shape.Mask.Row, shape.Mask.Column, visible);
            tops[i] = Greatest(row, visible, greatest[i]);
        }
        for (nint i = 0; i < rows; i += Vector<T>.Count)
        {
            Vector<T> before = Vector.Load(greatest + i), top = Vector.Load(tops + i);
            // Two infinities have no difference.
            Vector<T> factor = Vector.ConditionalSelect(Vector.Equals(before, top), VectorMath.Constant<T>(1), VectorMath.ExpNotLarge(before - top));
            factor.Store(factors + i);
        }
        for (nint i = 0; i < rows; i++)
        {
            nint visible = shape.Causal ? nint.Clamp(ahead + i + 1, 0, columns) : columns;
            greatest[i] = tops[i];
            sums[i] = Accumulation.Add(Accumulation.Multiply(sums[i], factors[i]), Exponentials(scores + i * KeyBlock, visible, columns, tops[i]));
        }
        return factors;
    }

    private static T Greatest<T>(T* row, nint count, T least)
        where T : unmanaged
    {
        int lanes = Vector<T>.Count;
        // NaN is passed over: it makes the sum of exponentials NaN anyhow.
        Vector<T> a = Vector.Create(least), b = a;
        nint j = 0;
        for (; j + 2 * lanes <= count; j += 2 * lanes)
        {
            a = Vector.MaxNative(Vector.Load(row + j), a);
            b = Vector.MaxNative(Vector.Load(row + j + lanes), b);
        }
        for (; j + lanes <= count; j += lanes) a = Vector.MaxNative(Vector.Load(row + j), a);
        for (; j < count; j++) b = Vector.MaxNative(Vector.Create(row[j]), b);
        return VectorMath.MaximumLane(Vector.MaxNative(a, b));
    }

    private static T Exponentials<T>(T* row, nint visible, nint columns, T top)
        where T : unmanaged
    {
        int lanes = Vector<T>.Count;
        if (double.IsNegativeInfinity(Wide(top)))
        {
            new Span<T>(row, (int)columns).Clear();
            return default;
        }
        Vector<T> shift = Vector.Create(top), total = Vector<T>.Zero;
        nint j = 0;
        for (; j + lanes <= visible; j += lanes)
        {
            Vector<T> x = VectorMath.ExpNotLarge(Vector.Load(row + j) - shift);
            total += x;
            Vector.Store(x, row + j);
        }
        T rest = Vector.Sum(total);
        for (; j < visible; j++)
        {
            row[j] = VectorMath.ExpNotLarge(Vector.Create(row[j]) - shift).ToScalar();
            rest = Accumulation.Add(rest, row[j]);
        }
        for (; j < columns; j++) row[j] = default;
        return rest;
    }

    private static void Scale<T>(T* row, T* o, nint count, T factor)
        where T : unmanaged
    {
        Vector<T> factors = Vector.Create(factor);
        nint j = 0;
        for (; j + Vector<T>.Count <= count; j += Vector<T>.Count) Vector.Store(Vector.Load(row + j) * factors, o + j);
        for (; j < count; j++) o[j] = Accumulation.Multiply(row[j], factor);
    }

    private static double Wide<T>(T value) where T : unmanaged =>
        typeof(T) == typeof(float) ? Unsafe.BitCast<T, float>(value) : Unsafe.BitCast<T, double>(value);

    private static T Narrow<T>(double value) where T : unmanaged =>
        typeof(T) == typeof(float) ? Unsafe.BitCast<float, T>((float)value) : Unsafe.BitCast<double, T>(value);
}
