using System;

namespace Lucid.Cpu.Conv;

/// <summary>
/// The figures of a pooling over one to three spatial dimensions (unused leading ones have extent 1). Input
/// (Planes, *Input) and output (Planes, *Output) are contiguous; a plane is one channel of one image.
/// </summary>
public readonly struct PoolingShape
{
    /// <summary>Images times channels.</summary>
    public nint Planes { get; init; }

    /// <summary>Spatial extents of the input.</summary>
    public Extents Input { get; init; }

    /// <summary>Extents of the window.</summary>
    public Extents Window { get; init; }

    /// <summary>Spatial extents of the output; every window must begin before the input ends.</summary>
    public Extents Output { get; init; }

    /// <summary>Input positions from one window to the next.</summary>
    public Extents Stride { get; init; }

    /// <summary>Positions before the input that the first window covers, at most half the window.</summary>
    public Extents Padding { get; init; }

    /// <summary>Input positions from one element of the window to the next.</summary>
    public Extents Dilation { get; init; }

    /// <summary>PyTorch's output extent; with <paramref name="ceiling"/> a last, partial window counts if it begins inside.</summary>
    public static nint OutputExtent(nint input, nint window, nint stride, nint padding, nint dilation, bool ceiling)
    {
        nint span = input + 2 * padding - dilation * (window - 1) - 1 + (ceiling ? stride - 1 : 0);
        if (span < 0) return 0;
        nint output = span / stride + 1;
        return ceiling && (output - 1) * stride >= input + padding ? output - 1 : output;
    }

    /// <summary>The same figures as a convolution of one channel, checked.</summary>
    /// <exception cref="ArgumentException">The figures describe no pooling.</exception>
    internal ConvolutionShape Check()
    {
        var shape = new ConvolutionShape
        {
            Images = Planes, InChannels = 1, OutChannels = 1, Groups = 1, Input = Input, Kernel = Window, Output = Output,
            Stride = Stride, Padding = Padding, Dilation = Dilation,
        };
        shape.Check();
        bool valid = true;
        for (int d = 0; d < 3; d++)
        {
            valid &= Window[d] >= 1 && Padding[d] >= 0 && 2 * Padding[d] <= Window[d];
            valid &= Output[d] == 0 || (Output[d] - 1) * Stride[d] - Padding[d] < Input[d];
        }
        if (!valid) throw new ArgumentException("The figures describe no pooling: a window would see nothing of the input.");
        return shape;
    }
}
