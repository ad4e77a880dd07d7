using Lucid.Ops.Declaration;
using Lucid.Ops.Dispatch;

namespace Lucid.Ops.Reduction;

/// <summary>The largest element of all; NaN if there is one. Gradients are shared evenly among equals.</summary>
[Op("max(Tensor input) -> Tensor")]
internal static class Max
{
    internal static Tensor Forward(Tensor input)
    {
        if (input.Count == 0)
            throw new ShapeMismatchException("max",
                "max: Expected reduction dim to be specified for input.numel() == 0. Specify the reduction dim with the 'dim' argument.", "input");
        return TensorFunctions.Amax(input);
    }

    internal static Tensor GradOfInput(Tensor grad, Tensor input, Tensor result) => EvenGradient.Of(grad, input, result);
}
