using System.Numerics;
using Lucid.Ops.Declaration;

namespace Lucid.Ops.Comparison;

/// <summary>True where the imaginary part is zero; everywhere for real tensors.</summary>
[Op("isreal(Tensor input) -> Tensor", Composite = true, NoOut = true)]
internal static class Isreal
{
    internal static Tensor Forward(Tensor input) => input.DType.IsComplex()
        ? input.Imag().Eq(0)
        : input.Ne(input).Fill(true);
}
