using Lucid.Ops.Declaration;
using Lucid.Ops.Dispatch;

namespace Lucid.Ops.ComplexNumbers;

/// <summary>The real parts, as a view; real tensors are returned as they are.</summary>
[Op("real(Tensor input) -> Tensor", NoOut = true, Surface = OpSurface.Function)]
internal static class Real
{
    internal static Tensor Forward(Tensor input) => input.DType.IsComplex() ? ComplexParts.View(input, 0) : input;

    internal static Tensor GradOfInput(Tensor grad, DType inputDType) => grad.Convert(inputDType);
}
