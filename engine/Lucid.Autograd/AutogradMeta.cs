using System.Collections.Generic;
using System.Threading;
using Lucid.Graph;
using Lucid.Transforms;

namespace Lucid;

/// <summary>The rarer part of a tensor's autograd state, made on first use.</summary>
internal sealed class AutogradMeta
{
    private AccumulateGrad? _accumulator;

    /// <summary>The gradient, owned.</summary>
    internal Tensor? Grad { get; private set; }

    /// <summary>The leaf's sink, if a graph or a hook has needed it.</summary>
    internal AccumulateGrad? Accumulator => _accumulator;

    /// <summary>What a batched or dual tensor stands for.</summary>
    internal Wrapped? Wrapped { get; set; }

    /// <summary>Counts in-place edits that changed the history; views compare it.</summary>
    internal int History { get; set; }

    /// <summary>Run after the gradient has been accumulated into the leaf.</summary>
    internal List<GradientHook>? PostAccumulate { get; set; }

    /// <summary>True where the sink belongs to another tensor, of which this one is an alias.</summary>
    internal bool HasForeignSink { get; private set; }

    internal void ReplaceGrad(Tensor? owned)
    {
        Tensor? old = Grad;
        Grad = owned;
        old?.Release();
    }

    /// <summary>The leaf's sink, made on first use.</summary>
    internal AccumulateGrad AccumulatorOf(Tensor leaf)
    {
        if (Accumulator is { } known) return known;
        var made = new AccumulateGrad(leaf);
        return Interlocked.CompareExchange(ref _accumulator, made, null) ?? made;
    }

    /// <summary>Makes gradients flow to another leaf's sink.</summary>
    internal void ShareSink(AccumulateGrad sink)
    {
        _accumulator = sink;
        HasForeignSink = true;
    }

    internal void Reclaim()
    {
        ReplaceGrad(null);
        Wrapped?.Dispose();
        Wrapped = null;
        if (!HasForeignSink) _accumulator?.DropHooks();
        if (PostAccumulate is not { } hooks) return;
        PostAccumulate = null;
        foreach (GradientHook hook in hooks) hook.Dispose();
    }
}
