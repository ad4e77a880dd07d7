using System;
using Lucid.Ops.Kernels;
using Lucid.Streams;

namespace Lucid.Ops.Dispatch;

/// <summary>Copies between types, layouts and devices, below autograd.</summary>
internal static class Conversions
{
    /// <summary>The tensor itself when it has the type, else a converted copy in the same order.</summary>
    internal static Tensor To(Tensor source, DType type)
    {
        if (source.DType == type) return source;
        Tensor target = AllocateLike(source, type);
        CommandStream.Submit(new CopyKernel(source.Operand, target.Operand), source.DeviceType);
        return target;
    }

    /// <summary>A tensor with undefined content whose dimensions lie in memory in the order of another's.</summary>
    internal static Tensor AllocateLike(Tensor model, DType type)
    {
        Layout layout = ResultOrder.Of(model.Layout, model, null, null);
        return Tensor.AllocateDense(layout, type, model.DeviceType, ThreadState.Current);
    }

    /// <summary>The tensor itself when row-major, else a row-major copy.</summary>
    internal static Tensor ToContiguous(Tensor source) => source.IsContiguous ? source : Clone(source);

    /// <summary>A row-major copy.</summary>
    internal static Tensor Clone(Tensor source)
    {
        Tensor target = Tensor.Allocate(source.Layout, source.DType, source.DeviceType);
        CommandStream.Submit(new CopyKernel(source.Operand, target.Operand), source.DeviceType);
        return target;
    }

    /// <summary>Copies with broadcasting, conversion, and across devices.</summary>
    internal static void Copy(Tensor target, Tensor source, string op)
    {
        if (source.DeviceType != target.DeviceType)
        {
            using TensorScope scope = TensorScope.Open();
            Copy(target, Devices.Move(source, target.DeviceType), op);
            return;
        }
        if (!source.Layout.SameSizes(target.Layout) && !Broadcastable(source.Layout, target.Layout))
            throw new ShapeMismatchException(op,
                $"{op}: The expanded size of the tensor must match: cannot write values of shape {source.Layout} into shape "
                + $"{target.Layout}", "source", target.Layout.ToString(), source.Layout.ToString());
        if (target.Count == 0) return;
        using TensorScope temporaries = TensorScope.Open();
        Tensor safe = ReferenceEquals(source.Storage, target.Storage) && !ReferenceEquals(source, target) ? Clone(source) : source;
        CommandStream.Submit(new CopyKernel(Broadcasting.Expand(safe.Operand, target.Layout), target.Operand), target.DeviceType);
    }

    /// <summary>True when the first shape stretches to the second.</summary>
    internal static bool Broadcastable(Layout from, Layout to)
    {
        int shift = to.Rank - from.Rank;
        for (int i = 0; i < from.Rank; i++)
        {
            // Surplus leading dimensions of size 1 are dropped, as in PyTorch's copy_.
            long wanted = i + shift >= 0 ? to[i + shift] : 1;
            if (from[i] != 1 && from[i] != wanted) return false;
        }
        return shift >= 0;
    }

    /// <summary>Fills with a number.</summary>
    internal static void Fill(Tensor target, Scalar value)
    {
        if (target.Count > 0) CommandStream.Submit(new FillKernel(value, target.Operand), target.DeviceType);
    }
}
