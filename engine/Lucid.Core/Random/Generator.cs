using System;
using System.Threading;

namespace Lucid.Random;

/// <summary>
/// State of a counter-based random stream: a seed (the Philox key) and a position. Kernels take a range of positions
/// and compute their numbers from it, so results do not depend on threads or on the stream that executes.
/// </summary>
public sealed class Generator
{
    /// <summary>The seed of a fresh generator, as in PyTorch.</summary>
    public const ulong DefaultSeed = 67280421310721;

    private ulong _seed;
    private long _offset;

    /// <summary>Makes a generator.</summary>
    public Generator(ulong seed = DefaultSeed) => _seed = seed;

    /// <summary>The generator used where none is named.</summary>
    public static Generator Default { get; } = new();

    /// <summary>The seed.</summary>
    public ulong Seed => Volatile.Read(ref _seed);

    /// <summary>The next unused position, in blocks of four 32-bit numbers.</summary>
    public ulong Offset => (ulong)Volatile.Read(ref _offset);

    /// <summary>Starts the stream of a seed from its beginning.</summary>
    public void SetSeed(ulong seed)
    {
        Volatile.Write(ref _seed, seed);
        Volatile.Write(ref _offset, 0);
    }

    /// <summary>Goes to a position saved earlier.</summary>
    public void SetState(ulong seed, ulong offset)
    {
        Volatile.Write(ref _seed, seed);
        Volatile.Write(ref _offset, (long)offset);
    }

    /// <summary>Takes a seed from the system's entropy and returns it.</summary>
    public ulong Reseed()
    {
        // A version 4 GUID holds 122 bits of the system's entropy; its first eight bytes hold 60 of them.
        Span<byte> bytes = stackalloc byte[16];
        Guid.NewGuid().TryWriteBytes(bytes);
        // PyTorch keeps seeds within 53 bits so that they survive a trip through a double.
        ulong seed = BitConverter.ToUInt64(bytes) & ((1UL << 53) - 1);
        SetSeed(seed);
        return seed;
    }

    /// <summary>Reserves positions for <paramref name="count"/> elements (four to a block) and returns the first.</summary>
    public ulong Reserve(long count)
    {
        long blocks = (count + 3) / 4;
        return (ulong)(Interlocked.Add(ref _offset, blocks) - blocks);
    }
}
