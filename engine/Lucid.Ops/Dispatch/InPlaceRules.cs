using System;

namespace Lucid.Ops.Dispatch;

/// <summary>When a tensor may be written to, and how results are written.</summary>
internal static class InPlaceRules
{
    /// <summary>Refuses edits that autograd or shared memory forbid.</summary>
    internal static void Check(Tensor target, bool record, string op, ThreadState state)
    {
        if (state.GradEnabled && target.RequiresGrad)
        {
            if (target.IsGuardedView)
                throw new LucidException(op,
                    $"{op}: Output {target.OutputIndex} of {target.GradFn?.Name} is a view and is being modified inplace. This view was created inside a "
                    + "custom Function (or because an input was returned as-is) and the autograd logic to handle view+inplace would override the custom "
                    + "backward associated with the custom Function, leading to incorrect gradients. This behavior is forbidden. You can fix this by "
                    + "cloning the output of the custom Function.");
            if (target.IsLeaf && target.Base is null)
                throw new LucidException(op,
                    $"{op}: a leaf Variable that requires grad is being used in an in-place operation. Wrap the edit in "
                    + "lucid.no_grad(), or edit a clone().");
            if (target.Base is { IsLeaf: true, RequiresGrad: true })
                throw new LucidException(op,
                    $"{op}: a view of a leaf Variable that requires grad is being used in an in-place operation. Wrap the edit "
                    + "in lucid.no_grad(), or edit a clone().");
        }
        else if (record && target.Base is { IsLeaf: true, RequiresGrad: true })
        {
            throw new LucidException(op,
                $"{op}: a view of a leaf Variable that requires grad is being used in an in-place operation. Wrap the edit in "
                + "lucid.no_grad(), or edit a clone().");
        }
        if (target.IsInference && !state.InferenceMode)
            throw new LucidException(op,
                $"{op}: Inplace update to inference tensor outside InferenceMode is not allowed. You can make a clone to get a "
                + "normal tensor before doing inplace update.");
        if (!target.IsContiguous && !target.Layout.IsNonOverlapping())
            throw new LucidException(op,
                $"{op}: unsupported operation: more than one element of the written-to tensor refers to a single memory "
                + "location. Please clone() the tensor before performing the operation.");
    }

    /// <summary>Writes a result into the target, converting its type when that is allowed.</summary>
    internal static void Write(Tensor target, Tensor result, string op)
    {
        if (!DTypes.CanCast(result.DType, target.DType))
            throw new DtypeMismatchException(op, "the destination", $"able to hold the result type {result.DType.Name()}",
                target.DType.Name(), "Use the out-of-place form, or convert the destination first.");
        if (!result.Layout.SameSizes(target.Layout))
            throw new ShapeMismatchException(op,
                $"{op}: output with shape {target.Layout} doesn't match the broadcast shape {result.Layout}.", "input",
                result.Layout.ToString(), target.Layout.ToString());
        Conversions.Copy(target, result, op);
    }
}

/// <summary>Rules of <c>out=</c>.</summary>
internal static class OutRules
{
    internal static void CheckInput(bool requiresGrad, string op, ThreadState state)
    {
        if (requiresGrad && state.GradEnabled)
            throw new LucidException(op,
                $"{op}(): functions with out=... arguments don't support automatic differentiation, but one of the arguments "
                + "requires grad.");
    }

    internal static void CheckOutput(Tensor destination, string op, ThreadState state)
    {
        CheckInput(destination.RequiresGrad, op, state);
        if (!destination.Layout.IsNonOverlapping())
            throw new LucidException(op,
                $"{op}: unsupported operation: more than one element of the written-to tensor refers to a single memory "
                + "location. Please clone() the tensor before performing the operation.");
    }

    /// <summary>Gives the destination a new shape; its memory grows when it must.</summary>
    internal static void Resize(Tensor destination, Layout shape, string op)
    {
        Layout layout = shape.ToContiguous();
        long bytes = (destination.Offset + layout.Count) * destination.DType.ItemSize();
        if (bytes <= destination.Storage.Bytes && !destination.Storage.IsBorrowed)
        {
            destination.Relayout(layout, destination.Offset);
            return;
        }
        using TensorScope scope = TensorScope.Open();
        destination.Rebind(Tensor.Allocate(layout, destination.DType, destination.DeviceType));
    }

    internal static void Write(Tensor destination, Tensor result, string op)
    {
        if (!DTypes.CanCast(result.DType, destination.DType))
            throw new DtypeMismatchException(op, "out", $"able to hold the result type {result.DType.Name()}", destination.DType.Name());
        if (destination.DeviceType != result.DeviceType)
            throw new DeviceMismatchException(op, "out", result.Device, destination.Device);
        if (!destination.Layout.SameSizes(result.Layout)) Resize(destination, result.Layout, op);
        Conversions.Copy(destination, result, op);
        destination.BumpVersion();
    }
}
