using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace Lucid.Cpu.Fft;

/// <summary>Brings sequences from memory into lanes and back. A reversed transform is a forward one with real and imaginary parts exchanged.</summary>
internal static unsafe partial class LaneTransfer<T> where T : unmanaged
{
    private static nint Step => 2 * Vector<T>.Count;

    // From here on the second-level cache does not hold input and output.
    private const nint BypassBytes = 2 << 20;

    /// <summary>
    /// Whether <see cref="StoreAdjacent"/> shall write an array of so many numbers, in rows of so many, past the cache. Neighbouring rows'
    /// lines are far apart: no prefetcher fetches them in time, only to be overwritten. In place they have just been read.
    /// </summary>
    internal static bool Bypasses(T* x, nint count, T* o, nint row) => x != o
        && 2 * count * sizeof(T) >= BypassBytes && sizeof(Vector<T>) >= 32 && (nint)o % 64 == 0 && 2 * row * sizeof(T) % 64 == 0;

    /// <summary>
    /// Numbers first, first + step, ... of sequences that lie beside each other: lane l begins at complex number l of x. Stride in
    /// complex numbers.
    /// </summary>
    internal static void LoadAdjacent(T* x, nint stride, nint first, nint step, nint n, bool swap, T* to, int* places)
    {
        nint real = swap ? Vector<T>.Count : 0, imaginary = Vector<T>.Count - real;
        x += 2 * stride * first;
        for (nint k = first; k < n; k += step, x += 2 * stride * step)
        {
            Lanes<T>.Load(x, out Vector<T> re, out Vector<T> im);
            re.Store(to + places[k] + real);
            im.Store(to + places[k] + imaginary);
        }
    }

    /// <summary>The reverse of <see cref="LoadAdjacent"/>, times a factor; past the cache if told so.</summary>
    internal static void StoreAdjacent(T* from, nint stride, nint n, bool swap, T factor, T* o, bool bypass)
    {
        nint real = swap ? Vector<T>.Count : 0, imaginary = Vector<T>.Count - real;
        Vector<T> scale = Vector.Create(factor);
        for (T* end = from + n * Step; from < end; from += Step, o += 2 * stride)
            Lanes<T>.Store(o, Vector.Load(from + real) * scale, Vector.Load(from + imaginary) * scale, bypass);
    }

