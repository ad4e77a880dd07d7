using System;
using System.Numerics;
using System.Runtime.CompilerServices;
using Lucid.Cpu.Loops;
using Lucid.Cpu.Simd;

namespace Lucid.Cpu.Reduce;

/// <summary>A sum as high + low, exact to about 2^-100 of the largest partial sum.</summary>
internal struct CompensatedSum
{
    internal double High, Low;

    /// <summary>Adds one number (Neumaier's form of Kahan summation); infinities and NaN come through.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal void Add(double x)
    {
        double sum = High + x, b = sum - High;
        double lost = (High - (sum - b)) + (x - b);
        High = sum;
        Low += lost;
    }

    /// <summary>Adds x[j] to states[j] for whole vectors of states; returns how many they are.</summary>
    internal static unsafe nint Add(CompensatedSum* states, float* x, nint n)
    {
        nint w = Vector<float>.Count, j = 0;
        for (; j <= n - w; j += w)
        {
            // A zero after each number meets the low part, which it leaves.
            Vector.Widen(Vector.AsVectorUInt32(Vector.Load(x + j)), out Vector<ulong> first, out Vector<ulong> second);
            double* at = (double*)(states + j);
            AddPairs(at, Vector.As<ulong, float>(first));
            AddPairs(at + w, Vector.As<ulong, float>(second));
        }
        return j;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static unsafe void AddPairs(double* at, Vector<float> x)
    {
        Vector.Widen(x, out Vector<double> low, out Vector<double> high);
        AddPairs(at, low);
        AddPairs(at + Vector<double>.Count, high);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static unsafe void AddPairs(double* at, Vector<double> x)
    {
        Vector<double> state = Vector.Load(at), sum = state + x, b = sum - state, lost = (state - (sum - b)) + (x - b);
        (sum + VectorMath.EvenToOdd(lost)).Store(at);
    }

    /// <summary>The rounded sum.</summary>
    internal readonly double Value => double.IsFinite(High) ? High + Low : High;
}

/// <summary>
/// Sums of float and double: 32 to 128 consecutive adds per lane in the element type, then block sums in compensated double.
/// The relative error of a sum of like-signed numbers stays below about 40 units of the element type's roundoff whatever
/// the length.
/// </summary>
internal readonly unsafe struct SumReducer<TFold, T>(TFold fold) : IReducer<T, CompensatedSum>
    where TFold : unmanaged, IFold
    where T : unmanaged
{
    public CompensatedSum Empty => default;

    public void Row(ref CompensatedSum state, T* x, nint count, long position)
    {
        Vector<T> v = FoldLoops.Lanes(fold, x, count);
        if (typeof(T) == typeof(float))
        {
            Vector.Widen(Vector.As<T, float>(v), out Vector<double> low, out Vector<double> high);
            state.Add(Vector.Sum(low + high));
        }
        else
        {
            double* lanes = (double*)&v;
            for (int i = 0; i < Vector<double>.Count; i++) state.Add(lanes[i]);
        }
    }

    [SkipLocalsInit]
    public void Block(CompensatedSum* states, T** rows, int count, nint width, long position)
    {
        T* o = stackalloc T[(int)width];
        FoldLoops.Rows(fold, rows, count, width, o);
        nint j = typeof(T) == typeof(float) ? CompensatedSum.Add(states, (float*)o, width) : 0;
        for (; j < width; j++) states[j].Add(ElementCast.Cast<T, double>(o[j]));
    }

    public void Merge(ref CompensatedSum state, in CompensatedSum later)
    {
        state.Add(later.High);
        state.Low += later.Low;
    }
}

/// <summary>Sums of BFloat16, which are the upper halves of floats: every word of two is taken apart by a shift and a mask.</summary>
internal static unsafe class BFloat16Sum
{
    internal static void Row(void* reducer, void* state, void* elements, nint count, long position)
    {
        ushort* x = (ushort*)elements;
        nint w = Vector<ushort>.Count, i = 0;
        Vector<float> a = Vector<float>.Zero, b = a, c = a, d = a;
        for (; i <= count - 2 * w; i += 2 * w)
        {
            Vector<uint> p = Vector.AsVectorUInt32(Vector.Load(x + i)), q = Vector.AsVectorUInt32(Vector.Load(x + i + w));
            a += Vector.AsVectorSingle(p << 16);
            b += Vector.AsVectorSingle(p & Vector.Create(0xFFFF0000));
            c += Vector.AsVectorSingle(q << 16);
            d += Vector.AsVectorSingle(q & Vector.Create(0xFFFF0000));
        }
        Vector.Widen((a + b) + (c + d), out Vector<double> low, out Vector<double> high);
        double sum = Vector.Sum(low + high);
        for (; i < count; i++) sum += BitConverter.UInt32BitsToSingle((uint)x[i] << 16);
        ((CompensatedSum*)state)->Add(sum);
    }
}
