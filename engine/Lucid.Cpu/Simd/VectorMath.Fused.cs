using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.Arm;
using System.Runtime.Intrinsics.X86;

namespace Lucid.Cpu.Simd;

// The compiler does not put a sign into the instruction that multiplies and adds: by name it costs nothing, by negation one instruction more.
public static partial class VectorMath
{
    /// <summary>a * b - c, with one rounding; float and double.</summary>
    [MethodImpl(Inline)]
    public static Vector<T> MultiplySubtract<T>(Vector<T> a, Vector<T> b, Vector<T> c) where T : unmanaged
    {
        if (Vector<byte>.Count == 64 && Avx512F.IsSupported)
        {
            return typeof(T) == typeof(float)
                ? From<T>(Avx512F.FusedMultiplySubtract(F(a).AsVector512(), F(b).AsVector512(), F(c).AsVector512()).AsVector())
                : From<T>(Avx512F.FusedMultiplySubtract(D(a).AsVector512(), D(b).AsVector512(), D(c).AsVector512()).AsVector());
        }
        if (Vector<byte>.Count == 32 && Fma.IsSupported)
        {
            return typeof(T) == typeof(float)
                ? From<T>(Fma.MultiplySubtract(F(a).AsVector256(), F(b).AsVector256(), F(c).AsVector256()).AsVector())
                : From<T>(Fma.MultiplySubtract(D(a).AsVector256(), D(b).AsVector256(), D(c).AsVector256()).AsVector());
        }
        return MultiplyAdd(a, b, -c);
    }

    /// <summary>c - a * b, with one rounding; float and double.</summary>
    [MethodImpl(Inline)]
    public static Vector<T> NegatedMultiplyAdd<T>(Vector<T> a, Vector<T> b, Vector<T> c) where T : unmanaged
    {
        if (Vector<byte>.Count == 64 && Avx512F.IsSupported)
        {
            return typeof(T) == typeof(float)
                ? From<T>(Avx512F.FusedMultiplyAddNegated(F(a).AsVector512(), F(b).AsVector512(), F(c).AsVector512()).AsVector())
                : From<T>(Avx512F.FusedMultiplyAddNegated(D(a).AsVector512(), D(b).AsVector512(), D(c).AsVector512()).AsVector());
        }
        if (Vector<byte>.Count == 32 && Fma.IsSupported)
        {
            return typeof(T) == typeof(float)
                ? From<T>(Fma.MultiplyAddNegated(F(a).AsVector256(), F(b).AsVector256(), F(c).AsVector256()).AsVector())
                : From<T>(Fma.MultiplyAddNegated(D(a).AsVector256(), D(b).AsVector256(), D(c).AsVector256()).AsVector());
        }
        if (Vector<byte>.Count == 16 && AdvSimd.Arm64.IsSupported)
        {
            return typeof(T) == typeof(float)
                ? From<T>(AdvSimd.FusedMultiplySubtract(F(c).AsVector128(), F(a).AsVector128(), F(b).AsVector128()).AsVector())
                : From<T>(AdvSimd.Arm64.FusedMultiplySubtract(D(c).AsVector128(), D(a).AsVector128(), D(b).AsVector128()).AsVector());
        }
        return MultiplyAdd(-a, b, c);
    }
}
