using System;
using Lucid.Ops.Kernels;
using Lucid.Streams;

namespace Lucid.Ops.Dispatch;

/// <summary>Layer normalisation (J. L. Ba, J. R. Kiros, G. E. Hinton, 2016).</summary>
internal static class LayerNormDispatch
{
    internal static (Tensor Result, Tensor Mean, Tensor Rstd) Forward(Tensor input, ReadOnlySpan<long> shape, Tensor? weight, Tensor? bias, double epsilon)
    {
        int lead = Lead(input, shape, "layer_norm");
        Check(weight, input, shape, "weight", "layer_norm");
        Check(bias, input, shape, "bias", "layer_norm");
        DType type = input.DType;
        (input, weight, bias) = (Widened(input), weight is null ? null : Widened(weight), bias is null ? null : Widened(bias));
        Tensor dense = Conversions.ToContiguous(input);
        Tensor result = Tensor.Allocate(dense.Layout, input.DType, input.DeviceType);
        Layout rows = Layout.Contiguous(input.Shape[..lead]);
        Tensor mean = Tensor.Allocate(rows, input.DType, input.DeviceType);
        Tensor deviation = Tensor.Allocate(rows, input.DType, input.DeviceType);
        CommandStream.Submit(new LayerNormKernel(dense.Operand, Optional(weight), Optional(bias), result.Operand, mean.Operand,
            deviation.Operand, epsilon), input.DeviceType);
        return (Conversions.To(result, type), mean, deviation);
    }

    internal static Tensor InputGradient(Tensor gradient, Tensor input, Tensor? weight, Tensor mean, Tensor deviation, ReadOnlySpan<long> shape)
    {
        DType type = input.DType;
        if (ThreadState.Current.NeedsOps)
        {
            // To be differentiated again: dx = r (g - mean(g) - x' mean(g x')), all in ops.
            Span<long> dims = stackalloc long[shape.Length];
            (Tensor normal, Tensor reciprocal) = Rebuild(input.Convert(mean.DType), deviation, dims);
            Tensor g = gradient.Convert(mean.DType);
            if (weight is not null) g = g * weight;
            return (reciprocal * (g - g.Mean(dims, keepdim: true) - normal * (g * normal).Mean(dims, keepdim: true))).Convert(type);
        }
        (gradient, input, weight) = (Widened(gradient), Widened(input), weight is null ? null : Widened(weight));
        Tensor result = Tensor.Allocate(input.Layout, input.DType, input.DeviceType);
        CommandStream.Submit(new LayerNormBackwardKernel(Rows(gradient, shape.Length).Operand, Conversions.ToContiguous(input).Operand,
            Optional(weight), mean.Operand, deviation.Operand, result.Operand, default, default), input.DeviceType);
        return Conversions.To(result, type);
    }

    internal static Tensor WeightGradient(Tensor gradient, Tensor input, Tensor mean, Tensor deviation, Layout weight)
    {
        DType type = input.DType;
        if (ThreadState.Current.NeedsOps)
        {
            Tensor normal = Rebuild(input.Convert(mean.DType), deviation, stackalloc long[weight.Rank]).Normal;
            return GradientShape.SumTo(gradient.Convert(mean.DType) * normal, weight).Convert(type);
        }
        (gradient, input) = (Widened(gradient), Widened(input));
        Tensor result = Tensor.Allocate(weight, input.DType, input.DeviceType);
        CommandStream.Submit(new LayerNormBackwardKernel(Rows(gradient, weight.Rank).Operand, Conversions.ToContiguous(input).Operand,
            default, mean.Operand, deviation.Operand, default, result.Operand, default), input.DeviceType);
        return Conversions.To(result, type);
    }

    /// <summary>Root mean square normalisation: rows keep their mean.</summary>
    internal static Tensor RootMeanSquare(Tensor input, ReadOnlySpan<long> shape, Tensor? weight, double? epsilon)
    {
        Lead(input, shape, "rms_norm", complex: true);
        Check(weight, input, shape, "weight", "rms_norm");
        double small = epsilon ?? (input.DType is DType.Float64 or DType.Complex128 ? Math.BitIncrement(1.0) - 1 : MathF.BitIncrement(1f) - 1);
        if (input.DType.IsComplex())
        {
            Tensor standard = Standard(input, shape.ToArray(), small);
            return weight is null ? standard : standard * weight;
        }
        return TensorFunctions.RootMeanSquareNorm(weight is null ? [input] : [input, weight], shape, small).Result;
    }

    /// <summary>The kernel's pass: the result and each row's reciprocal root mean square.</summary>
    internal static (Tensor Result, Tensor Scale) RootMeanSquareForward(ReadOnlySpan<Tensor> operands, ReadOnlySpan<long> shape, double epsilon)
    {
        Tensor dense = Conversions.ToContiguous(Widened(operands[0]));
        Tensor result = Tensor.Allocate(dense.Layout, dense.DType, dense.DeviceType);
        Tensor scale = Tensor.Allocate(Layout.Contiguous(dense.Shape[..(dense.Rank - shape.Length)]), dense.DType, dense.DeviceType);
        Tensor zeros = Tensor.Allocate(scale.Layout, dense.DType, dense.DeviceType);
        CommandStream.Submit(new LayerNormKernel(dense.Operand, operands.Length > 1 ? Optional(Widened(operands[1])) : default, default, result.Operand,
            zeros.Operand, scale.Operand, epsilon, centered: false), dense.DeviceType);
        return (Conversions.To(result, operands[0].DType), scale);
    }

