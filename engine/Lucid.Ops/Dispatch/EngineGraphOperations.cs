using System;
using System.Runtime.CompilerServices;
using Lucid.Graph;

namespace Lucid.Ops.Dispatch;

/// <summary>The op layer's service to the graph below it.</summary>
internal sealed class EngineGraphOperations : GraphOperations
{
#pragma warning disable CA2255 // The engine must be whole before the first tensor exists, whoever loads it.
    [ModuleInitializer]
#pragma warning restore CA2255
    internal static void Install()
    {
        Current = new EngineGraphOperations();
        Gpu.Stream.GpuStream.Install();
    }

    public override Tensor Add(Tensor left, Tensor right) => left.Add(right);

    public override void AddInPlace(Tensor target, Tensor addend)
    {
        using GradMode mode = GradMode.Off();
        target.AddInPlace(addend);
    }

    public override bool HasNaN(Tensor source)
    {
        using GradMode mode = GradMode.Off();
        using TensorScope scope = TensorScope.Open();
        return source.Isnan().Any().Item().ToBool();
    }

    public override void RunTransformed(Node node, BackwardContext context) => Transforms.TransformedBackward.RunNode(node, context);

    public override Tensor Clone(Tensor source) => source.Clone();

    public override Tensor OnesLike(Tensor source)
    {
        Tensor ones = Tensor.Allocate(source.Layout, source.DType, source.DeviceType);
        Conversions.Fill(ones, 1);
        return ones;
    }

    public override Tensor Zeros(Layout layout, DType dtype, DeviceType device)
    {
        Tensor zeros = Tensor.Allocate(layout, dtype, device);
        Conversions.Fill(zeros, 0);
        return zeros;
    }

    public override Tensor AsStrided(Tensor source, ReadOnlySpan<long> sizes, ReadOnlySpan<long> strides, long offset) =>
        source.AsStrided(sizes, strides, offset);

    public override Tensor AsStridedBackward(Tensor gradient, Layout baseLayout, long baseOffset, Layout viewLayout, long viewOffset) =>
        Shape.AsStrided.GradOfInput(gradient, baseLayout, baseOffset, viewLayout.Sizes, viewLayout.Strides, viewOffset);

    public override Tensor ViewAsReal(Tensor source) => TensorFunctions.ViewAsReal(source);

    public override Tensor ViewAsComplex(Tensor source) => TensorFunctions.ViewAsComplex(source.Contiguous());

    public override void CopyInto(Tensor target, Tensor source) => target.CopyInPlace(source);

    public override Tensor Index(Tensor source, ReadOnlySpan<TensorIndex> index) => Indexing.IndexExpression.Get(source, index);

    public override void SetIndex(Tensor target, ReadOnlySpan<TensorIndex> index, Tensor value) =>
        Indexing.IndexExpression.Set(target, index, value);
}
