using System;
using Lucid.Cpu.NN;
using Lucid.Ops.Kernels;
using Lucid.Streams;

namespace Lucid.Ops.Dispatch;

/// <summary>Batch, group and instance normalisation; 0 groups stand for the whole batch.</summary>
internal static class NormalisationDispatch
{
    // The kernels know float32 and float64: half types are normalised in float32.
    private static DType Type(Tensor input) => input.DType == DType.Float64 ? DType.Float64 : DType.Float32;

    /// <summary>The normalised input and the statistics used: the given ones, or each unit's own.</summary>
    internal static (Tensor Result, Tensor Mean, Tensor Variance) Forward(
        ReadOnlySpan<Tensor> operands, Tensor? runningMean, Tensor? runningVariance, long groups, double epsilon)
    {
        Tensor input = operands[0];
        DType type = Type(input);
        Tensor x = Conversions.To(input, type);
        NormalisationShape shape = ShapeOf(ref x, groups);
        Tensor result = Tensor.AllocateDense(x.Layout, type, input.DeviceType, ThreadState.Current);
        bool measured = runningMean is not null;
        Layout rows = groups == 0 ? Layout.Contiguous([input.Shape[1]]) : Layout.Contiguous([input.Shape[0], groups]);
        Tensor mean = measured ? Dense(runningMean!, type) : Tensor.Allocate(rows, type, input.DeviceType);
        Tensor variance = measured ? Dense(runningVariance!, type) : Tensor.Allocate(rows, type, input.DeviceType);
        CommandStream.Submit(new NormaliseKernel(shape, x.Operand, Parameter(operands, 1, type), Parameter(operands, 2, type), mean.Operand,
            variance.Operand, result.Operand, epsilon, measured), input.DeviceType);
        // A result must not be one of the arguments.
        return (Conversions.To(result, input.DType), measured ? Conversions.Clone(mean) : mean, measured ? Conversions.Clone(variance) : variance);
    }

    /// <summary>Gradients of input, weight and bias.</summary>
    internal static Tensor?[] Backward(Tensor gradient, Tensor[] operands, Tensor mean, Tensor variance, bool measured, long groups, double epsilon)
    {
        if (ThreadState.Current.NeedsOps)
            return RecordedGradients.Of(operands, [gradient], points => [InOps(points, measured ? mean : null, measured ? variance : null, groups, epsilon)]);
        Tensor input = operands[0];
        DType type = mean.DType;
        Tensor x = Conversions.To(input, type);
        NormalisationShape shape = ShapeOf(ref x, groups);
        Tensor g = Conversions.To(gradient, type);
        if (!g.Layout.Strides.SequenceEqual(x.Layout.Strides))
        {
            Tensor ordered = Tensor.AllocateDense(x.Layout, type, x.DeviceType, ThreadState.Current);
            CommandStream.Submit(new CopyKernel(g.Operand, ordered.Operand), x.DeviceType);
            g = ordered;
        }
        Tensor result = Tensor.AllocateDense(x.Layout, type, x.DeviceType, ThreadState.Current);
        bool perUnit = Normalisation.AreColumns(in shape);
        // Runs by unit: (channels, samples), or (samples, all channels).
        Layout runs = groups == 0 ? Layout.Contiguous([input.Shape[1], perUnit ? 1 : shape.Rows]) : Layout.Contiguous([input.Shape[0], input.Shape[1]]);
        Tensor sums = Tensor.Allocate(runs, type, x.DeviceType), products = Tensor.Allocate(runs, type, x.DeviceType);
        CommandStream.Submit(new NormaliseBackwardKernel(shape, g.Operand, x.Operand, Parameter(operands, 1, type), mean.Operand, variance.Operand,
            result.Operand, sums.Operand, products.Operand, epsilon, measured), x.DeviceType);
        if (input.Count == 0) Clear(sums, products);
        var found = new Tensor?[operands.Length];
        found[0] = Conversions.To(result, input.DType);
        if (operands.Length == 1) return found;
        ReadOnlySpan<long> over = groups == 0 ? [1] : [0];
        found[1] = products.Sum(over).Convert(operands[1].DType);
        found[2] = sums.Sum(over).Convert(operands[2].DType);
        return found;
    }

