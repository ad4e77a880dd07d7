using System;
using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;
using Lucid.Cpu.Gemm;
using Lucid.Cpu.Threads;
using Lucid.Memory;

namespace Lucid.Cpu.NN;

/// <summary>
/// Sampling at the positions of a grid and its gradients (M. Jaderberg et al., "Spatial Transformer Networks", 2015), float or double.
/// Results do not depend on the thread count.
/// </summary>
public static unsafe class GridSampling
{
    private struct Job<T>
        where T : unmanaged
    {
        public GridShape Shape;
        public T* Input;
        public T* Grid;
        public T* Gradient;
        public T* Result;
        public nint Blocks, Channels;
    }

    /// <summary>The input's values at the grid's positions.</summary>
    /// <exception cref="OutOfMemoryException">There is no memory for a block's taps.</exception>
    public static void Forward<T>(in GridShape shape, T* input, T* grid, T* result)
        where T : unmanaged
        => Run(in shape, new Job<T> { Input = input, Grid = grid, Result = result }, shape.Channels, &ForwardBlocks<T>);

    /// <summary>The gradient with respect to the grid, of the grid's shape, from the result's gradient.</summary>
    /// <exception cref="OutOfMemoryException">There is no memory for a block's taps.</exception>
    public static void GridGradient<T>(in GridShape shape, T* gradient, T* input, T* grid, T* result)
        where T : unmanaged
        => Run(in shape, new Job<T> { Input = input, Grid = grid, Gradient = gradient, Result = result }, shape.Channels, &GridBlocks<T>);

    /// <summary>The gradient with respect to the input, of the input's shape, from the result's gradient.</summary>
    /// <exception cref="OutOfMemoryException">There is no memory for a block's taps.</exception>
    public static void InputGradient<T>(in GridShape shape, T* gradient, T* grid, T* result)
        where T : unmanaged
    {
        if (shape.Images * shape.Channels == 0) return;
        // A plane is one thread's; the channels of a part share the positions' taps.
        nint parts = nint.Clamp(2 * (Team.IsInside ? 1 : Team.ThreadCount) / shape.Images, 1, shape.Channels);
        var job = new Job<T>
        {
            Shape = shape, Grid = grid, Gradient = gradient, Result = result, Blocks = (shape.Points + GridTaps<T>.Block - 1) / GridTaps<T>.Block,
            Channels = (shape.Channels + parts - 1) / parts,
        };
        Team.Run(shape.Images * ((shape.Channels + job.Channels - 1) / job.Channels), 1, &InputParts<T>, &job);
    }

    private static void Run<T>(in GridShape shape, Job<T> job, nint channels, delegate*<void*, nint, nint, void> blocks)
        where T : unmanaged
    {
        job.Shape = shape;
        job.Blocks = (shape.Points + GridTaps<T>.Block - 1) / GridTaps<T>.Block;
        nint grain = nint.Max(1, 10_000 / (GridTaps<T>.Block * shape.Taps * nint.Max(channels, 1)));
        Team.Run(shape.Images * job.Blocks, grain, blocks, &job);
    }

    private static void ForwardBlocks<T>(void* context, nint begin, nint end)
        where T : unmanaged
    {
        var job = (Job<T>*)context;
        ref readonly GridShape shape = ref job->Shape;
        nint volume = shape.Input.Volume;
        using var taps = new GridTaps<T>(in shape, false);
        T* line = stackalloc T[GridTaps<T>.Block];
        for (nint unit = begin; unit < end; unit++)
        {
            nint image = unit / job->Blocks, first = unit % job->Blocks * GridTaps<T>.Block;
            int count = (int)nint.Min(GridTaps<T>.Block, shape.Points - first);
            taps.Locate(job->Grid + (image * shape.Points + first) * shape.Dims, count);
            T* plane = job->Input + image * shape.Channels * volume;
            T* result = job->Result + image * shape.Channels * shape.Points + first;
            for (nint c = 0; c < shape.Channels; c++, plane += volume, result += shape.Points)
            {
                T* target = count == GridTaps<T>.Block ? result : line;
                for (int i = 0; i < GridTaps<T>.Block; i += 8) Sample(plane, taps.Places + i, taps.Weights + i, shape.Taps, target + i);
                for (int i = 0; i < count && target == line; i++) result[i] = line[i];
            }
        }
    }

    /// <summary>Eight neighbouring positions' sums over their taps.</summary>
    private static void Sample<T>(T* plane, int* places, T* weights, int taps, T* target)
        where T : unmanaged
    {
        if (typeof(T) == typeof(float) && Avx2.IsSupported)
        {
            Vector256<float> sum = default;
            for (int t = 0; t < taps; t++, places += GridTaps<T>.Block, weights += GridTaps<T>.Block)
                sum = Vector256.MultiplyAddEstimate(Vector256.Load((float*)weights), Eight((float*)plane, places), sum);
            sum.Store((float*)target);
            return;
        }
        for (int i = 0; i < 8; i++)
        {
            T sum = default;
            for (int t = 0; t < taps; t++)
            {
                int place = places[t * GridTaps<T>.Block + i];
                if (place >= 0) sum = Accumulation.Add(sum, Accumulation.Multiply(plane[place], weights[t * GridTaps<T>.Block + i]));
            }
            target[i] = sum;
        }
    }

