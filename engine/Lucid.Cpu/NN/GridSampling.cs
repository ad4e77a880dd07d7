using System;
using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;
using Lucid.Cpu.Threads;
using Lucid.Memory;

namespace Lucid.Cpu.NN;

/// <summary>
/// Sampling at the positions of a grid and its gradients (M. Jaderberg et al., "Spatial Transformer Networks", 2015), of float.
/// Results do not depend on the thread count.
/// </summary>
public static unsafe class GridSampling
{
    private struct Job
    {
        public GridShape Shape;
        public float* Input;
        public float* Grid;
        public float* Gradient;
        public float* Result;
        public nint Blocks, Channels;
    }

    /// <summary>The input's values at the grid's positions.</summary>
    /// <exception cref="OutOfMemoryException">There is no memory for a block's taps.</exception>
    public static void Forward(in GridShape shape, float* input, float* grid, float* result)
    {
        if (GridPanels.Suits(in shape)) GridPanels.Forward(in shape, input, grid, result);
        else Run(in shape, new Job { Input = input, Grid = grid, Result = result }, shape.Channels, &ForwardBlocks);
    }

    /// <summary>The gradient with respect to the grid, of the grid's shape, from the result's gradient.</summary>
    /// <exception cref="OutOfMemoryException">There is no memory for a block's taps.</exception>
    public static void GridGradient(in GridShape shape, float* gradient, float* input, float* grid, float* result)
    {
        if (GridPanels.Suits(in shape)) GridPanels.GridGradient(in shape, gradient, input, grid, result);
        else Run(in shape, new Job { Input = input, Grid = grid, Gradient = gradient, Result = result }, shape.Channels, &GridBlocks);
    }

    /// <summary>The gradient with respect to the input, of the input's shape, from the result's gradient.</summary>
    /// <exception cref="OutOfMemoryException">There is no memory for a block's taps.</exception>
    public static void InputGradient(in GridShape shape, float* gradient, float* grid, float* result)
    {
        if (shape.Images * shape.Channels == 0) return;
        if (GridPanels.Suits(in shape))
        {
            GridPanels.InputGradient(in shape, gradient, grid, result);
            return;
        }
        // A plane is one thread's; the channels of a part share the positions' taps.
        nint parts = nint.Clamp(2 * (Team.IsInside ? 1 : Team.ThreadCount) / shape.Images, 1, shape.Channels);
        var job = new Job
        {
            Shape = shape, Grid = grid, Gradient = gradient, Result = result, Blocks = (shape.Points + GridTaps.Block - 1) / GridTaps.Block,
            Channels = (shape.Channels + parts - 1) / parts,
        };
        Team.Run(shape.Images * ((shape.Channels + job.Channels - 1) / job.Channels), 1, &InputParts, &job);
    }

    private static void Run(in GridShape shape, Job job, nint channels, delegate*<void*, nint, nint, void> blocks)
    {
        job.Shape = shape;
        job.Blocks = (shape.Points + GridTaps.Block - 1) / GridTaps.Block;
        nint grain = nint.Max(1, 10_000 / (GridTaps.Block * shape.Taps * nint.Max(channels, 1)));
        Team.Run(shape.Images * job.Blocks, grain, blocks, &job);
    }

    private static void ForwardBlocks(void* context, nint begin, nint end)
    {
        var job = (Job*)context;
        ref readonly GridShape shape = ref job->Shape;
        nint volume = shape.Input.Volume;
        using var taps = new GridTaps(in shape, false);
        using var lineOf = new Workspace(GridTaps.Block * sizeof(float));
        var line = (float*)lineOf.Pointer;
        for (nint unit = begin; unit < end; unit++)
        {
            nint image = unit / job->Blocks, first = unit % job->Blocks * GridTaps.Block;
            int count = (int)nint.Min(GridTaps.Block, shape.Points - first);
            taps.Locate(job->Grid + (image * shape.Points + first) * shape.Dims, count);
            float* plane = job->Input + image * shape.Channels * volume;
            float* result = job->Result + image * shape.Channels * shape.Points + first;
            for (nint c = 0; c < shape.Channels; c++, plane += volume, result += shape.Points)
            {
                float* target = count % 16 == 0 ? result : line;
                for (int i = 0; i < count; i += 8) Sample(plane, taps.Places + i, taps.Weights + i, shape.Taps, target + i);
                for (int i = 0; i < count && target == line; i++) result[i] = line[i];
            }
        }
    }

