using System;
using Lucid.Cpu.Conv;
using Lucid.Ops.Kernels;
using Lucid.Streams;

namespace Lucid.Ops.Dispatch;

/// <summary>Windows of (N, C, H, W) or (C, H, W) as columns (N, C kh kw, L), and columns added back into planes.</summary>
internal static class WindowColumnsDispatch
{
    internal static Tensor Gather(Tensor input, ReadOnlySpan<long> kernel, ReadOnlySpan<long> dilation, ReadOnlySpan<long> padding, ReadOnlySpan<long> stride)
    {
        const string op = "im2col";
        PoolingDispatch.RequireRank(input, 2, op);
        ConvolutionShape shape = Figures(input.Shape[^2..], kernel, dilation, padding, stride, op, "input");
        long channels = input.Shape[^3];
        long[] sizes = [.. input.Shape[..^3], channels * shape.Kernel.Volume, shape.Output.Volume];
        return Run(input, sizes, channels * (input.Rank == 4 ? input.Shape[0] : 1), shape, back: false, op);
    }

    internal static Tensor Add(Tensor input, ReadOnlySpan<long> size, ReadOnlySpan<long> kernel, ReadOnlySpan<long> dilation, ReadOnlySpan<long> padding,
        ReadOnlySpan<long> stride)
    {
        const string op = "col2im";
        Span<long> target = stackalloc long[2];
        ReadOnlySpan<long> extents = PoolingDispatch.Spread(size, target, op, "output_size");
        SpatialArguments.Read(extents, 2, 1, 1, op, "output_size");
        ConvolutionShape shape = Figures(extents, kernel, dilation, padding, stride, op, "output_size");
        PoolingDispatch.RequireRank(input, 1, op);
        long taps = shape.Kernel.Volume;
        if (input.Shape[^2] % taps != 0)
            throw new ShapeMismatchException(op, $"{op}: Expected size of input's dimension {input.Rank - 2} to be divisible by the product of kernel_size, but "
                + $"got input {input.Layout} and kernel_size {Layout.Format(kernel)}", "input");
        if (input.Shape[^1] != shape.Output.Volume)
            throw new ShapeMismatchException(op, $"{op}: Given output_size={Layout.Format(extents)}, kernel_size={Layout.Format(kernel)}, dilation="
                + $"{Layout.Format(dilation)}, padding={Layout.Format(padding)}, stride={Layout.Format(stride)}, expected size of input's dimension "
                + $"{input.Rank - 1} to match the calculated number of sliding blocks {shape.Output[1]} * {shape.Output[2]} = {shape.Output.Volume}, but got "
                + $"{input.Shape[^1]}", "input");
        long channels = input.Shape[^2] / taps;
        long[] sizes = [.. input.Shape[..^2], channels, .. extents];
        return Run(input, sizes, channels * (input.Rank == 3 ? input.Shape[0] : 1), shape, back: true, op);
    }

    private static Tensor Run(Tensor input, long[] sizes, long planes, ConvolutionShape shape, bool back, string op)
    {
        DType type = input.DType;
        if (type.IsComplex())
            return TensorFunctions.Complex(Run(ComplexParts.View(input, 0), sizes, planes, shape, back, op),
                Run(ComplexParts.View(input, 1), sizes, planes, shape, back, op));
        DType work = type is DType.Float16 or DType.BFloat16 or DType.Float32 or DType.Bool ? DType.Float32 : DType.Float64;
        Tensor dense = Conversions.ToContiguous(Conversions.To(input, work));
        Tensor result = Tensor.Allocate(Layout.Contiguous(sizes, op), work, input.DeviceType);
        shape = new ConvolutionShape
        {
            Images = (nint)planes, Input = shape.Input, Kernel = shape.Kernel, Output = shape.Output, Stride = shape.Stride, Padding = shape.Padding,
            Dilation = shape.Dilation,
        };
        if (result.Count > 0) CommandStream.Submit(new WindowColumnsKernel(dense.Operand, result.Operand, shape, back), input.DeviceType);
        return Conversions.To(result, type);
    }

    private static ConvolutionShape Figures(ReadOnlySpan<long> extents, ReadOnlySpan<long> kernel, ReadOnlySpan<long> dilation, ReadOnlySpan<long> padding,
        ReadOnlySpan<long> stride, string op, string argument)
    {
        Extents source = SpatialArguments.Last(extents, 2), window = SpatialArguments.Read(kernel, 2, 1, 1, op, "kernel_size");
        Extents steps = SpatialArguments.Read(stride, 2, 1, 1, op, "stride"), pads = SpatialArguments.Read(padding, 2, 0, 0, op, "padding");
        Extents spread = SpatialArguments.Read(dilation, 2, 1, 1, op, "dilation"), output = Extents.Of(1, 1, 1);
        for (int d = 1; d < 3; d++)
        {
            output[d] = ConvolutionShape.OutputExtent(source[d], window[d], steps[d], pads[d], spread[d]);
            if (output[d] < 1)
                throw new ShapeMismatchException(op, $"{op}: Given extents {Layout.Format(extents)}, kernel_size={Layout.Format(kernel)}, dilation="
                    + $"{Layout.Format(dilation)}, padding={Layout.Format(padding)}, stride={Layout.Format(stride)}, there is no sliding block, but there "
                    + "must be at least one", argument);
        }
        return new ConvolutionShape { Input = source, Kernel = window, Output = output, Stride = steps, Padding = pads, Dilation = spread };
    }
}
