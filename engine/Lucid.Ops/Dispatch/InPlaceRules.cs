using System;

namespace Lucid.Ops.Dispatch;

/// <summary>When a tensor may be written to, and how results are written.</summary>
internal static class InPlaceRules
{
    /// <summary>Refuses edits that autograd or shared memory forbid.</summary>
    internal static void Check(Tensor target, bool record, string op, ThreadState state, bool writes = true)
    {
        if (state.GradEnabled && target.Base is not null && (record || target.RequiresGrad)) CheckView(target, op);
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
        if (writes && !target.IsContiguous && !target.Layout.IsNonOverlapping())
            throw new LucidException(op,
                $"{op}: unsupported operation: more than one element of the written-to tensor refers to a single memory "
                + "location. Please clone() the tensor before performing the operation.");
    }

    private static void CheckView(Tensor target, string op)
    {
        if (target.IsMultiView)
            throw new LucidException(op,
                $"{op}: Output {target.OutputIndex} of {target.GradFn?.Name ?? "a view op"} is a view and is being modified inplace. This view is the "
                + "output of a function that returns multiple views. Such functions do not allow the output views to be modified inplace. You should "
                + "replace the inplace operation by an out-of-place one.");
        if (target.IsNoGradView)
            throw new LucidException(op,
                $"{op}: A view was created in no_grad mode and is being modified inplace with grad mode enabled. Given that this use case is ambiguous "
                + "and error-prone, it is forbidden. You can clarify your code by moving both the view and the inplace either both inside the no_grad "
                + "block (if you don't want the inplace to be tracked) or both outside (if you want the inplace to be tracked).");
    }

    /// <summary>
    /// What an in-place kernel for row-major memory writes to: the tensor itself, or a copy where it is laid out otherwise or shares
    /// memory with what is read. <see cref="Finish"/> brings the copy back.
    /// </summary>
    internal static Tensor Target(Tensor input, Tensor first, Tensor? second = null) =>
        input.IsContiguous && !ReferenceEquals(input.Storage, first.Storage) && !ReferenceEquals(input.Storage, second?.Storage)
            ? input
            : Conversions.ToContiguous(Conversions.Clone(input));

    /// <summary>Copies what was written to a copy of the target back.</summary>
    internal static void Finish(Tensor input, Tensor written, string op)
    {
        if (!ReferenceEquals(input, written)) Conversions.Copy(input, written, op);
    }

    /// <summary>Writes a result into the target, converting its type when that is allowed.</summary>
    internal static void Write(Tensor target, Tensor result, string op)
    {
        Require(target, result, op);
        Conversions.Copy(target, result, op);
    }

    private static void Require(Tensor target, Tensor result, string op)
    {
        if (!DTypes.CanCast(result.DType, target.DType))
            throw new DtypeMismatchException(op, "the destination", $"able to hold the result type {result.DType.Name()}",
                target.DType.Name(), "Use the out-of-place form, or convert the destination first.");
        if (!result.Layout.SameSizes(target.Layout))
            throw new ShapeMismatchException(op,
                $"{op}: output with shape {target.Layout} doesn't match the broadcast shape {result.Layout}.", "input",
                result.Layout.ToString(), target.Layout.ToString());
    }

    /// <summary>Copies a recorded result into the target, with the same rules; the copy is recorded too.</summary>
    internal static void Assign(Tensor target, Tensor result, string op)
    {
        Require(target, result, op);
        target.CopyInPlace(result);
    }

    /// <summary>Copies into a part of a tensor, recorded; the sizes must agree without broadcasting.</summary>
    internal static void CopyExactly(Tensor part, Tensor source, string op)
    {
        if (!part.Layout.SameSizes(source.Layout))
            throw new ShapeMismatchException(op,
                $"{op}: expected src to have a size equal to the slice of self. src size = {source.Layout}, slice size = {part.Layout}", "src",
                part.Layout.ToString(), source.Layout.ToString());
        part.CopyInPlace(source);
    }

    /// <summary>Gives a tensor the shape of a view of itself, and the view's place in the graph.</summary>
    internal static void TakeLayout(Tensor target, Tensor view)
    {
        target.Relayout(view.Layout, view.Offset);
        target.BumpVersion();
        if (view.GradFn is not { } node) return;
        node.Retain();
        target.SetHistory(node, view.OutputIndex);
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

    /// <summary>Checks the tensors given as <c>out=</c> to an op with several results.</summary>
    internal static void CheckOutputs(CallFrame frame, int count, string op, ThreadState state)
    {
        CheckInput(frame.AnyRequiresGrad(), op, state);
        Tensor[] destinations = frame.Destinations ?? [];
        if (destinations.Length != count)
            throw new ArgumentValueException(op, $"{op}: out must be a tuple of {count} tensors, but has {destinations.Length}", "out");
        foreach (Tensor destination in destinations) CheckOutput(destination, op, state);
    }

    /// <summary>Writes several results and hands the destinations back.</summary>
    internal static void WriteAll(CallFrame frame, string op, ReadOnlySpan<Tensor> results)
    {
        Tensor[] destinations = frame.Destinations!;
        for (int i = 0; i < results.Length; i++) Write(destinations[i], results[i], op);
        foreach (Tensor destination in destinations) destination.Retain();
        if (results.Length == 2) frame.Return(destinations[0], destinations[1]);
        else frame.Return(destinations[0], destinations[1], destinations[2]);
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
