using System.Numerics;
using System.Runtime.CompilerServices;

namespace Lucid.Cpu.Gemm;

/// <summary>
/// The register tile and cache blocks for an accumulation type. A tile of 6 x 2 vectors fills the 16 registers of AVX2,
/// 12 x 2 the 32 of AVX-512 and arm64; a panel of B (Depth x Columns) stays in the first-level cache, a block of A
/// (BlockRows x Depth) in the second, a block of B (Depth x BlockColumns) in the third.
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
        get => Vector<byte>.Count == 64 || (Vector<byte>.Count == 16 && System.Runtime.Intrinsics.Arm.AdvSimd.IsSupported) ? 12 : 6;
    }

    public const int Depth = 256;

    /// <summary>Bytes of a block of B that its kernel reads in place, out of the second-level cache, instead of packing it.</summary>
    public static int BytesInPlace
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => Vector<byte>.Count == 64 ? 262144 : 65536;
    }

    public static int BlockRows
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => Unsafe.SizeOf<T>() == 8 ? 72 : 144;
    }

    public static int BlockColumns
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => Unsafe.SizeOf<T>() == 8 ? 1024 : 2048;
    }
}
