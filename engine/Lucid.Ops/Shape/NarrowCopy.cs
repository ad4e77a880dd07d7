using Lucid.Ops.Declaration;

namespace Lucid.Ops.Shape;

/// <summary>A copy of a range of one dimension.</summary>
[Op("narrow_copy(Tensor input, int dim, int start, int length) -> Tensor", Composite = true)]
internal static class NarrowCopy
{
    internal static Tensor Forward(Tensor input, long dim, long start, long length) => input.Narrow(dim, start, length).Clone().Contiguous();
}
