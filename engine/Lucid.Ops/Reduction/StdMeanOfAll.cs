using Lucid.Ops.Declaration;

namespace Lucid.Ops.Reduction;

/// <summary>Standard deviation and mean over all elements; unbiased divides by one less than their number.</summary>
[Op("std_mean.all(Tensor input, bool unbiased) -> (Tensor std, Tensor mean)", Composite = true, NoOut = true, Surface = OpSurface.Function)]
internal static class StdMeanOfAll
{
    internal static (Tensor Std, Tensor Mean) Forward(Tensor input, bool unbiased) => (input.Std(default, false, unbiased ? 1 : 0), input.Mean());
}
