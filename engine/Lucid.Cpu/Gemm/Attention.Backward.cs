using System;
using System.Numerics;
using Lucid.Cpu.Simd;
using Lucid.Cpu.Threads;
using Lucid.Memory;

namespace Lucid.Cpu.Gemm;

/// <summary>Backward: a block of scores at a time is computed again from the kept logarithms of the sums (T. Dao et al., 2022).</summary>
public static unsafe partial class Attention
{
    private const int BackwardQueries = 96, BackwardKeys = 192;

    private struct BackwardJob<T>
        where T : unmanaged
    {
        public Job<T> Forward;
        public T* Gradient;
        public T* QueryGradient;
        public T* KeyGradient;
        public T* ValueGradient;
        public AttentionShape Gradients;

        // Few heads are cut along the keys: gradients of the queries from all parts but the first, (parts - 1, batch, head, query, feature).
        public T* Partials;
        public nint Parts, PartKeys;
    }

    // Heads, or parts of heads, that keep a team busy; a number of threads here would make results depend on it.
    private const int EnoughUnits = 16;

    /// <summary>
    /// Gradients of query, key and value from the output and its gradient and what <see cref="Forward"/> kept. The strides of
    /// all four gradients are those of <paramref name="gradients"/>. T is float or double.
    /// </summary>
    /// <exception cref="ArgumentException">The shape describes no attention.</exception>
    /// <exception cref="OutOfMemoryException">There is no memory for two blocks of scores.</exception>
    public static void Backward<T>(
        in AttentionShape shape, in AttentionShape gradients, T* query, T* key, T* value, T* mask, T* output, T* logSums, T* gradient,
        T* queryGradient, T* keyGradient, T* valueGradient)
        where T : unmanaged
    {
        shape.Check();
        var job = new BackwardJob<T>
        {
            Forward = new Job<T> { Shape = shape, Query = query, Key = key, Value = value, Mask = mask, Output = output, LogSums = logSums },
            Gradient = gradient, QueryGradient = queryGradient, KeyGradient = keyGradient, ValueGradient = valueGradient,
            Gradients = gradients,
        };
        nint units = shape.Batch * shape.KeyHeads, blocks = (shape.Keys + BackwardKeys - 1) / BackwardKeys;
        if (units == 0) return;
        nint blocksOfPart = (blocks + EnoughUnits / units) / (EnoughUnits / units + 1);
        job.PartKeys = units >= EnoughUnits ? nint.Max(shape.Keys, 1) : nint.Max(blocksOfPart, 1) * BackwardKeys;
        job.Parts = nint.Max(1, (shape.Keys + job.PartKeys - 1) / job.PartKeys);
        using var workspace = new Workspace((job.Parts - 1) * shape.Batch * shape.Heads * shape.Queries * shape.Features * sizeof(T));
        job.Partials = (T*)workspace.Pointer;
        Team.Run(units * job.Parts, 1, &BackwardHeads<T>, &job);
        nint work = nint.Max(1, job.Parts * shape.Features);
        if (job.Parts > 1) Team.Run(shape.Batch * shape.Heads * shape.Queries, nint.Max(1, 32768 / work), &AddPartials<T>, &job);
    }

    private static void AddPartials<T>(void* context, nint begin, nint end)
        where T : unmanaged
    {
        var job = (BackwardJob<T>*)context;
        ref readonly AttentionShape shape = ref job->Forward.Shape, strides = ref job->Gradients;
        nint rows = shape.Batch * shape.Heads * shape.Queries;
        for (nint row = begin; row < end; row++)
        {
            nint head = row / shape.Queries, query = row % shape.Queries;
            T* target = job->QueryGradient + head / shape.Heads * strides.Query.Batch + head % shape.Heads * strides.Query.Head + query * strides.Query.Row;
            for (nint part = 0; part < job->Parts - 1; part++)
                AddRow(target, job->Partials + (part * rows + row) * shape.Features, 1, shape.Features);
        }
    }

