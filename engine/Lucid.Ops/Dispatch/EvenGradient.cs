namespace Lucid.Ops.Dispatch;

/// <summary>The derivative of an element chosen from all: shared evenly among the elements that equal it.</summary>
internal static class EvenGradient
{
    internal static Tensor Of(Tensor grad, Tensor input, Tensor chosen)
    {
        // NaN equals nothing: a chosen NaN came from the NaN elements.
        Tensor mask = TensorFunctions.Where(chosen.Isnan(), input.Isnan(), input.Eq(chosen));
        return mask.Convert(grad.DType) * (grad / mask.Sum().Convert(grad.DType));
    }
}
