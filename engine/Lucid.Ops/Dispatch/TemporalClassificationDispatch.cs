using System;
using Lucid.Ops.Kernels;
using Lucid.Streams;

namespace Lucid.Ops.Dispatch;

/// <summary>Connectionist temporal classification: checks, and what becomes of each sample's loss.</summary>
internal static unsafe class TemporalClassificationDispatch
{
    private const string Op = "ctc_loss";

    internal static Tensor Loss(Tensor logProbs, Tensor targets, ReadOnlySpan<long> inputLengths, ReadOnlySpan<long> targetLengths, long blank,
        string reduction, bool zeroInfinity)
    {
        bool single = logProbs.Rank == 2;
        if (single) (logProbs, targets) = (logProbs.Unsqueeze(1), targets.Rank == 1 ? targets.Unsqueeze(0) : targets);
        Check(logProbs, targets, inputLengths, targetLengths, blank);
        Tensor losses = TensorFunctions.CtcLossForward(logProbs, targets, inputLengths, targetLengths, blank, zeroInfinity).Losses;
        if (zeroInfinity) losses = TensorFunctions.Where(losses.Eq(double.PositiveInfinity), 0.0, losses);
        if (reduction != "mean") return LossReduction.Apply(single && reduction == "none" ? losses.Squeeze([0]) : losses, reduction, Op);
        Tensor divisors = Lengths(targetLengths, losses);
        return (losses / divisors).Mean();
    }

    internal static (Tensor Losses, Tensor LogAlpha) Forward(Tensor logProbs, Tensor targets, ReadOnlySpan<long> inputLengths,
        ReadOnlySpan<long> targetLengths, long blank, bool zeroInfinity)
    {
        Tensor wide = Conversions.ToContiguous(Conversions.To(logProbs, DType.Float64));
        long longest = 0;
        foreach (long length in targetLengths) longest = Math.Max(longest, length);
        Tensor alpha = Tensor.Allocate(Layout.Contiguous([wide.Shape[1], wide.Shape[0], 2 * longest + 1]), DType.Float64, wide.DeviceType);
        Tensor losses = Tensor.Allocate(Layout.Contiguous([wide.Shape[1]]), DType.Float64, wide.DeviceType);
        CommandStream.Submit(new TemporalClassificationKernel(wide.Operand, Labels(targets), Starts(targets, targetLengths), inputLengths.ToArray(),
            targetLengths.ToArray(), blank, zeroInfinity, alpha.Operand, losses.Operand, default, default), wide.DeviceType);
        return (Conversions.To(losses, logProbs.DType), alpha);
    }

    internal static Tensor Backward(Tensor gradient, Tensor logProbs, Tensor targets, ReadOnlySpan<long> inputLengths,
        ReadOnlySpan<long> targetLengths, Tensor losses, Tensor logAlpha, long blank, bool zeroInfinity)
    {
        Tensor wide = Conversions.ToContiguous(Conversions.To(logProbs, DType.Float64));
        Tensor result = Tensor.Allocate(wide.Layout, DType.Float64, wide.DeviceType);
        CommandStream.Submit(new TemporalClassificationKernel(wide.Operand, Labels(targets), Starts(targets, targetLengths), inputLengths.ToArray(),
            targetLengths.ToArray(), blank, zeroInfinity, logAlpha.Operand, Conversions.ToContiguous(Conversions.To(losses, DType.Float64)).Operand,
            Conversions.ToContiguous(Conversions.To(gradient, DType.Float64)).Operand, result.Operand), wide.DeviceType);
        return Conversions.To(result, logProbs.DType);
    }

    // At least 1 each: what the mean divides a sample's loss by.
    private static Tensor Lengths(ReadOnlySpan<long> lengths, Tensor like)
    {
        Tensor made = Tensor.Allocate(Layout.Contiguous([lengths.Length]), DType.Float64, DeviceType.Cpu);
        double* to = (double*)made.Storage.Data;
        for (int i = 0; i < lengths.Length; i++) to[i] = Math.Max(1, lengths[i]);
        return Devices.Move(made, like.DeviceType).Convert(like.DType);
    }

