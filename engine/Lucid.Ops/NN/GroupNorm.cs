using Lucid.Ops.Declaration;
using Lucid.Ops.Dispatch;

namespace Lucid.Ops.NN;

/// <summary>Group normalisation (Y. Wu, K. He, 2018): groups of channels of every sample by their own statistics.</summary>
[Op("group_norm(Tensor input, int num_groups, Tensor? weight=None, Tensor? bias=None, float eps=1e-05, bool cudnn_enabled=True) -> Tensor",
    NoOut = true, Surface = OpSurface.Function, Composite = true)]
internal static class GroupNorm
{
    internal static Tensor Forward(Tensor input, long numGroups, Tensor? weight, Tensor? bias, double eps, bool cudnnEnabled)
    {
        NormalisationDispatch.Check("group_norm", input, weight, bias, null, null);
        if (numGroups <= 0)
            throw new ArgumentValueException("group_norm", $"group_norm: Expected num groups to be greater than 0, got {numGroups}", "num_groups");
        if (input.Shape[1] == 0)
            throw new ShapeMismatchException("group_norm",
                $"group_norm: Expected number of channels to be greater than 0, but input is {input.Layout}", "input");
        if (input.Shape[1] % numGroups != 0)
            throw new ArgumentValueException("group_norm",
                "group_norm: Expected number of channels in input to be divisible by num_groups, but got input of shape "
                + $"{input.Layout} and num_groups={numGroups}", "num_groups");
        return TensorFunctions.Normalise(NormalisationDispatch.Operands(input, weight, bias), null, null, numGroups, eps).Result;
    }
}
