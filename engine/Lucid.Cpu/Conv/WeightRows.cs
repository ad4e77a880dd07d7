using Lucid.Cpu.Gemm;
using Lucid.Cpu.Threads;
using Lucid.Memory;

namespace Lucid.Cpu.Conv;

/// <summary>
/// A convolution's weights as the rows of a product's first factor, (Groups, Outputs, Levels), whichever way they lie; a level
/// is an (input, tap), and with a bias its value is the last level.
/// </summary>
/// <typeparam name="T">float or double.</typeparam>
internal unsafe struct WeightRows<T>
    where T : unmanaged
{
    /// <summary>The outputs and inputs of a group, and their distances.</summary>
    public nint Outputs, Inputs, OutputStride, InputStride;

    public T* Weights;

    /// <summary>For each tap, its distance within the kernel; ascending and complete unless <see cref="Backward"/>.</summary>
    public nint* Taps;
    public nint TapCount;
    public bool Backward;

    /// <summary>Groups * Outputs values, or null.</summary>
    public T* Bias;

    private T* _panels;
    private nint _groupPanels;

    public readonly nint Levels => Inputs * TapCount + (Bias != null ? 1 : 0);

    /// <summary>The taps that the axes have, by input if <paramref name="backward"/>; the table has room for the kernel.</summary>
    public static WeightRows<T> Of(
        in ConvolutionShape shape, in TapAxis depth, in TapAxis height, in TapAxis width, T* weight, T* bias, nint* table, bool backward)
    {
        nint volume = shape.Kernel.Volume, count = 0;
        for (int d = 0; d < depth.Count; d++)
            for (int h = 0; h < height.Count; h++)
                for (int w = 0; w < width.Count; w++)
                    table[count++] = (depth.Kernels[d] * shape.Kernel[1] + height.Kernels[h]) * shape.Kernel[2] + width.Kernels[w];
        return new WeightRows<T>
        {
            Outputs = backward ? shape.GroupInputs : shape.GroupOutputs,
            Inputs = backward ? shape.GroupOutputs : shape.GroupInputs,
            OutputStride = backward ? volume : shape.GroupInputs * volume,
            InputStride = backward ? shape.GroupInputs * volume : volume,
            Weights = weight,
            Taps = table,
            TapCount = count,
            Backward = backward,
            Bias = bias,
        };
    }

    /// <summary>The weights of one output of a group, from its first input's on.</summary>
    public readonly T* Row(nint group, nint output) => Weights + group * Outputs * Inputs * (Backward ? OutputStride : InputStride) + output * OutputStride;

    /// <summary>Writes a row's levels.</summary>
    public readonly void Copy(nint group, nint output, T* target)
    {
        T* row = Row(group, output);
        if (!Backward)
        {
            PaddedRows<T>.Copy(row, target, Inputs * TapCount);
            target += Inputs * TapCount;
        }
        else
        {
            for (nint c = 0; c < Inputs; c++, row += InputStride)
                for (nint t = 0; t < TapCount; t++) *target++ = row[Taps[t]];
        }
        if (Bias != null) *target = Bias[group * Outputs + output];
    }

    /// <summary>Elements of the panels of a group: blocks of the product's depth, in them tiles of rows.</summary>
    public readonly nint GroupPanels => (Outputs + TileShape<T>.Rows - 1) / TileShape<T>.Rows * TileShape<T>.Rows * Levels;

    /// <summary>Packs all groups' rows for the tile kernel, over the team.</summary>
    public void Pack(nint groups, T* panels)
    {
        _panels = panels;
        _groupPanels = GroupPanels;
        nint tiles = (Outputs + TileShape<T>.Rows - 1) / TileShape<T>.Rows;
        fixed (WeightRows<T>* pointer = &this)
            Team.Run(groups * tiles, nint.Max(1, 10_000 / (TileShape<T>.Rows * nint.Max(Levels, 1))), &Tiles, pointer);
    }

    private static void Tiles(void* context, nint begin, nint end)
    {
        var rows = (WeightRows<T>*)context;
        int tileRows = TileShape<T>.Rows;
        nint tiles = (rows->Outputs + tileRows - 1) / tileRows, levels = rows->Levels;
        int depth = BlockedProduct<T, T>.BlockDepth(levels);
        using var plain = new Workspace(tileRows * levels * sizeof(T));
        var lines = (T*)plain.Pointer;
        for (nint tile = begin; tile < end; tile++)
        {
            nint group = tile / tiles, output = tile % tiles * tileRows, count = nint.Min(tileRows, rows->Outputs - output);
            for (nint r = 0; r < count; r++) rows->Copy(group, output + r, lines + r * levels);
            T* target = rows->_panels + group * rows->_groupPanels;
            for (nint pc = 0; pc < levels; pc += depth)
            {
                int some = (int)nint.Min(depth, levels - pc);
                Packing.Pack(lines + pc, levels, 1, (int)count, some, target + pc * tiles * tileRows + output * some, tileRows);
            }
        }
    }
}
