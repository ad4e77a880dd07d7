using Lucid.Ops.Declaration;

namespace Lucid.Ops.Shape;

/// <summary>All elements as a vector: a view where the strides allow it.</summary>
[Op("ravel(Tensor input) -> Tensor", Composite = true, NoOut = true)]
internal static class Ravel
{
    internal static Tensor Forward(Tensor input) => input.Reshape([-1]);
}
