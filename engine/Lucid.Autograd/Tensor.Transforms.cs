using System;
using Lucid.Graph;
using Lucid.Memory;
using Lucid.Transforms;

namespace Lucid;

public sealed unsafe partial class Tensor
{
    /// <summary>True for a tensor of a batched function: its shape is that of one element of the batch.</summary>
    public bool IsBatched => (_flags & TensorFlags.Batched) != 0;

    /// <summary>True for a dual number: a value with a tangent.</summary>
    public bool IsDual => (_flags & TensorFlags.Dual) != 0;

    /// <summary>The whole batch of a batched tensor (batch first), or the primal value of a dual one; else itself.</summary>
    public Tensor Inner => IsWrapper ? _meta!.Wrapped!.Value : this;

    /// <summary>The tangent of a dual tensor.</summary>
    public Tensor? Tangent => IsDual ? _meta!.Wrapped!.Tangent : null;

    /// <summary>Number of the level that a wrapper belongs to; 0 for plain tensors.</summary>
    public long Level => IsWrapper ? _meta!.Wrapped!.Level : 0;

    private bool IsWrapper => (_flags & (TensorFlags.Batched | TensorFlags.Dual)) != 0;

    /// <summary>One element's view of a batch whose first dimension counts the elements; gains an owner of the batch.</summary>
    public static Tensor Batch(Tensor value, long level)
    {
        Layout layout = Layout.Strided(value.Layout.Sizes[1..], value.Layout.Strides[1..]);
        var made = new Tensor(null, layout, 0, value._dtype, ThreadState.Current) { _flags = TensorFlags.Batched };
        value.Retain();
        made.Meta.Wrapped = new Wrapped(value, null, level);
        return made;
    }

    /// <summary>A value with a tangent of the same shape; gains an owner of both. Shares the value's memory.</summary>
    public static Tensor Dual(Tensor value, Tensor tangent, long level)
    {
        Storage storage = value.Storage;
        storage.Retain();
        var made = new Tensor(storage, value._layout, value._offset, value._dtype, ThreadState.Current)
        {
            _flags = TensorFlags.Dual | (value._flags & (TensorFlags.Inference | TensorFlags.Untracked)),
        };
        value.Retain();
        tangent.Retain();
        made.Meta.Wrapped = new Wrapped(value, tangent, level);
        return made;
    }

    /// <summary>True for the point of a function transform that is done.</summary>
    public bool IsRetired => (_flags & TensorFlags.Retired) != 0;

    /// <summary>Says that nothing is to be differentiated by this point any more.</summary>
    public void Retire()
    {
        if (IsWrapper) Inner.Retire();
        else _flags |= TensorFlags.Retired;
    }

    /// <summary>Replaces a dual tensor's tangent.</summary>
    public void SetTangent(Tensor tangent) => _meta!.Wrapped!.Replace(tangent);

    /// <summary>Makes this plain tensor a dual one in place, after an in-place op with a dual argument.</summary>
    public void BecomeDual(Tensor tangent, long level)
    {
        Tensor value = Alias(_dtype, _flags & TensorFlags.Untracked);
        if (ThreadState.Current.ScopeDepth > 0) value.Retain();
        value._gradFn = _gradFn;
        value._outputIndex = _outputIndex;
        value._base = _base;
        value._historySeen = _historySeen;
        value._flags = _flags;
        if (value._base is { IsDual: true } root)
        {
            // The base became dual too: the view looks into the value it stands for.
            value._base = root.Inner;
            value._base.Retain();
            root.Release();
        }
        _gradFn = null;
        _base = null;
        _flags = (_flags & (TensorFlags.Inference | TensorFlags.Untracked)) | TensorFlags.Dual;
        tangent.Retain();
        Meta.Wrapped = new Wrapped(value, tangent, level);
    }

    /// <summary>Takes the values of another batch as an in-place edit's result.</summary>
    public void SetInner(Tensor value) => _meta!.Wrapped!.ReplaceValue(value);

    private bool WrappedRequiresGrad() => _meta?.Wrapped?.Value.RequiresGrad == true;

    private Storage NoStorage() => IsBatched ? throw new BatchedAccessException() : throw Disposed();
}
