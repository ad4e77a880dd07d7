using System;
using System.Numerics;
using System.Runtime.InteropServices;
using Lucid.Cpu.Simd;
using Lucid.Memory;

namespace Lucid.Cpu.Fft;

/// <summary>
/// Transforms of a prime length p as a circular convolution of length p - 1 (C. M. Rader, 1968): with a generator g of the residues,
/// X[g^-q] = x[0] + Σ x[g^r] w^(g^(r - q)). Where p - 1 has small factors, half the numbers of Bluestein's convolution; the
/// permutations cost nothing, for lanes are loaded at any place.
/// </summary>
internal sealed unsafe class Rader<T> where T : unmanaged
{
    private readonly LanePlan<T> _plan;
    private readonly T[] _filter;
    private readonly int[] _places, _targets;

    private Rader(long length)
    {
        int p = (int)length, n = p - 1, step = 2 * Vector<T>.Count;
        _plan = PlanCache<LanePlan<T>>.Get(n, static points => new LanePlan<T>((int)points));
        _filter = GC.AllocateUninitializedArray<T>(2 * n, pinned: true);
        _places = GC.AllocateUninitializedArray<int>(p + 1, pinned: true);
        _targets = GC.AllocateUninitializedArray<int>(n, pinned: true);
        long generator = Generator(p), power = 1;
        using Workspace exact = new((nint)n * 2 * sizeof(double));
        double* numbers = (double*)exact.Pointer;
        // The first number, and one after the last, behind those of the convolution.
        _places[0] = n * step;
        _places[p] = p * step;
        for (int r = 0; r < n; r++, power = power * generator % p)
        {
            int q = r == 0 ? 0 : n - r;
            _places[power] = _plan.Places[r];
            _targets[q] = (int)power * step;
            Complex root = Roots.Of(power, p);
            numbers[2 * q] = root.Real;
            numbers[2 * q + 1] = root.Imaginary;
        }
        Sequence<double>.Run(numbers, 1, numbers, 1, n, false, 1.0 / n);
        for (int i = 0; i < 2 * n; i++) _filter[i] = LanePlan<T>.Number(numbers[i]);
    }

    /// <summary>Whether a length is prime and its convolution has small factors.</summary>
    internal static bool Takes(long length) => length > LanePlan<T>.LargestRadix && Roots.LargestPrimeFactor(length) == length
        && Roots.LargestPrimeFactor(length - 1) <= LanePlan<T>.LargestRadix;

    internal static Rader<T> For(long length) => PlanCache<Rader<T>>.Get(length, static p => new Rader<T>(p));

    /// <summary>Where each number is to be loaded; one more for the number after the last. Pinned.</summary>
    internal int* Places => (int*)Marshal.UnsafeAddrOfPinnedArrayElement(_places, 0);

    private struct Convolution
    {
        internal T* Numbers, Spectrum, Filter;
        internal int* Places, Targets;
        internal nint Length;
    }

    /// <summary>Forward transforms of as many sequences as there are lanes, in place; y holds one number less than x.</summary>
    internal void RunLanes(T* x, T* y)
    {
        Convolution lanes = new()
        {
            Numbers = x, Spectrum = y, Filter = (T*)Marshal.UnsafeAddrOfPinnedArrayElement(_filter, 0), Places = _plan.Places,
            Targets = (int*)Marshal.UnsafeAddrOfPinnedArrayElement(_targets, 0), Length = _plan.Length,
        };
        LaneTransform<T>.Run(_plan, x, null, &Filtered, &lanes);
        LaneTransform<T>.Run(_plan, y, null, &Finished, &lanes);
        GC.KeepAlive(this);
    }

    // With real and imaginary parts exchanged, a forward transform is the inverse one.
    private static void Filtered(void* context, nint first, nint count)
    {
        Convolution* lanes = (Convolution*)context;
        nint width = Vector<T>.Count;
        for (nint k = first; k < first + count; k++)
        {
            T* from = lanes->Numbers + k * 2 * width, to = lanes->Spectrum + lanes->Places[k], w = lanes->Filter + 2 * k;
            Vector<T> re = Vector.Load(from), im = Vector.Load(from + width), wr = Vector.Create(w[0]), wi = Vector.Create(w[1]);
            Vector<T> turnedRe = VectorMath.MultiplySubtract(re, wr, im * wi), turnedIm = VectorMath.MultiplyAdd(re, wi, im * wr);
            if (k == 0)
            {
                // The first number is in every sum; the sum of all is the first result.
                T* one = lanes->Numbers + lanes->Length * 2 * width;
                Vector<T> oneRe = Vector.Load(one), oneIm = Vector.Load(one + width);
                (re + oneRe).Store(from);
                (im + oneIm).Store(from + width);
                turnedRe += oneRe;
                turnedIm += oneIm;
            }
            turnedIm.Store(to);
            turnedRe.Store(to + width);
        }
    }

    private static void Finished(void* context, nint first, nint count)
    {
        Convolution* lanes = (Convolution*)context;
        nint width = Vector<T>.Count;
        for (nint q = first; q < first + count; q++)
        {
            T* from = lanes->Spectrum + q * 2 * width, to = lanes->Numbers + lanes->Targets[q];
            Vector.Load(from + width).Store(to);
            Vector.Load(from).Store(to + width);
        }
    }

    // The least number whose powers are all residues but 0 of a prime.
    private static long Generator(long p)
    {
        for (long g = 2; ; g++)
        {
            bool all = true;
            for (long rest = p - 1, factor = 2; rest > 1 && all; factor++)
            {
                if (rest % factor != 0) continue;
                while (rest % factor == 0) rest /= factor;
                long power = 1;
                for (long i = 0; i < (p - 1) / factor; i++) power = power * g % p;
                all = power != 1;
            }
            if (all) return g;
        }
    }
}
