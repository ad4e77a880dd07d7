using System;
using Lucid.Ops.Kernels;
using Lucid.Streams;

namespace Lucid.Ops.Dispatch;

/// <summary>Tensors made from nothing.</summary>
internal static class Factories
{
    internal static Tensor Empty(ReadOnlySpan<long> size, DType dtype, Device? device, bool requiresGrad, string op)
    {
        Tensor result = Tensor.Allocate(Layout.Contiguous(size, op), dtype, (device ?? Device.Default).Type);
        return requiresGrad ? result.SetRequiresGrad(true) : result;
    }

    internal static Tensor Strided(ReadOnlySpan<long> size, ReadOnlySpan<long> stride, DType dtype, Device? device, bool requiresGrad, string op)
    {
        if (size.Length != stride.Length)
            throw new ArgumentValueException(op, $"{op}: dimensionality of sizes ({size.Length}) must match dimensionality of strides "
                + $"({stride.Length})", "stride");
        Layout.Contiguous(size, op);
        long last = 0;
        bool isEmpty = false;
        for (int i = 0; i < size.Length; i++)
        {
            if (stride[i] < 0) throw new ArgumentValueException(op, $"{op}: strides must not be negative, but got {stride[i]} at index {i}", "stride");
            isEmpty |= size[i] == 0;
            last = checked(last + Math.Max(0, size[i] - 1) * stride[i]);
        }
        using TensorScope scope = TensorScope.Open();
        Tensor memory = Tensor.Allocate(Layout.Contiguous([isEmpty ? 0 : last + 1], op), dtype, (device ?? Device.Default).Type);
        memory.Relayout(Layout.Strided(size, stride), 0);
        scope.Escape(memory);
        return requiresGrad ? memory.SetRequiresGrad(true) : memory;
    }

    internal static Tensor Full(ReadOnlySpan<long> size, Scalar value, DType dtype, Device? device, bool requiresGrad, string op)
    {
        Tensor result = Empty(size, dtype, device, requiresGrad, op);
        Conversions.Fill(result, value);
        return result;
    }

    internal static Tensor Arange(Scalar start, Scalar end, Scalar step, DType? dtype, Device? device, bool requiresGrad)
    {
        bool integers = start.Kind <= ScalarKind.Integer && end.Kind <= ScalarKind.Integer && step.Kind <= ScalarKind.Integer;
        double stepValue = step.ToDouble();
        if (stepValue == 0) throw new ArgumentValueException("arange", "arange: step must be nonzero", "step");
        double first = start.ToDouble();
        double last = end.ToDouble();
        if (!double.IsFinite(first) || !double.IsFinite(last))
            throw new ArgumentValueException("arange", $"arange: unsupported range: {start} -> {end}", "end");
        if ((stepValue > 0 && first > last) || (stepValue < 0 && first < last))
            throw new ArgumentValueException("arange", $"arange: upper bound and larger bound inconsistent with step sign: {start} -> {end} by {step}", "step");
        double length = integers
            ? Math.Ceiling((double)(((decimal)end.ToInt64() - start.ToInt64()) / step.ToInt64()))
            : Math.Ceiling((last - first) / stepValue);
        if (length > long.MaxValue / 16)
            throw new ArgumentValueException("arange", $"arange: invalid size, possible overflow: {start} -> {end} by {step}",
                "end");
        DType type = dtype ?? (integers ? DType.Int64 : DTypes.Default);
        // In an integer type start and step are cut off before they are added up, as in PyTorch.
        if (type <= DType.Int64) return Integers((long)length, start.ToInt64(), step.ToInt64(), type, device, requiresGrad);
        return Sequence((long)length, first, stepValue, null, type, device, requiresGrad);
    }

    /// <summary>first, first + step, ...; with a last value the second half counts back from it, so that both ends are exact.</summary>
    internal static Tensor Sequence(long count, double first, double step, double? last, DType dtype, Device? device, bool requiresGrad)
    {
        Tensor wide = Tensor.Allocate(Layout.Contiguous([count]), DType.Float64, (device ?? Device.Default).Type);
        CommandStream.Submit(new SequenceKernel(first, step, last, wide.Operand), wide.DeviceType);
        Tensor result = Conversions.To(wide, dtype);
        return requiresGrad ? result.SetRequiresGrad(true) : result;
    }

    /// <summary>steps numbers from first to last, both exact; the ends of integers are integers, what lies between is cut off.</summary>
    internal static Tensor Spaced(double first, double last, long steps, DType dtype, Device? device, bool requiresGrad)
    {
        if (dtype <= DType.Int64) (first, last) = (Math.Truncate(first), Math.Truncate(last));
        double step = steps > 1 ? (last - first) / (steps - 1) : 0;
        return Sequence(steps, first, step, steps > 1 ? last : null, dtype, device, requiresGrad);
    }

    private static Tensor Integers(long count, long first, long step, DType dtype, Device? device, bool requiresGrad)
    {
        Tensor wide = Tensor.Allocate(Layout.Contiguous([count]), DType.Int64, (device ?? Device.Default).Type);
        CommandStream.Submit(new IntegerSequenceKernel(first, step, wide.Operand), wide.DeviceType);
        Tensor result = Conversions.To(wide, dtype);
        return requiresGrad ? result.SetRequiresGrad(true) : result;
    }
}
