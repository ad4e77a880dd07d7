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
        if (integers && type <= DType.Int64) return Integers((long)length, start.ToInt64(), step.ToInt64(), type, device, requiresGrad);
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

    private static Tensor Integers(long count, long first, long step, DType dtype, Device? device, bool requiresGrad)
    {
        Tensor wide = Tensor.Allocate(Layout.Contiguous([count]), DType.Int64, (device ?? Device.Default).Type);
        CommandStream.Submit(new IntegerSequenceKernel(first, step, wide.Operand), wide.DeviceType);
        Tensor result = Conversions.To(wide, dtype);
        return requiresGrad ? result.SetRequiresGrad(true) : result;
    }
}
