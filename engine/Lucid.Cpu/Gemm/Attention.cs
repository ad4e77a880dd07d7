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
    private const int QueryBlock = 96, KeyBlock = 256;

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
        using var workspace = new Workspace((QueryBlock * (KeyBlock + 2) + keyElements + valueElements) * sizeof(T));
        T* scores = (T*)workspace.Pointer, panels = pack ? scores + QueryBlock * (KeyBlock + 2) : null, valuePanels = panels + keyElements;
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
            QueryRows(job, batch, head, first, scores, panels, valuePanels);
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
    private static void QueryRows<T>(Job<T>* job, nint batch, nint head, nint first, T* scores, T* panels, T* valuePanels)
        where T : unmanaged
    {
        ref readonly AttentionShape shape = ref job->Shape;
        nint rows = nint.Min(QueryBlock, shape.Queries - first), keyHead = head / (shape.Heads / shape.KeyHeads);
        T* query = job->Query + batch * shape.Query.Batch + head * shape.Query.Head + first * shape.Query.Row;
        T* key = job->Key + batch * shape.Key.Batch + keyHead * shape.Key.Head;
        T* value = job->Value + batch * shape.Value.Batch + keyHead * shape.Value.Head;
        T* output = job->Output + batch * shape.Output.Batch + head * shape.Output.Head + first * shape.Output.Row;
        T* mask = job->Mask == null ? null : job->Mask + batch * shape.Mask.Batch + head * shape.Mask.Head + first * shape.Mask.Row;
        T* greatest = scores + QueryBlock * KeyBlock;
        T* sums = greatest + QueryBlock;
        T least = Accumulation.Floor<T>(Activation.None);
        for (nint i = 0; i < rows; i++)
        {
            greatest[i] = least;
            sums[i] = default;
            new Span<T>(output + i * shape.Output.Row, checked((int)shape.ValueFeatures)).Clear();
        }
        nint seen = shape.Causal ? nint.Min(shape.Keys, first + rows) : shape.Keys;
        for (nint start = 0; start < seen; start += KeyBlock)
        {
            nint columns = nint.Min(KeyBlock, seen - start);
            TileBlock<T> block = default;
            block.Rows = (int)rows;
            block.Alpha = Accumulation.Scalar<T>(1);
            block.Floor = least;
            if (panels == null) Scores(in shape, query, key + start * shape.Key.Row, rows, columns, scores);
            else
            {
                block.Columns = (int)columns;
                block.Levels = (int)shape.Features;
                block.A = query;
                block.ARow = shape.Query.Row;
                block.ACol = 1;
                block.APanel = TileShape<T>.Rows * shape.Query.Row;
                block.BPanels = panels + start * shape.Features;
                block.C = scores;
                block.CRow = KeyBlock;
                block.Alpha = Narrow<T>(shape.Scale);
                block.ColumnsOuter();
            }
            for (nint i = 0; i < rows; i++)
            {
                nint visible = shape.Causal ? nint.Clamp(first + i + 1 - start, 0, columns) : columns;
                T* row = scores + i * KeyBlock;
                if (mask != null) AddMask(row, mask + i * shape.Mask.Row + start * shape.Mask.Column, shape.Mask.Column, visible);
                T factor = Exponentials(row, visible, columns, ref greatest[i], ref sums[i]);
                if (start > 0) Scale(output + i * shape.Output.Row, shape.ValueFeatures, factor);
            }
            if (panels == null)
            {
                BlockedProduct<T, T>.Run(new BlockedProduct<T, T>.Operands
                {
                    M = rows, N = shape.ValueFeatures, K = columns, A = scores, ARow = KeyBlock, ACol = 1,
                    B = value + start * shape.Value.Row, BRow = shape.Value.Row, BCol = 1, C = output, CRow = shape.Output.Row,
                    Add = start == 0 ? null : output, AddRow = shape.Output.Row, Alpha = Accumulation.Scalar<T>(1), Floor = least,
                });
                continue;
            }
            block.Levels = (int)columns;
            block.A = scores;
            block.ARow = KeyBlock;
            block.APanel = TileShape<T>.Rows * KeyBlock;
            block.CRow = block.AddRow = shape.Output.Row;
            block.Alpha = Accumulation.Scalar<T>(1);
            int width = TileShape<T>.Columns;
            // Panels hold all keys of the block, of which the last queries of a causal one see a part.
            nint held = nint.Min(KeyBlock, shape.Keys - start);
            T* panel = valuePanels + start * ((shape.ValueFeatures + width - 1) / width * width);
            for (nint j = 0; j < shape.ValueFeatures; j += width, panel += held * width)
            {
                block.Columns = (int)nint.Min(width, shape.ValueFeatures - j);
                block.BPanels = panel;
                block.C = output + j;
                block.Add = start == 0 ? null : block.C;
                block.ColumnsOuter();
            }
        }
        T* logSums = job->LogSums == null ? null : job->LogSums + (batch * shape.Heads + head) * shape.Queries + first;
        for (nint i = 0; i < rows; i++)
        {
            double sum = Wide(sums[i]);
            if (sum != 0) Scale(output + i * shape.Output.Row, shape.ValueFeatures, Narrow<T>(1 / sum));
            if (logSums != null) logSums[i] = Narrow<T>(Wide(greatest[i]) + Math.Log(sum));
        }
    }

    private static void Scores<T>(in AttentionShape shape, T* query, T* key, nint rows, nint columns, T* scores)
        where T : unmanaged
    {
        if (shape.Features == 0)
        {
            new Span<T>(scores, (int)(rows * KeyBlock)).Clear();
            return;
        }
        BlockedProduct<T, T>.Run(new BlockedProduct<T, T>.Operands
        {
            M = rows, N = columns, K = shape.Features, A = query, ARow = shape.Query.Row, ACol = 1, B = key, BRow = 1,
            BCol = shape.Key.Row, C = scores, CRow = KeyBlock, Alpha = Narrow<T>(shape.Scale), Floor = Accumulation.Floor<T>(Activation.None),
        });
    }

    /// <summary>
    /// Turns a row of scores into exponentials relative to the greatest so far, zero from <paramref name="visible"/> on;
    /// returns what the row's earlier results are to be multiplied with.
    /// </summary>
    private static T Exponentials<T>(T* row, nint visible, nint columns, ref T greatest, ref T sum)
        where T : unmanaged
    {
        int lanes = Vector<T>.Count;
        Vector<T> most = Vector.Create(greatest);
        nint j = 0;
        for (; j + lanes <= visible; j += lanes) most = Vector.Max(most, Vector.Load(row + j));
        T top = greatest;
        for (int q = 0; q < lanes; q++) top = Greater(top, most[q]);
        for (; j < visible; j++) top = Greater(top, row[j]);
        if (double.IsNegativeInfinity(Wide(top)))
        {
            new Span<T>(row, (int)columns).Clear();
            return Accumulation.Scalar<T>(1);
        }
        T factor = Narrow<T>(Math.Exp(Wide(greatest) - Wide(top)));
        Vector<T> shift = Vector.Create(top), total = Vector<T>.Zero;
        for (j = 0; j + lanes <= visible; j += lanes)
        {
            Vector<T> x = VectorMath.Exp(Vector.Load(row + j) - shift);
            total += x;
            Vector.Store(x, row + j);
        }
        T rest = Vector.Sum(total);
        for (; j < visible; j++)
        {
            row[j] = VectorMath.Exp(Vector.Create(row[j]) - shift).ToScalar();
            rest = Accumulation.Add(rest, row[j]);
        }
        for (; j < columns; j++) row[j] = default;
        sum = Accumulation.Add(Accumulation.Multiply(sum, factor), rest);
        greatest = top;
        return factor;
    }

    private static T Greater<T>(T x, T y) where T : unmanaged => Wide(y) > Wide(x) ? y : x;

    private static void Scale<T>(T* row, nint count, T factor)
        where T : unmanaged
    {
        Vector<T> factors = Vector.Create(factor);
        nint j = 0;
        for (; j + Vector<T>.Count <= count; j += Vector<T>.Count) Vector.Store(Vector.Load(row + j) * factors, row + j);
        for (; j < count; j++) row[j] = Accumulation.Multiply(row[j], factor);
    }

    private static double Wide<T>(T value) where T : unmanaged =>
        typeof(T) == typeof(float) ? Unsafe.BitCast<T, float>(value) : Unsafe.BitCast<T, double>(value);

    private static T Narrow<T>(double value) where T : unmanaged =>
        typeof(T) == typeof(float) ? Unsafe.BitCast<float, T>((float)value) : Unsafe.BitCast<double, T>(value);
}
