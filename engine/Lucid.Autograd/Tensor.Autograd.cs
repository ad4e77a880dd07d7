using System;
using System.Runtime.CompilerServices;
using Lucid.Graph;

namespace Lucid;

public sealed unsafe partial class Tensor
{
    /// <summary>True when backward computes a gradient for this tensor or passes one through it.</summary>
    public bool RequiresGrad
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => _gradFn is not null || (_flags & TensorFlags.RequiresGrad) != 0 || (_base is not null && ViewRequiresGrad())
            || ((_flags & (TensorFlags.Batched | TensorFlags.Dual)) != 0 && WrappedRequiresGrad());
    }

    /// <summary>True for tensors that no recorded op made.</summary>
    public bool IsLeaf => GradFn is null;

    /// <summary>True for results of inference mode.</summary>
    public bool IsInference => (_flags & TensorFlags.Inference) != 0;

    /// <summary>The tensor that a view looks into; null for anything else.</summary>
    public Tensor? Base => _base;

    /// <summary>Which output of <see cref="GradFn"/> this is.</summary>
    public int OutputIndex => _gradFn is null && IsWrapper ? Inner.OutputIndex : _outputIndex;

    /// <summary>The node that made this tensor; null for leaves.</summary>
    public Node? GradFn
    {
        get
        {
            // An in-place edit through the base or a sibling gave the base a new history: look at it afresh.
            if (_base is not null && _base._meta is { } meta && meta.History != _historySeen) RefreshView(meta);
            return _gradFn is null && IsWrapper ? Inner.GradFn : _gradFn;
        }
    }

    /// <summary>The accumulated gradient of a leaf, or of a tensor that retains it.</summary>
    /// <exception cref="LucidException">Set to a tensor of another shape, type or device.</exception>
    public Tensor? Grad
    {
        get => _meta?.Grad;
        set
        {
            if (value is not null)
            {
                if (!value._layout.SameSizes(_layout))
                {
                    throw new ShapeMismatchException("grad",
                        $"grad: assigned grad has data of a different size: expected {_layout}, got {value._layout}",
                        "grad", _layout.ToString(), value._layout.ToString());
                }
                if (value._dtype != _dtype)
                    throw new DtypeMismatchException("grad", "assigned grad", _dtype.Name(), value._dtype.Name());
                if (value.DeviceType != DeviceType)
                    throw new DeviceMismatchException("grad", "assigned grad", Device, value.Device);
                value.Retain();
            }
            else if (_meta is null)
            {
                return;
            }
            Meta.ReplaceGrad(value);
        }
    }

    internal AutogradMeta Meta => _meta ??= new AutogradMeta();

    /// <summary>Turns gradient tracking of a leaf on or off.</summary>
    /// <exception cref="LucidException">Turned off on a result, or on for integers.</exception>
    public Tensor SetRequiresGrad(bool value)
    {
        if (IsBatched)
            throw new LucidException("requires_grad_",
                "You are attempting to call Tensor.requires_grad_() (or perhaps using lucid.autograd.functional.* APIs) inside of a function being "
                + "transformed by lucid.func. This is unsupported, please attempt to use the lucid.func transforms (e.g. grad, vjp, jacrev, jacfwd, "
                + "hessian) or call requires_grad_() outside of a function being transformed instead.");
        if (IsDual)
        {
            Inner.SetRequiresGrad(value);
            return this;
        }
        if (GradFn is not null)
        {
            if (!value)
            {
                throw new LucidException("requires_grad_",
                    "requires_grad_: you can only change requires_grad flags of leaf variables. If you want to use a computed "
                    + "variable in a subgraph that doesn't require differentiation use var_no_grad = var.detach().");
            }
            return this;
        }
        if (value && !_dtype.IsDifferentiable())
            throw new DtypeMismatchException("requires_grad_", "the tensor", "of floating point or complex dtype to require gradients", _dtype.Name());
        if (value && IsInference && !ThreadState.Current.InferenceMode)
            throw new LucidException("requires_grad_", "requires_grad_: Setting requires_grad=True on inference tensor outside InferenceMode is not allowed.");
        _flags = value ? _flags | TensorFlags.RequiresGrad : _flags & ~TensorFlags.RequiresGrad;
        return this;
    }

    /// <summary>True when backward keeps this result's gradient in <see cref="Grad"/>.</summary>
    public bool RetainsGrad => (_flags & TensorFlags.RetainsGrad) != 0;

    /// <summary>Asks backward to keep the gradient of a result.</summary>
    /// <exception cref="LucidException">The tensor does not require a gradient.</exception>
    public void RetainGrad()
    {
        if (!RequiresGrad)
            throw new LucidException("retain_grad", "retain_grad: can't retain_grad on Tensor that has requires_grad=False");
        if (GradFn is not { } node || RetainsGrad) return;
        _flags |= TensorFlags.RetainsGrad;
        node.AddHook(new RetainGradHook(this, Meta), _outputIndex);
    }

    /// <summary>Calls <paramref name="hook"/> with the gradient during backward; what it returns replaces it.</summary>
    /// <exception cref="LucidException">The tensor does not require a gradient.</exception>
    public void AddHook(GradientHook hook)
    {
        if (!RequiresGrad)
            throw new LucidException("register_hook", "register_hook: cannot register a hook on a tensor that doesn't require gradient");
        Edge edge = GradientEdge();
        edge.Node!.AddHook(hook, edge.Index);
        edge.Node.Release();
    }

    /// <summary>Where this tensor's gradient flows, with one count of the node added; empty when it needs none.</summary>
    public Edge GradientEdge()
    {
        if (_gradFn is null && IsWrapper) return Inner.GradientEdge();
        if (GradFn is { } node)
        {
            node.Retain();
            return new Edge(node, _outputIndex);
        }
        if (!RequiresGrad) return default;
        AccumulateGrad accumulator = Meta.AccumulatorOf(this);
        accumulator.RetainWithLeaf();
        return new Edge(accumulator, 0);
    }

    /// <summary>Makes this result an output of a node; takes over one count of the node.</summary>
    public void SetHistory(Node node, int outputIndex)
    {
        _gradFn?.Release();
        _gradFn = node;
        _outputIndex = outputIndex;
        _flags &= ~TensorFlags.NoGradView;
    }

    /// <summary>
    /// The same for a result that may be a view of an op's operand. A base that is nothing of the operand's is a passing tensor of
    /// the op's own: no history leads to it, so that an edit recorded there would be lost.
    /// </summary>
    public void SetHistory(Node node, int outputIndex, Tensor source)
    {
        if (_base is { } root && !ReferenceEquals(root, source) && !ReferenceEquals(root, source._base))
        {
            _base = null;
            _flags &= ~TensorFlags.MultiView;
            root.Release();
        }
        SetHistory(node, outputIndex);
    }

    /// <summary>Drops the history; the tensor becomes a leaf that needs no gradient.</summary>
    public void ClearHistory()
    {
        if (_base is { } root)
        {
            _base = null;
            root.Release();
        }
        _gradFn?.Release();
        _gradFn = null;
        _flags &= ~(TensorFlags.RequiresGrad | TensorFlags.RetainsGrad | TensorFlags.GuardedView);
    }

    /// <summary>
    /// Gives the tensor a new history after an in-place op; takes over one count of the node. When it is a view,
    /// the base's history is rewritten too, so that every view of it sees the edit.
    /// </summary>
    /// <param name="node">The node of the edit.</param>
    /// <param name="outputIndex">Which of its outputs this tensor is.</param>
    public void Rebase(Node node, int outputIndex = 0)
    {
        if (_base is { } root)
        {
            var slices = new CopySlices(root, this, node);
            root.SetHistory(slices, 0);
            root._flags &= ~TensorFlags.RequiresGrad;
            root.Meta.History++;
            RefreshView(root.Meta);
            return;
        }
        SetHistory(node, outputIndex);
        _flags &= ~TensorFlags.RequiresGrad;
        Meta.History++;
    }

    /// <summary>The sink that adds up this leaf's gradient; null before a graph needed one.</summary>
    public AccumulateGrad? GradAccumulator => _meta?.Accumulator;

    /// <summary>Adds a hook that is called with this leaf after backward has added to its gradient.</summary>
    /// <exception cref="LucidException">The tensor is a result, or needs no gradient.</exception>
    public void AddPostAccumulateHook(GradientHook hook)
    {
        if (!RequiresGrad)
        {
            throw new LucidException("register_post_accumulate_grad_hook",
                "register_post_accumulate_grad_hook: cannot register a hook on a tensor that doesn't require gradient");
        }
        if (!IsLeaf)
        {
            throw new LucidException("register_post_accumulate_grad_hook",
                "register_post_accumulate_grad_hook: post accumulate grad hooks cannot be registered on non-leaf tensors");
        }
        (Meta.PostAccumulate ??= []).Add(hook);
    }

    /// <summary>Removes such a hook.</summary>
    public void RemovePostAccumulateHook(GradientHook hook)
    {
        if (_meta?.PostAccumulate?.Remove(hook) == true) hook.Dispose();
    }

    internal void RunPostAccumulateHooks()
    {
        if (_meta?.PostAccumulate is not { Count: > 0 } hooks) return;
        // A copy: a hook may remove itself.
        foreach (GradientHook hook in hooks.ToArray()) hook.Call(this);
    }

    /// <summary>Shows each such hook to the visitor (for the collector of the host language).</summary>
    public void VisitPostAccumulateHooks(Action<GradientHook> visitor)
    {
        if (_meta?.PostAccumulate is not { } hooks) return;
        foreach (GradientHook hook in hooks) visitor(hook);
    }

    /// <summary>Drops all such hooks.</summary>
    public void DropPostAccumulateHooks()
    {
        if (_meta?.PostAccumulate is not { } hooks) return;
        _meta.PostAccumulate = null;
        foreach (GradientHook hook in hooks) hook.Dispose();
    }

    /// <summary>Makes this alias a leaf whose gradient flows to another leaf's sink.</summary>
    internal void ShareSink(AccumulateGrad sink)
    {
        Meta.ShareSink(sink);
        _flags |= TensorFlags.RequiresGrad;
    }

    /// <summary>Forbids in-place edits: the history of this view is that of a custom function, which an edit would override.</summary>
    public void GuardView() => _flags |= TensorFlags.GuardedView;

    /// <summary>True for views made by a custom function.</summary>
    public bool IsGuardedView => (_flags & TensorFlags.GuardedView) != 0;

    /// <summary>Notes that this is one of several views that one op made; returns the tensor.</summary>
    public Tensor MarkMultiView()
    {
        _flags |= TensorFlags.MultiView;
        return this;
    }

    /// <summary>True for views that one op made together with others.</summary>
    public bool IsMultiView => (_flags & TensorFlags.MultiView) != 0;

    /// <summary>True for views made while nothing was recorded, whose base somebody still sees.</summary>
    public bool IsNoGradView => (_flags & TensorFlags.NoGradView) != 0 && _base is { PythonObject: not 0 };

    // A view that was made unrecorded still says that its base requires a gradient, as in PyTorch.
    private bool ViewRequiresGrad() => GradFn is not null || _base!.RequiresGrad;

    private void RefreshView(AutogradMeta rootMeta)
    {
        if (IsMultiView && _base!.RequiresGrad)
            throw new LucidException("view",
                $"view: Output {_outputIndex} of {_gradFn?.Name ?? "a view op"} is a view and its base or another view of its base has been modified "
                + "inplace. This view is the output of a function that returns multiple views. Such functions do not allow the output views to be "
                + "modified inplace. You should replace the inplace operation by an out-of-place one.");
        _historySeen = rootMeta.History;
        if (_base!.RequiresGrad) SetHistory(new AsStridedNode(_base, this), 0);
    }
}
