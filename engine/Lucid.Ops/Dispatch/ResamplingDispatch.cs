using System;
using Lucid.Cpu.NN;
using Lucid.Ops.Kernels;
using Lucid.Streams;

namespace Lucid.Ops.Dispatch;

/// <summary>Interpolation and adaptive averages: linear maps along one axis after another.</summary>
internal static class ResamplingDispatch
{
    private const string Modes = "nearest | linear | bilinear | bicubic | trilinear | area | nearest-exact";

    /// <summary>The body of the op along one axis; floats in their type, half types through float32.</summary>
    internal static Tensor Along(Tensor input, long dim, in ResamplingAxis axis)
    {
        DType work = input.DType == DType.Float64 ? DType.Float64 : DType.Float32;
        int at = Dimensions.Normalize(dim, input.Rank, "resample");
        long outer = 1, inner = 1;
        for (int i = 0; i < at; i++) outer *= input.Shape[i];
        for (int i = at + 1; i < input.Rank; i++) inner *= input.Shape[i];
        Span<long> sizes = stackalloc long[input.Rank];
        input.Shape.CopyTo(sizes);
        sizes[at] = axis.Transposed ? axis.Inputs : axis.Outputs;
        Tensor dense = Conversions.ToContiguous(Conversions.To(input, work));
        Tensor result = Tensor.Allocate(Layout.Contiguous(sizes), work, input.DeviceType);
        if (result.Count > 0) CommandStream.Submit(new ResamplingKernel(dense.Operand, result.Operand, axis, outer, inner), input.DeviceType);
        return Conversions.To(result, input.DType);
    }

    /// <summary>The mean of each of size bins of the last dimensions.</summary>
    internal static Tensor AdaptiveAverage(Tensor input, ReadOnlySpan<long> size)
    {
        string op = $"adaptive_avg_pool{size.Length}d";
        PoolingDispatch.RequireRank(input, size.Length, op);
        if (!size.ContainsAnyExcept(1))
        {
            Span<long> all = stackalloc long[size.Length];
            for (int d = 0; d < all.Length; d++) all[d] = d - all.Length;
            return input.Mean(all, keepdim: true);
        }
        if (!input.DType.IsFloatingPoint()) throw ElementSwitch.Unsupported(input.DType, op);
        SpatialArguments.Read(size, size.Length, 1, 0, op, "output_size");
        return Resampled(input, size, [], "area", false, false);
    }

    /// <summary>PyTorch's <c>interpolate</c>: its checks, its extents, its modes.</summary>
    internal static Tensor Interpolate(Tensor input, ReadOnlySpan<long> size, ReadOnlySpan<double> scales, string mode, bool? alignCorners,
        bool? recompute, bool antialias)
    {
        const string op = "interpolate";
        int dims = input.Rank - 2;
        bool blocks = mode is "nearest" or "area" or "nearest-exact";
        if (blocks && alignCorners is not null)
            throw new ArgumentValueException(op, $"{op}: align_corners option can only be set with the interpolating modes: linear | bilinear | bicubic | "
                + $"trilinear, but mode is {mode}", "align_corners");
        RequireMode(input, mode, antialias, dims);
        if (size.IsEmpty == scales.IsEmpty)
            throw new ArgumentValueException(op, $"{op}: {(size.IsEmpty ? "either" : "only one of")} size or scale_factor should be defined", "size");
        if ((size.IsEmpty ? scales.Length : size.Length) is var count && count != 1 && count != dims)
            throw new ArgumentValueException(op, $"{op}: Input and output must have the same number of spatial dimensions, but got input {input.Layout} and "
                + $"{count} numbers for {dims} dimensions", size.IsEmpty ? "scale_factor" : "size");
        if (recompute == true && !size.IsEmpty)
            throw new ArgumentValueException(op, $"{op}: recompute_scale_factor is not meaningful with an explicit size.", "recompute_scale_factor");
        if (!input.DType.IsFloatingPoint() && (input.DType != DType.UInt8 || mode == "area" || dims > 2 && !blocks || mode == "linear"))
            throw ElementSwitch.Unsupported(input.DType, op);
        Span<long> sizes = stackalloc long[dims];
        Span<double> given = stackalloc double[dims];
        bool keeps = !scales.IsEmpty && recompute != true && mode != "area";
        for (int d = 0; d < dims; d++)
        {
            double scale = scales.IsEmpty ? 0 : scales[scales.Length == 1 ? 0 : d];
            sizes[d] = scales.IsEmpty ? size[size.Length == 1 ? 0 : d] : (long)Math.Floor(input.Shape[d + 2] * scale);
            given[d] = keeps ? scale : 0;
            if (sizes[d] < 1 || input.Shape[d + 2] < 1)
                throw new ShapeMismatchException(op, $"{op}: Input and output sizes should be greater than 0, but got input {input.Layout} and output "
                    + $"{sizes[d]} in dimension {d + 2}", "size");
        }
        if (input.Shape[1] == 0) throw new ShapeMismatchException(op, $"{op}: Non-empty {input.Rank}D data tensor expected but got {input.Layout}", "input");
        return Resampled(input, sizes, given, mode, alignCorners ?? false, antialias);
    }

