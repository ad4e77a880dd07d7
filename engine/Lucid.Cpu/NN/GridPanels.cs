using System.Numerics;
using System.Runtime.Intrinsics.X86;
using Lucid.Cpu.Gemm;
using Lucid.Cpu.Loops;
using Lucid.Cpu.Threads;
using Lucid.Memory;

namespace Lucid.Cpu.NN;

/// <summary>
/// Grid sampling of many channels: their elements are laid side by side, a vector of channels to a position, so that a tap is one
/// load, or one addition on the way back, for all of them.
/// </summary>
internal unsafe struct GridPanels
{
    // Positions of the input that are laid out as one unit of work.
    private const nint Chunk = 2048;

    private GridShape _shape;
    private float* _input, _grid, _gradient, _result, _panels;
    private nint _blocks, _chunks;

    /// <summary>Whether the channels fill at least half of a vector, and enough positions are asked for to lay out the whole input.</summary>
    public static bool Suits(in GridShape shape) => 2 * shape.Channels >= Vector<float>.Count && 4 * shape.Points >= shape.Input.Volume
        && shape.Points <= int.MaxValue;

    public static void Forward(in GridShape shape, float* input, float* grid, float* result)
    {
        var job = new GridPanels { _shape = shape, _input = input, _grid = grid, _result = result };
        job.Run(&ForwardBlocks);
    }

    public static void GridGradient(in GridShape shape, float* gradient, float* input, float* grid, float* result)
    {
        var job = new GridPanels { _shape = shape, _input = input, _grid = grid, _gradient = gradient, _result = result };
        job.Run(&GridBlocks);
    }

    public static void InputGradient(in GridShape shape, float* gradient, float* grid, float* result)
    {
        var job = new GridPanels { _shape = shape, _grid = grid, _gradient = gradient, _result = result };
        Team.Run(shape.Images * job.Panels, 1, &InputPanels, &job);
    }

    private readonly nint Panels => (_shape.Channels + Vector<float>.Count - 1) / Vector<float>.Count;

    // A vector before the first position stands for whatever lies outside.
    private readonly nint PanelElements => (_shape.Input.Volume + 1) * Vector<float>.Count;

    // Channels of a panel.
    private readonly nint Width(nint panel) => nint.Min(Vector<float>.Count, _shape.Channels - panel * Vector<float>.Count);

    private void Run(delegate*<void*, nint, nint, void> blocks)
    {
        using var panels = new Workspace(_shape.Images * Panels * PanelElements * sizeof(float));
        _panels = (float*)panels.Pointer;
        _blocks = (_shape.Points + GridTaps.Block - 1) / GridTaps.Block;
        _chunks = nint.Max((_shape.Input.Volume + Chunk - 1) / Chunk, 1);
        fixed (GridPanels* pointer = &this)
        {
            Team.Run(_shape.Images * Panels * _chunks, 1, &LayOut, pointer);
            Team.Run(_shape.Images * _blocks, 1, blocks, pointer);
        }
    }

    private static void LayOut(void* context, nint begin, nint end)
    {
        var job = (GridPanels*)context;
        nint volume = job->_shape.Input.Volume, lanes = Vector<float>.Count, panels = job->Panels;
        for (nint unit = begin; unit < end; unit++)
        {
            nint chunk = unit % job->_chunks * Chunk, at = unit / job->_chunks, panel = at % panels, count = nint.Min(Chunk, volume - chunk);
            float* target = job->_panels + at * job->PanelElements + lanes;
            float* source = job->_input + (at / panels * job->_shape.Channels + panel * lanes) * volume;
            if (chunk == 0) Vector.Store(Vector<float>.Zero, target - lanes);
            Gather(source + chunk, volume, count, job->Width(panel), target + chunk * lanes);
        }
    }

    // Planes' positions as vectors of their channels; missing channels are zero.
    private static void Gather(float* planes, nint distance, nint count, nint channels, float* target) =>
        Packing.Pack(planes, distance, 1, (int)channels, checked((int)count), target, Vector<float>.Count);

    // The way back: positions' vectors as planes.
    private static void Spread(float* vectors, nint count, nint channels, float* planes, nint distance)
    {
        nint lanes = Vector<float>.Count, i = 0;
        if (Avx.IsSupported && lanes == 8 && channels == 8)
        {
            for (float* s = vectors; i + 8 <= count; i += 8, s += 64)
                Packing.Square(s, s + 8, s + 16, s + 24, s + 32, s + 40, s + 48, s + 56, planes + i, checked((int)distance));
        }
        Transpose.Block(channels, count - i, vectors + i * lanes, lanes, planes + i, distance);
    }

