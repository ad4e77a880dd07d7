using Lucid.Ops.Declaration;
using Lucid.Ops.Dispatch;
using Lucid.Ops.Kernels;

namespace Lucid.Ops.Scans;

/// <summary>Running sums along a dimension. Integers and bools add up in int64.</summary>
[Op("cumsum(Tensor input, int dim=-1, *, ScalarType? dtype=None) -> Tensor", Amp = AmpPolicy.Float32, InPlace = true)]
internal static class Cumsum
{
    internal static Tensor Forward(Tensor input, long dim, DType? dtype) =>
        ScanDispatch.Run(input, dim, dtype ?? (input.DType <= DType.Int64 ? DType.Int64 : input.DType), ScanKind.Sum, "cumsum");

    internal static Tensor GradOfInput(Tensor grad, DType inputDType, long dim) => ScanDispatch.ReversedSum(grad, dim).Convert(inputDType);
}
