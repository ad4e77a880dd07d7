using System;
using System.Runtime.CompilerServices;
using Lucid.Cpu.Threads;
using Lucid.Memory;

namespace Lucid.Cpu.Conv;

/// <summary>Maximum pooling over bins of uneven sizes: adaptive, or fractional (B. Graham, "Fractional Max-Pooling", 2014).</summary>
public static unsafe class BinPooling
{
    private struct Job<T>
        where T : unmanaged
    {
        public PoolingShape Shape;
        public T* X;
        public T* Samples;
        public T* Y;
        public long* Indices;
    }

    /// <summary>
    /// The greatest element of every bin and its position within the input plane. Without samples the bins are those of adaptive
    /// pooling, [floor(i n / m), ceil((i + 1) n / m)). <paramref name="samples"/> has one number of [0, 1) for each plane and
    /// spatial dimension of those with <c>Stride</c> 1 (0 marks unused ones), which places windows of the shape's extents:
    /// depth, height, width, but width first where there are two dimensions, as in PyTorch. NaN counts as greatest; of equals the
    /// first wins.
    /// </summary>
    /// <exception cref="NotSupportedException">T is neither float nor double.</exception>
    public static void Maximum<T>(in PoolingShape shape, T* x, T* samples, T* y, long* indices)
        where T : unmanaged
    {
        if (typeof(T) != typeof(float) && typeof(T) != typeof(double))
            throw new NotSupportedException($"There is no pooling of elements of type {typeof(T).Name}.");
        var job = new Job<T> { Shape = shape, X = x, Samples = samples, Y = y, Indices = indices };
        Team.Run(shape.Planes, nint.Max(1, 20_000 / nint.Max(shape.Input.Volume, 1)), &Planes<T>, &job);
    }

    private static void Planes<T>(void* context, nint begin, nint end)
        where T : unmanaged
    {
        var job = (Job<T>*)context;
        Extents input = job->Shape.Input, output = job->Shape.Output;
        nint bins = output[0] + output[1] + output[2];
        using var table = new Workspace(2 * bins * sizeof(nint));
        nint* starts = (nint*)table.Pointer;
        nint* ends = starts + bins;
        for (nint plane = begin; plane < end; plane++)
        {
            if (plane == begin || job->Samples != null) Place(job, plane, starts, ends);
            T* source = job->X + plane * input.Volume;
            nint at = plane * output.Volume;
            for (nint z = 0; z < output[0]; z++)
                for (nint h = output[0]; h < output[0] + output[1]; h++)
                    for (nint w = output[0] + output[1]; w < bins; w++, at++)
                    {
                        nint found = (starts[z] * input[1] + starts[h]) * input[2] + starts[w];
                        double best = double.NegativeInfinity;
                        for (nint a = starts[z]; a < ends[z]; a++)
                            for (nint b = starts[h]; b < ends[h]; b++)
                                for (nint c = starts[w]; c < ends[w]; c++)
                                {
                                    nint position = (a * input[1] + b) * input[2] + c;
                                    double value = Wide(source[position]);
                                    if (!(value > best) && !double.IsNaN(value)) continue;
                                    best = value;
                                    found = position;
                                }
                        job->Y[at] = source[found];
                        job->Indices[at] = found;
                    }
        }
    }

    private static void Place<T>(Job<T>* job, nint plane, nint* starts, nint* ends)
        where T : unmanaged
    {
        ref readonly PoolingShape shape = ref job->Shape;
        int dims = (int)(shape.Stride[0] + shape.Stride[1] + shape.Stride[2]);
        for (int d = 0; d < 3; d++)
        {
            nint size = shape.Input[d], count = shape.Output[d], window = shape.Window[d];
            int slot = dims == 2 ? 2 - d : d;
            T sample = job->Samples == null || shape.Stride[d] == 0 ? default : job->Samples[plane * dims + slot];
            for (nint i = 0; i < count; i++)
            {
                if (job->Samples == null)
                {
                    *starts++ = i * size / count;
                    *ends++ = ((i + 1) * size + count - 1) / count;
                    continue;
                }
                nint start = i == count - 1 ? size - window : Interval(sample, i, size - window, count - 1);
                *starts++ = nint.Clamp(start, 0, size - window);
                *ends++ = starts[-1] + window;
            }
        }
    }

    // In the element type's own precision, as PyTorch has it: the rounding decides where a bin begins.
    private static nint Interval<T>(T sample, nint i, nint span, nint steps)
        where T : unmanaged
    {
        if (typeof(T) == typeof(float))
        {
            float alpha = (float)span / steps, u = Unsafe.BitCast<T, float>(sample);
            return (nint)((i + u) * alpha) - (nint)(u * alpha);
        }
        double wide = (double)span / steps, v = Unsafe.BitCast<T, double>(sample);
        return (nint)((i + v) * wide) - (nint)(v * wide);
    }

    private static double Wide<T>(T value) where T : unmanaged =>
        typeof(T) == typeof(float) ? Unsafe.BitCast<T, float>(value) : Unsafe.BitCast<T, double>(value);
}
