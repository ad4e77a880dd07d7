using System;
using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;
using Lucid.Cpu.Simd;

namespace Lucid.Cpu.Fft;

/// <summary>
/// Rows through 512-bit vectors, a cache line of each row at a time, half of the rows before the other half: rows of a power
/// of two share a set of the first-level cache, which holds fewer lines than there are rows.
/// </summary>
internal static unsafe partial class LaneTransfer<T>
    where T : unmanaged
{
    private const MethodImplOptions Inline = MethodImplOptions.AggressiveInlining;

    // Complex numbers in a cache line.
    private static nint Line => 64 / (2 * sizeof(T));

    /// <summary>All numbers if there are enough for a line; returns how many of each row. The last line may overlap the one before.</summary>
    [SkipLocalsInit]
    private static nint LoadWideRows(T* x, long* offsets, nint n, nint real, nint imaginary, T* to, int* places)
    {
        if (n < Line) return 0;
        T** rows = stackalloc T*[Vector<T>.Count];
        for (int l = 0; l < Vector<T>.Count; l++) rows[l] = x + offsets[l];
        for (nint next = 0; next < n; next += Line)
        {
            nint k = Math.Min(next, n - Line);
            if (typeof(T) == typeof(double))
            {
                for (nint last = k + Line; k < last; k++)
                {
                    Vector512<double> re = Quarters(rows, 1, 2 * k).AsDouble(), im = Quarters(rows + 4, 1, 2 * k).AsDouble();
                    T* at = to + places[k];
                    Avx512F.UnpackLow(re, im).Store((double*)(at + real));
                    Avx512F.UnpackHigh(re, im).Store((double*)(at + imaginary));
                }
                continue;
            }
            // Put together from quarters in memory, which leaves half as many shuffles as a transposition of whole vectors.
            Vector512<ulong> a0 = Quarters(rows, 2, 2 * k), b0 = Quarters(rows + 1, 2, 2 * k);
            Vector512<ulong> a1 = Quarters(rows, 2, 2 * k + 4), b1 = Quarters(rows + 1, 2, 2 * k + 4);
            Vector512<ulong> a2 = Quarters(rows, 2, 2 * k + 8), b2 = Quarters(rows + 1, 2, 2 * k + 8);
            Vector512<ulong> a3 = Quarters(rows, 2, 2 * k + 12), b3 = Quarters(rows + 1, 2, 2 * k + 12);
            Separate(a0, b0, rows + 8, k, real, imaginary, to, places);
            Separate(a1, b1, rows + 8, k + 2, real, imaginary, to, places);
            Separate(a2, b2, rows + 8, k + 4, real, imaginary, to, places);
            Separate(a3, b3, rows + 8, k + 6, real, imaginary, to, places);
        }
        return n;
    }

    // Two numbers of eight rows that are here and of eight more.
    [MethodImpl(Inline)]
    private static void Separate(Vector512<ulong> a, Vector512<ulong> b, T** rows, nint k, nint real, nint imaginary, T* to, int* places)
    {
        Vector512<ulong> c = Quarters(rows, 2, 2 * k), d = Quarters(rows + 1, 2, 2 * k);
        Vector512<float> ab = Avx512F.UnpackLow(a, b).AsSingle(), cd = Avx512F.UnpackLow(c, d).AsSingle();
        T* at = to + places[k];
        Avx512F.Shuffle(ab, cd, 0x88).Store((float*)(at + real));
        Avx512F.Shuffle(ab, cd, 0xDD).Store((float*)(at + imaginary));
        ab = Avx512F.UnpackHigh(a, b).AsSingle();
        cd = Avx512F.UnpackHigh(c, d).AsSingle();
        at = to + places[k + 1];
        Avx512F.Shuffle(ab, cd, 0x88).Store((float*)(at + real));
        Avx512F.Shuffle(ab, cd, 0xDD).Store((float*)(at + imaginary));
    }

    // 128 bits of each of four rows.
    [MethodImpl(Inline)]
    private static Vector512<ulong> Quarters(T** rows, int apart, nint at)
    {
        Vector512<ulong> all = Vector128.Load((ulong*)(rows[0] + at)).ToVector256Unsafe().ToVector512Unsafe();
        all = Avx512F.InsertVector128(all, Vector128.Load((ulong*)(rows[apart] + at)), 1);
        all = Avx512F.InsertVector128(all, Vector128.Load((ulong*)(rows[2 * apart] + at)), 2);
        return Avx512F.InsertVector128(all, Vector128.Load((ulong*)(rows[3 * apart] + at)), 3);
    }

    /// <summary>The reverse, times a factor.</summary>
    [SkipLocalsInit]
    private static nint StoreWideRows(T* from, T* o, long* offsets, nint n, nint real, nint imaginary, T factor)
    {
        if (n < Line) return 0;
        T** rows = stackalloc T*[Vector<T>.Count];
        for (int l = 0; l < Vector<T>.Count; l++) rows[l] = o + offsets[l];
        Vector<T> scale = Vector.Create(factor);
        int apart = typeof(T) == typeof(double) ? 1 : 2;
        for (nint next = 0; next < n; next += Line)
        {
            nint k = Math.Min(next, n - Line), at = 2 * k;
            T* x = from + k * Step;
            for (int l = 0; l < Vector<T>.Count; l++) VectorMath.Prefetch(rows[l] + at + 2 * Vector<T>.Count);
            for (int half = 0; half < 2; half++)
            {
                T** to = rows + half * (Vector<T>.Count / 2);
                Vector512<ulong> a = Joined(x, real, imaginary, scale, half), b = Joined(x + Step, real, imaginary, scale, half);
                Vector512<ulong> c = Joined(x + 2 * Step, real, imaginary, scale, half), d = Joined(x + 3 * Step, real, imaginary, scale, half);
                if (typeof(T) == typeof(float))
                {
                    Vector512<ulong> e = Joined(x + 4 * Step, real, imaginary, scale, half), f = Joined(x + 5 * Step, real, imaginary, scale, half);
                    Vector512<ulong> g = Joined(x + 6 * Step, real, imaginary, scale, half), h = Joined(x + 7 * Step, real, imaginary, scale, half);
                    PutLines(Avx512F.UnpackHigh(a, b), Avx512F.UnpackHigh(c, d), Avx512F.UnpackHigh(e, f), Avx512F.UnpackHigh(g, h), to + 1, apart, at);
                    (a, b, c, d) = (Avx512F.UnpackLow(a, b), Avx512F.UnpackLow(c, d), Avx512F.UnpackLow(e, f), Avx512F.UnpackLow(g, h));
                }
                PutLines(a, b, c, d, to, apart, at);
            }
        }
        return n;
    }

    // One number of the lower or upper half of the rows: real and imaginary parts alternate.
    [MethodImpl(Inline)]
    private static Vector512<ulong> Joined(T* x, nint real, nint imaginary, Vector<T> scale, int half)
    {
        Vector512<T> re = (Vector.Load(x + real) * scale).AsVector512(), im = (Vector.Load(x + imaginary) * scale).AsVector512();
        if (typeof(T) == typeof(float))
            return (half == 0 ? Avx512F.UnpackLow(re.AsSingle(), im.AsSingle()) : Avx512F.UnpackHigh(re.AsSingle(), im.AsSingle())).AsUInt64();
        return (half == 0 ? Avx512F.UnpackLow(re.AsDouble(), im.AsDouble()) : Avx512F.UnpackHigh(re.AsDouble(), im.AsDouble())).AsUInt64();
    }

    // A line of each of four rows, whose quarters are the vectors' quarters.
    [MethodImpl(Inline)]
    private static void PutLines(Vector512<ulong> a, Vector512<ulong> b, Vector512<ulong> c, Vector512<ulong> d, T** rows, int apart, nint at)
    {
        Vector512<ulong> even = Avx512F.Shuffle4x128(a, b, 0x88), odd = Avx512F.Shuffle4x128(a, b, 0xDD);
        Vector512<ulong> even2 = Avx512F.Shuffle4x128(c, d, 0x88), odd2 = Avx512F.Shuffle4x128(c, d, 0xDD);
        Avx512F.Shuffle4x128(even, even2, 0x88).Store((ulong*)(rows[0] + at));
        Avx512F.Shuffle4x128(odd, odd2, 0x88).Store((ulong*)(rows[apart] + at));
        Avx512F.Shuffle4x128(even, even2, 0xDD).Store((ulong*)(rows[2 * apart] + at));
        Avx512F.Shuffle4x128(odd, odd2, 0xDD).Store((ulong*)(rows[3 * apart] + at));
    }
}