    private static void ForwardBlocks(void* context, nint begin, nint end)
    {
        var job = (GridPanels*)context;
        ref readonly GridShape shape = ref job->_shape;
        const int block = GridTaps.Block;
        nint lanes = Vector<float>.Count, panels = job->Panels;
        int all = shape.Taps;
        using var taps = new GridTaps(in shape, false);
        using var values = new Workspace(block * lanes * sizeof(float));
        var found = (float*)values.Pointer;
        for (nint unit = begin; unit < end; unit++)
        {
            nint image = unit / job->_blocks, first = unit % job->_blocks * block;
            int count = (int)nint.Min(block, shape.Points - first);
            taps.Locate(job->_grid + (image * shape.Points + first) * shape.Dims, count);
            for (nint panel = 0; panel < panels; panel++)
            {
                float* source = job->_panels + (image * panels + panel) * job->PanelElements + lanes;
                for (int i = 0; i < count; i++)
                {
                    int* places = taps.Places + i;
                    float* weights = taps.Weights + i;
                    Vector<float> sum = Vector<float>.Zero;
                    for (int t = 0; t < all; t++, places += block, weights += block)
                        sum = Vector.MultiplyAddEstimate(Vector.Create(*weights), Vector.Load(source + *places * lanes), sum);
                    Vector.Store(sum, found + i * lanes);
                }
                Spread(
                    found, count, job->Width(panel), job->_result + (image * shape.Channels + panel * lanes) * shape.Points + first, shape.Points);
            }
        }
    }

    private static void GridBlocks(void* context, nint begin, nint end)
    {
        var job = (GridPanels*)context;
        ref readonly GridShape shape = ref job->_shape;
        const int block = GridTaps.Block;
        nint lanes = Vector<float>.Count, panels = job->Panels;
        int all = shape.Taps, dims = shape.Dims;
        using var taps = new GridTaps(in shape, true);
        using var values = new Workspace(block * lanes * sizeof(float));
        var given = (float*)values.Pointer;
        for (nint unit = begin; unit < end; unit++)
        {
            nint image = unit / job->_blocks, first = unit % job->_blocks * block;
            int count = (int)nint.Min(block, shape.Points - first);
            taps.Locate(job->_grid + (image * shape.Points + first) * dims, count);
            float* result = job->_result + (image * shape.Points + first) * dims;
            for (nint panel = 0; panel < panels; panel++)
            {
                float* source = job->_panels + (image * panels + panel) * job->PanelElements + lanes;
                Gather(
                    job->_gradient + (image * shape.Channels + panel * lanes) * shape.Points + first, shape.Points, count, job->Width(panel), given);
                for (int i = 0; i < count; i++)
                {
                    int* places = taps.Places + i;
                    float* slopes = taps.Slopes + i;
                    Vector<float> x = Vector<float>.Zero, y = x, z = x;
                    for (int t = 0; t < all; t++, places += block, slopes += block)
                    {
                        Vector<float> value = Vector.Load(source + *places * lanes);
                        x = Vector.MultiplyAddEstimate(Vector.Create(*slopes), value, x);
                        y = Vector.MultiplyAddEstimate(Vector.Create(slopes[all * block]), value, y);
                        if (dims == 3) z = Vector.MultiplyAddEstimate(Vector.Create(slopes[2 * all * block]), value, z);
                    }
                    Vector<float> gradient = Vector.Load(given + i * lanes);
                    float* target = result + i * dims;
                    target[0] = Vector.Sum(gradient * x) + (panel == 0 ? 0 : target[0]);
                    target[1] = Vector.Sum(gradient * y) + (panel == 0 ? 0 : target[1]);
                    if (dims == 3) target[2] = Vector.Sum(gradient * z) + (panel == 0 ? 0 : target[2]);
                }
            }
        }
    }

    private static void InputPanels(void* context, nint begin, nint end)
    {
        var job = (GridPanels*)context;
        ref readonly GridShape shape = ref job->_shape;
        const int block = GridTaps.Block;
        nint lanes = Vector<float>.Count, panels = job->Panels, volume = shape.Input.Volume;
        int all = shape.Taps;
        using var taps = new GridTaps(in shape, false);
        using var values = new Workspace((block * lanes + job->PanelElements) * sizeof(float));
        float* given = (float*)values.Pointer, sums = given + block * lanes;
        for (nint unit = begin; unit < end; unit++)
        {
            nint image = unit / panels, panel = unit % panels, plane = image * shape.Channels + panel * lanes;
            for (nint i = 0; i < job->PanelElements; i += lanes) Vector.Store(Vector<float>.Zero, sums + i);
            for (nint first = 0; first < shape.Points; first += block)
            {
                int count = (int)nint.Min(block, shape.Points - first);
                taps.Locate(job->_grid + (image * shape.Points + first) * shape.Dims, count);
                Gather(job->_gradient + plane * shape.Points + first, shape.Points, count, job->Width(panel), given);
                for (int i = 0; i < count; i++)
                {
                    int* places = taps.Places + i;
                    float* weights = taps.Weights + i;
                    Vector<float> gradient = Vector.Load(given + i * lanes);
                    for (int t = 0; t < all; t++, places += block, weights += block)
                    {
                        float* sum = sums + lanes + *places * lanes;
                        Vector.Store(Vector.MultiplyAddEstimate(Vector.Create(*weights), gradient, Vector.Load(sum)), sum);
                    }
                }
            }
            Spread(sums + lanes, volume, job->Width(panel), job->_result + plane * volume, volume);
        }
    }
}
