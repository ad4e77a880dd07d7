using System;

namespace Lucid.Cpu.Conv;

/// <summary>
/// The figures of a convolution (cross-correlation, as everywhere in deep learning) of one to three spatial dimensions;
/// unused leading dimensions have input, kernel and output 1. Input (Images, InChannels, *Input), weight
/// (OutChannels, InChannels / Groups, *Kernel) and output (Images, OutChannels, *Output) are contiguous.
/// </summary>
public readonly struct ConvolutionShape
{
    /// <summary>Number of images (the batch).</summary>
    public nint Images { get; init; }

    /// <summary>Channels of the input, all groups together.</summary>
    public nint InChannels { get; init; }

    /// <summary>Channels of the output, all groups together.</summary>
    public nint OutChannels { get; init; }

    /// <summary>Groups that do not see each other's channels.</summary>
    public nint Groups { get; init; }

    /// <summary>Spatial extents of the input.</summary>
    public Extents Input { get; init; }

    /// <summary>Spatial extents of the kernel.</summary>
    public Extents Kernel { get; init; }

    /// <summary>Spatial extents of the output; what the kernel reaches outside of the input counts as zero.</summary>
    public Extents Output { get; init; }

    /// <summary>Input positions from one output to the next.</summary>
    public Extents Stride { get; init; }

    /// <summary>Zeros before the first input position.</summary>
    public Extents Padding { get; init; }

    /// <summary>Input positions from one kernel tap to the next.</summary>
    public Extents Dilation { get; init; }

    /// <summary>Input channels of a group.</summary>
    public nint GroupInputs => InChannels / Groups;

    /// <summary>Output channels of a group.</summary>
    public nint GroupOutputs => OutChannels / Groups;

    /// <summary>The output extent that PyTorch gives a dimension with equal padding on both sides; 0 when nothing fits.</summary>
    public static nint OutputExtent(nint input, nint kernel, nint stride, nint padding, nint dilation)
    {
        nint span = input + 2 * padding - dilation * (kernel - 1) - 1;
        return span < 0 ? 0 : span / stride + 1;
    }

    /// <summary>Refuses figures that no convolution has.</summary>
    /// <exception cref="ArgumentException">A negative extent, a stride, dilation or group count below 1, or channels that the groups do not divide.</exception>
    internal void Check()
    {
        bool valid = Images >= 0 && InChannels >= 0 && OutChannels >= 0 && Groups >= 1;
        for (int d = 0; d < 3; d++) valid &= Input[d] >= 0 && Kernel[d] >= 0 && Output[d] >= 0 && Stride[d] >= 1 && Dilation[d] >= 1;
        if (!valid || InChannels % Groups != 0 || OutChannels % Groups != 0)
            throw new ArgumentException("The figures describe no convolution.");
    }
}
