using Lucid.Cpu.Gemm;
using Lucid.Streams;

namespace Lucid.Ops.Kernels;

/// <summary>Attention of float32 or float64 operands (batch, head, row, feature) with features contiguous.</summary>
internal readonly unsafe struct AttentionKernel(
    Operand query, Operand key, Operand value, Operand mask, Operand result, Operand logSums, bool causal, double scale) : IKernel
{
    public string Name => "attention";

    public void Run()
    {
        if (result.DType == DType.Float32) Run<float>();
        else Run<double>();
    }

    public void Visit<TVisitor>(ref TVisitor visitor) where TVisitor : struct, IOperandVisitor
    {
        visitor.Read(in query);
        visitor.Read(in key);
        visitor.Read(in value);
        if (mask.Storage is not null) visitor.Read(in mask);
        visitor.Write(in result);
        visitor.Write(in logSums);
    }

    private void Run<T>() where T : unmanaged => Attention.Forward(Shape(in query, in key, in value, in mask, in result, causal, scale), query.Pointer<T>(),
        key.Pointer<T>(), value.Pointer<T>(), mask.Storage is null ? null : mask.Pointer<T>(), result.Pointer<T>(), logSums.Pointer<T>());

    internal static AttentionShape Shape(in Operand query, in Operand key, in Operand value, in Operand mask, in Operand result,
        bool causal, double scale) => new()
        {
            Batch = (nint)query.Sizes[0], Heads = (nint)query.Sizes[1], KeyHeads = (nint)key.Sizes[1], Queries = (nint)query.Sizes[2],
            Keys = (nint)key.Sizes[2], Features = (nint)query.Sizes[3], ValueFeatures = (nint)value.Sizes[3], Causal = causal, Scale = scale,
            Query = Strides(in query), Key = Strides(in key), Value = Strides(in value), Output = Strides(in result),
            Mask = mask.Storage is null ? default
                : ((nint)mask.Strides[0], (nint)mask.Strides[1], (nint)mask.Strides[2], (nint)mask.Strides[3]),
        };

    private static (nint Batch, nint Head, nint Row) Strides(in Operand operand) =>
        ((nint)operand.Strides[0], (nint)operand.Strides[1], (nint)operand.Strides[2]);
}

/// <summary>Gradients of query, key and value.</summary>
internal readonly unsafe struct AttentionBackwardKernel(
    Operand query, Operand key, Operand value, Operand mask, Operand output, Operand logSums, Operand gradient, Operand ofQuery, Operand ofKey,
    Operand ofValue, bool causal, double scale) : IKernel
{
    public string Name => "attention_backward";

    public void Run()
    {
        if (query.DType == DType.Float32) Run<float>();
        else Run<double>();
    }

    public void Visit<TVisitor>(ref TVisitor visitor) where TVisitor : struct, IOperandVisitor
    {
        visitor.Read(in query);
        visitor.Read(in key);
        visitor.Read(in value);
        if (mask.Storage is not null) visitor.Read(in mask);
        visitor.Read(in output);
        visitor.Read(in logSums);
        visitor.Read(in gradient);
        visitor.Write(in ofQuery);
        visitor.Write(in ofKey);
        visitor.Write(in ofValue);
    }

    private void Run<T>() where T : unmanaged => Attention.Backward(
        AttentionKernel.Shape(in query, in key, in value, in mask, in output, causal, scale),
        AttentionKernel.Shape(in ofQuery, in ofKey, in ofValue, in mask, in gradient, causal, scale), query.Pointer<T>(), key.Pointer<T>(),
        value.Pointer<T>(), mask.Storage is null ? null : mask.Pointer<T>(),
        output.Pointer<T>(), logSums.Pointer<T>(), gradient.Pointer<T>(), ofQuery.Pointer<T>(), ofKey.Pointer<T>(), ofValue.Pointer<T>());
}
