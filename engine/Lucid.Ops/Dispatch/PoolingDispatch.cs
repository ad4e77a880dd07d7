using System;
using Lucid.Cpu.Conv;
using Lucid.Ops.Kernels;
using Lucid.Streams;

namespace Lucid.Ops.Dispatch;

/// <summary>Pooling over the last one to three dimensions of (N, C, ...) or (C, ...).</summary>
internal static class PoolingDispatch
{
    /// <summary>Maximum pooling whose positions are wanted only where a gradient may be.</summary>
    internal static Tensor Maximum(Tensor input, ReadOnlySpan<long> kernel, ReadOnlySpan<long> stride, ReadOnlySpan<long> padding,
        ReadOnlySpan<long> dilation, bool ceiling, int dims)
    {
        ReadOnlySpan<long> window = Spread(kernel, stackalloc long[dims], $"max_pool{dims}d", "kernel_size");
        ThreadState state = ThreadState.Current;
        return (state.GradEnabled && input.RequiresGrad) || state.Transforming
            ? TensorFunctions.MaxPool(input, window, stride, padding, dilation, ceiling).Result
            : Maximum(input, window, stride, padding, dilation, ceiling, positions: false).Result;
    }

    /// <summary>The same with positions (row-major within each plane), through the op that records them.</summary>
    internal static (Tensor Result, Tensor Indices) MaximumWithIndices(Tensor input, ReadOnlySpan<long> kernel, ReadOnlySpan<long> stride,
        ReadOnlySpan<long> padding, ReadOnlySpan<long> dilation, bool ceiling, int dims)
    {
        return TensorFunctions.MaxPool(input, Spread(kernel, stackalloc long[dims], $"max_pool{dims}d", "kernel_size"), stride, padding, dilation, ceiling);
    }

    /// <summary>The body of the op: as many dimensions as the kernel has numbers. The second result is the first when no positions are wanted.</summary>
    internal static (Tensor Result, Tensor Indices) Maximum(Tensor input, ReadOnlySpan<long> kernel, ReadOnlySpan<long> stride,
        ReadOnlySpan<long> padding, ReadOnlySpan<long> dilation, bool ceiling, bool positions)
    {
        string op = $"max_pool{kernel.Length}d";
        PoolingShape shape = Figures(input, kernel, stride, padding, dilation, ceiling, op);
        if (input.DType.IsComplex() || input.DType == DType.Bool) throw ElementSwitch.Unsupported(input.DType, op);
        Layout layout = Layout.Contiguous(SpatialArguments.Sizes(input.Shape[..^kernel.Length], shape.Output, kernel.Length), op);
        (Tensor result, Tensor indices) = Run(input, null, layout, shape, PoolingPass.Maximum, positions || !input.DType.IsFloatingPoint());
        return (SpatialArguments.Arranged(result, input), positions ? SpatialArguments.Arranged(indices, input) : result);
    }

    /// <summary>The greatest of each bin and where it is; samples place the bins of fractional pooling, else they are adaptive.</summary>
    internal static (Tensor Result, Tensor Indices) Bins(Tensor input, ReadOnlySpan<long> size, ReadOnlySpan<long> kernel, Tensor? samples, string op)
    {
        int dims = size.Length;
        if (!input.DType.IsFloatingPoint()) throw ElementSwitch.Unsupported(input.DType, op);
        RequireRank(input, dims, op);
        Extents output = SpatialArguments.Read(size, dims, 1, 0, op, "output_size"), window = Extents.Of(1, 1, 1), used = default;
        for (int d = 3 - dims; d < 3; d++) used[d] = 1;
        if (samples is not null)
        {
            window = SpatialArguments.Read(kernel, dims, 1, 1, op, "kernel_size");
            Extents source = SpatialArguments.Last(input.Shape, dims);
            for (int d = 0; d < 3; d++)
            {
                if (output[d] + window[d] - 1 > source[d])
                    throw new ShapeMismatchException(op, $"{op}: {Layout.Format(size)} bins of {Layout.Format(kernel)} do not fit input {input.Layout}: "
                        + "output_size + kernel_size - 1 must not exceed the input", "output_size");
            }
            long planes = input.Rank == dims + 2 ? input.Shape[0] * input.Shape[1] : input.Shape[0];
            if (samples.DType != input.DType) throw new DtypeMismatchException(op, "_random_samples", input.DType.Name(), samples.DType.Name());
            if (samples.Rank != 3 || samples.Count != planes * dims)
                throw new ShapeMismatchException(op, $"{op}: _random_samples must be (N, C, {dims}) for input {input.Layout}, but is {samples.Layout}",
                    "_random_samples");
        }
        var shape = new PoolingShape
        {
            Planes = Planes(input, dims), Input = SpatialArguments.Last(input.Shape, dims), Output = output, Window = window, Stride = used,
            Dilation = Extents.Of(1, 1, 1),
        };
        Layout layout = Layout.Contiguous(SpatialArguments.Sizes(input.Shape[..^dims], output, dims), op);
        (Tensor result, Tensor indices) = Run(input, samples, layout, shape, PoolingPass.Bins, positions: true);
        return (SpatialArguments.Arranged(result, input), SpatialArguments.Arranged(indices, input));
    }