    private static void BackwardHeads<T>(void* context, nint begin, nint end)
        where T : unmanaged
    {
        var job = (BackwardJob<T>*)context;
        ref readonly AttentionShape shape = ref job->Forward.Shape, strides = ref job->Gradients;
        using var workspace = new Workspace((2 * BackwardQueries * BackwardKeys + shape.Queries) * sizeof(T));
        var scores = (T*)workspace.Pointer;
        nint group = shape.Heads / shape.KeyHeads;
        for (nint unit = begin; unit < end; unit++)
        {
            nint part = unit % job->Parts, batch = unit / job->Parts / shape.KeyHeads, keyHead = unit / job->Parts % shape.KeyHeads;
            nint from = part * job->PartKeys, count = nint.Min(job->PartKeys, shape.Keys - from);
            T* keyGradient = job->KeyGradient + batch * strides.Key.Batch + keyHead * strides.Key.Head;
            T* valueGradient = job->ValueGradient + batch * strides.Value.Batch + keyHead * strides.Value.Head;
            Clear(keyGradient + from * strides.Key.Row, count, strides.Key.Row, shape.Features);
            Clear(valueGradient + from * strides.Value.Row, count, strides.Value.Row, shape.ValueFeatures);
            for (nint head = keyHead * group; head < (keyHead + 1) * group; head++)
                BackwardHead(job, batch, head, keyHead, part, keyGradient, valueGradient, scores);
        }
    }

    private static void BackwardHead<T>(
        BackwardJob<T>* job, nint batch, nint head, nint keyHead, nint part, T* keyGradient, T* valueGradient, T* scores)
        where T : unmanaged
    {
        ref readonly AttentionShape shape = ref job->Forward.Shape, strides = ref job->Gradients;
        T* query = job->Forward.Query + batch * shape.Query.Batch + head * shape.Query.Head;
        T* key = job->Forward.Key + batch * shape.Key.Batch + keyHead * shape.Key.Head;
        T* value = job->Forward.Value + batch * shape.Value.Batch + keyHead * shape.Value.Head;
        T* output = job->Forward.Output + batch * shape.Output.Batch + head * shape.Output.Head;
        T* gradient = job->Gradient + batch * strides.Output.Batch + head * strides.Output.Head;
        T* queryGradient = job->QueryGradient + batch * strides.Query.Batch + head * strides.Query.Head;
        T* mask = job->Forward.Mask == null ? null : job->Forward.Mask + batch * shape.Mask.Batch + head * shape.Mask.Head;
        T* logSums = job->Forward.LogSums + (batch * shape.Heads + head) * shape.Queries;
        T* slopes = scores + BackwardQueries * BackwardKeys, dots = slopes + BackwardQueries * BackwardKeys;
        nint gradientRow = strides.Output.Row, queryRow = strides.Query.Row, end = nint.Min(shape.Keys, (part + 1) * job->PartKeys);
        if (part > 0)
        {
            queryGradient = job->Partials + (((part - 1) * shape.Batch + batch) * shape.Heads + head) * shape.Queries * shape.Features;
            queryRow = shape.Features;
        }
        for (nint i = 0; i < shape.Queries; i++) dots[i] = Dot(gradient + i * gradientRow, output + i * shape.Output.Row, shape.ValueFeatures);
        Clear(queryGradient, shape.Queries, queryRow, shape.Features);
        T one = Accumulation.Scalar<T>(1), scale = Narrow<T>(shape.Scale);
        for (nint start = part * job->PartKeys; start < end; start += BackwardKeys)
        {
            nint columns = nint.Min(BackwardKeys, end - start);
            T* keys = key + start * shape.Key.Row, values = value + start * shape.Value.Row;
            for (nint first = shape.Causal ? start / BackwardQueries * BackwardQueries : 0; first < shape.Queries; first += BackwardQueries)
            {
                nint rows = nint.Min(BackwardQueries, shape.Queries - first);
                T* queries = query + first * shape.Query.Row, gradients = gradient + first * gradientRow;
                Product(rows, columns, shape.Features, queries, shape.Query.Row, 1, keys, 1, shape.Key.Row, scores, BackwardKeys, scale, add: false);
                Product(rows, columns, shape.ValueFeatures, gradients, gradientRow, 1, values, 1, shape.Value.Row, slopes, BackwardKeys, one, add: false);
                for (nint i = 0; i < rows; i++)
                {
                    nint visible = shape.Causal ? nint.Clamp(first + i + 1 - start, 0, columns) : columns;
                    T* row = scores + i * BackwardKeys;
                    if (mask != null) AddRow(row, mask + (first + i) * shape.Mask.Row + start * shape.Mask.Column, shape.Mask.Column, visible);
                    Probabilities(row, slopes + i * BackwardKeys, visible, columns, logSums[first + i], dots[first + i], scale);
                }
                Product(columns, shape.ValueFeatures, rows, scores, 1, BackwardKeys, gradients, gradientRow, 1, valueGradient + start * strides.Value.Row,
                    strides.Value.Row, one, add: true);
                Product(rows, shape.Features, columns, slopes, BackwardKeys, 1, keys, shape.Key.Row, 1, queryGradient + first * queryRow, queryRow, one,
                    add: true);
                Product(columns, shape.Features, rows, slopes, 1, BackwardKeys, queries, shape.Query.Row, 1, keyGradient + start * strides.Key.Row,
                    strides.Key.Row, one, add: true);
            }
        }
    }

