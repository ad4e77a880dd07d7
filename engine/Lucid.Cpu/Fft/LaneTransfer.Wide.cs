using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace Lucid.Cpu.Fft;

/// <summary>Rows through 512-bit vectors: squares of complex numbers are transposed on their way.</summary>
internal static unsafe partial class LaneTransfer<T>
    where T : unmanaged
{
    // Complex numbers in a 512-bit vector, and as many rows make a square.
    private static int Side => 64 / (2 * sizeof(T));

    /// <summary>The numbers that whole squares cover; returns how many of each row.</summary>
    [SkipLocalsInit]
    private static nint LoadWideRows(T* x, long* offsets, nint n, nint real, nint imaginary, T* to)
    {
        int side = Side;
        T* lower = stackalloc T[2 * side * side], upper = stackalloc T[2 * side * side];
        T** rows = stackalloc T*[2 * side];
        nint k = 0;
        for (; k <= n - side; k += side)
        {
            for (int row = 0; row < 2 * side; row++) rows[row] = x + offsets[row] + 2 * k;
            Square(rows, lower, 2 * side);
            Square(rows + side, upper, 2 * side);
            for (int i = 0; i < side; i++)
            {
                T* at = to + (k + i) * Step;
                Separate(lower + i * 2 * side, upper + i * 2 * side, out Vector<T> re, out Vector<T> im);
                re.Store(at + real);
                im.Store(at + imaginary);
            }
        }
        return k;
    }

    /// <summary>The reverse, times a factor.</summary>
    [SkipLocalsInit]
    private static nint StoreWideRows(T* from, T* o, long* offsets, nint n, nint real, nint imaginary, T factor)
    {
        int side = Side;
        T* pairs = stackalloc T[4 * side * side], square = stackalloc T[2 * side * side];
        T** rows = stackalloc T*[side];
        Vector<T> scale = Vector.Create(factor);
        nint k = 0;
        for (; k <= n - side; k += side)
        {
            // Each number of all lanes: the lower half of the rows first.
            for (int i = 0; i < side; i++)
            {
                T* at = from + (k + i) * Step;
                Lanes<T>.Store(pairs + i * 4 * side, Vector.Load(at + real) * scale, Vector.Load(at + imaginary) * scale);
            }
            for (int half = 0; half < 2; half++)
            {
                for (int i = 0; i < side; i++) rows[i] = pairs + (2 * i + half) * 2 * side;
                Square(rows, square, 2 * side);
                for (int row = 0; row < side; row++)
                    Vector.Store(Vector.Load(square + row * 2 * side), o + offsets[half * side + row] + 2 * k);
            }
        }
        return k;
    }

    private static void Separate(T* lower, T* upper, out Vector<T> re, out Vector<T> im)
    {
        Vector<T> a = Vector.Load(lower), b = Vector.Load(upper);
        if (typeof(T) == typeof(float))
        {
            Vector512<float> x = a.AsVector512().AsSingle(), y = b.AsVector512().AsSingle();
            re = Avx512F.Shuffle(x, y, 0x88).As<float, T>().AsVector();
            im = Avx512F.Shuffle(x, y, 0xDD).As<float, T>().AsVector();
        }
        else
        {
            Vector512<double> x = a.AsVector512().AsDouble(), y = b.AsVector512().AsDouble();
            re = Avx512F.UnpackLow(x, y).As<double, T>().AsVector();
            im = Avx512F.UnpackHigh(x, y).As<double, T>().AsVector();
        }
    }

    // A square of complex numbers, one vector a row, transposed; stride in real numbers.
    private static void Square(T** rows, T* to, nint stride)
    {
        if (typeof(T) == typeof(double))
        {
            Quarters(Line(rows[0]), Line(rows[1]), Line(rows[2]), Line(rows[3]), to, stride);
            return;
        }
        Vector512<ulong> r0 = Line(rows[0]), r1 = Line(rows[1]), r2 = Line(rows[2]), r3 = Line(rows[3]);
        Vector512<ulong> r4 = Line(rows[4]), r5 = Line(rows[5]), r6 = Line(rows[6]), r7 = Line(rows[7]);
        Quarters(Avx512F.UnpackLow(r0, r1), Avx512F.UnpackLow(r2, r3), Avx512F.UnpackLow(r4, r5), Avx512F.UnpackLow(r6, r7), to, 2 * stride);
        Quarters(
            Avx512F.UnpackHigh(r0, r1), Avx512F.UnpackHigh(r2, r3), Avx512F.UnpackHigh(r4, r5), Avx512F.UnpackHigh(r6, r7), to + stride, 2 * stride);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<ulong> Line(T* p) => Vector512.Load((ulong*)p);

    // Transposes the 128-bit quarters of four vectors.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Quarters(Vector512<ulong> a, Vector512<ulong> b, Vector512<ulong> c, Vector512<ulong> d, T* to, nint stride)
    {
        Vector512<ulong> even = Avx512F.Shuffle4x128(a, b, 0x88), odd = Avx512F.Shuffle4x128(a, b, 0xDD);
        Vector512<ulong> even2 = Avx512F.Shuffle4x128(c, d, 0x88), odd2 = Avx512F.Shuffle4x128(c, d, 0xDD);
        Avx512F.Shuffle4x128(even, even2, 0x88).Store((ulong*)to);
        Avx512F.Shuffle4x128(odd, odd2, 0x88).Store((ulong*)(to + stride));
        Avx512F.Shuffle4x128(even, even2, 0xDD).Store((ulong*)(to + 2 * stride));
        Avx512F.Shuffle4x128(odd, odd2, 0xDD).Store((ulong*)(to + 3 * stride));
    }
}
