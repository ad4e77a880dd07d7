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
        job->Panels = job->Inner == 1 ? 1 : (job->Inner + PanelWidth - 1) / PanelWidth;
        nint perUnit = job->Size * Math.Min(job->Inner, PanelWidth);
        Team.Run(job->Outer * job->Panels, Math.Max(1, 8192 / perUnit), &Units<T>, job);
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

    private static double LargestOf<T>(T* x, nint n) where T : unmanaged
    {
        double largest = double.NegativeInfinity;
        Vector<T> v = FoldLoops.Lanes(default(MaximumFold), x, n);
        for (int i = 0; i < Vector<T>.Count; i++) largest = Math.Max(largest, ElementCast.Cast<T, double>(v[i]));
        return largest;
    }

    /// <summary>Writes e^(x - shift) (or nothing when o is null) and returns the sum, in blocks of 1024 summed in double.</summary>
    private static double Exponentials<T>(T* x, T* o, nint n, double shift) where T : unmanaged
    {
        nint w = Vector<T>.Count;
        Vector<T> shiftVector = VectorMath.Constant<T>(shift);
        double total = 0;
        for (nint block = 0; block < n; block += 1024)
        {
            nint end = Math.Min(n, block + 1024), i = block;
            Vector<T> a = Vector<T>.Zero, b = a;
            for (; i <= end - 2 * w; i += 2 * w)
            {
                Vector<T> p = VectorMath.Exp(Vector.Load(x + i) - shiftVector), q = VectorMath.Exp(Vector.Load(x + i + w) - shiftVector);
                a += p;
                b += q;
                if (o == null) continue;
                p.Store(o + i);
                q.Store(o + i + w);
            }
            total += SumOf(a + b);
            for (; i < end; i += w)
            {
                nint count = Math.Min(w, end - i);
                Vector<T> p = VectorMath.Exp(VectorLoops.LoadShort(x + i, count, -1) - shiftVector);
                for (int k = 0; k < count; k++) total += ElementCast.Cast<T, double>(p[k]);
                if (o != null) VectorLoops.StoreShort(p, o + i, count);
            }
        }
        return total;
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
        double largest = LargestOf(x, n);
        double total = Exponentials(x, log ? null : o, n, largest);
        if (log) VectorLoops.Unary(new Minus(largest, Math.Log(total)), x, o, n, false);
        else VectorLoops.Unary(new Times(1 / total), o, o, n, false);
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
        if (log) VectorLoops.BinaryAny(new LogSoftmaxGradient(sum), g, false, y, false, o, n, false);
        else VectorLoops.BinaryAny(new SoftmaxGradient(sum), g, false, y, false, o, n, false);
    }
}
