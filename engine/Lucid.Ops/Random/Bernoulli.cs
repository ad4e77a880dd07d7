using Lucid.Graph;
using Lucid.Ops.Declaration;
using Lucid.Ops.Dispatch;
using Lucid.Ops.Kernels;
using Lucid.Random;

namespace Lucid.Ops.Random;

/// <summary>1 with the probability that each element gives, else 0.</summary>
[Op("bernoulli(Tensor input, *, Generator? generator=None) -> Tensor")]
internal static class Bernoulli
{
    internal static Tensor Forward(Tensor input, Generator? generator)
    {
        if (!input.DType.IsFloatingPoint()) throw new DtypeMismatchException("bernoulli", "input", "floating point probabilities", input.DType.Name());
        using (GradMode.Off())
        {
            if (input.Ge(0).LogicalAnd(input.Le(1)).All().Item().ToBool() is false)
                throw new ArgumentValueException("bernoulli", "bernoulli: Expected p_in >= 0 && p_in <= 1 for every element", "input");
            Tensor draw = RandomDispatch.Floating(RandomKind.Uniform, input.Layout, DType.Float64, input.Device, generator, false, "bernoulli");
            return draw.Lt(input).Convert(input.DType);
        }
    }
}
