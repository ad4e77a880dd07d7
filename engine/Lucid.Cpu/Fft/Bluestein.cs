using System;
using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Lucid.Cpu.Simd;
using Lucid.Memory;

namespace Lucid.Cpu.Fft;

/// <summary>
/// Transforms of lengths with large prime factors as a circular convolution with a chirp (L. I. Bluestein, 1970): n numbers
/// become a convolution of a length that has small factors.
/// </summary>
internal sealed unsafe class Bluestein<T> where T : unmanaged
{
    private readonly T[] _chirp;
    private readonly T[] _filter;
    private readonly long _length, _padded;

    private Bluestein(long length)
    {
        _length = length;
        _padded = Roots.SmoothLength(2 * length - 1);
        _chirp = GC.AllocateUninitializedArray<T>(checked((int)(2 * length)), pinned: true);
        _filter = GC.AllocateUninitializedArray<T>(checked((int)(2 * _padded)), pinned: true);
        using Workspace exact = new((nint)_padded * 2 * sizeof(double));
        double* numbers = (double*)exact.Pointer;
        NativeMemory.Clear(numbers, (nuint)_padded * 2 * sizeof(double));
        for (long k = 0; k < length; k++)
        {
            // exp(-πi k² / n), k² reduced with integers.
            Complex root = Roots.Of((long)((Int128)k * k % (2 * length)), 2 * length);
            _chirp[2 * k] = LanePlan<T>.Number(root.Real);
            _chirp[2 * k + 1] = LanePlan<T>.Number(root.Imaginary);
            numbers[2 * k] = root.Real;
            numbers[2 * k + 1] = -root.Imaginary;
            if (k == 0) continue;
            numbers[2 * (_padded - k)] = root.Real;
            numbers[2 * (_padded - k) + 1] = -root.Imaginary;
        }
        Sequence<double>.Run(numbers, 1, numbers, 1, _padded, false, 1.0 / _padded);
        for (long i = 0; i < 2 * _padded; i++) _filter[i] = LanePlan<T>.Number(numbers[i]);
    }

    internal static Bluestein<T> For(long length) => PlanCache<Bluestein<T>>.Get(length, static n => new Bluestein<T>(n));

    /// <summary>Transforms one sequence; strides in complex numbers; input and output may be the same.</summary>
    internal void Run(T* x, nint xStride, T* o, nint oStride, bool inverse, double scale)
    {
        using Workspace scratch = new((nint)_padded * 2 * sizeof(T));
        T* numbers = (T*)scratch.Pointer;
        NativeMemory.Clear(numbers, (nuint)_padded * 2 * (nuint)sizeof(T));
        int real = inverse ? 1 : 0;
        fixed (T* chirp = _chirp, filter = _filter)
        {
            for (nint k = 0; k < _length; k++) Multiply(x[2 * k * xStride + real], x[2 * k * xStride + 1 - real], chirp + 2 * k, numbers + 2 * k);
            Sequence<T>.Run(numbers, 1, numbers, 1, _padded, false, 1);
            for (nint k = 0; k < _padded; k++) Multiply(numbers[2 * k], numbers[2 * k + 1], filter + 2 * k, numbers + 2 * k);
            Sequence<T>.Run(numbers, 1, numbers, 1, _padded, true, 1);
            T factor = LanePlan<T>.Number(scale);
            T* pair = stackalloc T[2];
            for (nint k = 0; k < _length; k++)
            {
                Multiply(numbers[2 * k], numbers[2 * k + 1], chirp + 2 * k, pair);
                o[2 * k * oStride + real] = LaneTransfer<T>.Product(pair[0], factor);
                o[2 * k * oStride + 1 - real] = LaneTransfer<T>.Product(pair[1], factor);
            }
        }
    }

    /// <summary>Numbers of the convolution that stands for a transform.</summary>
    internal long Padded => _padded;

