using System;
using Lucid.Ops.Kernels;
using Lucid.Streams;

namespace Lucid.Ops.Dispatch;

/// <summary>Classification losses.</summary>
internal static unsafe class CrossEntropyDispatch
{
    internal static Tensor Loss(Tensor input, Tensor target, Tensor? weight, string reduction, long ignored, double smoothing)
    {
        if (smoothing is < 0 or > 1)
            throw new ArgumentValueException("cross_entropy",
                $"cross_entropy: label_smoothing must be between 0.0 and 1.0. Got: {smoothing}", "label_smoothing");
        if (input.Rank == 0) throw new ShapeMismatchException("cross_entropy", "cross_entropy: input must have a dimension of classes, but is 0-d", "input");
        if (target.DType.IsFloatingPoint()) return Probabilities(input, target, weight, reduction, smoothing);
        (Tensor losses, _, Tensor divisor) = TensorFunctions.CrossEntropyForward(input, target, weight, ignored, smoothing);
        Tensor loss = reduction == "mean" ? losses.Sum() / divisor : LossReduction.Apply(losses, reduction, "cross_entropy");
        return ThreadState.Current.AutocastOf(input.DeviceType).Enabled ? loss : loss.Convert(input.DType);
    }

    internal static (Tensor Losses, Tensor Normaliser, Tensor Divisor) Forward(Tensor input, Tensor target, Tensor? weight, long ignored, double smoothing)
    {
        CheckTarget(input, target, weight, ignored, "cross_entropy");
        Tensor scores = Conversions.ToContiguous(Widened(input));
        Tensor classes = Conversions.ToContiguous(Conversions.To(target, DType.Int64));
        Tensor losses = Tensor.Allocate(target.Layout, scores.DType, input.DeviceType);
        Tensor normaliser = Tensor.Allocate(target.Layout, scores.DType, input.DeviceType);
        Tensor divisor = Tensor.Allocate(Layout.Scalar, scores.DType, input.DeviceType);
        CommandStream.Submit(new CrossEntropyKernel(scores.Operand, classes.Operand, Weights(weight, scores), losses.Operand,
            normaliser.Operand, divisor.Operand, ignored, smoothing), input.DeviceType);
        return (losses, normaliser, divisor);
    }

    internal static Tensor Backward(Tensor gradient, Tensor input, Tensor target, Tensor? weight, Tensor normaliser, long ignored, double smoothing)
    {
        ThreadState state = ThreadState.Current;
        if (state.NeedsOps)
        {
            // To be differentiated again, or of wrapped arguments: the loss in ops, and its own gradient.
            bool recorded = state.GradEnabled;
            using TensorScope scope = TensorScope.Open();
            using Graph.GradMode mode = Graph.GradMode.On();
            Tensor point = Transforms.Tangents.Fresh(input);
            Tensor again = InOps(point, target, weight, ignored, smoothing);
            Tensor found = Graph.BackwardEngine.Run([again], [gradient], retainGraph: true, createGraph: recorded, inputs: [point])[0]!;
            state.Adopt(found);
            return scope.Escape(found);
        }
        Tensor scores = Conversions.ToContiguous(Widened(input));
        Tensor classes = Conversions.ToContiguous(Conversions.To(target, DType.Int64));
        Tensor result = Tensor.Allocate(scores.Layout, scores.DType, input.DeviceType);
        CommandStream.Submit(new CrossEntropyBackwardKernel(scores.Operand, classes.Operand, Weights(weight, scores),
            Conversions.ToContiguous(Conversions.To(gradient, scores.DType)).Operand, normaliser.Operand, result.Operand, ignored,
                smoothing), input.DeviceType);
        return Conversions.To(result, input.DType);
    }

    internal static Tensor NegativeLogLikelihood(Tensor input, Tensor target, Tensor? weight, string reduction, long ignored)
    {
        CheckTarget(input, target, weight, ignored, "nll_loss");
        (Tensor losses, Tensor counted) = Picked(input, target, weight, ignored);
        return reduction == "mean" ? losses.Sum() / counted.Sum() : LossReduction.Apply(losses, reduction, "nll_loss");
    }

