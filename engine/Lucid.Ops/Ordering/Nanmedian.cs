using Lucid.Ops.Declaration;
using Lucid.Ops.Dispatch;
using Lucid.Cpu.Sort;

namespace Lucid.Ops.Ordering;

/// <summary>The lower median of what is not NaN of all elements; NaN if there is nothing else, or no element at all.</summary>
[Op("nanmedian(Tensor input) -> Tensor", NoOut = true)]
internal static class Nanmedian
{
    internal static Tensor Forward(Tensor input)
    {
        if (input.Count > 0) return OrderDispatch.Select(input.Reshape([-1]), 0, false, SelectionKind.MedianOfNumbers, 0, "nanmedian").Values;
        Scalar nothing = input.DType.IsFloatingPoint() ? double.NaN : 0;
        return TensorFunctions.Full([], nothing, input.DType, input.Device);
    }

    internal static Tensor GradOfInput(Tensor grad, Tensor input, Tensor result) => EvenGradient.Of(grad, input, result);
}
