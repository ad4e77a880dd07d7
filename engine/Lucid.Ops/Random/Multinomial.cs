using Lucid.Ops.Declaration;
using Lucid.Ops.Dispatch;
using Lucid.Random;

namespace Lucid.Ops.Random;

/// <summary>Indices drawn from each row in proportion to its elements, with or without putting back.</summary>
[Op("multinomial(Tensor input, int num_samples, bool replacement=False, *, Generator? generator=None) -> Tensor")]
internal static class Multinomial
{
    internal static Tensor Forward(Tensor input, long numSamples, bool replacement, Generator? generator)
    {
        if (!input.DType.IsFloatingPoint()) throw new DtypeMismatchException("multinomial", "input", "floating point weights", input.DType.Name(),
            "Convert it with .float().");
        if (input.Rank is < 1 or > 2) throw new ShapeMismatchException("multinomial",
            $"multinomial: prob_dist must be 1 or 2 dim, but input is {input.Layout}", "input");
        long categories = input.Shape[^1];
        if (numSamples <= 0) throw new ArgumentValueException("multinomial", $"multinomial: cannot sample n_sample <= 0 samples, got {numSamples}",
            "num_samples");
        if (categories == 0) throw new ShapeMismatchException("multinomial", $"multinomial: input {input.Layout} has no categories", "input");
        if (!replacement && numSamples > categories)
            throw new ArgumentValueException("multinomial",
                $"multinomial: cannot sample n_sample > prob_dist.size(-1) samples without replacement: {numSamples} from {categories}", "num_samples");
        return CategoryDraws.Run(input, numSamples, replacement, generator);
    }
}
