using System;
using System.Numerics;
using Lucid.Cpu.Gemm;
using Lucid.Cpu.Threads;
using Lucid.Memory;

namespace Lucid.Cpu.Conv;

/// <summary>
/// The weights' gradient where a group has one input channel and few outputs: for every tap the dot product of the output
/// gradient's rows with the shifted input rows, summed over the images. Cut by groups.
/// </summary>
/// <typeparam name="T">float or double.</typeparam>
internal unsafe struct DepthwiseWeights<T>
    where T : unmanaged
{
    private const nint ChunkPositions = 2048;

    public TapAxis Depth, Height, Width;
    public nint Images, Groups, Outputs;
    public T* X;
    public T* Gradient;
    public T* Weights;

    private nint _chunkRows;

    /// <summary>Computes all weights' gradients.</summary>
    public void Run()
    {
        _chunkRows = nint.Clamp(ChunkPositions / nint.Max(Width.Output, 1), 1, nint.Max(Height.Output, 1));
        fixed (DepthwiseWeights<T>* pointer = &this) Team.Run(Groups, 1, &Units, pointer);
    }

    private static void Units(void* context, nint begin, nint end)
    {
        var product = (DepthwiseWeights<T>*)context;
        using var padded = new PaddedRows<T>(in product->Depth, in product->Height, in product->Width, 1, product->_chunkRows);
        for (nint group = begin; group < end; group++) product->Group(group, in padded);
    }

    private readonly void Group(nint group, in PaddedRows<T> padded)
    {
        nint taps = Depth.Count * Height.Count * Width.Count, plane = Height.Output * Width.Output;
        T* weights = Weights + group * Outputs * taps;
        new Span<T>(weights, checked((int)(Outputs * taps))).Clear();
        if (Width.Output == 0) return;
        for (nint image = 0; image < Images; image++)
        {
            T* x = X + (image * Groups + group) * Depth.Input * Height.Input * Width.Input;
            for (nint z = 0; z < Depth.Output; z++)
                for (nint row = 0; row < Height.Output; row += _chunkRows)
                {
                    nint rows = nint.Min(_chunkRows, Height.Output - row);
                    padded.Fill(x, 1, z, row);
                    for (nint o = 0; o < Outputs; o++)
                    {
                        T* gradient = Gradient + (((image * Groups + group) * Outputs + o) * Depth.Output + z) * plane + row * Width.Output;
                        T* target = weights + o * taps;
                        for (int d = 0; d < Depth.Count; d++)
                            for (int h = 0; h < Height.Count; h++)
                                for (int w = 0; w < Width.Count; w++, target++)
                                {
                                    T* source = padded.Pointer + padded.TapOffset(0, d, h, w);
                                    T sum = Dots(gradient, source, rows, Width.Output, padded.PositionOffset(1, 0), Width.Stride);
                                    *target = Accumulation.Add(*target, sum);
                                }
                    }
                }
        }
    }

    /// <summary>The sum of the products of rows x count elements.</summary>
    private static T Dots(T* gradient, T* source, nint rows, nint count, nint sourceRow, nint stride)
    {
        int lanes = Vector<T>.Count;
        Vector<T> s0 = default, s1 = default;
        T rest = default;
        // The last vector overlaps the one before it, whose lanes it must not count again.
        int tail = (int)(count % lanes);
        bool overlaps = stride == 1 && tail != 0 && count > lanes;
        Vector<T> own = overlaps ? ~PositionPanel.FirstLanes<T>(lanes - tail) : default;
        for (nint r = 0; r < rows; r++, gradient += count, source += sourceRow)
        {
            nint x = 0;
            if (stride == 1)
            {
                for (; x + 2 * lanes <= count; x += 2 * lanes)
                {
                    s0 = TileKernel.MultiplyAdd(Vector.Load(gradient + x), Vector.Load(source + x), s0);
                    s1 = TileKernel.MultiplyAdd(Vector.Load(gradient + x + lanes), Vector.Load(source + x + lanes), s1);
                }
                for (; x + lanes <= count; x += lanes) s0 = TileKernel.MultiplyAdd(Vector.Load(gradient + x), Vector.Load(source + x), s0);
                if (overlaps)
                {
                    s1 = TileKernel.MultiplyAdd(Vector.Load(gradient + count - lanes) & own, Vector.Load(source + count - lanes) & own, s1);
                    continue;
                }
            }
            for (; x < count; x++) rest = Accumulation.Add(rest, Accumulation.Multiply(gradient[x], source[x * stride]));
        }
        return Accumulation.Add(Vector.Sum(s0 + s1), rest);
    }
}
