using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace Lucid.Cpu.Simd;

public static partial class VectorMath
{
    /// <summary>Lanes in the opposite order; of elements of 1, 2, 4 and 8 bytes.</summary>
    [MethodImpl(Inline)]
    public static unsafe Vector<T> Reverse<T>(Vector<T> x) where T : unmanaged
    {
        if (Vector<byte>.Count == 64)
        {
            Vector512<byte> bits = Vector.AsVectorByte(x).AsVector512();
            // Whole words across, then bytes within them.
            if (sizeof(T) < 4 && Avx512BW.IsSupported)
            {
                bits = Vector512.Shuffle(bits.AsUInt64(), Vector512.Create(7UL, 6, 5, 4, 3, 2, 1, 0)).AsByte();
                bits = Avx512BW.Shuffle(bits, sizeof(T) == 1
                    ? Vector512.Create(Vector256.Create(WithinWords1, WithinWords1), Vector256.Create(WithinWords1, WithinWords1))
                    : Vector512.Create(Vector256.Create(WithinWords2, WithinWords2), Vector256.Create(WithinWords2, WithinWords2)));
                return Vector.As<byte, T>(bits.AsVector());
            }
            if (sizeof(T) == 4)
            {
                var order = Vector512.Create(15U, 14, 13, 12, 11, 10, 9, 8, 7, 6, 5, 4, 3, 2, 1, 0);
                return Vector.As<byte, T>(Vector512.Shuffle(bits.AsUInt32(), order).AsByte().AsVector());
            }
            if (sizeof(T) == 8) return Vector.As<byte, T>(Vector512.Shuffle(bits.AsUInt64(), Vector512.Create(7UL, 6, 5, 4, 3, 2, 1, 0)).AsByte().AsVector());
        }
        if (Vector<byte>.Count == 32)
        {
            Vector256<byte> bits = Vector.AsVectorByte(x).AsVector256();
            if (sizeof(T) < 4 && Avx2.IsSupported)
            {
                bits = Vector256.Shuffle(bits.AsUInt64(), Vector256.Create(3UL, 2, 1, 0)).AsByte();
                bits = Avx2.Shuffle(bits, sizeof(T) == 1 ? Vector256.Create(WithinWords1, WithinWords1) : Vector256.Create(WithinWords2, WithinWords2));
                return Vector.As<byte, T>(bits.AsVector());
            }
            if (sizeof(T) == 4) return Vector.As<byte, T>(Vector256.Shuffle(bits.AsUInt32(), Vector256.Create(7U, 6, 5, 4, 3, 2, 1, 0)).AsByte().AsVector());
            if (sizeof(T) == 8) return Vector.As<byte, T>(Vector256.Shuffle(bits.AsUInt64(), Vector256.Create(3UL, 2, 1, 0)).AsByte().AsVector());
        }
        if (Vector<byte>.Count == 16)
        {
            Vector128<byte> bits = Vector.AsVectorByte(x).AsVector128();
            Vector128<byte> turned = sizeof(T) switch
            {
                1 => Vector128.Shuffle(bits, Vector128.Create((byte)15, 14, 13, 12, 11, 10, 9, 8, 7, 6, 5, 4, 3, 2, 1, 0)),
                2 => Vector128.Shuffle(bits.AsUInt16(), Vector128.Create((ushort)7, 6, 5, 4, 3, 2, 1, 0)).AsByte(),
                4 => Vector128.Shuffle(bits.AsUInt32(), Vector128.Create(3U, 2, 1, 0)).AsByte(),
                _ => Vector128.Shuffle(bits.AsUInt64(), Vector128.Create(1UL, 0)).AsByte(),
            };
            return Vector.As<byte, T>(turned.AsVector());
        }
        T* to = stackalloc T[Vector<T>.Count];
        for (int i = 0; i < Vector<T>.Count; i++) to[i] = x[Vector<T>.Count - 1 - i];
        return Vector.Load(to);
    }

    private static Vector128<byte> WithinWords1
    {
        [MethodImpl(Inline)]
        get => Vector128.Create((byte)7, 6, 5, 4, 3, 2, 1, 0, 15, 14, 13, 12, 11, 10, 9, 8);
    }

    private static Vector128<byte> WithinWords2
    {
        [MethodImpl(Inline)]
        get => Vector128.Create((byte)6, 7, 4, 5, 2, 3, 0, 1, 14, 15, 12, 13, 10, 11, 8, 9);
    }
}