    private static long[] Labels(Tensor targets)
    {
        Tensor dense = Conversions.ToContiguous(Conversions.To(targets, DType.Int64));
        return new ReadOnlySpan<long>((long*)Devices.Bytes(dense), checked((int)dense.Count)).ToArray();
    }

    private static long[] Starts(Tensor targets, ReadOnlySpan<long> lengths)
    {
        var starts = new long[lengths.Length];
        for (int i = 1; i < starts.Length; i++) starts[i] = targets.Rank == 1 ? starts[i - 1] + lengths[i - 1] : i * targets.Shape[1];
        return starts;
    }

    private static void Check(Tensor logProbs, Tensor targets, ReadOnlySpan<long> inputLengths, ReadOnlySpan<long> targetLengths, long blank)
    {
        if (logProbs.Rank != 3)
            throw new ShapeMismatchException(Op, $"{Op}: log_probs must be (steps, samples, classes) or (steps, classes), but is {logProbs.Layout}", "log_probs");
        if (!logProbs.DType.IsFloatingPoint()) throw new DtypeMismatchException(Op, "log_probs", "floating point", logProbs.DType.Name());
        if (!targets.DType.IsInteger()) throw new DtypeMismatchException(Op, "targets", "int64 or int32", targets.DType.Name());
        if (targets.DeviceType != logProbs.DeviceType) throw new DeviceMismatchException(Op, "targets", logProbs.Device, targets.Device);
        (long steps, long samples, long classes) = (logProbs.Shape[0], logProbs.Shape[1], logProbs.Shape[2]);
        if (blank < 0 || blank >= classes)
            throw new ArgumentValueException(Op, $"{Op}: blank must be in label range: 0 to {classes - 1}, but is {blank}", "blank");
        if (inputLengths.Length != samples)
            throw new ArgumentValueException(Op, $"{Op}: input_lengths must be of size batch_size: {samples}, but has {inputLengths.Length}", "input_lengths");
        if (targetLengths.Length != samples)
            throw new ArgumentValueException(Op,
                $"{Op}: target_lengths must be of size batch_size: {samples}, but has {targetLengths.Length}", "target_lengths");
        if (targets.Rank is not (1 or 2) || (targets.Rank == 2 && targets.Shape[0] != samples))
            throw new ShapeMismatchException(Op,
                $"{Op}: targets must be ({samples}, labels) or all labels in one vector, but is {targets.Layout}", "targets");
        long sum = 0;
        for (int i = 0; i < samples; i++)
        {
            if (inputLengths[i] < 0 || inputLengths[i] > steps)
                throw new ArgumentValueException(Op,
                    $"{Op}: Expected input_lengths to have value between 0 and {steps} (the steps of log_probs), but got {inputLengths[i]} (while checking "
                    + $"sample {i})", "input_lengths");
            if (targetLengths[i] < 0 || (targets.Rank == 2 && targetLengths[i] > targets.Shape[1]))
                throw new ArgumentValueException(Op,
                    $"{Op}: Expected target_lengths to be not negative and to fit targets {targets.Layout}, but got {targetLengths[i]} (while checking "
                    + $"sample {i})", "target_lengths");
            sum += targetLengths[i];
        }
        if (targets.Rank == 1 && sum != targets.Shape[0])
            throw new ArgumentValueException(Op,
                $"{Op}: Expected the sum of target_lengths ({sum}) to be the size of targets ({targets.Shape[0]})", "targets");
        long[] labels = Labels(targets), starts = Starts(targets, targetLengths);
        for (int i = 0; i < samples; i++)
        {
            for (long at = starts[i]; at < starts[i] + targetLengths[i]; at++)
            {
                if ((ulong)labels[at] >= (ulong)classes)
                    throw new IndexException(Op, $"{Op}: label {labels[at]} of sample {i} is out of range: there are {classes} classes", "targets");
            }
        }
    }
}
