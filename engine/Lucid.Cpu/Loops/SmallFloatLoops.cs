using System;
using System.Numerics;
using System.Runtime.CompilerServices;
using Lucid.Cpu.Simd;
using Lucid.Numerics;

namespace Lucid.Cpu.Loops;

/// <summary>Half and BFloat16 elements widened, computed and narrowed in registers, for operators of few instructions.</summary>
internal static unsafe class SmallFloatLoops
{
    /// <summary>
    /// o[i] = op(x[i], y[i]) from i = at on, for whole vectors; an operand that repeats is one element. Stops at n, or before a vector
    /// that infinity, NaN or a subnormal half makes special; returns how many elements are done. Nothing in the loop is called.
    /// </summary>
    [MethodImpl(MethodImplOptions.NoInlining), SkipLocalsInit]
    internal static nint Binary<TOp, T>(TOp op, T* x, bool xRepeats, T* y, bool yRepeats, T* o, nint at, nint n)
        where TOp : unmanaged, IBinaryOperator
        where T : unmanaged
    {
        nint width = Vector<ushort>.Count, xMask = -1, yMask = -1, i = at;
        Vector<ushort> allX = Vector.Create(*(ushort*)x), allY = Vector.Create(*(ushort*)y);
        if (xRepeats)
        {
            x = (T*)&allX;
            xMask = 0;
        }
        if (yRepeats)
        {
            y = (T*)&allY;
            yMask = 0;
        }
        for (; i <= n - width; i += width)
        {
            Vector<ushort> a = Vector.Load((ushort*)x + (i & xMask)), b = Vector.Load((ushort*)y + (i & yMask));
            Vector<float> aEven, aOdd, bEven, bOdd;
            bool scaled = typeof(T) == typeof(Half) && TOp.SmallFloatLoop == SmallFloatLoop.Homogeneous;
            if (scaled)
            {
                if (SmallFloat.HasInfinite(a, b)) break;
                SmallFloat.WidenScaled(a, out aEven, out aOdd);
                SmallFloat.WidenScaled(b, out bEven, out bOdd);
            }
            else
            {
                if (typeof(T) == typeof(Half) && (SmallFloat.HasSpecial(a) || SmallFloat.HasSpecial(b))) break;
                SmallFloat.WidenUsual<T>(a, out aEven, out aOdd);
                SmallFloat.WidenUsual<T>(b, out bEven, out bOdd);
            }
            Vector<float> even = op.Invoke(aEven, bEven), odd = op.Invoke(aOdd, bOdd);
            Vector<ushort> words;
            if (typeof(T) == typeof(Half))
            {
                Vector<ushort> uppers = SmallFloat.Uppers(even, odd);
                if (scaled ? SmallFloat.HasLargeScaled(uppers) : SmallFloat.HasLarge(uppers)) break;
                words = scaled ? SmallFloat.NarrowScaled(even, odd, uppers) : SmallFloat.NarrowUsual(even, odd, uppers);
            }
            else words = SmallFloat.Narrow<T>(even, odd);
            words.Store((ushort*)o + i);
        }
        return i - at;
    }
}