    private static void Product<T>(nint m, nint n, nint k, T* a, nint aRow, nint aCol, T* b, nint bRow, nint bCol, T* c, nint cRow, T alpha, bool add)
        where T : unmanaged
    {
        if (m == 0 || n == 0) return;
        if (k == 0)
        {
            if (!add) Clear(c, m, cRow, n);
            return;
        }
        BlockedProduct<T, T>.Run(new BlockedProduct<T, T>.Operands
        {
            M = m, N = n, K = k, A = a, ARow = aRow, ACol = aCol, B = b, BRow = bRow, BCol = bCol, C = c, CRow = cRow,
            Add = add ? c : null, AddRow = cRow, Alpha = alpha, Floor = Accumulation.Floor<T>(Activation.None),
        });
    }

    /// <summary>Scores become probabilities p, and the probabilities' gradients g those of the scores: p (g - dot) scale.</summary>
    private static void Probabilities<T>(T* scores, T* slopes, nint visible, nint columns, T logSum, T dot, T scale)
        where T : unmanaged
    {
        // A query that sees no key has no probabilities.
        if (double.IsNegativeInfinity(Wide(logSum))) visible = 0;
        Vector<T> shift = Vector.Create(logSum), d = Vector.Create(dot), factor = Vector.Create(scale);
        nint j = 0;
        for (; j + Vector<T>.Count <= visible; j += Vector<T>.Count)
        {
            Vector<T> p = VectorMath.Exp(Vector.Load(scores + j) - shift);
            Vector.Store(p, scores + j);
            Vector.Store(p * (Vector.Load(slopes + j) - d) * factor, slopes + j);
        }
        for (; j < visible; j++)
        {
            Vector<T> p = VectorMath.Exp(Vector.Create(scores[j]) - shift);
            scores[j] = p.ToScalar();
            slopes[j] = (p * (Vector.Create(slopes[j]) - d) * factor).ToScalar();
        }
        for (; j < columns; j++) scores[j] = slopes[j] = default;
    }

    private static void AddRow<T>(T* row, T* mask, nint stride, nint count)
        where T : unmanaged
    {
        nint j = 0;
        if (stride == 1)
            for (; j + Vector<T>.Count <= count; j += Vector<T>.Count) Vector.Store(Vector.Load(row + j) + Vector.Load(mask + j), row + j);
        for (; j < count; j++) row[j] = Accumulation.Add(row[j], mask[j * stride]);
    }

    private static T Dot<T>(T* x, T* y, nint count)
        where T : unmanaged
    {
        Vector<T> sum = Vector<T>.Zero;
        nint j = 0;
        for (; j + Vector<T>.Count <= count; j += Vector<T>.Count) sum = TileKernel.MultiplyAdd(Vector.Load(x + j), Vector.Load(y + j), sum);
        T total = Vector.Sum(sum);
        for (; j < count; j++) total = Accumulation.Add(total, Accumulation.Multiply(x[j], y[j]));
        return total;
    }

    private static void Clear<T>(T* rows, nint count, nint stride, nint width)
        where T : unmanaged
    {
        for (nint i = 0; i < count; i++) new Span<T>(rows + i * stride, (int)width).Clear();
    }
}
