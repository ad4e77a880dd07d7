using Lucid.Ops.Declaration;

namespace Lucid.Ops.Reduction;

/// <summary>Variance over all elements; unbiased divides by one less than their number.</summary>
[Op("var.all(Tensor input, bool unbiased) -> Tensor", Composite = true, NoOut = true)]
internal static class VarOfAll
{
    internal static Tensor Forward(Tensor input, bool unbiased) => input.Var(default, false, unbiased ? 1 : 0);
}
