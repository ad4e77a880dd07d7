using System;
using System.Numerics;
using Lucid.Cpu.Loops;
using Lucid.Numerics;
using Lucid.Ops.Declaration;
using Lucid.Streams;

namespace Lucid.Ops.Kernels;

/// <summary>Copies elements, converting their type; the source is already broadcast to the target's sizes.</summary>
internal readonly unsafe struct CopyKernel(Operand source, Operand target) : IPointwiseKernel, IElementVisitor
{
    public static ElementTypes Elements => ElementTypes.All;

    public string Name => "copy";

    public string? Expression => "{0}";

    public void Run()
    {
        if (source.DType == target.DType)
        {
            if (source.Layout.IsContiguous && target.Layout.IsContiguous && source.Count < 4096)
            {
                Buffer.MemoryCopy(source.Bytes, target.Bytes, target.Count * target.DType.ItemSize(), target.Count * target.DType.ItemSize());
                return;
            }
            switch (source.DType.ItemSize())
            {
                case 1: Same<byte>(); return;
                case 2: Same<short>(); return;
                case 4: Same<float>(); return;
                case 8: Same<double>(); return;
                default: Same<Complex>(); return;
            }
        }
        CopyKernel self = this;
        ElementSwitch.Run(source.DType, ref self, Name);
    }

    public void Visit<TVisitor>(ref TVisitor visitor) where TVisitor : struct, IOperandVisitor
    {
        visitor.Read(in source);
        visitor.Write(in target);
    }

    public void Real<T>() where T : unmanaged => From<T>();

    public void Bool() => From<bool>();

    public void Complex<T>() where T : unmanaged => From<T>();

    private void Same<T>() where T : unmanaged =>
        Copy.Strided(target.Sizes, source.Pointer<T>(), source.Strides, target.Pointer<T>(), target.Strides);

    private void From<TFrom>() where TFrom : unmanaged
    {
        switch (target.DType)
        {
            case DType.Bool: Convert<TFrom, bool>(); break;
            case DType.UInt8: Convert<TFrom, byte>(); break;
            case DType.Int8: Convert<TFrom, sbyte>(); break;
            case DType.Int16: Convert<TFrom, short>(); break;
            case DType.Int32: Convert<TFrom, int>(); break;
            case DType.Int64: Convert<TFrom, long>(); break;
            case DType.Float16: Convert<TFrom, Half>(); break;
            case DType.BFloat16: Convert<TFrom, BFloat16>(); break;
            case DType.Float32: Convert<TFrom, float>(); break;
            case DType.Float64: Convert<TFrom, double>(); break;
            case DType.Complex64: Convert<TFrom, Complex64>(); break;
            default: Convert<TFrom, Complex>(); break;
        }
    }

    private void Convert<TFrom, TTo>() where TFrom : unmanaged where TTo : unmanaged =>
        Copy.Convert(target.Sizes, source.Pointer<TFrom>(), source.Strides, target.Pointer<TTo>(), target.Strides);
}

/// <summary>Writes one number everywhere.</summary>
internal readonly unsafe struct FillKernel(Scalar value, Operand target) : IKernel
{
    public string Name => "fill";

    public void Run()
    {
        switch (target.DType)
        {
            case DType.Bool: Fill<bool>(); break;
            case DType.UInt8: Fill<byte>(); break;
            case DType.Int8: Fill<sbyte>(); break;
            case DType.Int16: Fill<short>(); break;
            case DType.Int32: Fill<int>(); break;
            case DType.Int64: Fill<long>(); break;
            case DType.Float16: Fill<Half>(); break;
            case DType.BFloat16: Fill<BFloat16>(); break;
            case DType.Float32: Fill<float>(); break;
            case DType.Float64: Fill<double>(); break;
            case DType.Complex64: Fill<Complex64>(); break;
            default: Fill<Complex>(); break;
        }
    }

    public void Visit<TVisitor>(ref TVisitor visitor) where TVisitor : struct, IOperandVisitor => visitor.Write(in target);

    private void Fill<T>() where T : unmanaged =>
        Copy.Fill(target.Sizes, ScalarElements.As<T>(value), target.Pointer<T>(), target.Strides);
}
