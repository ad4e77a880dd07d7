using System;
using System.Numerics;
using Lucid.Numerics;
using Lucid.Ops.Declaration;
using Lucid.Streams;

namespace Lucid.Ops.Kernels;

/// <summary>Running sums along one dimension of a row-major tensor; reals add up in float64.</summary>
internal readonly unsafe struct RunningSumKernel(Operand x, Operand result, int dim) : IKernel, IElementVisitor
{
    public static ElementTypes Elements => ElementTypes.Number;

    public string Name => "cumsum";

    public void Run()
    {
        if (x.Count == 0) return;
        RunningSumKernel self = this;
        ElementSwitch.Run(x.DType, ref self, Name);
    }

    public void Visit<TVisitor>(ref TVisitor visitor) where TVisitor : struct, IOperandVisitor
    {
        visitor.Read(in x);
        visitor.Write(in result);
    }

    public void Real<T>() where T : unmanaged
    {
        (long outer, long size, long inner) = Extents();
        T* from = x.Pointer<T>();
        T* to = result.Pointer<T>();
        bool integer = x.DType <= DType.Int64;
        for (long o = 0; o < outer; o++)
        {
            for (long i = 0; i < inner; i++)
            {
                long at = o * size * inner + i;
                double real = 0;
                long whole = 0;
                for (long k = 0; k < size; k++, at += inner)
                {
                    if (integer) to[at] = FromInteger<T>(whole += ToInteger(from[at]));
                    else to[at] = FromReal<T>(real += ToReal(from[at]));
                }
            }
        }
    }

    public void Bool() => throw ElementSwitch.Unsupported(DType.Bool, Name);

    public void Complex<T>() where T : unmanaged
    {
        (long outer, long size, long inner) = Extents();
        T* from = x.Pointer<T>();
        T* to = result.Pointer<T>();
        for (long o = 0; o < outer; o++)
        {
            for (long i = 0; i < inner; i++)
            {
                long at = o * size * inner + i;
                Complex sum = default;
                for (long k = 0; k < size; k++, at += inner)
                {
                    sum += typeof(T) == typeof(Complex64) ? (Complex)(Complex64)(object)from[at] : (Complex)(object)from[at];
                    to[at] = typeof(T) == typeof(Complex64) ? (T)(object)(Complex64)sum : (T)(object)sum;
                }
            }
        }
    }

    private (long Outer, long Size, long Inner) Extents()
    {
        long outer = 1;
        long inner = 1;
        for (int i = 0; i < dim; i++) outer *= x.Sizes[i];
        for (int i = dim + 1; i < x.Layout.Rank; i++) inner *= x.Sizes[i];
        return (outer, x.Layout.Rank == 0 ? 1 : x.Sizes[dim], inner);
    }

    private static double ToReal<T>(T value) where T : unmanaged
    {
        if (typeof(T) == typeof(float)) return (float)(object)value;
        if (typeof(T) == typeof(double)) return (double)(object)value;
        if (typeof(T) == typeof(Half)) return (double)(Half)(object)value;
        return typeof(T) == typeof(BFloat16) ? (float)(BFloat16)(object)value : 0;
    }

    private static T FromReal<T>(double value) where T : unmanaged => ScalarElements.As<T>(value);

    private static long ToInteger<T>(T value) where T : unmanaged
    {
        if (typeof(T) == typeof(long)) return (long)(object)value;
        if (typeof(T) == typeof(int)) return (int)(object)value;
        if (typeof(T) == typeof(short)) return (short)(object)value;
        if (typeof(T) == typeof(sbyte)) return (sbyte)(object)value;
        return typeof(T) == typeof(byte) ? (byte)(object)value : 0;
    }

    private static T FromInteger<T>(long value) where T : unmanaged => ScalarElements.As<T>(value);
}
