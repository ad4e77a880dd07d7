using Lucid.Ops.Declaration;
using Lucid.Ops.Dispatch;

namespace Lucid.Ops.NN;

/// <summary>exp(x) divided by its sum along a dimension.</summary>
[Op("softmax(Tensor input, int? dim=None, ScalarType? dtype=None) -> Tensor", Amp = AmpPolicy.Float32)]
internal static class Softmax
{
    internal static Tensor Forward(Tensor input, long? dim, DType? dtype) => SoftmaxDispatch.Forward(input, dim, dtype, log: false);

    internal static Tensor GradOfInput(Tensor grad, Tensor result, long? dim, DType inputDType) =>
        SoftmaxDispatch.Backward(grad, result, dim, log: false).Convert(inputDType);
}