    // Elements at places, zero where one is negative.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<float> Eight(float* plane, int* places)
    {
        Vector256<int> at = Vector256.Load(places);
        return Avx2.GatherMaskVector256(Vector256<float>.Zero, plane, at, (~at).AsSingle(), sizeof(float));
    }

    private static void GridBlocks<T>(void* context, nint begin, nint end)
        where T : unmanaged
    {
        var job = (Job<T>*)context;
        ref readonly GridShape shape = ref job->Shape;
        const int block = GridTaps<T>.Block;
        nint volume = shape.Input.Volume;
        int all = shape.Taps, dims = shape.Dims;
        using var taps = new GridTaps<T>(in shape, true);
        using var sums = new Workspace(block * (all + 1) * sizeof(T));
        var products = (T*)sums.Pointer;
        T* line = products + all * block;
        for (nint unit = begin; unit < end; unit++)
        {
            nint image = unit / job->Blocks, first = unit % job->Blocks * block;
            int count = (int)nint.Min(block, shape.Points - first);
            taps.Locate(job->Grid + (image * shape.Points + first) * dims, count);
            new Span<T>(products, (all + 1) * block).Clear();
            T* plane = job->Input + image * shape.Channels * volume;
            T* gradient = job->Gradient + image * shape.Channels * shape.Points + first;
            // Every tap's sum over the channels, gradient times element.
            for (nint c = 0; c < shape.Channels; c++, plane += volume, gradient += shape.Points)
            {
                T* given = gradient;
                if (count < block)
                {
                    for (int i = 0; i < count; i++) line[i] = gradient[i];
                    given = line;
                }
                for (int t = 0; t < all; t++)
                    for (int i = 0; i < block; i += 8) Multiply(plane, taps.Places + t * block + i, given + i, products + t * block + i);
            }
            T* result = job->Result + (image * shape.Points + first) * dims;
            for (int a = 0; a < dims; a++)
                for (int i = 0; i < block; i += Vector<T>.Count)
                {
                    Vector<T> sum = default;
                    for (int t = 0; t < all; t++)
                        sum += Vector.Load(products + t * block + i) * Vector.Load(taps.Slopes + (a * all + t) * block + i);
                    Vector.Store(sum, line + i);
                    for (int q = 0; q < Vector<T>.Count && i + q < count; q++) result[(i + q) * dims + a] = line[i + q];
                }
        }
    }

    private static void Multiply<T>(T* plane, int* places, T* gradient, T* sums)
        where T : unmanaged
    {
        if (typeof(T) == typeof(float) && Avx2.IsSupported)
        {
            Vector256<float> sum = Vector256.Load((float*)sums);
            Vector256.MultiplyAddEstimate(Vector256.Load((float*)gradient), Eight((float*)plane, places), sum).Store((float*)sums);
            return;
        }
        for (int i = 0; i < 8; i++)
            if (places[i] >= 0) sums[i] = Accumulation.Add(sums[i], Accumulation.Multiply(gradient[i], plane[places[i]]));
    }

    private static void InputParts<T>(void* context, nint begin, nint end)
        where T : unmanaged
    {
        var job = (Job<T>*)context;
        ref readonly GridShape shape = ref job->Shape;
        const int block = GridTaps<T>.Block;
        nint volume = shape.Input.Volume, parts = (shape.Channels + job->Channels - 1) / job->Channels;
        using var taps = new GridTaps<T>(in shape, false);
        for (nint unit = begin; unit < end; unit++)
        {
            nint image = unit / parts, channel = unit % parts * job->Channels, channels = nint.Min(job->Channels, shape.Channels - channel);
            T* planes = job->Result + (image * shape.Channels + channel) * volume;
            for (nint c = 0; c < channels; c++) new Span<T>(planes + c * volume, checked((int)volume)).Clear();
            for (nint first = 0; first < shape.Points; first += block)
            {
                int count = (int)nint.Min(block, shape.Points - first);
                taps.Locate(job->Grid + (image * shape.Points + first) * shape.Dims, count);
                for (nint c = 0; c < channels; c++)
                {
                    T* gradient = job->Gradient + (image * shape.Channels + channel + c) * shape.Points + first;
                    T* plane = planes + c * volume;
                    for (int t = 0; t < shape.Taps; t++)
                    {
                        int* places = taps.Places + t * block;
                        T* weights = taps.Weights + t * block;
                        for (int i = 0; i < count; i++)
                            if (places[i] >= 0) plane[places[i]] = Accumulation.Add(plane[places[i]], Accumulation.Multiply(gradient[i], weights[i]));
                    }
                }
            }
        }
    }
}