    private static Tensor Resampled(Tensor input, ReadOnlySpan<long> size, ReadOnlySpan<double> scales, string mode, bool alignCorners, bool antialias)
    {
        Tensor result = input.DType is DType.Float64 ? input : input.Convert(DType.Float32);
        // As PyTorch has it, bytes are rounded after each axis, last to first. Other types shrink first to last, whole rows at a time,
        // so that little is left for the last axis; then they grow.
        bool bytes = input.DType == DType.UInt8;
        for (int step = 0; step < 2 * size.Length; step++)
        {
            int d = step < size.Length ? size.Length - step : step - size.Length + 1;
            if ((size[^d] < input.Shape[^d] && !bytes) != step < size.Length) continue;
            result = TensorFunctions.ResampleAxis(result, -d, input.Shape[^d], size[^d], mode, alignCorners, scales.IsEmpty ? 0 : scales[^d], antialias, false);
            if (bytes) result = (result + 0.5).Floor().Clamp(0, 255);
        }
        result = result.Convert(input.DType);
        return input.Rank is 4 or 5 && !input.IsContiguous && size.Length == input.Rank - 2 && SpatialArguments.FormatOf(input) is { } format
            ? result.Contiguous(format) : result;
    }

    internal static ResamplingMode Parse(string mode) => mode switch
    {
        "nearest" => ResamplingMode.Nearest,
        "nearest-exact" => ResamplingMode.NearestExact,
        "area" => ResamplingMode.Area,
        "bicubic" => ResamplingMode.Cubic,
        _ => ResamplingMode.Linear,
    };

    private static void RequireMode(Tensor input, string mode, bool antialias, int dims)
    {
        const string op = "interpolate";
        int needed = mode switch { "linear" => 1, "bilinear" or "bicubic" => 2, "trilinear" => 3, "nearest" or "area" or "nearest-exact" => dims, _ => 0 };
        if (dims is < 1 or > 3 || needed != dims)
            throw new NotImplementedException(op, needed is > 0 and < 4 && dims is >= 1 and <= 3
                ? $"{op}: Got {input.Rank}D input, but {mode} mode needs {needed + 2}D input"
                : $"{op}: Input Error: Only 3D, 4D and 5D input Tensors supported (got {input.Rank}D) for the modes: {Modes} (got {mode})");
        if (antialias && mode is not ("bilinear" or "bicubic"))
            throw new ArgumentValueException(op, $"{op}: Anti-alias option is restricted to bilinear and bicubic modes and requires a 4-D tensor as input, but "
                + $"mode is {mode}", "antialias");
    }
}