    /// <summary>Eight neighbouring positions' sums over their taps.</summary>
    private static void Sample(float* plane, int* places, float* weights, int taps, float* target)
    {
        if (Avx2.IsSupported)
        {
            Vector256<float> sum = default;
            for (int t = 0; t < taps; t++, places += GridTaps.Block, weights += GridTaps.Block)
                sum = Vector256.MultiplyAddEstimate(Vector256.Load(weights), Eight(plane, places), sum);
            sum.Store(target);
            return;
        }
        for (int i = 0; i < 8; i++)
        {
            float sum = 0;
            for (int t = 0; t < taps; t++)
            {
                int place = places[t * GridTaps.Block + i];
                if (place >= 0) sum += plane[place] * weights[t * GridTaps.Block + i];
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

    private static void GridBlocks(void* context, nint begin, nint end)
    {
        var job = (Job*)context;
        ref readonly GridShape shape = ref job->Shape;
        const int block = GridTaps.Block;
        nint volume = shape.Input.Volume;
        int all = shape.Taps, dims = shape.Dims;
        using var taps = new GridTaps(in shape, true);
        using var sums = new Workspace(block * (all + 1) * sizeof(float));
        var products = (float*)sums.Pointer;
        float* line = products + all * block;
        for (nint unit = begin; unit < end; unit++)
        {
            nint image = unit / job->Blocks, first = unit % job->Blocks * block;
            int count = (int)nint.Min(block, shape.Points - first);
            taps.Locate(job->Grid + (image * shape.Points + first) * dims, count);
            new Span<float>(products, (all + 1) * block).Clear();
            float* plane = job->Input + image * shape.Channels * volume;
            float* gradient = job->Gradient + image * shape.Channels * shape.Points + first;
            // Every tap's sum over the channels, gradient times element.
            for (nint c = 0; c < shape.Channels; c++, plane += volume, gradient += shape.Points)
            {
                float* given = gradient;
                if (count % 16 != 0)
                {
                    for (int i = 0; i < count; i++) line[i] = gradient[i];
                    given = line;
                }
                for (int t = 0; t < all; t++)
                    for (int i = 0; i < count; i += 8) Multiply(plane, taps.Places + t * block + i, given + i, products + t * block + i);
            }
            float* result = job->Result + (image * shape.Points + first) * dims;
            for (int a = 0; a < dims; a++)
                for (int i = 0; i < count; i += Vector<float>.Count)
                {
                    Vector<float> sum = default;
                    for (int t = 0; t < all; t++)
                        sum += Vector.Load(products + t * block + i) * Vector.Load(taps.Slopes + (a * all + t) * block + i);
                    Vector.Store(sum, line + i);
                    for (int q = 0; q < Vector<float>.Count && i + q < count; q++) result[(i + q) * dims + a] = line[i + q];
                }
        }
    }

    private static void Multiply(float* plane, int* places, float* gradient, float* sums)
    {
        if (Avx2.IsSupported)
        {
            Vector256<float> sum = Vector256.Load(sums);
            Vector256.MultiplyAddEstimate(Vector256.Load(gradient), Eight(plane, places), sum).Store(sums);
            return;
        }
        for (int i = 0; i < 8; i++)
            if (places[i] >= 0) sums[i] += gradient[i] * plane[places[i]];
    }

    private static void InputParts(void* context, nint begin, nint end)
    {
        var job = (Job*)context;
        ref readonly GridShape shape = ref job->Shape;
        const int block = GridTaps.Block;
        nint volume = shape.Input.Volume, parts = (shape.Channels + job->Channels - 1) / job->Channels;
        using var taps = new GridTaps(in shape, false);
        for (nint unit = begin; unit < end; unit++)
        {
            nint image = unit / parts, channel = unit % parts * job->Channels, channels = nint.Min(job->Channels, shape.Channels - channel);
            float* planes = job->Result + (image * shape.Channels + channel) * volume;
            for (nint c = 0; c < channels; c++) new Span<float>(planes + c * volume, checked((int)volume)).Clear();
            for (nint first = 0; first < shape.Points; first += block)
            {
                int count = (int)nint.Min(block, shape.Points - first);
                taps.Locate(job->Grid + (image * shape.Points + first) * shape.Dims, count);
                for (nint c = 0; c < channels; c++)
                {
                    float* gradient = job->Gradient + (image * shape.Channels + channel + c) * shape.Points + first;
                    float* plane = planes + c * volume;
                    for (int t = 0; t < shape.Taps; t++)
                    {
                        int* places = taps.Places + t * block;
                        float* weights = taps.Weights + t * block;
                        for (int i = 0; i < count; i++)
                            if (places[i] >= 0) plane[places[i]] += gradient[i] * weights[i];
                    }
                }
            }
        }
    }
}
