using System;
using System.Numerics;
using Lucid.Cpu.Gemm;
using Lucid.Ops.Declaration;
using Lucid.Streams;

namespace Lucid.Ops.Kernels;

/// <summary>
/// Matrix product with an optional bias per column and activation. Operands have at least two dimensions; leading ones are
/// batches, broadcast to the result's.
/// </summary>
internal readonly unsafe struct MatrixProductKernel(Operand a, Operand b, Operand result, Operand bias, Activation activation,
    Scalar? alpha = null, Scalar? beta = null)
    : IKernel, IElementVisitor
{
    public static ElementTypes Elements => ElementTypes.Number;

    public string Name => "matmul";

    public void Run()
    {
        if (result.Count == 0) return;
        MatrixProductKernel self = this;
        ElementSwitch.Run(result.DType, ref self, Name);
    }

    public void Visit<TVisitor>(ref TVisitor visitor) where TVisitor : struct, IOperandVisitor
    {
        visitor.Read(in a);
        visitor.Read(in b);
        if (bias.Storage is not null) visitor.Read(in bias);
        visitor.Write(in result);
    }

    public void Real<T>() where T : unmanaged => Product<T>();

    public void Bool() => throw ElementSwitch.Unsupported(DType.Bool, Name);

    public void Complex<T>() where T : unmanaged => Product<T>();

    private void Product<T>() where T : unmanaged
    {
        int rank = result.Layout.Rank;
        nint m = (nint)result.Sizes[rank - 2];
        nint n = (nint)result.Sizes[rank - 1];
        nint k = (nint)a.Sizes[^1];
        var epilogue = default(Epilogue<T>);
        if (bias.Storage is not null) epilogue.Bias = bias.Pointer<T>();
        epilogue.Activation = activation;
        if (alpha is { } factor) epilogue.Alpha = factor.ToComplex();
        // beta * C: the residual has been copied into the result beforehand.
        if (beta is { } share) epilogue.Beta = share.ToComplex();
        nint ldc = (nint)result.Strides[rank - 2];
        if (rank == 2)
        {
            MatrixProduct.Run(m, n, k, a.Pointer<T>(), (nint)a.Strides[0], (nint)a.Strides[1],
                b.Pointer<T>(), (nint)b.Strides[0], (nint)b.Strides[1], result.Pointer<T>(), ldc, in epilogue);
            return;
        }
        Span<long> aBatch = stackalloc long[rank - 2];
        Span<long> bBatch = stackalloc long[rank - 2];
        BatchStrides(in a, aBatch);
        BatchStrides(in b, bBatch);
        MatrixProduct.RunBatched(result.Sizes[..(rank - 2)], m, n, k,
            a.Pointer<T>(), (nint)a.Strides[^2], (nint)a.Strides[^1], aBatch,
            b.Pointer<T>(), (nint)b.Strides[^2], (nint)b.Strides[^1], bBatch,
            result.Pointer<T>(), ldc, result.Strides[..(rank - 2)], in epilogue);
    }

    private static void BatchStrides(in Operand operand, Span<long> strides)
    {
        int shift = strides.Length - (operand.Layout.Rank - 2);
        for (int i = 0; i < strides.Length; i++)
            strides[i] = i < shift || operand.Sizes[i - shift] == 1 ? 0 : operand.Strides[i - shift];
    }
}
