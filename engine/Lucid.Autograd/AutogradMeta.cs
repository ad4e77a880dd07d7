using System;
using System.Threading;
using Lucid.Graph;

namespace Lucid;

/// <summary>The rarer part of a tensor's autograd state, made on first use.</summary>
internal sealed class AutogradMeta
{
    private AccumulateGrad? _accumulator;

    /// <summary>The gradient, owned.</summary>
    internal Tensor? Grad { get; private set; }

    /// <summary>The leaf's sink, if a graph or a hook has needed it.</summary>
    internal AccumulateGrad? Accumulator => _accumulator;

    /// <summary>Counts in-place edits that changed the history; views compare it.</summary>
    internal int History { get; set; }

    /// <summary>Runs after the gradient has been accumulated into the leaf.</summary>
    internal Action<Tensor>? PostAccumulate { get; set; }

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

    internal void Reclaim()
    {
        ReplaceGrad(null);
        _accumulator?.DropHooks();
    }
}
