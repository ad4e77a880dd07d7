using Lucid.Ops.Declaration;
using Lucid.Ops.Dispatch;

namespace Lucid.Ops.LinearAlgebra;

/// <summary>Sum of products of two vectors, the first conjugated.</summary>
[Op("vdot(Tensor input, Tensor other) -> Tensor", Composite = true)]
internal static class Vdot
{
    internal static Tensor Forward(Tensor input, Tensor other)
    {
        return input.Conj().Dot(other);
    }
}
