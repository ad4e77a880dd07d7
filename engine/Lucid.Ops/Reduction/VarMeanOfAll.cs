using Lucid.Ops.Declaration;

namespace Lucid.Ops.Reduction;

/// <summary>Variance and mean over all elements; unbiased divides by one less than their number.</summary>
[Op("var_mean.all(Tensor input, bool unbiased) -> (Tensor var, Tensor mean)", Composite = true, NoOut = true, Surface = OpSurface.Function)]
internal static class VarMeanOfAll
{
    internal static (Tensor Var, Tensor Mean) Forward(Tensor input, bool unbiased) => (input.Var(default, false, unbiased ? 1 : 0), input.Mean());
}
