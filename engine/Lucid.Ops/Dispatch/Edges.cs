using System;
using Lucid.Graph;

namespace Lucid.Ops.Dispatch;

/// <summary>Small steps that generated nodes share.</summary>
internal static class Edges
{
    internal static Edge Of(Tensor? tensor) => tensor is null ? default : tensor.GradientEdge();

    internal static Edge Of(in TensorOrScalar operand) => Of(operand.Tensor);

    internal static Edge Of(in TensorOrScalar? operand) => operand is { } given ? Of(given.Tensor) : default;

    internal static Edge[] OfAll(ReadOnlySpan<Tensor> tensors)
    {
        var edges = new Edge[tensors.Length];
        for (int i = 0; i < edges.Length; i++) edges[i] = tensors[i].GradientEdge();
        return edges;
    }

    internal static bool AnyRequiresGrad(ReadOnlySpan<Tensor> tensors)
    {
        foreach (Tensor tensor in tensors)
        {
            if (tensor.RequiresGrad) return true;
        }
        return false;
    }

    internal static SavedTensor[] SaveAll(ReadOnlySpan<Tensor> tensors)
    {
        var saved = new SavedTensor[tensors.Length];
        for (int i = 0; i < saved.Length; i++) saved[i] = SavedTensor.Input(tensors[i]);
        return saved;
    }

    internal static Layout[] LayoutsOf(ReadOnlySpan<Tensor> tensors)
    {
        var layouts = new Layout[tensors.Length];
        for (int i = 0; i < layouts.Length; i++) layouts[i] = tensors[i].Layout;
        return layouts;
    }

    internal static Tensor[] UnpackAll(SavedTensor[] saved, Node owner)
    {
        var tensors = new Tensor[saved.Length];
        for (int i = 0; i < saved.Length; i++) tensors[i] = saved[i].UnpackOptional(owner)!;
        return tensors;
    }

    internal static TensorOrScalar Unpack(in SavedTensor saved, Scalar scalar, Node owner) =>
        saved.IsAbsent && !owner.IsReleased ? scalar : saved.Unpack(owner);

    internal static TensorOrScalar? UnpackOptional(in SavedTensor saved, Scalar? scalar, Node owner)
    {
        if (!saved.IsAbsent || owner.IsReleased) return saved.Unpack(owner);
        return scalar is { } number ? (TensorOrScalar)number : default(TensorOrScalar?);
    }

    internal static void Release(ref SavedTensor saved) => saved.Release();

    internal static void Release(ref SavedTensor[] saved)
    {
        for (int i = 0; i < saved.Length; i++) saved[i].Release();
    }
}

/// <summary>What a gradient must look like: the operand's shape and type, undoing broadcasting and promotion.</summary>
internal readonly struct GradientShape(Layout layout, DType dtype)
{
    internal static GradientShape Of(Tensor? tensor) => tensor is null ? default : new(tensor.Layout, tensor.DType);

    internal static GradientShape Of(in TensorOrScalar operand) => Of(operand.Tensor);

    internal static GradientShape Of(in TensorOrScalar? operand) => operand is { } given ? Of(given.Tensor) : default;

    internal Tensor Fit(Tensor gradient)
    {
        if (!gradient.Layout.SameSizes(layout)) gradient = SumTo(gradient, layout);
        if (gradient.DType == dtype) return gradient;
        if (gradient.DType.IsComplex() && !dtype.IsComplex()) gradient = gradient.Real();
        return gradient.Convert(dtype);
    }

    /// <summary>Sums over the dimensions in which the shape was stretched.</summary>
    internal static Tensor SumTo(Tensor gradient, Layout layout)
    {
        int shift = gradient.Rank - layout.Rank;
        Span<long> dims = stackalloc long[gradient.Rank];
        int count = 0;
        for (int i = 0; i < gradient.Rank; i++)
        {
            if (i < shift || (layout[i - shift] == 1 && gradient.Layout[i] != 1)) dims[count++] = i;
        }
        Tensor sum = count > 0 ? gradient.Sum(dims[..count], keepdim: true) : gradient;
        return shift > 0 ? sum.Reshape(layout.Sizes) : sum;
    }
}

/// <summary>Shape, type and device of an output, to make zeros when no gradient reached it.</summary>
internal readonly struct OutputShape(Tensor output)
{
    private readonly Layout _layout = output.Layout;
    private readonly DType _dtype = output.DType;
    private readonly DeviceType _device = output.DeviceType;

    internal static OutputShape[] Of(Tensor[] outputs)
    {
        var shapes = new OutputShape[outputs.Length];
        for (int i = 0; i < shapes.Length; i++) shapes[i] = new OutputShape(outputs[i]);
        return shapes;
    }

    internal Tensor Gradient(BackwardContext context, int index) =>
        context.Gradient(index) ?? GraphOperations.Current.Zeros(_layout.ToContiguous(), _dtype, _device);

    internal static Tensor[] Gradients(BackwardContext context, OutputShape[] outputs)
    {
        var gradients = new Tensor[outputs.Length];
        for (int i = 0; i < gradients.Length; i++) gradients[i] = outputs[i].Gradient(context, i);
        return gradients;
    }
}
