using System;
using System.Numerics;
using Lucid.Cpu.Loops;
using Lucid.Numerics;
using Lucid.Ops.Declaration;
using Lucid.Streams;

namespace Lucid.Ops.Kernels;

/// <summary>result[..., j, ...] = source[..., index[..., j, ...], ...] along one dimension. Operands are row-major, positions checked.</summary>
internal readonly unsafe struct GatherKernel(Operand source, Operand index, Operand result, int dim) : IKernel
{
    public string Name => "gather";

    public void Run()
    {
        switch (result.DType.ItemSize())
        {
            case 1: Gather<byte>(); break;
            case 2: Gather<short>(); break;
            case 4: Gather<int>(); break;
            case 8: Gather<long>(); break;
            default: Gather<Complex>(); break;
        }
    }

    public void Visit<TVisitor>(ref TVisitor visitor) where TVisitor : struct, IOperandVisitor
    {
        visitor.Read(in source);
        visitor.Read(in index);
        visitor.Write(in result);
    }

    private void Gather<T>() where T : unmanaged
    {
        T* from = source.Pointer<T>();
        T* to = result.Pointer<T>();
        long* positions = index.Pointer<long>();
        var walk = new IndexWalk(index.Layout, source.Layout, dim, stackalloc long[Math.Max(index.Layout.Rank, 1)]);
        for (long i = 0; i < result.Count; i++)
        {
            to[i] = from[walk.Base + positions[i] * walk.Stride];
            walk.Next();
        }
    }
}

/// <summary>What a scatter does with a value that meets another.</summary>
internal enum ScatterMode : byte
{
    Write,
    Add,
    Multiply,
    Maximum,
    Minimum,
}

/// <summary>Writes elements along one dimension or joins them in, in order: deterministic, the last write wins.</summary>
internal readonly unsafe struct ScatterKernel(Operand source, Operand index, Operand result, int dim, ScatterMode mode) : IKernel, IElementVisitor
{
    public static ElementTypes Elements => ElementTypes.All;

    public string Name => mode switch { ScatterMode.Write => "scatter", ScatterMode.Add => "scatter_add", _ => "scatter_reduce" };

    public void Run()
    {
        if (index.Count == 0) return;
        ScatterKernel self = this;
        ElementSwitch.Run(result.DType, ref self, Name);
    }

    public void Visit<TVisitor>(ref TVisitor visitor) where TVisitor : struct, IOperandVisitor
    {
        visitor.Read(in source);
        visitor.Read(in index);
        visitor.Write(in result);
    }

    public void Real<T>() where T : unmanaged => Scatter<T>();

    public void Bool() => Scatter<byte>();

    public void Complex<T>() where T : unmanaged => Scatter<T>();

    private void Scatter<T>() where T : unmanaged
    {
        T* from = source.Pointer<T>();
        T* to = result.Pointer<T>();
        long* positions = index.Pointer<long>();
        bool truth = result.DType == DType.Bool;
        var walk = new IndexWalk(index.Layout, result.Layout, dim, stackalloc long[Math.Max(index.Layout.Rank, 1)]);
        for (long i = 0; i < index.Count; i++)
        {
            T* target = to + walk.Base + positions[i] * walk.Stride;
            *target = mode switch
            {
                ScatterMode.Write => from[i],
                ScatterMode.Add => Sum(*target, from[i], truth),
                _ => Join(*target, from[i], mode),
            };
            walk.Next();
        }
    }

    // Products and extremes meet in a wide type; NaN wins over every number.
    private static T Join<T>(T a, T b, ScatterMode mode) where T : unmanaged
    {
        if (typeof(T) == typeof(Complex64)) return (T)(object)(Complex64)Product((Complex)(Complex64)(object)a, (Complex)(Complex64)(object)b, mode);
        if (typeof(T) == typeof(Complex)) return (T)(object)Product((Complex)(object)a, (Complex)(object)b, mode);
        if (typeof(T) == typeof(float) || typeof(T) == typeof(double) || typeof(T) == typeof(Half) || typeof(T) == typeof(BFloat16))
        {
            double x = ElementCast.Cast<T, double>(a), y = ElementCast.Cast<T, double>(b);
            return ElementCast.Cast<double, T>(mode == ScatterMode.Multiply ? x * y : mode == ScatterMode.Maximum ? Math.Max(x, y) : Math.Min(x, y));
        }
        long p = ElementCast.Cast<T, long>(a), q = ElementCast.Cast<T, long>(b);
        return ElementCast.Cast<long, T>(mode == ScatterMode.Multiply ? unchecked(p * q) : mode == ScatterMode.Maximum ? Math.Max(p, q) : Math.Min(p, q));
    }

    private static Complex Product(Complex a, Complex b, ScatterMode mode) => mode == ScatterMode.Multiply
        ? a * b
        : throw new ArgumentValueException("scatter_reduce", "scatter_reduce: complex numbers have no order: amax and amin need real numbers", "reduce");

    private static T Sum<T>(T a, T b, bool truth) where T : unmanaged
    {
        if (typeof(T) == typeof(float)) return (T)(object)((float)(object)a + (float)(object)b);
        if (typeof(T) == typeof(double)) return (T)(object)((double)(object)a + (double)(object)b);
        if (typeof(T) == typeof(long)) return (T)(object)((long)(object)a + (long)(object)b);
        if (typeof(T) == typeof(int)) return (T)(object)((int)(object)a + (int)(object)b);
        if (typeof(T) == typeof(short)) return (T)(object)(short)((short)(object)a + (short)(object)b);
        if (typeof(T) == typeof(sbyte)) return (T)(object)(sbyte)((sbyte)(object)a + (sbyte)(object)b);
        if (typeof(T) == typeof(byte)) return (T)(object)(truth ? (byte)((byte)(object)a | (byte)(object)b) : (byte)((byte)(object)a + (byte)(object)b));
        if (typeof(T) == typeof(Half)) return (T)(object)(Half)((float)(Half)(object)a + (float)(Half)(object)b);
        if (typeof(T) == typeof(BFloat16)) return (T)(object)(BFloat16)((float)(BFloat16)(object)a + (float)(BFloat16)(object)b);
        if (typeof(T) == typeof(Complex64)) return (T)(object)(Complex64)((Complex)(Complex64)(object)a + (Complex)(Complex64)(object)b);
        return (T)(object)((Complex)(object)a + (Complex)(object)b);
    }
}

/// <summary>Walks an index tensor row-major and keeps the matching place in another tensor, the indexed dimension left out.</summary>
internal ref struct IndexWalk
{
    private readonly Layout _shape;
    private readonly Layout _target;
    private readonly int _dim;
    private readonly Span<long> _at;

    internal IndexWalk(Layout shape, Layout target, int dim, Span<long> counters)
    {
        _shape = shape;
        _target = target;
        _dim = dim;
        _at = counters;
        _at.Clear();
        Stride = target.Rank == 0 ? 1 : target.Strides[dim];
    }

    /// <summary>Place of the current position with 0 in the indexed dimension.</summary>
    internal long Base { get; private set; }

    /// <summary>Distance of neighbours along the indexed dimension.</summary>
    internal long Stride { get; }

    internal void Next()
    {
        for (int d = _shape.Rank - 1; d >= 0; d--)
        {
            long stride = d == _dim || _target.Rank == 0 ? 0 : _target.Strides[d];
            Base += stride;
            if (++_at[d] < _shape[d]) return;
            Base -= stride * _shape[d];
            _at[d] = 0;
        }
    }
}
