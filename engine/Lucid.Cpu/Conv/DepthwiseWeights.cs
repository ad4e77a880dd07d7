using System;
using System.Numerics;
using System.Runtime.CompilerServices;
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

    // Taps that are summed at once: their accumulators and distances fit the registers.
    private const int Together = 5;

    public TapAxis Depth, Height, Width;
    public nint Images, Groups, Outputs;
    public T* X;
    public T* Gradient;
    public T* Weights;

    private nint _chunkRows;

    /// <summary>Whether a group's channels are few enough for this way.</summary>
    public static bool Suits(nint inputs, nint outputs) => inputs == 1 && outputs <= 3;

    /// <summary>Computes all weights' gradients.</summary>
    public void Run()
    {
        _chunkRows = nint.Clamp(ChunkPositions / nint.Max(Width.Output, 1), 1, nint.Max(Height.Output, 1));
        fixed (DepthwiseWeights<T>* pointer = &this) Team.Run(Groups, 1, &Units, pointer);
    }

    private static void Units(void* context, nint begin, nint end)
    {
        var product = (DepthwiseWeights<T>*)context;
        nint taps = product->Depth.Count * product->Height.Count * product->Width.Count, outputs = product->Outputs;
        using var padded = new PaddedRows<T>(in product->Depth, in product->Height, in product->Width, 1, product->_chunkRows);
        // Rows of the gradient with zeros up to a whole vector.
        nint pitch = (product->Width.Output + Vector<T>.Count - 1) / Vector<T>.Count * Vector<T>.Count;
        using var lines = new Workspace(product->_chunkRows * pitch * sizeof(T));
        new Span<T>(lines.Pointer, checked((int)(product->_chunkRows * pitch))).Clear();
        using var table = new Workspace((taps + Together) * sizeof(nint));
        nint* levels = (nint*)table.Pointer;
        new Span<nint>(padded.Tabulate(1, levels), Together).Clear();
        for (nint group = begin; group < end; group++)
        {
            T* weights = product->Weights + group * outputs * taps;
            product->Group(group, in padded, levels, taps, (T*)lines.Pointer, pitch, weights, true);
            bool finite = true;
            for (nint w = 0; w < outputs * taps; w++)
                finite &= double.IsFinite(typeof(T) == typeof(float) ? Unsafe.BitCast<T, float>(weights[w]) : Unsafe.BitCast<T, double>(weights[w]));
            // A zero past the end of a row times infinity is NaN, which the exact sums may not have.
            if (!finite) product->Group(group, in padded, levels, taps, (T*)lines.Pointer, pitch, weights, false);
        }
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private readonly void Group(nint group, in PaddedRows<T> padded, nint* levels, nint taps, T* lines, nint pitch, T* weights, bool vectors)
    {
        nint plane = Height.Output * Width.Output, sourceRow = padded.PositionOffset(1, 0);
        new Span<T>(weights, checked((int)(Outputs * taps))).Clear();
        if (Width.Output == 0) return;
        T* sums = stackalloc T[Together];
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
                        for (nint r = 0; r < rows && vectors; r++) PaddedRows<T>.Copy(gradient + r * Width.Output, lines + r * pitch, Width.Output);
                        for (nint t = 0; t < taps; t += vectors ? Together : 1)
                        {
                            if (vectors) Dots(lines, pitch, padded.Pointer, sourceRow, rows, levels + t, sums);
                            else *sums = Dot(gradient, padded.Pointer + levels[t], sourceRow, rows);
                            for (nint i = 0; i < (vectors ? nint.Min(Together, taps - t) : 1); i++)
                                weights[o * taps + t + i] = Accumulation.Add(weights[o * taps + t + i], sums[i]);
                        }
                    }
                }
        }
    }

    /// <summary>The sums of the products of whole vectors, for five taps.</summary>
    [MethodImpl(MethodImplOptions.NoInlining | MethodImplOptions.AggressiveOptimization)]
    private static void Dots(T* gradient, nint pitch, T* source, nint sourceRow, nint rows, nint* levels, T* sums)
    {
        Vector<T> s0 = default, s1 = default, s2 = default, s3 = default, s4 = default;
        nint l0 = levels[0], l1 = levels[1], l2 = levels[2], l3 = levels[3], l4 = levels[4];
        for (nint r = 0; r < rows; r++, source += sourceRow)
        {
            T* from = source;
            for (T* end = gradient + pitch; gradient < end; gradient += Vector<T>.Count, from += Vector<T>.Count)
            {
                Vector<T> g = Vector.Load(gradient);
                s0 = TileKernel.MultiplyAdd(g, Vector.Load(from + l0), s0);
                s1 = TileKernel.MultiplyAdd(g, Vector.Load(from + l1), s1);
                s2 = TileKernel.MultiplyAdd(g, Vector.Load(from + l2), s2);
                s3 = TileKernel.MultiplyAdd(g, Vector.Load(from + l3), s3);
                s4 = TileKernel.MultiplyAdd(g, Vector.Load(from + l4), s4);
            }
        }
        sums[0] = Vector.Sum(s0);
        sums[1] = Vector.Sum(s1);
        sums[2] = Vector.Sum(s2);
        sums[3] = Vector.Sum(s3);
        sums[4] = Vector.Sum(s4);
    }

    /// <summary>The same of the elements alone, for one tap.</summary>
    private readonly T Dot(T* gradient, T* source, nint sourceRow, nint rows)
    {
        T sum = default;
        for (nint r = 0; r < rows; r++, gradient += Width.Output, source += sourceRow)
            for (nint x = 0; x < Width.Output; x++) sum = Accumulation.Add(sum, Accumulation.Multiply(gradient[x], source[x]));
        return sum;
    }
}
