using System;
using System.Numerics;
using System.Runtime.CompilerServices;
using Lucid.Cpu.Loops;
using Lucid.Cpu.Reduce;
using Lucid.Cpu.Simd;
using Lucid.Cpu.Threads;
using Lucid.Memory;

namespace Lucid.Cpu.NN;

/// <summary>
/// Softmax and log-softmax over one dimension of dense arrays seen as (outer, size, inner), forward and backward.
/// T is float, double, Half or BFloat16 (computed in float). In-place calls are allowed.
/// </summary>
public static unsafe partial class Softmax
{
    private const nint PanelWidth = 128;
    private const nint Stretch = 65536;

    // Bytes of a row that stays in the first-level cache together with what becomes of it and the next two.
    private const int ShortRow = 8192;

    private struct Job
    {
        internal void* X, Y, O;
        internal nint Outer, Size, Inner, Panels;
        internal bool Log, Backward;
        internal double Largest, Total;
        internal double* Partials;
    }

    /// <summary>o = softmax(x), or its logarithm, along the middle dimension.</summary>
    public static void Forward<T>(T* x, T* o, nint outer, nint size, nint inner, bool log) where T : unmanaged
    {
        Job job = new() { X = x, O = o, Outer = outer, Size = size, Inner = inner, Log = log };
        Run<T>(&job);
    }

    /// <summary>Gradient of the input from the output y and its gradient g: (g - Σ g y) y, or g - e^y Σ g for the
    /// logarithm.</summary>
    public static void Backward<T>(T* g, T* y, T* o, nint outer, nint size, nint inner, bool log) where T : unmanaged
    {
        Job job = new() { X = g, Y = y, O = o, Outer = outer, Size = size, Inner = inner, Log = log, Backward = true };
        Run<T>(&job);
    }

    private static void Run<T>(Job* job) where T : unmanaged
    {
        if (job->Outer == 0 || job->Size == 0 || job->Inner == 0) return;
        if (typeof(T) != typeof(float) && typeof(T) != typeof(double))
        {
            Team.Run(job->Outer, Math.Max(1, 8192 / (job->Size * job->Inner)), &WidenedSlabs<T>, job);
            return;
        }
        if (job->Inner == 1 && job->Outer < 8 && job->Size >= 4 * Stretch && !job->Backward)
        {
            for (nint row = 0; row < job->Outer; row++) Long((T*)job->X + row * job->Size, (T*)job->O + row * job->Size, job->Size, job->Log);
            return;
        }
        if (job->Inner == 1 && !job->Backward && job->Size <= ShortRow / sizeof(T))
        {
            Team.Run(job->Outer, Math.Max(1, 8192 / job->Size), &Rows<T>, job);
            return;
        }
        job->Panels = job->Inner == 1 ? 1 : (job->Inner + PanelWidth - 1) / PanelWidth;
        nint perUnit = job->Size * Math.Min(job->Inner, PanelWidth);
        Team.Run(job->Outer * job->Panels, Math.Max(1, 8192 / perUnit), &Units<T>, job);
    }

    // Short rows: while one is finished the second next is fetched, and the processor has the next one's largest number to find
    // while it waits for the sum. A large result goes past the caches.
    [SkipLocalsInit]
    private static void Rows<T>(void* context, nint begin, nint end) where T : unmanaged
    {
        Job* job = (Job*)context;
        nint n = job->Size;
        bool bypass = job->O != job->X && job->Outer * n * sizeof(T) >= LoopDriver.BypassBytes && n >= 2 * Vector<T>.Count && (nint)job->O % sizeof(T) == 0;
        T* scratch = stackalloc T[ShortRow / sizeof(T)], x = (T*)job->X + begin * n, o = (T*)job->O + begin * n;
        double largest = LargestOf(x, n);
        for (nint row = begin; row < end; row++, x += n, o += n)
        {
            T* e = bypass ? scratch : o, ahead = row + 2 < end ? x + 2 * n : x;
            double shift = largest, total = Exponentials(x, job->Log ? null : e, n, shift);
            if (row + 1 < end) largest = LargestOf(x + n, n);
            if (job->Log) Finish(new Minus(shift, Math.Log(total)), x, o, n, ahead, bypass);
            else Finish(new Times(1 / total), e, o, n, ahead, bypass);
        }
    }