    /// <summary>Every output's gradient added where its maximum was; size is the input's.</summary>
    internal static Tensor MaximumGradient(Tensor gradient, Tensor indices, ReadOnlySpan<long> size, long dims)
    {
        var shape = new PoolingShape
        {
            Planes = Planes(gradient, (int)dims), Input = SpatialArguments.Last(size, (int)dims), Output = SpatialArguments.Last(gradient.Shape, (int)dims),
            // No figures but these matter on the way back.
            Window = Extents.Of(1, 1, 1), Stride = Extents.Of(1, 1, 1), Dilation = Extents.Of(1, 1, 1),
        };
        DType work = Work(gradient.DType);
        Tensor result = Tensor.Allocate(Layout.Contiguous(size), work, gradient.DeviceType);
        CommandStream.Submit(new PoolingKernel(Dense(gradient, work), Conversions.ToContiguous(indices).Operand, default, result.Operand, shape,
            PoolingPass.MaximumGradient, false, 0), gradient.DeviceType);
        return Conversions.To(result, gradient.DType);
    }

    /// <summary>The mean of each window.</summary>
    internal static Tensor Average(Tensor input, ReadOnlySpan<long> kernel, ReadOnlySpan<long> stride, ReadOnlySpan<long> padding, bool ceiling,
        bool countPadding, long? divisor)
    {
        string op = $"avg_pool{kernel.Length}d";
        RequireDivisor(divisor, op);
        PoolingShape shape = Figures(input, kernel, stride, padding, [1], ceiling, op);
        if (input.DType.IsComplex() || input.DType == DType.Bool) throw ElementSwitch.Unsupported(input.DType, op);
        DType work = Work(input.DType);
        Tensor result = Tensor.Allocate(Layout.Contiguous(SpatialArguments.Sizes(input.Shape[..^kernel.Length], shape.Output, kernel.Length), op), work,
            input.DeviceType);
        if (result.Count > 0)
            CommandStream.Submit(new PoolingKernel(Dense(input, work), default, default, result.Operand, shape, PoolingPass.Average, countPadding,
                divisor ?? 0), input.DeviceType);
        return SpatialArguments.Arranged(Conversions.To(result, input.DType), input);
    }

    /// <summary>Every output's gradient spread over its window; size is the input's.</summary>
    internal static Tensor AverageGradient(Tensor gradient, ReadOnlySpan<long> size, ReadOnlySpan<long> kernel, ReadOnlySpan<long> stride,
        ReadOnlySpan<long> padding, bool ceiling, bool countPadding, long? divisor)
    {
        DType work = Work(gradient.DType);
        Tensor result = Tensor.Allocate(Layout.Contiguous(size), work, gradient.DeviceType);
        PoolingShape shape = Figures(result, kernel, stride, padding, [1], ceiling, $"avg_pool{kernel.Length}d");
        if (result.Count > 0)
            CommandStream.Submit(new PoolingKernel(Dense(gradient, work), default, default, result.Operand, shape, PoolingPass.AverageGradient,
                countPadding, divisor ?? 0), gradient.DeviceType);
        return Conversions.To(result, gradient.DType);
    }

    /// <summary>The numbers of a list, one for each dimension.</summary>
    internal static ReadOnlySpan<long> Spread(ReadOnlySpan<long> given, Span<long> target, string op, string name)
    {
        if (given.Length == target.Length) return given;
        if (given.Length != 1)
            throw new ArgumentValueException(op, $"{op}: {name} must be one integer or a tuple of {target.Length} integers, but is "
                + $"{Layout.Format(given)}", name);
        target.Fill(given[0]);
        return target;
    }

