using Lucid.Ops.Declaration;

namespace Lucid.Ops.Shape;

/// <summary>A view without any dimension of size 1.</summary>
[Op("squeeze_all(Tensor input) -> Tensor", Composite = true, NoOut = true)]
internal static class SqueezeAll
{
    internal static Tensor Forward(Tensor input) => input.Squeeze();
}
