using System;
using System.Runtime.InteropServices;
using System.Threading;

namespace Lucid.Memory;

/// <summary>
/// Debug blocks: 64 bytes of red zone before and after, contents poisoned with 0xFF (NaN in every float format) on
/// allocation and on release, red zones checked on release, the latest released blocks kept back and checked for late
/// writes. Slow; for tests.
/// </summary>
public static unsafe class GuardedAllocator
{
    private const int Zone = 64, QuarantineBlocks = 64;
    private const byte ZoneByte = 0xA5, PoisonByte = 0xFF;
    private const nint QuarantineLargest = 1 << 20;

    private static readonly Lock s_lock = new();
    private static readonly nint[] s_quarantine = new nint[QuarantineBlocks];
    private static int s_next;
    private static long s_live;

    /// <summary>Bytes of blocks handed out and not yet freed, without their red zones.</summary>
    public static long LiveBytes => Volatile.Read(ref s_live);

    /// <summary>A poisoned block of exactly <paramref name="bytes"/>, 64-byte aligned; null when memory is out.</summary>
    public static void* Allocate(nint bytes)
    {
        if (bytes < 0 || bytes > nint.MaxValue - 4 * Zone) return null;
        byte* raw = (byte*)MemoryPool.TryAlignedAlloc(((bytes + 63) & ~(nint)63) + 2 * Zone);
        if (raw == null) return null;
        *(nint*)raw = bytes;
        Fill(raw + sizeof(nint), Zone - sizeof(nint), ZoneByte);
        Fill(raw + Zone, bytes, PoisonByte);
        Fill(raw + Zone + bytes, Zone, ZoneByte);
        Interlocked.Add(ref s_live, bytes);
        return raw + Zone;
    }

    /// <summary>Checks and releases a block.</summary>
    /// <exception cref="InvalidOperationException">
    /// The size differs from the one allocated, a red zone was written to, or an earlier block was written after release.
    /// </exception>
    public static void Free(void* block, nint bytes)
    {
        byte* raw = (byte*)block - Zone;
        nint size = *(nint*)raw;
        if (!Holds(raw + sizeof(nint), Zone - sizeof(nint), ZoneByte))
            throw new InvalidOperationException($"The memory before a block of {bytes} bytes was overwritten, or the block was already freed.");
        if (size != bytes) throw new InvalidOperationException($"A block of {size} bytes was freed as one of {bytes}.");
        if (!Holds(raw + Zone + size, Zone, ZoneByte))
            throw new InvalidOperationException($"The memory after a block of {bytes} bytes was overwritten.");
        Interlocked.Add(ref s_live, -bytes);
        Fill(raw + Zone, size, PoisonByte);
        Fill(raw + sizeof(nint), Zone - sizeof(nint), PoisonByte);
        if (size > QuarantineLargest)
        {
            NativeMemory.AlignedFree(raw);
            return;
        }
        nint leaving;
        lock (s_lock)
        {
            leaving = s_quarantine[s_next];
            s_quarantine[s_next] = (nint)raw;
            s_next = (s_next + 1) % QuarantineBlocks;
        }
        if (leaving == 0) return;
        byte* old = (byte*)leaving;
        nint oldSize = *(nint*)old;
        bool intact = Holds(old + sizeof(nint), Zone - sizeof(nint) + oldSize, PoisonByte);
        NativeMemory.AlignedFree(old);
        if (!intact) throw new InvalidOperationException($"A block of {oldSize} bytes was written to after it was freed.");
    }

    private static void Fill(byte* target, nint bytes, byte value) => NativeMemory.Fill(target, (nuint)bytes, value);

    private static bool Holds(byte* start, nint bytes, byte value)
    {
        for (nint i = 0; i < bytes; i++)
            if (start[i] != value) return false;
        return true;
    }
}
