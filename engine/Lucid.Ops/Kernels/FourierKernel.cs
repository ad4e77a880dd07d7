using System;
using Lucid.Cpu.Fft;
using Lucid.Streams;

namespace Lucid.Ops.Kernels;

/// <summary>Which kinds of number a Fourier transform takes and gives.</summary>
internal enum FourierKind
{
    /// <summary>Complex to complex, exponent -2πi.</summary>
    Forward,
    /// <summary>Complex to complex, exponent +2πi.</summary>
    Inverse,
    /// <summary>Real to the first half of its complex transform.</summary>
    RealToHalf,
    /// <summary>The first half of a Hermitian array to its real inverse transform.</summary>
    HalfToReal,
}

/// <summary>A Fourier transform over some dimensions; the operands' element types say the precision.</summary>
internal readonly unsafe struct FourierKernel(FourierKind kind, Operand x, Operand result, int[] axes, double factor) : IKernel
{
    public string Name => "fft";

    public void Run()
    {
        if (x.DType is DType.Float32 or DType.Complex64) Transform((float*)x.Bytes, (float*)result.Bytes);
        else Transform((double*)x.Bytes, (double*)result.Bytes);
    }

    public void Visit<TVisitor>(ref TVisitor visitor) where TVisitor : struct, IOperandVisitor
    {
        visitor.Read(in x);
        visitor.Write(in result);
    }

    private void Transform<T>(T* from, T* to) where T : unmanaged
    {
        switch (kind)
        {
            case FourierKind.RealToHalf: Fourier.RealToComplex(x.Sizes, axes, from, x.Strides, to, result.Strides, factor); break;
            case FourierKind.HalfToReal: Fourier.ComplexToReal(result.Sizes, axes, from, x.Strides, to, result.Strides, factor); break;
            default: Fourier.ComplexToComplex(x.Sizes, axes, from, x.Strides, to, result.Strides, kind == FourierKind.Inverse, factor); break;
        }
    }
}
