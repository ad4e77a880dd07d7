using System;
using System.Numerics;
using Lucid.Cpu.Simd;
using Lucid.Numerics;
using Lucid.Ops.Declaration;
using Lucid.Streams;
using PointwiseLoops = Lucid.Cpu.Loops.Pointwise;

namespace Lucid.Ops.Kernels;

/// <summary>An op of one operand over whole tensors.</summary>
internal readonly unsafe struct UnaryKernel<TOp>(TOp op, Operand x, Operand result, string name) : IPointwiseKernel, IElementVisitor
    where TOp : unmanaged, IUnaryPointwise
{
    public static ElementTypes Elements => TOp.Elements;

    public string Name => name;

    public string? Expression => TOp.Expression.Length > 0 ? TOp.Expression : null;

    public void Run()
    {
        UnaryKernel<TOp> self = this;
        ElementSwitch.Run(x.DType, ref self, name);
    }

    public void Visit<TVisitor>(ref TVisitor visitor) where TVisitor : struct, IOperandVisitor
    {
        visitor.Read(in x);
        visitor.Write(in result);
    }

    public void Real<T>() where T : unmanaged
    {
        if (x.Layout.IsContiguous && result.Layout.IsContiguous)
            PointwiseLoops.UnaryContiguous(op, x.Pointer<T>(), result.Pointer<T>(), (nint)x.Count);
        else
            PointwiseLoops.Unary(op, result.Sizes, x.Pointer<T>(), x.Strides, result.Pointer<T>(), result.Strides);
    }

    public void Bool() =>
        PointwiseLoops.Unary(new TruthUnary<TOp>(op), result.Sizes, x.Pointer<byte>(), x.Strides, result.Pointer<byte>(), result.Strides);

    public void Complex<T>() where T : unmanaged
    {
        if (!TOp.RealOfComplex)
        {
            PointwiseLoops.UnaryComplex(op, result.Sizes, x.Pointer<T>(), x.Strides, result.Pointer<T>(), result.Strides);
            return;
        }
        var real = new RealPart<TOp>(op);
        if (result.DType == DType.Float32) PointwiseLoops.ComplexToReal(real, result.Sizes, x.Pointer<T>(), x.Strides, result.Pointer<float>(), result.Strides);
        else PointwiseLoops.ComplexToReal(real, result.Sizes, x.Pointer<T>(), x.Strides, result.Pointer<double>(), result.Strides);
    }
}

/// <summary>The real part of a function of one complex number.</summary>
internal readonly struct RealPart<TOp>(TOp op) : IComplexToRealOperator where TOp : unmanaged, IUnaryPointwise
{
    public double Invoke(Complex x) => op.Invoke(x).Real;
}

/// <summary>An op of two operands over whole tensors, already broadcast to the result's sizes.</summary>
internal readonly unsafe struct BinaryKernel<TOp>(TOp op, Operand x, Operand y, Operand result, string name) : IPointwiseKernel, IElementVisitor
    where TOp : unmanaged, IBinaryPointwise
{
    public static ElementTypes Elements => TOp.Elements;

    public string Name => name;

    public string? Expression => TOp.Expression.Length > 0 ? TOp.Expression : null;

    public void Run()
    {
        BinaryKernel<TOp> self = this;
        ElementSwitch.Run(x.DType, ref self, name);
    }

    public void Visit<TVisitor>(ref TVisitor visitor) where TVisitor : struct, IOperandVisitor
    {
        visitor.Read(in x);
        visitor.Read(in y);
        visitor.Write(in result);
    }

    public void Real<T>() where T : unmanaged
    {
        if (x.Layout.IsContiguous && y.Layout.IsContiguous && result.Layout.IsContiguous)
            PointwiseLoops.BinaryContiguous(op, x.Pointer<T>(), y.Pointer<T>(), result.Pointer<T>(), (nint)result.Count);
        else
            PointwiseLoops.Binary(op, result.Sizes, x.Pointer<T>(), x.Strides, y.Pointer<T>(), y.Strides, result.Pointer<T>(), result.Strides);
    }

    public void Bool() => PointwiseLoops.Binary(new TruthBinary<TOp>(op), result.Sizes, x.Pointer<byte>(), x.Strides,
        y.Pointer<byte>(), y.Strides, result.Pointer<byte>(), result.Strides);

    public void Complex<T>() where T : unmanaged => PointwiseLoops.BinaryComplex(op, result.Sizes, x.Pointer<T>(), x.Strides,
        y.Pointer<T>(), y.Strides, result.Pointer<T>(), result.Strides);
}

