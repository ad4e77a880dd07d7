using System.Numerics;
using System.Runtime.CompilerServices;

namespace Lucid.Cpu.Gemm;

/// <summary>
/// The register tile and cache blocks for an accumulation type. A tile of 6 x 2 vectors fills the 16 registers of AVX2,
/// 12 x 2 the 32 of AVX-512 and arm64; integers, whose multiplication takes longer than loads do, make do with 6. A panel
/// of A (ProductDepth x Rows) stays in the first-level cache while those of a block of B (ProductDepth x BlockColumns) go
/// by, which stays in the second.
/// </summary>
internal static class TileShape<T>
    where T : unmanaged
{
    public static int Lanes
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => Vector<T>.Count;
    }

    public static int Columns
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => 2 * Vector<T>.Count;
    }

    public static int Rows
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => (typeof(T) == typeof(float) || typeof(T) == typeof(double))
            && (Vector<byte>.Count == 64 || (Vector<byte>.Count == 16 && System.Runtime.Intrinsics.Arm.AdvSimd.IsSupported)) ? 12 : 6;
    }

    /// <summary>Depth of the blocks of convolutions and recurrences.</summary>
    public const int Depth = 256;

    /// <summary>Bytes of a block of B that is read in place, out of the second-level cache, instead of packed.</summary>
    public static int BytesInPlace
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => Vector<byte>.Count == 64 ? 1 << 20 : 65536;
    }

    /// <summary>
    /// Whether the rows of a panel of A with this many bytes between them and this depth spread over the sets of a first-level
    /// cache, which repeat every 4096 bytes; if not, they would evict each other and are better packed.
    /// </summary>
    public static bool RowsSpread(nint stride, nint depth)
    {
        nint distance = nint.Abs(stride) % 4096;
        return 6 * nint.Min(distance, 4096 - distance) >= depth;
    }

    /// <summary>
    /// Depth of a large product's blocks. C is read and written once for each, so deep is good; processors with AVX-512 have
    /// at least 1 MB of second-level cache to keep a block of B in.
    /// </summary>
    public static int ProductDepth
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => (Vector<byte>.Count == 64 ? 2048 : 1024) / Unsafe.SizeOf<T>();
    }

    /// <summary>Columns of a block of B, more where it is flatter: with <see cref="ProductDepth"/> 1 MB with AVX-512, else 256 KB.</summary>
    public static int BlockColumns => Vector<byte>.Count == 64 ? 512 : 256;

    /// <summary>Rows of A that are packed at once when several blocks of B use them.</summary>
    public const int BlockRows = 4092;
}
