using System;
using Lucid.Cpu.Conv;
using Lucid.Ops.Kernels;
using Lucid.Streams;

namespace Lucid.Ops.Dispatch;

/// <summary>
/// Convolutions (cross-correlations) of one to three spatial dimensions. Output, input and weight are one trilinear form, so each
/// pass is the derivative of the others. A transposed convolution is the pass that computes the input.
/// </summary>
internal static class ConvolutionDispatch
{
    /// <summary>Inputs with or without a batch dimension, through the op <c>convolution</c>.</summary>
    internal static Tensor Spatial(Tensor input, Tensor weight, Tensor? bias, ReadOnlySpan<long> stride, ReadOnlySpan<long> padding,
        ReadOnlySpan<long> dilation, bool transposed, ReadOnlySpan<long> outputPadding, long groups, int dims)
    {
        string op = Name(transposed, dims);
        RequireRanks(input, weight, dims, op);
        bool batched = input.Rank == dims + 2;
        Tensor result = TensorFunctions.Convolution(batched ? input : input.Unsqueeze(0), weight, bias, stride, padding, dilation, transposed,
            outputPadding, groups);
        return batched ? result : result.Select(0, 0);
    }

    /// <summary>Padding by name: "valid" is none, "same" keeps the extents; an odd total has its surplus at the end.</summary>
    internal static Tensor Padded(Tensor input, Tensor weight, Tensor? bias, ReadOnlySpan<long> stride, string padding,
        ReadOnlySpan<long> dilation, long groups, int dims)
    {
        string op = Name(false, dims);
        if (padding == "valid") return Spatial(input, weight, bias, stride, [0], dilation, false, [0], groups, dims);
        if (padding != "same")
            throw new ArgumentValueException(op, $"{op}: padding must be 'valid', 'same' or integers, but got '{padding}'", "padding");
        RequireRanks(input, weight, dims, op);
        Extents steps = SpatialArguments.Read(stride, dims, 1, 1, op, "stride"), spread = SpatialArguments.Read(dilation, dims, 1, 1, op, "dilation");
        if (steps.Volume != 1)
            throw new ArgumentValueException(op, $"{op}: padding='same' is not supported for strided convolutions, but stride is "
                + $"{Layout.Format(stride)}", "padding");
        var before = new long[dims];
        var surplus = new long[2 * dims];
        bool uneven = false;
        for (int d = 0; d < dims; d++)
        {
            long total = spread[3 - dims + d] * Math.Max(weight.Shape[d + 2] - 1, 0);
            before[d] = total / 2;
            surplus[2 * (dims - 1 - d) + 1] = total % 2;
            uneven |= total % 2 != 0;
        }
        Tensor source = uneven ? TensorFunctions.Pad(input, surplus, "constant", 0) : input;
        return Spatial(source, weight, bias, stride, before, dilation, false, [0], groups, dims);
    }

