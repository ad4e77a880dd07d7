using Lucid.Cpu.Conv;

namespace Lucid.Cpu.NN;

/// <summary>How many elements around a position of a grid count, on each axis.</summary>
public enum GridMode
{
    /// <summary>The two nearest, by distance.</summary>
    Linear,

    /// <summary>The nearest; of two equally near the even one.</summary>
    Nearest,

    /// <summary>Four, by Keys' cubic convolution with a = -0.75.</summary>
    Cubic,
}

/// <summary>What lies outside of the input.</summary>
public enum GridPadding
{
    /// <summary>Zeros.</summary>
    Zeros,

    /// <summary>The nearest element of the border.</summary>
    Border,

    /// <summary>The input mirrored at its borders.</summary>
    Reflection,
}

/// <summary>
/// The figures of sampling at the positions of a grid: input (Images, Channels, *Input), grid (Images, Points, Dims), result
/// (Images, Channels, Points), all contiguous. Coordinates run from -1 to 1, the last dimension's first.
/// </summary>
public readonly struct GridShape
{
    /// <summary>Number of images (the batch).</summary>
    public nint Images { get; init; }

    /// <summary>Channels of an image.</summary>
    public nint Channels { get; init; }

    /// <summary>Spatial extents of the input, of int.MaxValue elements at most; the depth is 1 in two dimensions.</summary>
    public Extents Input { get; init; }

    /// <summary>Positions of an image's grid.</summary>
    public nint Points { get; init; }

    /// <summary>Two or three.</summary>
    public int Dims { get; init; }

    /// <summary>Which elements count.</summary>
    public GridMode Mode { get; init; }

    /// <summary>What lies outside.</summary>
    public GridPadding Padding { get; init; }

    /// <summary>Whether -1 and 1 are the centres of the outermost elements rather than their outer edges.</summary>
    public bool AlignCorners { get; init; }

    /// <summary>Elements that count on an axis.</summary>
    internal int AxisTaps => Mode switch { GridMode.Nearest => 1, GridMode.Linear => 2, _ => 4 };

    /// <summary>Elements that count for a position.</summary>
    internal int Taps => Dims == 2 ? AxisTaps * AxisTaps : AxisTaps * AxisTaps * AxisTaps;
}
