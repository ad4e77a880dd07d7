using System;
using System.Numerics;
using System.Runtime.CompilerServices;
using Lucid.Cpu.Reduce;
using Lucid.Cpu.Simd;

namespace Lucid.Cpu.NN;

/// <summary>Mean and variance of rows of float that fit the first-level cache.</summary>
public static unsafe partial class LayerNorm
{
    /// <summary>
    /// Mean and sum of squared deviations of two rows of at least a vector, which may be the same. Side by side the two hide
    /// each other's waits for sums across lanes, divisions and roots, which take as long as the loops.
    /// </summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    private static void MomentsOfTwo(float* x, float* y, nint width, Moments* found)
    {
        nint w = Vector<float>.Count, j = 0;
        Vector<float> a0 = Vector<float>.Zero, a1 = a0, a2 = a0, a3 = a0, b0 = a0, b1 = a0, b2 = a0, b3 = a0;
        for (; j <= width - 4 * w; j += 4 * w)
        {
            a0 += Vector.Load(x + j);
            a1 += Vector.Load(x + j + w);
            a2 += Vector.Load(x + j + 2 * w);
            a3 += Vector.Load(x + j + 3 * w);
            b0 += Vector.Load(y + j);
            b1 += Vector.Load(y + j + w);
            b2 += Vector.Load(y + j + 2 * w);
            b3 += Vector.Load(y + j + 3 * w);
        }
        for (; j < width; j += w)
        {
            Vector<float> fresh = Fresh(j, width, out nint at);
            a0 += fresh & Vector.Load(x + at);
            b0 += fresh & Vector.Load(y + at);
        }
        double count = width;
        double first = MomentReducer<float>.SumOf((a0 + a1) + (a2 + a3)) / count, second = MomentReducer<float>.SumOf((b0 + b1) + (b2 + b3)) / count;
        Vector<float> c = Vector.Create((float)first), d = Vector.Create((float)second);
        a0 = a1 = a2 = a3 = b0 = b1 = b2 = b3 = Vector<float>.Zero;
        for (j = 0; j <= width - 4 * w; j += 4 * w)
        {
            a0 = Squared(Vector.Load(x + j) - c, a0);
            a1 = Squared(Vector.Load(x + j + w) - c, a1);
            a2 = Squared(Vector.Load(x + j + 2 * w) - c, a2);
            a3 = Squared(Vector.Load(x + j + 3 * w) - c, a3);
            b0 = Squared(Vector.Load(y + j) - d, b0);
            b1 = Squared(Vector.Load(y + j + w) - d, b1);
            b2 = Squared(Vector.Load(y + j + 2 * w) - d, b2);
            b3 = Squared(Vector.Load(y + j + 3 * w) - d, b3);
        }
        for (; j < width; j += w)
        {
            Vector<float> fresh = Fresh(j, width, out nint at);
            a0 = Squared(fresh & (Vector.Load(x + at) - c), a0);
            b0 = Squared(fresh & (Vector.Load(y + at) - d), b0);
        }
        // Deviations are taken from the mean as an element; what that rounding shifts is put back.
        double off = first - c[0], other = second - d[0];
        double squares = MomentReducer<float>.SumOf((a0 + a1) + (a2 + a3)), others = MomentReducer<float>.SumOf((b0 + b1) + (b2 + b3));
        found[0] = new Moments { Count = count, Mean = first, Squares = Math.Max(0, squares - off * off * count) };
        found[1] = new Moments { Count = count, Mean = second, Squares = Math.Max(0, others - other * other * count) };
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector<float> Squared(Vector<float> x, Vector<float> sum) => VectorMath.MultiplyAdd(x, x, sum);

    // Where the vector at j is read, the last one over the one before it, and the lanes that have not been seen.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector<float> Fresh(nint j, nint width, out nint at)
    {
        at = nint.Min(j, width - Vector<float>.Count);
        return Vector.GreaterThanOrEqual<float>(Vector<float>.Indices, Vector.Create((float)(j - at)));
    }
}