    /// <summary>The op's body: checks, extents of the result, the pass, its bias.</summary>
    internal static Tensor Forward(Tensor input, Tensor weight, Tensor? bias, ReadOnlySpan<long> stride, ReadOnlySpan<long> padding,
        ReadOnlySpan<long> dilation, bool transposed, ReadOnlySpan<long> outputPadding, long groups)
    {
        int dims = input.Rank - 2;
        if (dims is < 1 or > 3)
            throw new ShapeMismatchException("convolution", $"convolution: input must have one to three spatial dimensions behind batch and channels, "
                + $"but is {input.Layout}", "input");
        string op = Name(transposed, dims);
        RequireRanks(input, weight, dims, op);
        RequireTypes(input, weight, bias, op);
        Extents steps = SpatialArguments.Read(stride, dims, 1, 1, op, "stride"), pads = SpatialArguments.Read(padding, dims, 0, 0, op, "padding");
        Extents spread = SpatialArguments.Read(dilation, dims, 1, 1, op, "dilation");
        Extents more = SpatialArguments.Read(outputPadding, dims, 0, 0, op, "output_padding");
        RequireChannels(input, weight, bias, transposed, groups, op);
        Extents source = SpatialArguments.Last(input.Shape, dims), kernel = SpatialArguments.Last(weight.Shape, dims), extents = default;
        for (int d = 0; d < 3; d++)
        {
            if (transposed)
            {
                if (more[d] > 0 && more[d] >= steps[d] && more[d] >= spread[d])
                    throw new ArgumentValueException(op, $"{op}: output padding must be smaller than either stride or dilation, but got output_padding "
                        + $"{Layout.Format(outputPadding)}, stride {Layout.Format(stride)}, dilation {Layout.Format(dilation)}", "output_padding");
                extents[d] = (source[d] - 1) * steps[d] - 2 * pads[d] + spread[d] * (kernel[d] - 1) + more[d] + 1;
                if (extents[d] < 1)
                    throw new ShapeMismatchException(op, $"{op}: input {input.Layout} gives an empty output with weight {weight.Layout} and padding "
                        + $"{Layout.Format(padding)}. Use less padding.", "input");
                continue;
            }
            if (source[d] + 2 * pads[d] < spread[d] * (kernel[d] - 1) + 1)
                throw new ShapeMismatchException(op, $"{op}: Kernel size can't be greater than actual input size: input is {input.Layout}, weight "
                    + $"{weight.Layout}, padding {Layout.Format(padding)}, dilation {Layout.Format(dilation)}. Use more padding.", "weight");
            extents[d] = ConvolutionShape.OutputExtent(source[d], kernel[d], steps[d], pads[d], spread[d]);
        }
        long channels = transposed ? weight.Shape[1] * groups : weight.Shape[0];
        long[] sizes = SpatialArguments.Sizes([input.Shape[0], channels], extents, dims);
        var shape = ShapeOf(ConvolutionPass.Output, input.Shape, weight.Shape, sizes, steps, pads, spread, groups);
        if (!transposed && input.DType == DType.Float32 && SpatialArguments.FormatOf(input) is string format && ChannelsLastConvolution.Suits(in shape))
        {
            Layout layout = MemoryFormats.Dense(Layout.Contiguous(sizes, op), format, op);
            Tensor arranged = Tensor.AllocateDense(layout, DType.Float32, input.DeviceType, ThreadState.Current);
            if (arranged.Count > 0)
                CommandStream.Submit(new ConvolutionKernel(input.Operand, Dense(weight, DType.Float32), bias is null ? default : Dense(bias, DType.Float32),
                    arranged.Operand, shape, ConvolutionPass.ChannelsLastOutput), input.DeviceType);
            return arranged;
        }
        Tensor result = Pass(transposed ? ConvolutionPass.Input : ConvolutionPass.Output, input, weight, bias, sizes, steps, pads, spread, groups);
        return SpatialArguments.Arranged(result, input, weight);
    }

    /// <summary>One pass with the sizes of its result given; see <see cref="ConvolutionPass"/> for the operands.</summary>
    internal static Tensor Pass(ConvolutionPass pass, Tensor first, Tensor second, ReadOnlySpan<long> size, ReadOnlySpan<long> stride,
        ReadOnlySpan<long> padding, ReadOnlySpan<long> dilation, long groups)
    {
        const string op = "convolution_backward";
        int dims = size.Length - 2;
        if (dims is < 1 or > 3 || first.Rank != size.Length || second.Rank != size.Length)
            throw new ShapeMismatchException(op, $"{op}: size {Layout.Format(size)} does not fit {first.Layout} and {second.Layout}", "size");
        RequireTypes(first, second, null, op);
        return Pass(pass, first, second, null, size.ToArray(), SpatialArguments.Read(stride, dims, 1, 1, op, "stride"),
            SpatialArguments.Read(padding, dims, 0, 0, op, "padding"), SpatialArguments.Read(dilation, dims, 1, 1, op, "dilation"), groups);
    }

    private static Tensor Pass(ConvolutionPass pass, Tensor first, Tensor second, Tensor? bias, long[] size, Extents stride, Extents padding,
        Extents dilation, long groups)
    {
        DType type = first.DType;
        if (type.IsComplex()) return Complex(pass, first, second, bias, size, stride, padding, dilation, groups);
        // Half types are summed in float32, integers exactly up to 2^53 in float64.
        DType work = type is DType.Float16 or DType.BFloat16 or DType.Float32 ? DType.Float32 : DType.Float64;
        Tensor result = Tensor.Allocate(Layout.Contiguous(size, "convolution"), work, first.DeviceType);
        ConvolutionShape shape = ShapeOf(pass, first.Shape, second.Shape, size, stride, padding, dilation, groups);
        if (result.Count > 0)
            CommandStream.Submit(new ConvolutionKernel(Dense(first, work), Dense(second, work), bias is null ? default : Dense(bias, work),
                result.Operand, shape, pass), first.DeviceType);
        return type.IsFloatingPoint() || type == DType.Int64 ? Conversions.To(result, type) : Conversions.To(Conversions.To(result, DType.Int64), type);
    }

