using System.Runtime.CompilerServices;

namespace Lucid.Cpu.Conv;

/// <summary>One number for each of three spatial dimensions: depth, height, width.</summary>
[InlineArray(3)]
public struct Extents
{
    private nint _first;

    /// <summary>Depth, height, width.</summary>
    public static Extents Of(nint depth, nint height, nint width)
    {
        var extents = default(Extents);
        extents[0] = depth;
        extents[1] = height;
        extents[2] = width;
        return extents;
    }

    /// <summary>The product of the three.</summary>
    public readonly nint Volume => this[0] * this[1] * this[2];
}
