using System;
using System.Numerics;
using Lucid.Cpu.Gemm;
using Lucid.Cpu.Threads;
using Lucid.Memory;

namespace Lucid.Cpu.NN;

/// <summary>Applies a <see cref="ResamplingAxis"/> along one axis of a tensor, float or double.</summary>
public static unsafe class Resampling
{
    private struct Job<T>
        where T : unmanaged
    {
        public T* X;
        public T* Y;
        public T* Weights;
        public int* Starts;
        public int* Offsets;
        public nint Inputs, Outputs, Inner;
    }

    /// <summary>y (outer, rows of the map, inner) from x (outer, columns of the map, inner), both contiguous.</summary>
    public static void Apply<T>(in ResamplingAxis axis, T* x, T* y, nint outer, nint inner)
        where T : unmanaged
    {
        (int[] starts, double[][] weights) = axis.Table();
        int total = 0;
        foreach (double[] row in weights) total += row.Length;
        using var table = new Workspace((2 * starts.Length + 1) * sizeof(int) + (total + 1) * sizeof(T) + 64);
        var values = (T*)table.Pointer;
        int* first = (int*)(values + total + 1);
        int* offsets = first + starts.Length;
        int at = 0;
        for (int i = 0; i < starts.Length; i++)
        {
            first[i] = starts[i];
            offsets[i] = at;
            foreach (double weight in weights[i]) values[at++] = Accumulation.Scalar<T>(weight);
        }
        offsets[starts.Length] = at;
        var job = new Job<T>
        {
            X = x, Y = y, Weights = values, Starts = first, Offsets = offsets, Inner = inner, Outputs = starts.Length,
            Inputs = axis.Transposed ? axis.Outputs : axis.Inputs,
        };
        nint work = nint.Max(inner * (total / Math.Max(starts.Length, 1) + 1), 1);
        if (inner > 1) Team.Run(outer * starts.Length, nint.Max(1, 30_000 / work), &Rows<T>, &job);
        else Team.Run(outer, nint.Max(1, 30_000 / nint.Max(work * starts.Length, 1)), &Lines<T>, &job);
    }

    private static void Rows<T>(void* context, nint begin, nint end)
        where T : unmanaged
    {
        var job = (Job<T>*)context;
        nint inner = job->Inner;
        int lanes = Vector<T>.Count;
        for (nint unit = begin; unit < end; unit++)
        {
            nint output = unit % job->Outputs;
            T* source = job->X + (unit / job->Outputs * job->Inputs + job->Starts[output]) * inner;
            T* weights = job->Weights + job->Offsets[output];
            int count = job->Offsets[output + 1] - job->Offsets[output];
            T* target = job->Y + unit * inner;
            nint x = 0;
            while (x < inner && inner >= lanes && count > 0)
            {
                // The last vector overlaps its predecessor.
                x = nint.Min(x, inner - lanes);
                Vector<T> sum = Vector.Create(weights[0]) * Vector.Load(source + x);
                for (int k = 1; k < count; k++) sum += Vector.Create(weights[k]) * Vector.Load(source + k * inner + x);
                Vector.Store(sum, target + x);
                x += lanes;
            }
            for (; x < inner; x++) target[x] = Sum(source + x, inner, weights, count);
        }
    }

    private static void Lines<T>(void* context, nint begin, nint end)
        where T : unmanaged
    {
        var job = (Job<T>*)context;
        for (nint unit = begin; unit < end; unit++)
        {
            T* source = job->X + unit * job->Inputs;
            T* target = job->Y + unit * job->Outputs;
            for (nint i = 0; i < job->Outputs; i++)
                target[i] = Sum(source + job->Starts[i], 1, job->Weights + job->Offsets[i], job->Offsets[i + 1] - job->Offsets[i]);
        }
    }

    // The first product starts the sum, so that a copy keeps the sign of zero.
    private static T Sum<T>(T* source, nint stride, T* weights, int count)
        where T : unmanaged
    {
        if (count == 0) return default;
        T sum = Accumulation.Multiply(weights[0], source[0]);
        for (int k = 1; k < count; k++) sum = Accumulation.Add(sum, Accumulation.Multiply(weights[k], source[k * stride]));
        return sum;
    }
}
