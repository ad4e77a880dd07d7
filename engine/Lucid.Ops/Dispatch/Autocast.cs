using System;

namespace Lucid.Ops.Dispatch;

/// <summary>Mixed precision: casts arguments as the op's policy says. Only called while some autocast is on.</summary>
internal static class Autocast
{
    internal static Tensor Narrow(Tensor tensor, ThreadState state)
    {
        AutocastState autocast = state.AutocastOf(tensor.DeviceType);
        return autocast.Enabled && tensor.DType is DType.Float32 or DType.Float16 or DType.BFloat16 && autocast.Enabled
            ? tensor.Convert(autocast.DType) : tensor;
    }

    internal static ReadOnlySpan<Tensor> Narrow(ReadOnlySpan<Tensor> tensors, ThreadState state)
    {
        var cast = new Tensor[tensors.Length];
        for (int i = 0; i < cast.Length; i++) cast[i] = Narrow(tensors[i], state);
        return cast;
    }

    internal static Tensor Widen(Tensor tensor, ThreadState state) =>
        state.AutocastOf(tensor.DeviceType).Enabled && tensor.DType is DType.Float16 or DType.BFloat16 && state.AutocastOf(tensor.DeviceType).Enabled
            ? tensor.Convert(DType.Float32) : tensor;

    internal static TensorOrScalar Widen(in TensorOrScalar operand, ThreadState state) =>
        operand.Tensor is { } tensor ? Widen(tensor, state) : operand;

    internal static ReadOnlySpan<Tensor> Widest(ReadOnlySpan<Tensor> tensors, ThreadState state)
    {
        if (tensors.Length == 0 || !state.AutocastOf(tensors[0].DeviceType).Enabled) return tensors;
        bool mixed = false;
        foreach (Tensor tensor in tensors) mixed |= tensor.DType == DType.Float32;
        if (!mixed) return tensors;
        var cast = new Tensor[tensors.Length];
        for (int i = 0; i < cast.Length; i++) cast[i] = Widen(tensors[i], state);
        return cast;
    }
}