/// <summary>An op of a tensor and a number.</summary>
internal readonly unsafe struct BinaryScalarKernel<TOp>(TOp op, Operand x, Scalar number, bool numberFirst, Operand result, string name)
    : IPointwiseKernel, IElementVisitor
    where TOp : unmanaged, IBinaryPointwise
{
    public static ElementTypes Elements => TOp.Elements;

    public string Name => name;

    public string? Expression => TOp.Expression.Length > 0
        ? TOp.Expression.Replace(numberFirst ? "{0}" : "{1}", number.ToString(), StringComparison.Ordinal).Replace("{1}", "{0}", StringComparison.Ordinal)
        : null;

    public void Run()
    {
        BinaryScalarKernel<TOp> self = this;
        ElementSwitch.Run(x.DType, ref self, name);
    }

    public void Visit<TVisitor>(ref TVisitor visitor) where TVisitor : struct, IOperandVisitor
    {
        visitor.Read(in x);
        visitor.Write(in result);
    }

    public void Real<T>() where T : unmanaged
    {
        // Half types compute in float32 and the number keeps that precision, as in PyTorch; the loop widens it with the rest.
        T element = ScalarElements.As<T>(number);
        if (x.Layout.IsContiguous && result.Layout.IsContiguous)
            PointwiseLoops.BinaryNumberContiguous(op, x.Pointer<T>(), element, numberFirst, result.Pointer<T>(), (nint)result.Count);
        else
            PointwiseLoops.BinaryNumber(op, result.Sizes, x.Pointer<T>(), x.Strides, element, numberFirst, result.Pointer<T>(), result.Strides);
    }

    public void Bool()
    {
        byte element = number.ToBool() ? (byte)1 : (byte)0;
        PointwiseLoops.BinaryNumber(new TruthBinary<TOp>(op), result.Sizes, x.Pointer<byte>(), x.Strides, element, numberFirst,
            result.Pointer<byte>(), result.Strides);
    }

    public void Complex<T>() where T : unmanaged
    {
        PointwiseLoops.BinaryNumberComplex(op, result.Sizes, x.Pointer<T>(), x.Strides, ScalarElements.As<T>(number), numberFirst,
            result.Pointer<T>(), result.Strides);
    }
}

/// <summary>A comparison over whole tensors, already broadcast; a number operand has rank 0 strides.</summary>
internal readonly unsafe struct CompareKernel<TOp>(TOp op, Operand x, Operand y, Scalar number, bool hasNumber, Operand result, string name)
    : IPointwiseKernel, IElementVisitor
    where TOp : unmanaged, IComparisonPointwise
{
    public static ElementTypes Elements => TOp.Elements;

    public string Name => name;

    public string? Expression => hasNumber || TOp.Expression.Length == 0 ? null : TOp.Expression;

    public void Run()
    {
        CompareKernel<TOp> self = this;
        ElementSwitch.Run(x.DType, ref self, name);
    }

    public void Visit<TVisitor>(ref TVisitor visitor) where TVisitor : struct, IOperandVisitor
    {
        visitor.Read(in x);
        if (!hasNumber) visitor.Read(in y);
        visitor.Write(in result);
    }

    public void Real<T>() where T : unmanaged => Compare<T>();

    public void Bool() => Compare<byte>();

    public void Complex<T>() where T : unmanaged
    {
        T element = hasNumber ? ScalarElements.As<T>(number) : default;
        Span<long> zeros = stackalloc long[result.Layout.Rank];
        zeros.Clear();
        PointwiseLoops.CompareComplex(op, result.Sizes, x.Pointer<T>(), x.Strides, hasNumber ? &element : y.Pointer<T>(),
            hasNumber ? zeros : y.Strides, result.Pointer<byte>(), result.Strides);
    }

    private void Compare<T>() where T : unmanaged
    {
        T element = hasNumber ? ScalarElements.As<T>(number) : default;
        Span<long> zeros = stackalloc long[result.Layout.Rank];
        zeros.Clear();
        PointwiseLoops.Compare(op, result.Sizes, x.Pointer<T>(), x.Strides, hasNumber ? &element : y.Pointer<T>(),
            hasNumber ? zeros : y.Strides, result.Pointer<byte>(), result.Strides);
    }
}

/// <summary>An op of three operands over whole tensors, already broadcast.</summary>
internal readonly unsafe struct TernaryKernel<TOp>(TOp op, Operand x, Operand y, Operand z, Operand result, string name) : IPointwiseKernel, IElementVisitor
    where TOp : unmanaged, ITernaryPointwise
{
    public static ElementTypes Elements => TOp.Elements;

    public string Name => name;

    public string? Expression => TOp.Expression.Length > 0 ? TOp.Expression : null;

    public void Run()
    {
        TernaryKernel<TOp> self = this;
        ElementSwitch.Run(x.DType, ref self, name);
    }

    public void Visit<TVisitor>(ref TVisitor visitor) where TVisitor : struct, IOperandVisitor
    {
        visitor.Read(in x);
        visitor.Read(in y);
        visitor.Read(in z);
        visitor.Write(in result);
    }

    public void Real<T>() where T : unmanaged => PointwiseLoops.Ternary(op, result.Sizes, x.Pointer<T>(), x.Strides,
        y.Pointer<T>(), y.Strides, z.Pointer<T>(), z.Strides, result.Pointer<T>(), result.Strides);

    public void Bool() => throw ElementSwitch.Unsupported(DType.Bool, name);

    public void Complex<T>() where T : unmanaged => PointwiseLoops.TernaryComplex(op, result.Sizes, x.Pointer<T>(), x.Strides,
        y.Pointer<T>(), y.Strides, z.Pointer<T>(), z.Strides, result.Pointer<T>(), result.Strides);
}

/// <summary>An arithmetic op on truth values: computed on bytes, anything but zero is true.</summary>
internal readonly struct TruthBinary<TOp>(TOp op) : IBinaryOperator where TOp : unmanaged, IBinaryPointwise
{
    public Vector<T> Invoke<T>(Vector<T> x, Vector<T> y) where T : unmanaged => Vector.Min(op.Invoke(x, y), Vector<T>.One);
}

/// <summary>An op on one truth value.</summary>
internal readonly struct TruthUnary<TOp>(TOp op) : IUnaryOperator where TOp : unmanaged, IUnaryPointwise
{
    public Vector<T> Invoke<T>(Vector<T> x) where T : unmanaged => Vector.Min(op.Invoke(x), Vector<T>.One);
}
