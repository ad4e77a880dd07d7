using Lucid.Ops.Declaration;
using Lucid.Ops.Dispatch;
using Lucid.Ops.Kernels;
using Lucid.Streams;

namespace Lucid.Ops.Statistics;

/// <summary>Counts of elements in equal bins between min and max, or between the extremes when both are equal.</summary>
[Op("histc(Tensor input, int bins=100, Scalar min=0, Scalar max=0) -> Tensor")]
internal static class Histc
{
    internal static Tensor Forward(Tensor input, long bins, Scalar min, Scalar max)
    {
        if (bins <= 0) throw new ArgumentValueException("histc", $"histc: bins must be > 0, but got {bins}", "bins");
        if (!input.DType.IsFloatingPoint())
            throw new NotImplementedException("histc", $"histc: not implemented for '{input.DType.Name()}'. Convert the input with .float().");
        Tensor flat = input.Reshape([-1]);
        (double low, double high) = HistogramDispatch.Range(flat, min.ToDouble(), max.ToDouble(), "histc");
        // Narrow types are placed in float32, and more bins than an int32 counts in float64.
        DType type = input.DType == DType.Float64 || bins > 1 << 30 ? DType.Float64 : DType.Float32;
        Tensor counts = Tensor.Allocate(Layout.Contiguous([bins], "histc"), DType.Int64, input.DeviceType);
        Tensor dense = Conversions.ToContiguous(flat.Convert(type));
        CommandStream.Submit(new CountKernel(dense.Operand, counts.Operand, low, high), input.DeviceType);
        return counts.Convert(input.DType);
    }
}
