using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.Arm;
using System.Runtime.Intrinsics.X86;

namespace Lucid.Cpu.Fft;

/// <summary>
/// Between memory, where complex numbers alternate real and imaginary parts, and lanes, where they are two vectors. The
/// order of lanes within a vector is what one shuffle gives (<see cref="Place"/>); it is the same in every method here.
/// </summary>
internal static unsafe class Lanes<T> where T : unmanaged
{
    private static readonly int[] s_place = FindPlaces();

    /// <summary>Sequences side by side.</summary>
    internal static int Count => Vector<T>.Count;

    /// <summary>Where in a vector a lane is.</summary>
    internal static int Place(int lane) => s_place[lane];

    /// <summary>As many complex numbers as there are lanes, from p on, as real and imaginary parts.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static void Load(T* p, out Vector<T> re, out Vector<T> im)
    {
        Vector<T> a = Vector.Load(p), b = Vector.Load(p + Vector<T>.Count);
        if (sizeof(Vector<T>) == 32 && Avx.IsSupported)
        {
            if (typeof(T) == typeof(float))
            {
                Vector256<float> x = a.AsVector256().AsSingle(), y = b.AsVector256().AsSingle();
                re = Avx.Shuffle(x, y, 0x88).As<float, T>().AsVector();
                im = Avx.Shuffle(x, y, 0xDD).As<float, T>().AsVector();
            }
            else
            {
                Vector256<double> x = a.AsVector256().AsDouble(), y = b.AsVector256().AsDouble();
                re = Avx.UnpackLow(x, y).As<double, T>().AsVector();
                im = Avx.UnpackHigh(x, y).As<double, T>().AsVector();
            }
        }
        else if (sizeof(Vector<T>) == 64 && Avx512F.IsSupported)
        {
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
        else LoadNarrow(a, b, out re, out im);
    }

    private static void LoadNarrow(Vector<T> a, Vector<T> b, out Vector<T> re, out Vector<T> im)
    {
        if (sizeof(Vector<T>) == 16 && AdvSimd.Arm64.IsSupported)
        {
            if (typeof(T) == typeof(float))
            {
                Vector128<float> x = a.AsVector128().AsSingle(), y = b.AsVector128().AsSingle();
                re = AdvSimd.Arm64.UnzipEven(x, y).As<float, T>().AsVector();
                im = AdvSimd.Arm64.UnzipOdd(x, y).As<float, T>().AsVector();
            }
            else
            {
                Vector128<double> x = a.AsVector128().AsDouble(), y = b.AsVector128().AsDouble();
                re = AdvSimd.Arm64.UnzipEven(x, y).As<double, T>().AsVector();
                im = AdvSimd.Arm64.UnzipOdd(x, y).As<double, T>().AsVector();
            }
            return;
        }
        Unsafe.SkipInit(out re);
        Unsafe.SkipInit(out im);
        Vector<T>* pair = stackalloc Vector<T>[] { a, b };
        T* numbers = (T*)pair, real = (T*)Unsafe.AsPointer(ref re), imaginary = (T*)Unsafe.AsPointer(ref im);
        for (int l = 0; l < Vector<T>.Count; l++)
        {
            real[l] = numbers[2 * l];
            imaginary[l] = numbers[2 * l + 1];
        }
    }

    /// <summary>The reverse of <see cref="Load"/>.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static void Store(T* p, Vector<T> re, Vector<T> im) => Store(p, re, im, false);

    /// <summary>The reverse of <see cref="Load"/>; past the cache where p is aligned to a line.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static void Store(T* p, Vector<T> re, Vector<T> im, bool bypass)
    {
        Vector<T> a, b;
        if (sizeof(Vector<T>) == 32 && Avx.IsSupported)
        {
            if (typeof(T) == typeof(float))
            {
                Vector256<float> x = re.AsVector256().AsSingle(), y = im.AsVector256().AsSingle();
                a = Avx.UnpackLow(x, y).As<float, T>().AsVector();
                b = Avx.UnpackHigh(x, y).As<float, T>().AsVector();
            }
            else
            {
                Vector256<double> x = re.AsVector256().AsDouble(), y = im.AsVector256().AsDouble();
                a = Avx.UnpackLow(x, y).As<double, T>().AsVector();
                b = Avx.UnpackHigh(x, y).As<double, T>().AsVector();
            }
        }
        else if (sizeof(Vector<T>) == 64 && Avx512F.IsSupported)
        {
            if (typeof(T) == typeof(float))
            {
                Vector512<float> x = re.AsVector512().AsSingle(), y = im.AsVector512().AsSingle();
                a = Avx512F.UnpackLow(x, y).As<float, T>().AsVector();
                b = Avx512F.UnpackHigh(x, y).As<float, T>().AsVector();
            }
            else
            {
                Vector512<double> x = re.AsVector512().AsDouble(), y = im.AsVector512().AsDouble();
                a = Avx512F.UnpackLow(x, y).As<double, T>().AsVector();
                b = Avx512F.UnpackHigh(x, y).As<double, T>().AsVector();
            }
        }
        else
        {
            StoreNarrow(p, re, im);
            return;
        }
        if (bypass)
        {
            a.StoreAlignedNonTemporal(p);
            b.StoreAlignedNonTemporal(p + Vector<T>.Count);
            return;
        }
        a.Store(p);
        b.Store(p + Vector<T>.Count);
    }

    private static void StoreNarrow(T* p, Vector<T> re, Vector<T> im)
    {
        T* real = (T*)&re, imaginary = (T*)&im;
        for (int l = 0; l < Vector<T>.Count; l++)
        {
            p[2 * l] = real[l];
            p[2 * l + 1] = imaginary[l];
        }
    }

    /// <summary>Four complex float numbers of each of four rows, transposed: c[k] holds number k of the four rows.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static void TransposeFour(Vector256<double> a, Vector256<double> b, Vector256<double> c, Vector256<double> d,
        out Vector256<double> k0, out Vector256<double> k1, out Vector256<double> k2, out Vector256<double> k3)
    {
        Vector256<double> t0 = Avx.UnpackLow(a, b), t1 = Avx.UnpackHigh(a, b), t2 = Avx.UnpackLow(c, d), t3 = Avx.UnpackHigh(c, d);
        k0 = Avx.Permute2x128(t0, t2, 0x20);
        k1 = Avx.Permute2x128(t1, t3, 0x20);
        k2 = Avx.Permute2x128(t0, t2, 0x31);
        k3 = Avx.Permute2x128(t1, t3, 0x31);
    }

    // Whatever shuffle Load uses, it says itself where each lane ends up.
    private static int[] FindPlaces()
    {
        int count = Vector<T>.Count;
        T* numbers = stackalloc T[2 * count];
        for (int i = 0; i < 2 * count; i++) numbers[i] = LanePlan<T>.Number(i);
        Load(numbers, out Vector<T> re, out _);
        var places = new int[count];
        for (int place = 0; place < count; place++)
        {
            double lane = typeof(T) == typeof(float) ? (float)(object)re[place] : (double)(object)re[place];
            places[(int)lane / 2] = place;
        }
        return places;
    }
}
