using Lucid.Ops.Declaration;
using Lucid.Ops.Dispatch;
using Lucid.Ops.Kernels;
using Lucid.Streams;

namespace Lucid.Ops.Reduction;

/// <summary>Running sums along a dimension. Integers and bools add up in int64.</summary>
[Op("cumsum(Tensor input, int dim, *, ScalarType? dtype=None) -> Tensor", Amp = AmpPolicy.Float32, InPlace = true)]
internal static class Cumsum
{
    internal static Tensor Forward(Tensor input, long dim, DType? dtype)
    {
        int at = Dimensions.Normalize(dim, input.Rank, "cumsum");
        DType type = dtype ?? (input.DType <= DType.Int64 ? DType.Int64 : input.DType);
        Tensor dense = Conversions.ToContiguous(Conversions.To(input, type));
        Tensor result = Tensor.Allocate(dense.Layout, type, input.DeviceType);
        Launch.Submit(new RunningSumKernel(dense.Operand, result.Operand, at), type, input.DeviceType, "cumsum");
        return result;
    }

    internal static Tensor GradOfInput(Tensor grad, DType inputDType, long dim) =>
        (grad.Rank == 0 ? grad : grad.Flip([dim]).Cumsum(dim).Flip([dim])).Convert(inputDType);
}
