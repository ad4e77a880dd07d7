using System.Numerics;
using System.Runtime.CompilerServices;

namespace Lucid.Memory;

/// <summary>
/// The pool's block sizes: multiples of 64 bytes up to 256, then four equal steps per doubling, so that at most
/// a fifth of a block is unused from 256 bytes up.
/// </summary>
internal static class SizeClasses
{
    /// <summary>Number of classes; the last one holds blocks of 2^46 bytes.</summary>
    public const int Count = 4 + (46 - 8) * 4;

    /// <summary>Blocks of at least this size come straight from the operating system, aligned to it.</summary>
    public const nint HugeBlock = 2 << 20;

    /// <summary>Index of the smallest class whose blocks hold <paramref name="bytes"/> (at least 0).</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static int IndexOf(nint bytes)
    {
        nuint last = (nuint)bytes - (bytes > 0 ? 1u : 0u);
        if (last < 256) return (int)(last >> 6);
        int log = BitOperations.Log2(last);
        return 4 * (log - 8) + (int)(last >> (log - 2));
    }

    /// <summary>Size in bytes of the blocks of a class.</summary>
    public static nint BytesOf(int index)
    {
        if (index < 4) return (index + 1) << 6;
        int group = (index - 4) >> 2, step = (index - 4) & 3;
        return (nint)(5 + step) << (group + 6);
    }
}
