using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.Arm;
using System.Runtime.Intrinsics.X86;

namespace Lucid.Cpu.Simd;

public static partial class VectorMath
{
    /// <summary>Elements of the lower halves in turn: a0 b0 a1 b1.</summary>
    [MethodImpl(Inline)]
    public static Vector128<uint> ZipLow(Vector128<uint> a, Vector128<uint> b) =>
        Sse2.IsSupported ? Sse2.UnpackLow(a, b)
        : AdvSimd.Arm64.IsSupported ? AdvSimd.Arm64.ZipLow(a, b)
        : Vector128.Create(a[0], b[0], a[1], b[1]);

    /// <summary>Elements of the upper halves in turn: a2 b2 a3 b3.</summary>
    [MethodImpl(Inline)]
    public static Vector128<uint> ZipHigh(Vector128<uint> a, Vector128<uint> b) =>
        Sse2.IsSupported ? Sse2.UnpackHigh(a, b)
        : AdvSimd.Arm64.IsSupported ? AdvSimd.Arm64.ZipHigh(a, b)
        : Vector128.Create(a[2], b[2], a[3], b[3]);

    /// <summary>The lower halves: a0 b0.</summary>
    [MethodImpl(Inline)]
    public static Vector128<ulong> ZipLow(Vector128<ulong> a, Vector128<ulong> b) =>
        Sse2.IsSupported ? Sse2.UnpackLow(a, b)
        : AdvSimd.Arm64.IsSupported ? AdvSimd.Arm64.ZipLow(a, b)
        : Vector128.Create(a[0], b[0]);

    /// <summary>The upper halves: a1 b1.</summary>
    [MethodImpl(Inline)]
    public static Vector128<ulong> ZipHigh(Vector128<ulong> a, Vector128<ulong> b) =>
        Sse2.IsSupported ? Sse2.UnpackHigh(a, b)
        : AdvSimd.Arm64.IsSupported ? AdvSimd.Arm64.ZipHigh(a, b)
        : Vector128.Create(a[1], b[1]);

    /// <summary>Elements of even places moved to the odd places after them; 0 in even places.</summary>
    [MethodImpl(Inline)]
    internal static Vector<double> EvenToOdd(Vector<double> x)
    {
        if (Avx512F.IsSupported && Vector<double>.Count == 8) return Avx512F.UnpackLow(Vector512<double>.Zero, x.AsVector512()).AsVector();
        if (Avx.IsSupported && Vector<double>.Count == 4) return Avx.UnpackLow(Vector256<double>.Zero, x.AsVector256()).AsVector();
        if (Vector<double>.Count == 2) return Vector.As<ulong, double>(ZipLow(Vector128<ulong>.Zero, x.AsVector128().AsUInt64()).AsVector());
        System.Span<double> moved = stackalloc double[Vector<double>.Count];
        for (int i = 0; i < Vector<double>.Count; i++) moved[i] = i % 2 == 0 ? 0 : x[i - 1];
        return new Vector<double>(moved);
    }
}
