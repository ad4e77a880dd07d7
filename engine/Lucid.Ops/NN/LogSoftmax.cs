using Lucid.Ops.Declaration;
using Lucid.Ops.Dispatch;

namespace Lucid.Ops.NN;

/// <summary>The logarithm of softmax, computed without overflow.</summary>
[Op("log_softmax(Tensor input, int? dim=None, ScalarType? dtype=None) -> Tensor", Amp = AmpPolicy.Float32)]
internal static class LogSoftmax
{
    internal static Tensor Forward(Tensor input, long? dim, DType? dtype) => SoftmaxDispatch.Forward(input, dim, dtype, log: true);

    internal static Tensor GradOfInput(Tensor grad, Tensor result, long? dim, DType inputDType) =>
        SoftmaxDispatch.Backward(grad, result, dim, log: true).Convert(inputDType);
}
