using Lucid.Ops.Declaration;
using Lucid.Ops.Dispatch;

namespace Lucid.Ops.Reduction;

/// <summary>The smallest element of all; NaN if there is one. Gradients are shared evenly among equals.</summary>
[Op("min(Tensor input) -> Tensor")]
internal static class Min
{
    internal static Tensor Forward(Tensor input)
    {
        if (input.Count == 0)
            throw new ShapeMismatchException("min",
                "min: Expected reduction dim to be specified for input.numel() == 0. Specify the reduction dim with the 'dim' argument.", "input");
        return TensorFunctions.Amin(input);
    }

    internal static Tensor GradOfInput(Tensor grad, Tensor input, Tensor result) => EvenGradient.Of(grad, input, result);
}
