using System;
using System.Collections.Generic;
using Lucid.Gpu.Drivers;
using Lucid.Gpu.Msl;

namespace Lucid.Ops.Metal;

/// <summary>How many threads a call starts, and in which groups.</summary>
internal static class LaunchSizes
{
    /// <summary>Grid and threadgroup of a call whose first output has the shape; a grid of none runs nothing.</summary>
    public static (Extent Grid, Extent Threads) Of(CompiledKernel compiled, KernelLaunch launch, ReadOnlySpan<long> shape)
    {
        int most = compiled.Kernel.MaxThreadsPerThreadgroup;
        if (launch.Threads is { } asked) Check("threads", asked);
        if (launch.Threads is { Count: var count } && count > (ulong)most)
            throw new ArgumentValueException("run_kernel",
                $"run_kernel: threads {Text(launch.Threads.Value)} makes {count} threads per threadgroup; kernel '{compiled.Kernel.Name}' allows at most "
                + $"{most}", "threads");
        if (launch.Threadgroups is { } groups)
        {
            Check("threadgroups", groups);
            if (launch.Grid is not null)
                throw new ArgumentValueException("run_kernel", "run_kernel: give grid (in threads) or threadgroups, not both", "threadgroups");
            Extent each = launch.Threads ?? new Extent((uint)Math.Min(256, most));
            return (new Extent(Times(groups.X, each.X), Times(groups.Y, each.Y), Times(groups.Z, each.Z)), each);
        }
        Extent grid = launch.Grid ?? DefaultGrid(compiled, shape);
        if (launch.Grid is { } given)
        {
            Check("grid", given);
            if (launch.Threads is { } group) CheckCounted(given, group, shape);
        }
        return (grid, launch.Threads ?? DefaultThreads(grid, most));
    }

    private static string Text(Extent extent) => $"({extent.X}, {extent.Y}, {extent.Z})";

    private static void Check(string argument, Extent extent)
    {
        if (extent.X == 0 || extent.Y == 0 || extent.Z == 0)
            throw new ArgumentValueException("run_kernel", $"run_kernel: {argument} must be at least 1 along each axis, but is {Text(extent)}", argument);
    }

    private static uint Times(uint a, uint b) => (ulong)a * b <= uint.MaxValue ? a * b
        : throw new ArgumentValueException("run_kernel", $"run_kernel: {a} threadgroups of {b} threads exceed 2^32 threads along one axis", "threadgroups");

    // A threadgroup larger than the whole grid, while their product just covers the output: threadgroups were counted.
    private static void CheckCounted(Extent grid, Extent threads, ReadOnlySpan<long> shape)
    {
        bool larger = threads.X > grid.X && threads.Y >= grid.Y && threads.Z >= grid.Z;
        ulong elements = (ulong)CountOf(shape);
        if (!larger || grid.Count >= elements || (elements + threads.Count - 1) / threads.Count != grid.Count) return;
        throw new ArgumentValueException("run_kernel",
            $"run_kernel: grid {Text(grid)} counts threads, so most of the {elements} output elements would have none. For {grid.Count} threadgroups of "
            + $"{threads.Count} threads pass threadgroups={Text(grid)}, or grid=({elements}, 1, 1) for exactly one thread per element", "grid");
    }

    private static long CountOf(ReadOnlySpan<long> shape)
    {
        long count = 1;
        foreach (long size in shape) count *= size;
        return count;
    }

    private static Extent DefaultGrid(CompiledKernel compiled, ReadOnlySpan<long> shape)
    {
        int components = PositionComponents(compiled.Parameters);
        long columns = shape.Length > 0 ? shape[^1] : 1, rows = shape.Length > 1 ? shape[^2] : 1;
        return components switch
        {
            1 => new Extent(Size(CountOf(shape))),
            2 => new Extent(Size(columns), Size(shape.Length > 1 ? CountOf(shape[..^1]) : 1)),
            _ => new Extent(Size(columns), Size(rows), Size(shape.Length > 2 ? CountOf(shape[..^2]) : 1)),
        };
    }

    private static int PositionComponents(IReadOnlyList<KernelParameter> parameters)
    {
        foreach (KernelParameter parameter in parameters)
            if (parameter.Attribute == "thread_position_in_grid") return Math.Max(1, parameter.Components);
        return 1;
    }

    private static uint Size(long threads) => threads <= uint.MaxValue ? (uint)threads
        : throw new ArgumentValueException("run_kernel",
            $"run_kernel: a grid cannot have {threads} threads along one axis; give grid= and let each thread do more", "grid");

    private static Extent DefaultThreads(Extent grid, int most)
    {
        Extent natural = grid.Z > 1 ? new Extent(8, 8, 4) : grid.Y > 1 ? new Extent(16, 16) : new Extent(256);
        return natural.Count <= (ulong)most ? natural : new Extent((uint)most);
    }
}
