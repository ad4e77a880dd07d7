using System.Collections.Generic;
using Lucid.Gpu.Drivers;

namespace Lucid.Ops.Metal;

/// <summary>How many threads run a kernel, and what the host sets beside its buffers.</summary>
public sealed record KernelLaunch
{
    /// <summary>The usual launch: one thread for each element of the first output.</summary>
    public static KernelLaunch Default { get; } = new();

    /// <summary>
    /// Threads of the grid; exactly so many run. Null for one thread per element of the first output: along x where the kernel's
    /// position is one number; with a two-component position x runs along the last dimension and y along all others; with three
    /// components z takes the dimensions before the last two.
    /// </summary>
    public Extent? Grid { get; init; }

    /// <summary>Threads of a threadgroup; null for 256, 16 x 16 or 8 x 8 x 4, whichever suits the grid.</summary>
    public Extent? Threads { get; init; }

    /// <summary>Threadgroups of the grid, instead of <see cref="Grid"/>: that many times <see cref="Threads"/> run.</summary>
    public Extent? Threadgroups { get; init; }

    /// <summary>Bytes for each <c>[[threadgroup(n)]]</c> parameter, in the order of n.</summary>
    public IReadOnlyList<int> ThreadgroupMemory { get; init; } = [];

    /// <summary>Values of function constants, by name or by index in decimal.</summary>
    public IReadOnlyList<(string Constant, Scalar Value)> FunctionConstants { get; init; } = [];
}
