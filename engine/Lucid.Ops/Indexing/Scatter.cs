using Lucid.Ops.Declaration;
using Lucid.Ops.Dispatch;
using Lucid.Ops.Kernels;

namespace Lucid.Ops.Indexing;

/// <summary>The tensor with elements of src written along one dimension where index says; the last of several writes wins.</summary>
[Op("scatter(Tensor input, int dim, Tensor index, Tensor src) -> Tensor", InPlace = true)]
internal static class Scatter
{
    internal static Tensor Forward(Tensor input, long dim, Tensor index, Tensor src) => GatherDispatch.Scatter(input, dim, index, src, ScatterMode.Write, "scatter");

    internal static void ForwardInPlace(Tensor input, long dim, Tensor index, Tensor src) =>
        GatherDispatch.Scatter(input, dim, index, src, ScatterMode.Write, "scatter_", inPlace: true);

    internal static Tensor GradOfInput(Tensor grad, long dim, Tensor index) =>
        grad.Scatter(dim, index, TensorFunctions.Zeros(index.Shape, grad.DType, grad.Device));

    internal static Tensor GradOfSrc(Tensor grad, Layout srcLayout, long dim, Tensor index) => GatherDispatch.SourceGradient(grad, srcLayout, dim, index);
}
