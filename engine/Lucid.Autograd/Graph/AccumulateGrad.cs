using System.Threading;

namespace Lucid.Graph;

/// <summary>The sink of a leaf: adds incoming gradients to <see cref="Tensor.Grad"/>. It owns the leaf while a graph leads to it.</summary>
public sealed class AccumulateGrad : Node
{
    private readonly Tensor _leaf;
    private int _edges;

    internal AccumulateGrad(Tensor leaf)
    {
        UncountSink();
        _leaf = leaf;
    }

    /// <inheritdoc/>
    public override string Name => "AccumulateGrad";

    /// <summary>The leaf.</summary>
    public Tensor Variable => _leaf;

    /// <inheritdoc/>
    public override bool IsReclaimed => _leaf.IsDisposed;

    internal void RetainWithLeaf()
    {
        if (Interlocked.Increment(ref _edges) == 1) _leaf.Retain();
    }

    /// <inheritdoc/>
    public override void Retain() => RetainWithLeaf();

    /// <inheritdoc/>
    public override void Release()
    {
        if (Interlocked.Decrement(ref _edges) == 0) _leaf.Release();
    }

    /// <inheritdoc/>
    public override void Backward(BackwardContext context)
    {
        Tensor gradient = context.Gradient(0)!;
        if (_leaf.Grad is not { } before)
        {
            _leaf.Meta.ReplaceGrad(context.CreateGraph ? Shared(gradient) : Stolen(context, gradient));
        }
        else if (context.CreateGraph)
        {
            _leaf.Meta.ReplaceGrad(Shared(GraphOperations.Current.Add(before, gradient)));
        }
        else
        {
            GraphOperations.Current.AddInPlace(before, gradient);
        }
        _leaf.RunPostAccumulateHooks();
    }

    private static Tensor Shared(Tensor gradient)
    {
        gradient.Retain();
        return gradient;
    }

    // Nobody else sees a gradient that backward alone owns: keep it instead of a copy.
    private Tensor Stolen(BackwardContext context, Tensor gradient)
    {
        if (context.IsSoleOwner(0) && gradient.IsContiguous && !gradient.RequiresGrad && gradient.Base is null) return Shared(gradient);
        Tensor copy = GraphOperations.Current.Clone(gradient);
        copy.Retain();
        return copy;
    }
}