    private static void Units<T>(void* context, nint begin, nint end) where T : unmanaged
    {
        Job* job = (Job*)context;
        for (nint unit = begin; unit < end; unit++)
        {
            nint column = unit % job->Panels * PanelWidth, at = unit / job->Panels * job->Size * job->Inner + column;
            nint width = Math.Min(PanelWidth, job->Inner - column);
            One(job, (T*)job->X + at, (T*)job->Y + at, (T*)job->O + at, width);
        }
    }

    private static void One<T>(Job* job, T* x, T* y, T* o, nint width) where T : unmanaged
    {
        if (job->Inner == 1)
        {
            if (job->Backward) RowBackward(x, y, o, job->Size, job->Log);
            else Row(x, o, job->Size, job->Log);
        }
        else if (job->Backward) PanelBackward(x, y, o, job->Size, job->Inner, width, job->Log);
        else Panel(x, o, job->Size, job->Inner, width, job->Log);
    }

    // Half and BFloat16: one outer slab at a time in float.
    private static void WidenedSlabs<T>(void* context, nint begin, nint end) where T : unmanaged
    {
        Job* job = (Job*)context;
        nint n = job->Size * job->Inner;
        using Workspace scratch = new(2 * n * sizeof(float));
        float* a = (float*)scratch.Pointer, b = a + n;
        for (nint i = begin; i < end; i++)
        {
            DenseConvert.Run((T*)job->X + i * n, a, n);
            if (job->Backward) DenseConvert.Run((T*)job->Y + i * n, b, n);
            for (nint column = 0; column < job->Inner; column += PanelWidth)
                One(job, a + column, b + column, a + column, Math.Min(PanelWidth, job->Inner - column));
            DenseConvert.Run(a, (T*)job->O + i * n, n);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static double SumOf<T>(Vector<T> v) where T : unmanaged => ElementCast.Cast<T, double>(Vector.Sum(v));

    // NaN is passed over: it makes the sum of exponentials NaN anyhow.
    private static double LargestOf<T>(T* x, nint n) where T : unmanaged
    {
        nint w = Vector<T>.Count, i = 0;
        double largest = double.NegativeInfinity;
        if (n < w)
        {
            for (; i < n; i++) largest = Math.Max(largest, ElementCast.Cast<T, double>(x[i]));
            return largest;
        }
        Vector<T> a = Extremes.Lowest<T>(), b = a, c = a, d = a;
        for (; i <= n - 4 * w; i += 4 * w)
        {
            a = Vector.MaxNative(Vector.Load(x + i), a);
            b = Vector.MaxNative(Vector.Load(x + i + w), b);
            c = Vector.MaxNative(Vector.Load(x + i + 2 * w), c);
            d = Vector.MaxNative(Vector.Load(x + i + 3 * w), d);
        }
        for (; i < n - w; i += w) a = Vector.MaxNative(Vector.Load(x + i), a);
        b = Vector.MaxNative(Vector.Load(x + n - w), b);
        return ElementCast.Cast<T, double>(VectorMath.MaximumLane(Vector.MaxNative(Vector.MaxNative(a, b), Vector.MaxNative(c, d))));
    }

    /// <summary>Writes e^(x - shift) (or nothing when o is null) and returns the sum, in blocks of 1024 summed in double.</summary>
    private static double Exponentials<T>(T* x, T* o, nint n, double shift) where T : unmanaged
    {
        nint w = Vector<T>.Count;
        Vector<T> shiftVector = VectorMath.Constant<T>(shift), last = n < w ? Vector<T>.Zero : Vector.Load(x + n - w);
        double total = 0;
        for (nint block = 0; block < n; block += 1024)
        {
            nint end = Math.Min(n, block + 1024), i = block;
            Vector<T> a = Vector<T>.Zero, b = a;
            for (; i <= end - 2 * w; i += 2 * w)
            {
                Vector<T> p = VectorMath.ExpNotLarge(Vector.Load(x + i) - shiftVector), q = VectorMath.ExpNotLarge(Vector.Load(x + i + w) - shiftVector);
                a += p;
                b += q;
                if (o == null) continue;
                p.Store(o + i);
                q.Store(o + i + w);
            }
            total += SumOf(a + b);
            if (i == end) continue;
            // The rest of the row, short of one vector or of two: the last one overlaps its predecessor and adds what is new.
            for (; i <= end - w; i += w) total += SumOf(Step(x + i, o == null ? null : o + i, shiftVector));
            if (i == end) continue;
            if (n < w)
            {
                Vector<T> p = VectorMath.ExpNotLarge(VectorLoops.LoadShort(x, n, -1) - shiftVector);
                if (o != null) VectorLoops.StoreShort(p, o, n);
                total += SumOf(Vector.ConditionalSelect(Vector.LessThan(Vector<T>.Indices, VectorMath.Constant<T>(n)), p, Vector<T>.Zero));
                continue;
            }
            last = VectorMath.ExpNotLarge(last - shiftVector);
            if (o != null) last.Store(o + n - w);
            total += SumOf(Vector.ConditionalSelect(Vector.LessThan(Vector<T>.Indices, VectorMath.Constant<T>(w - (end - i))), Vector<T>.Zero, last));
        }
        return total;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector<T> Step<T>(T* x, T* o, Vector<T> shift) where T : unmanaged
    {
        Vector<T> e = VectorMath.ExpNotLarge(Vector.Load(x) - shift);
        if (o != null) e.Store(o);
        return e;
    }

    private readonly struct Times(double factor) : IUnaryOperator
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public Vector<T> Invoke<T>(Vector<T> x) where T : unmanaged => x * VectorMath.Constant<T>(factor);
    }

    private readonly struct Minus(double first, double second) : IUnaryOperator
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public Vector<T> Invoke<T>(Vector<T> x) where T : unmanaged => (x - VectorMath.Constant<T>(first)) - VectorMath.Constant<T>(second);
    }

    private static void Row<T>(T* x, T* o, nint n, bool log) where T : unmanaged
    {
        double largest = LargestOf(x, n), total = Exponentials(x, log ? null : o, n, largest);
        if (log) Finish(new Minus(largest, Math.Log(total)), x, o, n, x, false);
        else Finish(new Times(1 / total), o, o, n, x, false);
    }

    /// <summary>o = op(x), while the next row comes into the cache.</summary>
    private static void Finish<TOp, T>(TOp op, T* x, T* o, nint n, T* next, bool bypass)
        where TOp : unmanaged, IUnaryOperator
        where T : unmanaged
    {
        nint w = Vector<T>.Count, i = 0;
        if (n < w)
        {
            VectorLoops.Unary(op, x, o, n, false);
            return;
        }
        Vector<T> last = Vector.Load(x + n - w);
        if (bypass)
        {
            op.Invoke(Vector.Load(x)).Store(o);
            for (i = w - ((nint)o & (sizeof(Vector<T>) - 1)) / sizeof(T); i < n - w; i += w)
            {
                VectorMath.Prefetch(next + i);
                op.Invoke(Vector.Load(x + i)).StoreAlignedNonTemporal(o + i);
            }
        }
        for (; i < n - w; i += w)
        {
            VectorMath.Prefetch(next + i);
            op.Invoke(Vector.Load(x + i)).Store(o + i);
        }
        op.Invoke(last).Store(o + n - w);
    }

    private readonly struct SoftmaxGradient(double dot) : IBinaryOperator
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public Vector<T> Invoke<T>(Vector<T> g, Vector<T> y) where T : unmanaged => (g - VectorMath.Constant<T>(dot)) * y;
    }

    private readonly struct LogSoftmaxGradient(double sum) : IBinaryOperator
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public Vector<T> Invoke<T>(Vector<T> g, Vector<T> y) where T : unmanaged => g - VectorMath.Exp(y) * VectorMath.Constant<T>(sum);
    }

    private static void RowBackward<T>(T* g, T* y, T* o, nint n, bool log) where T : unmanaged
    {
        double sum = 0;
        nint w = Vector<T>.Count;
        for (nint block = 0; block < n; block += 1024)
        {
            nint end = Math.Min(n, block + 1024), i = block;
            Vector<T> a = Vector<T>.Zero;
            for (; i <= end - w; i += w) a += log ? Vector.Load(g + i) : Vector.Load(g + i) * Vector.Load(y + i);
            sum += SumOf(a);
            for (; i < end; i++) sum += ElementCast.Cast<T, double>(g[i]) * (log ? 1 : ElementCast.Cast<T, double>(y[i]));
        }
        if (log) VectorLoops.Binary(new LogSoftmaxGradient(sum), g, false, y, false, o, n, false);
        else VectorLoops.Binary(new SoftmaxGradient(sum), g, false, y, false, o, n, false);
    }
}
