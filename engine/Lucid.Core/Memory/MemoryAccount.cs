using System.Runtime.CompilerServices;
using System.Threading;

namespace Lucid.Memory;

/// <summary>Exact byte counts of one device's live storages.</summary>
public sealed class MemoryAccount
{
    private static readonly MemoryAccount CpuAccount = new();
    private static readonly MemoryAccount MetalAccount = new();

    private long _current;
    private long _peak;
    private long _allocations;
    private long _frees;

    /// <summary>The account of a device.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static MemoryAccount Of(DeviceType device) => device == DeviceType.Cpu ? CpuAccount : MetalAccount;

    /// <summary>Bytes that live tensors asked for.</summary>
    public long CurrentBytes => Volatile.Read(ref _current);

    /// <summary>The most there has been since the last reset.</summary>
    public long PeakBytes => Volatile.Read(ref _peak);

    /// <summary>Storages ever allocated.</summary>
    public long Allocations => Volatile.Read(ref _allocations);

    /// <summary>Storages ever freed.</summary>
    public long Frees => Volatile.Read(ref _frees);

    /// <summary>Sets the peak to what is live now.</summary>
    public void ResetPeak() => Volatile.Write(ref _peak, CurrentBytes);

    /// <summary>Books an allocation.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Add(long bytes)
    {
        long current = Interlocked.Add(ref _current, bytes);
        Interlocked.Increment(ref _allocations);
        if (current > _peak) RaisePeak(current);
    }

    /// <summary>Books a release.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Remove(long bytes)
    {
        Interlocked.Add(ref _current, -bytes);
        Interlocked.Increment(ref _frees);
    }

    private void RaisePeak(long current)
    {
        long seen = Volatile.Read(ref _peak);
        while (current > seen)
        {
            long before = Interlocked.CompareExchange(ref _peak, current, seen);
            if (before == seen) return;
            seen = before;
        }
    }
}
