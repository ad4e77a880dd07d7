using Lucid.Ops.Declaration;
using Lucid.Ops.Dispatch;
using Lucid.Ops.Kernels;

namespace Lucid.Ops.Indexing;

/// <summary>The tensor with elements of src added along one dimension where index says.</summary>
[Op("scatter_add(Tensor input, int dim, Tensor index, Tensor src) -> Tensor", InPlace = true)]
internal static class ScatterAdd
{
    internal static Tensor Forward(Tensor input, long dim, Tensor index, Tensor src) => GatherDispatch.Scatter(input, dim, index, src, ScatterMode.Add, "scatter_add");

    internal static void ForwardInPlace(Tensor input, long dim, Tensor index, Tensor src) =>
        GatherDispatch.Scatter(input, dim, index, src, ScatterMode.Add, "scatter_add_", inPlace: true);

    internal static Tensor GradOfInput(Tensor grad) => grad;

    internal static Tensor GradOfSrc(Tensor grad, Layout srcLayout, long dim, Tensor index) => GatherDispatch.SourceGradient(grad, srcLayout, dim, index);
}