    /// <summary>The same in ops; the statistics are the input's own where none are given.</summary>
    internal static Tensor InOps(ReadOnlySpan<Tensor> operands, Tensor? mean, Tensor? variance, long groups, double epsilon)
    {
        Tensor input = operands[0];
        Span<long> perChannel = stackalloc long[input.Rank];
        perChannel.Fill(1);
        perChannel[1] = input.Shape[1];
        Tensor x = input.Convert(Type(input)), standard;
        if (mean is not null) standard = (x - mean.Reshape(perChannel)) * (variance!.Reshape(perChannel) + epsilon).Rsqrt();
        else
        {
            Tensor rows = groups == 0 ? x : x.Reshape([x.Shape[0] * groups, x.Count / Math.Max(1, x.Shape[0] * groups)]);
            Span<long> all = stackalloc long[rows.Rank - 1];
            for (int i = 0; i < all.Length; i++) all[i] = groups == 0 && i == 0 ? 0 : i + 1;
            Tensor centered = rows - rows.Mean(all, keepdim: true);
            Tensor spread = (centered * centered).Mean(all, keepdim: true);
            standard = (centered * (spread + epsilon).Rsqrt()).Reshape(x.Shape);
        }
        if (operands.Length > 1) standard = standard * operands[1].Reshape(perChannel) + operands[2].Reshape(perChannel);
        return standard.Convert(input.DType);
    }

    /// <summary>Moves running statistics towards a batch's: running = (1 - momentum) running + momentum value. Variances are
    /// given with divisor n and followed with divisor n - 1.</summary>
    internal static void Follow(Tensor? running, Tensor value, double momentum, double count = double.PositiveInfinity)
    {
        if (running is null) return;
        double share = double.IsInfinity(count) ? momentum : momentum * count / (count - 1);
        using Graph.GradMode mode = Graph.GradMode.Off();
        Tensor known = running.Detach();
        known.CopyInPlace(known * (1 - momentum) + value.Detach() * share);
    }

    /// <summary>Input alone, or with weight and bias: where one of the two is missing, ones or zeros.</summary>
    internal static Tensor[] Operands(Tensor input, Tensor? weight, Tensor? bias)
    {
        if (weight is null && bias is null) return [input];
        Tensor model = weight ?? bias!;
        return [input, weight ?? TensorFunctions.OnesLike(model), bias ?? TensorFunctions.ZerosLike(model)];
    }

    /// <summary>Refuses inputs that have no channels, and parameters that are not one number for each.</summary>
    internal static void Check(string op, Tensor input, Tensor? weight, Tensor? bias, Tensor? runningMean, Tensor? runningVariance)
    {
        if (!input.DType.IsFloatingPoint()) throw new DtypeMismatchException(op, "input", "floating point", input.DType.Name(), "Convert it with .float().");
        if (input.Rank < 2)
            throw new ShapeMismatchException(op, $"{op}: expected at least 2 dimensions (samples, channels, ...), but input is {input.Layout}", "input");
        Parameter(weight, "weight");
        Parameter(bias, "bias");
        Parameter(runningMean, "running_mean");
        Parameter(runningVariance, "running_var");
        void Parameter(Tensor? tensor, string name)
        {
            if (tensor is null) return;
            if (tensor.Count != input.Shape[1])
                throw new ShapeMismatchException(op,
                    $"{op}: {name} should contain {input.Shape[1]} elements (dimension 1 of input {input.Layout}) not {tensor.Count}", name);
            if (!tensor.DType.IsFloatingPoint() || (tensor.DType == DType.Float64) != (input.DType == DType.Float64))
                throw new DtypeMismatchException(op, name, $"of the same dtype as input ({input.DType.Name()})", tensor.DType.Name());
            if (tensor.DeviceType != input.DeviceType) throw new DeviceMismatchException(op, name, input.Device, tensor.Device);
        }
    }

    // The units of an input, which is copied unless it is dense with channels in dimension 1 or innermost.
    private static NormalisationShape ShapeOf(ref Tensor x, long groups)
    {
        nint samples = (nint)x.Shape[0], channels = (nint)x.Shape[1], inner = 1;
        for (int i = 2; i < x.Rank; i++) inner *= (nint)x.Shape[i];
        if (groups == 0 && !x.IsContiguous && x.Rank is 4 or 5
            && MemoryFormats.Fits(x.Layout, x.Rank == 4 ? "channels_last" : "channels_last_3d", "batch_norm"))
            return NormalisationShape.Batch(samples * inner, channels, 1);
        x = Conversions.ToContiguous(x);
        return groups == 0 ? NormalisationShape.Batch(samples, channels, inner)
            : NormalisationShape.Group(samples, (nint)groups, channels / (nint)groups, inner);
    }

    private static Operand Parameter(ReadOnlySpan<Tensor> operands, int index, DType type) =>
        operands.Length <= index ? default : Dense(operands[index], type).Operand;

    private static Tensor Dense(Tensor tensor, DType type) => Conversions.ToContiguous(Conversions.To(tensor, type));

    private static void Clear(Tensor sums, Tensor products)
    {
        Conversions.Fill(sums, 0);
        Conversions.Fill(products, 0);
    }
}