    /// <summary>Sequences whose numbers follow one another, each beginning at x + offsets[l]; offsets count real numbers.</summary>
    internal static void LoadRows(T* x, long* offsets, nint n, bool swap, T* to, int* places)
    {
        nint real = swap ? Vector<T>.Count : 0, imaginary = Vector<T>.Count - real, k = 0;
        if (typeof(T) == typeof(float) && sizeof(Vector<T>) == 32 && Avx.IsSupported)
        {
            for (; k <= n - 4; k += 4)
            {
                Lanes<T>.TransposeFour(Row(x, offsets, 0, k), Row(x, offsets, 1, k), Row(x, offsets, 2, k), Row(x, offsets, 3, k),
                    out Vector256<double> a0, out Vector256<double> a1, out Vector256<double> a2, out Vector256<double> a3);
                Lanes<T>.TransposeFour(Row(x, offsets, 4, k), Row(x, offsets, 5, k), Row(x, offsets, 6, k), Row(x, offsets, 7, k),
                    out Vector256<double> b0, out Vector256<double> b1, out Vector256<double> b2, out Vector256<double> b3);
                Split(a0, b0, to + places[k], real, imaginary);
                Split(a1, b1, to + places[k + 1], real, imaginary);
                Split(a2, b2, to + places[k + 2], real, imaginary);
                Split(a3, b3, to + places[k + 3], real, imaginary);
            }
        }
        else if (typeof(T) == typeof(double) && sizeof(Vector<T>) == 32 && Avx.IsSupported)
        {
            for (; k < n; k++)
            {
                Vector256<double> a = Vector256.Create(Pair(x, offsets, 0, k), Pair(x, offsets, 1, k));
                Vector256<double> b = Vector256.Create(Pair(x, offsets, 2, k), Pair(x, offsets, 3, k));
                double* at = (double*)(to + places[k]);
                Avx.UnpackLow(a, b).Store(at + real);
                Avx.UnpackHigh(a, b).Store(at + imaginary);
            }
        }
        else if (sizeof(Vector<T>) == 64 && Avx512F.IsSupported) k = LoadWideRows(x, offsets, n, real, imaginary, to, places);
        if (k < n) LoadAny(x, offsets, Vector<T>.Count, 2, 1, k, n, swap, to, places);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<double> Row(T* x, long* offsets, int lane, nint k) => Vector256.Load((double*)(x + offsets[lane] + 2 * k));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector128<double> Pair(T* x, long* offsets, int lane, nint k) => Vector128.Load((double*)(x + offsets[lane] + 2 * k));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Split(Vector256<double> a, Vector256<double> b, T* at, nint real, nint imaginary)
    {
        Avx.Shuffle(a.AsSingle(), b.AsSingle(), 0x88).Store((float*)at + real);
        Avx.Shuffle(a.AsSingle(), b.AsSingle(), 0xDD).Store((float*)at + imaginary);
    }

    /// <summary>The reverse of <see cref="LoadRows"/>, times a factor.</summary>
    internal static void StoreRows(T* from, T* o, long* offsets, nint n, bool swap, T factor)
    {
        nint real = swap ? Vector<T>.Count : 0, imaginary = Vector<T>.Count - real, k = 0;
        if (typeof(T) == typeof(float) && sizeof(Vector<T>) == 32 && Avx.IsSupported)
        {
            Vector256<float> scale = Vector256.Create((float)(object)factor);
            for (; k <= n - 4; k += 4)
            {
                T* at = from + k * Step;
                Join(at, real, imaginary, scale, out Vector256<double> a0, out Vector256<double> b0);
                Join(at + Step, real, imaginary, scale, out Vector256<double> a1, out Vector256<double> b1);
                Join(at + 2 * Step, real, imaginary, scale, out Vector256<double> a2, out Vector256<double> b2);
                Join(at + 3 * Step, real, imaginary, scale, out Vector256<double> a3, out Vector256<double> b3);
                Lanes<T>.TransposeFour(a0, a1, a2, a3, out Vector256<double> r0, out Vector256<double> r1, out Vector256<double> r2, out Vector256<double> r3);
                PutRow(o, offsets, 0, k, r0);
                PutRow(o, offsets, 1, k, r1);
                PutRow(o, offsets, 2, k, r2);
                PutRow(o, offsets, 3, k, r3);
                Lanes<T>.TransposeFour(b0, b1, b2, b3, out r0, out r1, out r2, out r3);
                PutRow(o, offsets, 4, k, r0);
                PutRow(o, offsets, 5, k, r1);
                PutRow(o, offsets, 6, k, r2);
                PutRow(o, offsets, 7, k, r3);
            }
        }
        else if (typeof(T) == typeof(double) && sizeof(Vector<T>) == 32 && Avx.IsSupported)
        {
            Vector256<double> scale = Vector256.Create((double)(object)factor);
            for (; k < n; k++)
            {
                double* at = (double*)(from + k * Step);
                Vector256<double> re = Vector256.Load(at + real) * scale, im = Vector256.Load(at + imaginary) * scale;
                Vector256<double> a = Avx.UnpackLow(re, im), b = Avx.UnpackHigh(re, im);
                a.GetLower().Store((double*)(o + offsets[0] + 2 * k));
                a.GetUpper().Store((double*)(o + offsets[1] + 2 * k));
                b.GetLower().Store((double*)(o + offsets[2] + 2 * k));
                b.GetUpper().Store((double*)(o + offsets[3] + 2 * k));
            }
        }
        else if (sizeof(Vector<T>) == 64 && Avx512F.IsSupported) k = StoreWideRows(from, o, offsets, n, real, imaginary, factor);
        if (k < n) StoreAny(from, o, offsets, Vector<T>.Count, 2, 1, k, n, swap, factor);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void PutRow(T* o, long* offsets, int lane, nint k, Vector256<double> four) => four.Store((double*)(o + offsets[lane] + 2 * k));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Join(T* at, nint real, nint imaginary, Vector256<float> scale, out Vector256<double> a, out Vector256<double> b)
    {
        Vector256<float> re = Vector256.Load((float*)at + real) * scale, im = Vector256.Load((float*)at + imaginary) * scale;
        a = Avx.UnpackLow(re, im).AsDouble();
        b = Avx.UnpackHigh(re, im).AsDouble();
    }

    /// <summary>
    /// Numbers [first, n) of sequences anywhere; lanes that are not there become zero. Stride and the way from a real to its
    /// imaginary part (0: there is none) count real numbers.
    /// </summary>
    internal static void LoadAny(T* x, long* offsets, int lanes, nint stride, nint toImaginary, nint first, nint n, bool swap, T* to, int* places)
    {
        nint real = swap ? Vector<T>.Count : 0, imaginary = Vector<T>.Count - real;
        for (nint k = first; k < n && (lanes < Vector<T>.Count || toImaginary == 0); k++)
        {
            Vector<T>.Zero.Store(to + places[k]);
            Vector<T>.Zero.Store(to + places[k] + Vector<T>.Count);
        }
        for (int l = 0; l < lanes; l++)
        {
            T* at = to + Lanes<T>.Place(l), from = x + offsets[l];
            for (nint k = first; k < n; k++)
            {
                at[places[k] + real] = from[k * stride];
                if (toImaginary != 0) at[places[k] + imaginary] = from[k * stride + toImaginary];
            }
        }
    }

    /// <summary>The reverse of <see cref="LoadAny"/>, times a factor.</summary>
    internal static void StoreAny(T* from, T* o, long* offsets, int lanes, nint stride, nint toImaginary, nint first, nint n, bool swap, T factor)
    {
        nint real = swap ? Vector<T>.Count : 0, imaginary = Vector<T>.Count - real;
        for (int l = 0; l < lanes; l++)
        {
            T* at = from + Lanes<T>.Place(l), to = o + offsets[l];
            for (nint k = first; k < n; k++)
            {
                to[k * stride] = Product(at[k * Step + real], factor);
                if (toImaginary != 0) to[k * stride + toImaginary] = Product(at[k * Step + imaginary], factor);
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static T Product(T a, T b) => typeof(T) == typeof(float)
        ? Unsafe.BitCast<float, T>(Unsafe.BitCast<T, float>(a) * Unsafe.BitCast<T, float>(b))
        : Unsafe.BitCast<double, T>(Unsafe.BitCast<T, double>(a) * Unsafe.BitCast<T, double>(b));
}
