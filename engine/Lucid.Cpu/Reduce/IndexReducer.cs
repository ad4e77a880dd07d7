using System;
using System.Numerics;
using System.Runtime.CompilerServices;
using Lucid.Cpu.Loops;
using Lucid.Cpu.Simd;

namespace Lucid.Cpu.Reduce;

/// <summary>An extreme element and its position; -1 before any element.</summary>
internal struct Indexed<T> where T : unmanaged
{
    internal T Value;
    internal long Index;
}

/// <summary>Which of two elements wins.</summary>
internal interface IOrder
{
    /// <summary>Lanes where x is strictly ahead of y, NaN ahead of everything but NaN.</summary>
    Vector<T> Ahead<T>(Vector<T> x, Vector<T> y) where T : unmanaged;
}

internal readonly struct Larger : IOrder
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public Vector<T> Ahead<T>(Vector<T> x, Vector<T> y) where T : unmanaged => typeof(T) == typeof(float) || typeof(T) == typeof(double)
        ? Vector.AndNot(~Vector.LessThanOrEqual(x, y), VectorMath.IsNaN(y)) : Vector.GreaterThan(x, y);
}

internal readonly struct Smaller : IOrder
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public Vector<T> Ahead<T>(Vector<T> x, Vector<T> y) where T : unmanaged => typeof(T) == typeof(float) || typeof(T) == typeof(double)
        ? Vector.AndNot(~Vector.GreaterThanOrEqual(x, y), VectorMath.IsNaN(y)) : Vector.LessThan(x, y);
}

/// <summary>First position of the largest or smallest element; T is float, double, int or long.</summary>
internal readonly unsafe struct IndexReducer<TOrder, T> : IReducer<T, Indexed<T>>
    where TOrder : unmanaged, IOrder
    where T : unmanaged
{
    private readonly struct OrderFold : IFold
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public Vector<TE> Identity<TE>() where TE : unmanaged =>
            typeof(TOrder) == typeof(Larger) ? Extremes.Lowest<TE>() : Extremes.Highest<TE>();
        [MethodImpl(MethodImplOptions.AggressiveInlining)] public Vector<TE> Map<TE>(Vector<TE> x) where TE : unmanaged => x;
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public Vector<TE> Combine<TE>(Vector<TE> x, Vector<TE> y) where TE : unmanaged =>
            typeof(TOrder) == typeof(Larger) ? VectorMath.Maximum(x, y) : VectorMath.Minimum(x, y);
    }

    public Indexed<T> Empty => new() { Value = default(OrderFold).Identity<T>()[0], Index = -1 };

    // The block's extreme first, at memory speed; its place is looked for only when it improves on what came before.
    public void Row(ref Indexed<T> state, T* x, nint count, long position)
    {
        Vector<T> best = FoldLoops.Lanes(default(OrderFold), x, count);
        Vector<T> reference = Vector.Create(state.Value);
        if (state.Index >= 0 && Vector.EqualsAll(Vector.AsVectorByte(default(TOrder).Ahead(best, reference)), Vector<byte>.Zero)) return;
        T value = best[0];
        for (int i = 1; i < Vector<T>.Count; i++)
            if (ScalarAhead(best[i], value)) value = best[i];
        Vector<T> wanted = Vector.Create(value);
        bool nan = !Vector.EqualsAll(wanted, wanted);
        nint at = 0, w = Vector<T>.Count;
        for (; at <= count - w; at += w)
        {
            Vector<T> v = Vector.Load(x + at);
            Vector<T> hit = nan ? VectorMath.IsNaN(v) : Vector.Equals(v, wanted);
            if (!Vector.EqualsAll(Vector.AsVectorByte(hit), Vector<byte>.Zero)) break;
        }
        for (; at < count; at++)
        {
            Vector<T> v = Vector.Create(x[at]);
            if (nan ? !Vector.EqualsAll(v, v) : Vector.EqualsAll(v, wanted)) break;
        }
        state.Value = value;
        state.Index = position + at;
    }

    // Rows outermost, four at a time: the input is read in order while the best so far stays in the first-level cache.
    [SkipLocalsInit]
    public void Block(Indexed<T>* states, T** rows, int count, nint width, long position)
    {
        nint w = Vector<T>.Count;
        T* best = stackalloc T[(int)width], index = stackalloc T[(int)width];
        new Span<T>(rows[0], (int)width).CopyTo(new Span<T>(best, (int)width));
        new Span<T>(index, (int)width).Clear();
        for (int r = 1; r < count; r += 4)
        {
            int four = Math.Min(4, count - r);
            for (nint j = 0; j < width; j += w)
            {
                nint n = Math.Min(w, width - j);
                Vector<T> b = Read(best + j, n), at = Read(index + j, n);
                for (int k = 0; k < four; k++)
                {
                    Vector<T> v = Read(rows[r + k] + j, n), ahead = default(TOrder).Ahead(v, b);
                    b = Vector.ConditionalSelect(ahead, v, b);
                    at = Vector.ConditionalSelect(ahead, RowNumber(r + k), at);
                }
                if (n == w)
                {
                    b.Store(best + j);
                    at.Store(index + j);
                }
                else
                {
                    VectorLoops.StoreShort(b, best + j, n);
                    VectorLoops.StoreShort(at, index + j, n);
                }
            }
        }
        for (nint j = 0; j < width; j++)
        {
            Indexed<T> candidate = new() { Value = best[j], Index = position + Number(index[j]) };
            Merge(ref states[j], candidate);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector<T> Read(T* x, nint n) => n == Vector<T>.Count ? Vector.Load(x) : VectorLoops.LoadShort(x, n, -1);

    // Row numbers travel as integer bits in lanes of the element's size.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector<T> RowNumber(int r) => sizeof(T) == 4 ? Vector.As<int, T>(Vector.Create(r)) : Vector.As<long, T>(Vector.Create((long)r));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static long Number(T index) => sizeof(T) == 4 ? *(int*)&index : *(long*)&index;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static bool ScalarAhead(T x, T y)
    {
        if (typeof(T) == typeof(int))
            return First ? Unsafe.BitCast<T, int>(x) > Unsafe.BitCast<T, int>(y) : Unsafe.BitCast<T, int>(x) < Unsafe.BitCast<T, int>(y);
        if (typeof(T) == typeof(long))
            return First ? Unsafe.BitCast<T, long>(x) > Unsafe.BitCast<T, long>(y) : Unsafe.BitCast<T, long>(x) < Unsafe.BitCast<T, long>(y);
        double a = ElementCast.Cast<T, double>(x), b = ElementCast.Cast<T, double>(y);
        return !double.IsNaN(b) && (First ? !(a <= b) : !(a >= b));
    }

    private static bool First => typeof(TOrder) == typeof(Larger);

    public void Merge(ref Indexed<T> state, in Indexed<T> later)
    {
        if (later.Index >= 0 && (state.Index < 0 || ScalarAhead(later.Value, state.Value))) state = later;
    }
}
