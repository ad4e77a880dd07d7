using Lucid.Ops.Declaration;
using Lucid.Ops.Dispatch;

namespace Lucid.Ops.NN;

/// <summary>Cross-entropy of scores and classes (indices, or probabilities of the input's shape); classes lie in dimension 1, or 0 of a vector.</summary>
[Op(
    "cross_entropy(Tensor input, Tensor target, Tensor? weight=None, str reduction='mean', int ignore_index=-100, float "
    + "label_smoothing=0.0) -> Tensor", NoOut = true, Surface = OpSurface.Function, Composite = true)]
internal static class CrossEntropy
{
    internal static Tensor Forward(Tensor input, Tensor target, Tensor? weight, string reduction, long ignoreIndex, double labelSmoothing) =>
        CrossEntropyDispatch.Loss(input, target, weight, reduction, ignoreIndex, labelSmoothing);
}