    private static (Tensor Result, Tensor Indices) Run(Tensor input, Tensor? samples, Layout layout, in PoolingShape shape, PoolingPass pass, bool positions)
    {
        DType work = Work(input.DType);
        Tensor result = Tensor.Allocate(layout, work, input.DeviceType);
        Tensor indices = positions ? Tensor.Allocate(layout, DType.Int64, input.DeviceType) : result;
        if (result.Count > 0)
            CommandStream.Submit(new PoolingKernel(Dense(input, work), positions ? indices.Operand : default,
                samples is null ? default : Dense(samples, work), result.Operand, shape, pass, false, 0), input.DeviceType);
        if (input.DType.IsFloatingPoint()) return (Conversions.To(result, input.DType), indices);
        // Integers are compared as float64, which holds them up to 2^53, and picked as they are.
        Span<long> rows = [shape.Planes, shape.Input.Volume], picked = [shape.Planes, shape.Output.Volume];
        return (input.Reshape(rows).Gather(1, indices.Reshape(picked)).Reshape(layout.Sizes), indices);
    }

    private static PoolingShape Figures(Tensor input, ReadOnlySpan<long> kernel, ReadOnlySpan<long> stride, ReadOnlySpan<long> padding,
        ReadOnlySpan<long> dilation, bool ceiling, string op)
    {
        int dims = kernel.Length;
        RequireRank(input, dims, op);
        Extents window = SpatialArguments.Read(kernel, dims, 1, 1, op, "kernel_size");
        Extents steps = stride.IsEmpty ? window : SpatialArguments.Read(stride, dims, 1, 1, op, "stride");
        Extents pads = SpatialArguments.Read(padding, dims, 0, 0, op, "padding"), spread = SpatialArguments.Read(dilation, dims, 1, 1, op, "dilation");
        Extents source = SpatialArguments.Last(input.Shape, dims), output = default;
        for (int d = 0; d < 3; d++)
        {
            if (pads[d] > window[d] / 2)
                throw new ArgumentValueException(op, $"{op}: pad should be smaller than or equal to half of kernel size, but got padding="
                    + $"{Layout.Format(padding)} and kernel_size={Layout.Format(kernel)}", "padding");
            output[d] = PoolingShape.OutputExtent(source[d], window[d], steps[d], pads[d], spread[d], ceiling);
            if (output[d] < 1)
                throw new ShapeMismatchException(op, $"{op}: input {input.Layout} with kernel_size={Layout.Format(kernel)}, padding={Layout.Format(padding)} "
                    + "gives no output: Output size is too small. Use a smaller kernel or more padding.", "input");
        }
        return new PoolingShape
        {
            Planes = Planes(input, dims), Input = source, Window = window, Output = output, Stride = steps, Padding = pads, Dilation = spread,
        };
    }

    /// <summary>Refuses inputs that are not (N, C, ...) or (C, ...) with elements in all dimensions but the batch.</summary>
    internal static void RequireRank(Tensor input, int dims, string op)
    {
        bool valid = input.Rank == dims + 1 || input.Rank == dims + 2;
        for (int i = input.Rank == dims + 2 ? 1 : 0; i < input.Rank; i++) valid &= input.Shape[i] > 0;
        if (!valid)
            throw new ShapeMismatchException(op, $"{op}: Expected {dims + 1}D or {dims + 2}D (batch mode) tensor with optional 0 dim batch size for input, but "
                + $"got: {input.Layout}", "input");
    }

    private static void RequireDivisor(long? divisor, string op)
    {
        if (divisor == 0) throw new ArgumentValueException(op, $"{op}: divisor must be not zero", "divisor_override");
    }

    private static nint Planes(Tensor input, int dims)
    {
        nint planes = 1;
        for (int i = 0; i < input.Rank - dims; i++) planes *= (nint)input.Shape[i];
        return planes;
    }

    private static DType Work(DType type) => type is DType.Float16 or DType.BFloat16 or DType.Float32 ? DType.Float32 : DType.Float64;

    private static Operand Dense(Tensor tensor, DType type) => Conversions.ToContiguous(Conversions.To(tensor, type)).Operand;
}
