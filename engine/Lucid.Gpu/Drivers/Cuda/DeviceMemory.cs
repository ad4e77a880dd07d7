using System;
using System.Collections.Generic;
using System.Numerics;
using System.Threading;
using Lucid.Gpu.Drivers.Cuda.Native;

namespace Lucid.Gpu.Drivers.Cuda;

/// <summary>
/// Device memory that is kept when it is let go of: an allocation of the driver costs microseconds to milliseconds and a
/// synchronisation. Reuse needs no wait, because all work that names no stream runs in order on one.
/// </summary>
internal sealed unsafe class DeviceMemory(CudaContext context)
{
    private const long Small = 512, Large = 2L << 20;
    private readonly Lock _lock = new();
    private readonly Dictionary<long, Stack<ulong>> _free = [];
    private long _cached, _used, _peak;

    /// <summary>Bytes in use, most at a time, and kept for reuse.</summary>
    public (long Used, long Peak, long Cached) Statistics
    {
        get { lock (_lock) return (_used, _peak, _cached); }
    }

    /// <summary>The size that is taken for a request: powers of two while small, whole 2 MiB pages above.</summary>
    public static long SizeFor(long bytes) => bytes <= Small ? Small
        : bytes <= Large ? (long)BitOperations.RoundUpToPowerOf2((ulong)bytes) : checked(bytes + Large - 1) / Large * Large;

    /// <exception cref="OutOfMemoryException">The GPU has no room, even after what was kept is given back.</exception>
    public ulong Allocate(long bytes)
    {
        context.Bind();
        long size = SizeFor(bytes);
        lock (_lock)
        {
            if (!_free.TryGetValue(size, out Stack<ulong>? blocks) || !blocks.TryPop(out ulong address))
            {
                address = 0;
                int code = context.Api.MemoryAllocate(&address, (nuint)size);
                if (code == DriverApi.OutOfMemory)
                {
                    context.Api.StreamSynchronize(context.Stream);
                    Trim();
                    code = context.Api.MemoryAllocate(&address, (nuint)size);
                }
                if (code == DriverApi.OutOfMemory) throw new OutOfMemoryException(bytes, _used, context.MemoryInfo().Total, Device.Metal);
                context.Api.Check(code, "cuMemAlloc");
            }
            else _cached -= size;
            _used += size;
            _peak = Math.Max(_peak, _used);
            return address;
        }
    }

    public void Free(ulong address, long bytes)
    {
        if (context.IsDisposed) return;
        long size = SizeFor(bytes);
        lock (_lock)
        {
            _used -= size;
            _cached += size;
            if (!_free.TryGetValue(size, out Stack<ulong>? blocks)) _free[size] = blocks = new Stack<ulong>();
            blocks.Push(address);
        }
    }

    /// <summary>Gives kept memory back to the driver.</summary>
    public void ReleaseAll()
    {
        context.Bind();
        lock (_lock) Trim();
    }

    private void Trim()
    {
        foreach (Stack<ulong> blocks in _free.Values)
            while (blocks.TryPop(out ulong address)) context.Api.MemoryFree(address);
        _free.Clear();
        _cached = 0;
    }
}