    /// <summary>Gradients of the input and the weight.</summary>
    internal static Tensor?[] RootMeanSquareBackward(Tensor gradient, Tensor[] operands, Tensor scale, long[] shape, double epsilon)
    {
        if (ThreadState.Current.NeedsOps)
        {
            return RecordedGradients.Of(operands, [gradient], points =>
            {
                Tensor standard = Standard(points[0].Convert(scale.DType), shape, epsilon);
                return [(points.Length > 1 ? standard * points[1] : standard).Convert(points[0].DType)];
            });
        }
        Tensor g = Rows(Widened(gradient), shape.Length), x = Conversions.ToContiguous(Widened(operands[0])), zeros = TensorFunctions.ZerosLike(scale);
        Tensor result = Tensor.Allocate(x.Layout, x.DType, x.DeviceType);
        Tensor? ofWeight = operands.Length > 1 ? Tensor.Allocate(operands[1].Layout, x.DType, x.DeviceType) : null;
        CommandStream.Submit(new LayerNormBackwardKernel(g.Operand, x.Operand, ofWeight is null ? default : Optional(Widened(operands[1])), zeros.Operand,
            scale.Operand, result.Operand, ofWeight is null ? default : ofWeight.Operand, default, centered: false), x.DeviceType);
        result = Conversions.To(result, operands[0].DType);
        return ofWeight is null ? [result] : [result, Conversions.To(ofWeight, operands[1].DType)];
    }

    private static Tensor Standard(Tensor input, long[] shape, double epsilon)
    {
        Span<long> dims = stackalloc long[shape.Length];
        for (int i = 0; i < dims.Length; i++) dims[i] = i - dims.Length;
        return input * ((input * input).Mean(dims, keepdim: true) + epsilon).Rsqrt();
    }

    // A gradient whose rows are all the same one in memory, such as a sum's, stays that row.
    private static Tensor Rows(Tensor gradient, int dims)
    {
        int lead = gradient.Rank - dims;
        for (int d = 0; d < lead; d++)
            if (gradient.Layout.Strides[d] != 0 || gradient.Count == 0) return Conversions.ToContiguous(gradient);
        for (int d = 0; d < lead; d++) gradient = gradient.Select(0, 0);
        return Conversions.ToContiguous(gradient);
    }

    // Saved means and deviations carry no graph; rebuilt from the input, they have their share in second derivatives.
    private static (Tensor Normal, Tensor Reciprocal) Rebuild(Tensor input, Tensor deviation, Span<long> dims)
    {
        for (int i = 0; i < dims.Length; i++) dims[i] = i - dims.Length;
        Tensor centered = input - input.Mean(dims, keepdim: true);
        Tensor scale = Unsqueeze(deviation, dims.Length);
        Tensor variance = (centered * centered).Mean(dims, keepdim: true);
        Tensor epsilon = (scale * scale).Reciprocal().Detach() - variance.Detach();
        Tensor reciprocal = (variance + epsilon).Rsqrt();
        return (centered * reciprocal, reciprocal);
    }

    private static Tensor Unsqueeze(Tensor rows, int count)
    {
        for (int i = 0; i < count; i++) rows = rows.Unsqueeze(-1);
        return rows;
    }

    // Dimensions before those that are normalised.
    private static int Lead(Tensor input, ReadOnlySpan<long> shape, string op, bool complex = false)
    {
        int lead = input.Rank - shape.Length;
        if (shape.IsEmpty || lead < 0 || !input.Shape[Math.Max(lead, 0)..].SequenceEqual(shape))
            throw new ShapeMismatchException(op,
                $"{op}: Given normalized_shape={Layout.Format(shape)}, expected input with shape [*, "
                + $"{Layout.Format(shape)}], but got input of size {input.Layout}", "normalized_shape", Layout.Format(shape),
                input.Layout.ToString());
        if (!input.DType.IsFloatingPoint() && !(complex && input.DType.IsComplex()))
            throw new DtypeMismatchException(op, "input", "floating point", input.DType.Name());
        return lead;
    }

    private static void Check(Tensor? parameter, Tensor input, ReadOnlySpan<long> shape, string name, string op)
    {
        if (parameter is null) return;
        if (!parameter.Shape.SequenceEqual(shape))
            throw new ShapeMismatchException(op,
                $"{op}: Expected {name} to be of same shape as normalized_shape, but got {name} of shape "
                + $"{parameter.Layout} and normalized_shape = {Layout.Format(shape)}", name);
        if (parameter.DType != input.DType)
            throw new DtypeMismatchException(op, name, $"of the same dtype as input ({input.DType.Name()})",
                parameter.DType.Name());
        if (parameter.DeviceType != input.DeviceType) throw new DeviceMismatchException(op, name, input.Device, parameter.Device);
    }

    // The kernels know float32 and float64: half types are normalised in float32.
    private static Tensor Widened(Tensor tensor) =>
        tensor.DType is DType.Float16 or DType.BFloat16 ? Conversions.To(tensor, DType.Float32) : tensor;

    private static Operand Optional(Tensor? tensor) => tensor is null ? default : Conversions.ToContiguous(tensor).Operand;
}