    // Minus the picked entries times their weights, and those weights (0 where ignored).
    private static (Tensor Losses, Tensor Weights) Picked(Tensor input, Tensor target, Tensor? weight, long ignored)
    {
        int dim = input.Rank == 1 ? 0 : 1;
        Tensor mask = target.Ne(ignored);
        Tensor safe = TensorFunctions.Where(mask, target, 0).Convert(DType.Int64);
        Tensor counted = weight is null ? mask.Convert(input.DType)
            : TensorFunctions.Where(mask, weight.IndexSelect(0, safe.Reshape([-1])).Reshape(target.Shape), 0);
        Tensor picked = input.Gather(dim, safe.Unsqueeze(dim)).Squeeze([dim]);
        // An ignored entry may be infinite: choose, do not multiply.
        return (TensorFunctions.Where(mask, picked * counted, 0).Neg(), counted);
    }

    private static Tensor InOps(Tensor input, Tensor target, Tensor? weight, long ignored, double smoothing)
    {
        int dim = input.Rank == 1 ? 0 : 1;
        Tensor logs = input.LogSoftmax(dim);
        (Tensor losses, _) = Picked(logs, target, weight, ignored);
        if (smoothing == 0) return losses;
        Tensor weighted = weight is null ? logs : logs * ByClass(weight, input.Rank, dim);
        Tensor smooth = TensorFunctions.Where(target.Ne(ignored), weighted.Sum([dim]).Neg(), 0);
        return losses * (1 - smoothing) + smooth * (smoothing / input.Shape[dim]);
    }

    private static Tensor Probabilities(Tensor input, Tensor target, Tensor? weight, string reduction, double smoothing)
    {
        if (!input.Layout.SameSizes(target.Layout))
            throw new ShapeMismatchException("cross_entropy",
                $"cross_entropy: targets that are probabilities must have the shape of input: input is {input.Layout} and target "
                + $"is {target.Layout}", "target");
        int dim = input.Rank == 1 ? 0 : 1;
        long classes = input.Shape[dim];
        if (smoothing > 0) target = target * (1 - smoothing) + smoothing / classes;
        Tensor product = input.LogSoftmax(dim) * target;
        if (weight is not null) product = product * ByClass(weight, input.Rank, dim);
        Tensor losses = product.Sum([dim]).Neg();
        return reduction == "mean" ? losses.Sum() / Math.Max(1, input.Count / Math.Max(1, classes)) : LossReduction.Apply(losses, reduction, "cross_entropy");
    }

    private static Tensor ByClass(Tensor weight, int rank, int dim)
    {
        Span<long> sizes = stackalloc long[rank];
        sizes.Fill(1);
        sizes[dim] = weight.Count;
        return weight.Reshape(sizes);
    }

    private static Tensor Widened(Tensor input) => input.DType switch
    {
        DType.Float32 or DType.Float64 => input,
        DType.Float16 or DType.BFloat16 => Conversions.To(input, DType.Float32),
        _ => throw new DtypeMismatchException("cross_entropy", "input", "floating point", input.DType.Name()),
    };

    private static Operand Weights(Tensor? weight, Tensor scores) =>
        weight is null ? default : Conversions.ToContiguous(Conversions.To(weight, scores.DType)).Operand;

    private static void CheckTarget(Tensor input, Tensor target, Tensor? weight, long ignored, string op)
    {
        if (input.Rank == 0) throw new ShapeMismatchException(op, $"{op}: input must have a dimension of classes, but is 0-d", "input");
        int dim = input.Rank == 1 ? 0 : 1;
        long classes = input.Shape[dim];
        if (!target.DType.IsInteger()) throw new DtypeMismatchException(op, "target", "int64 class indices", target.DType.Name());
        if (target.DeviceType != input.DeviceType) throw new DeviceMismatchException(op, "target", input.Device, target.Device);
        bool fits = target.Rank == input.Rank - 1;
        for (int i = 0; fits && i < target.Rank; i++) fits = target.Shape[i] == input.Shape[i < dim ? i : i + 1];
        if (!fits)
            throw new ShapeMismatchException(op,
                $"{op}: Expected target of the shape of input without its classes (dimension {dim}): input is {input.Layout}, "
                + $"target is {target.Layout}", "target", null, target.Layout.ToString());
        if (weight is not null && (weight.Rank != 1 || weight.Count != classes))
            throw new ShapeMismatchException(op,
                $"{op}: weight tensor should be defined either for all {classes} classes or no classes but got weight tensor of "
                + $"shape: {weight.Layout}", "weight");
        Tensor dense = Conversions.ToContiguous(Conversions.To(target, DType.Int64));
        long* values = (long*)Devices.Bytes(dense);
        for (long i = 0; i < dense.Count; i++)
        {
            if (values[i] != ignored && (ulong)values[i] >= (ulong)classes)
                throw new IndexException(op, $"{op}: Target {values[i]} is out of bounds: there are {classes} classes", "target");
        }
    }
}