    /// <summary>Whether the convolution runs side by side in lanes.</summary>
    internal bool FitsLanes => Roots.LargestPrimeFactor(_padded) <= LanePlan<T>.LargestRadix;

    private struct Convolution
    {
        internal T* Numbers, Spectrum, Chirp, Filter;
        internal int* Places;
        internal nint Length, Padded;
        internal delegate*<void*, nint, nint, void> After;
        internal void* Context;
    }

    /// <summary>
    /// Forward transforms of as many sequences as there are lanes, laid out as in <see cref="LaneTransform{T}"/>; both buffers
    /// hold <see cref="Padded"/> numbers, x those to transform at their places. The result is in y, also for <paramref name="after"/>.
    /// </summary>
    internal void RunLanes(LanePlan<T> plan, T* x, T* y, delegate*<void*, nint, nint, void> after, void* context)
    {
        fixed (T* chirp = _chirp, filter = _filter)
        {
            Convolution lanes = new()
            {
                Numbers = x, Spectrum = y, Chirp = chirp, Filter = filter, Places = plan.Places, Length = (nint)_length, Padded = (nint)_padded,
                After = after, Context = context,
            };
            LaneTransform<T>.Run(plan, x, &Chirped, &Filtered, &lanes);
            LaneTransform<T>.Run(plan, y, null, &Finished, &lanes);
        }
    }

    private static void Chirped(void* context, nint first, nint step)
    {
        Convolution* lanes = (Convolution*)context;
        for (nint k = first; k < lanes->Padded; k += step)
        {
            T* at = lanes->Numbers + lanes->Places[k];
            if (k < lanes->Length) Multiply(at, at, lanes->Chirp + 2 * k, 0, 0);
            else
            {
                Vector<T>.Zero.Store(at);
                Vector<T>.Zero.Store(at + Vector<T>.Count);
            }
        }
    }

    // With real and imaginary parts exchanged, a forward transform is the inverse one.
    private static void Filtered(void* context, nint first, nint count)
    {
        Convolution* lanes = (Convolution*)context;
        nint width = Vector<T>.Count;
        for (nint k = first; k < first + count; k++)
            Multiply(lanes->Numbers + k * 2 * width, lanes->Spectrum + lanes->Places[k], lanes->Filter + 2 * k, 0, width);
    }

    private static void Finished(void* context, nint first, nint count)
    {
        Convolution* lanes = (Convolution*)context;
        nint width = Vector<T>.Count;
        count = Math.Min(count, lanes->Length - first);
        if (count <= 0) return;
        for (nint k = first; k < first + count; k++)
        {
            T* at = lanes->Spectrum + k * 2 * width;
            Multiply(at, at, lanes->Chirp + 2 * k, width, 0);
        }
        if (lanes->After != null) lanes->After(lanes->Context, first, count);
    }

    // One number of all lanes times a factor; where real parts are read, and written.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Multiply(T* from, T* to, T* factor, nint real, nint realTo)
    {
        nint width = Vector<T>.Count;
        Vector<T> re = Vector.Load(from + real), im = Vector.Load(from + width - real), wr = Vector.Create(factor[0]), wi = Vector.Create(factor[1]);
        VectorMath.MultiplySubtract(re, wr, im * wi).Store(to + realTo);
        VectorMath.MultiplyAdd(re, wi, im * wr).Store(to + width - realTo);
    }

    private static void Multiply(T re, T im, T* factor, T* to)
    {
        if (typeof(T) == typeof(float))
        {
            float a = (float)(object)re, b = (float)(object)im, c = *(float*)factor, d = *((float*)factor + 1);
            *(float*)to = a * c - b * d;
            *((float*)to + 1) = a * d + b * c;
        }
        else
        {
            double a = (double)(object)re, b = (double)(object)im, c = *(double*)factor, d = *((double*)factor + 1);
            *(double*)to = a * c - b * d;
            *((double*)to + 1) = a * d + b * c;
        }
    }
}