    private static ConvolutionShape ShapeOf(ConvolutionPass pass, ReadOnlySpan<long> first, ReadOnlySpan<long> second, ReadOnlySpan<long> size,
        Extents stride, Extents padding, Extents dilation, long groups)
    {
        ReadOnlySpan<long> input = pass == ConvolutionPass.Input ? size : first;
        ReadOnlySpan<long> weight = pass == ConvolutionPass.Weight ? size : second;
        ReadOnlySpan<long> output = pass == ConvolutionPass.Output ? size : pass == ConvolutionPass.Input ? first : second;
        int dims = size.Length - 2;
        return new ConvolutionShape
        {
            Images = (nint)input[0], InChannels = (nint)input[1], OutChannels = (nint)output[1], Groups = (nint)groups,
            Input = SpatialArguments.Last(input, dims), Kernel = SpatialArguments.Last(weight, dims), Output = SpatialArguments.Last(output, dims),
            Stride = stride, Padding = padding, Dilation = dilation,
        };
    }

    private static Operand Dense(Tensor tensor, DType type) => Conversions.ToContiguous(Conversions.To(tensor, type)).Operand;

    // (a + ib)(c + id): the form is linear in each operand.
    private static Tensor Complex(ConvolutionPass pass, Tensor first, Tensor second, Tensor? bias, long[] size, Extents stride, Extents padding,
        Extents dilation, long groups)
    {
        Tensor a = ComplexParts.View(first, 0), b = ComplexParts.View(first, 1), c = ComplexParts.View(second, 0), d = ComplexParts.View(second, 1);
        Tensor Real(Tensor x, Tensor y) => Pass(pass, x, y, null, size, stride, padding, dilation, groups);
        Tensor result = TensorFunctions.Complex(Real(a, c) - Real(b, d), Real(a, d) + Real(b, c));
        if (bias is null) return result;
        Span<long> sizes = stackalloc long[size.Length - 1];
        sizes.Fill(1);
        sizes[0] = bias.Count;
        return result + bias.Reshape(sizes);
    }

    private static string Name(bool transposed, int dims) => $"conv{(transposed ? "_transpose" : "")}{dims}d";

    private static void RequireRanks(Tensor input, Tensor weight, int dims, string op)
    {
        if (input.Rank != dims + 1 && input.Rank != dims + 2)
            throw new ShapeMismatchException(op, $"{op}: Expected {dims + 1}D (unbatched) or {dims + 2}D (batched) input to {op}, but got input of size: "
                + $"{input.Layout}", "input");
        if (weight.Rank != dims + 2)
            throw new ShapeMismatchException(op, $"{op}: expected a {dims + 2}-dimensional weight for {dims + 1}D or {dims + 2}D input, but got weight of "
                + $"size {weight.Layout}", "weight");
    }

    private static void RequireTypes(Tensor input, Tensor weight, Tensor? bias, string op)
    {
        if (input.DType == DType.Bool) throw new DtypeMismatchException(op, "input", "of numbers", "bool", "Convert it with .float().");
        RequireLike(weight, "weight", input, op);
        if (bias is not null) RequireLike(bias, "bias", input, op);
    }

    private static void RequireLike(Tensor tensor, string name, Tensor input, string op)
    {
        if (tensor.DType != input.DType)
            throw new DtypeMismatchException(op, name, $"of the same dtype as input ({input.DType.Name()})", tensor.DType.Name());
        if (tensor.DeviceType != input.DeviceType) throw new DeviceMismatchException(op, name, input.Device, tensor.Device);
    }

    private static void RequireChannels(Tensor input, Tensor weight, Tensor? bias, bool transposed, long groups, string op)
    {
        if (groups < 1) throw new ArgumentValueException(op, $"{op}: groups must be at least 1, but is {groups}", "groups");
        long leading = weight.Shape[0], outputs = transposed ? weight.Shape[1] * groups : leading;
        long inputs = transposed ? leading : weight.Shape[1] * groups;
        if (leading < groups || leading % groups != 0)
            throw new ShapeMismatchException(op, $"{op}: Given groups={groups}, expected weight to be divisible by {groups} at dimension 0, but got weight of "
                + $"size {weight.Layout} instead", "weight");
        if (input.Shape[1] != inputs)
            throw new ShapeMismatchException(op, $"{op}: Given groups={groups}, weight of size {weight.Layout}, expected input{input.Layout} to have {inputs} "
                + $"channels, but got {input.Shape[1]} channels instead", "input");
        if (bias is not null && (bias.Rank != 1 || bias.Shape[0] != outputs))
            throw new ShapeMismatchException(op, $"{op}: expected bias to be 1-dimensional with {outputs} elements, but got bias of size {bias.Layout} instead",
                "bias");
        if (input.Shape[1] == 0 || outputs == 0)
            throw new ShapeMismatchException(op, $"{op}: there must be channels, but input is {input.Layout} and weight {weight.Layout}", "input");
    }
}
