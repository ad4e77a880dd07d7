using System;

namespace Lucid.Graph;

/// <summary>Sees a gradient on its way and may replace it.</summary>
public abstract class GradientHook : IDisposable
{
    /// <summary>The node it is registered on.</summary>
    public Node? Node { get; internal set; }

    /// <summary>The leaf it watches, where it is a hook on a leaf.</summary>
    public Tensor? Leaf { get; set; }

    /// <summary>Takes the hook off whatever it is registered on.</summary>
    public void Remove()
    {
        Node?.RemoveHook(this);
        Leaf?.RemovePostAccumulateHook(this);
    }

    /// <summary>Called with the gradient; returns another to use instead, or null to leave it.</summary>
    public abstract Tensor? Call(Tensor gradient);

    /// <summary>A node's hook, before the node runs: may replace all gradients of its outputs; null leaves them.</summary>
    public virtual Tensor?[]? Before(Tensor?[] outputGradients) => null;

    /// <summary>A node's hook, after the node ran: may replace all gradients of its inputs; null leaves them.</summary>
    public virtual Tensor?[]? After(Tensor?[] inputGradients, Tensor?[] outputGradients) => null;

    /// <summary>Lets go of what the hook holds.</summary>
    public virtual void Dispose() { }
}

/// <summary>Keeps a result's gradient.</summary>
internal sealed class RetainGradHook(Tensor tensor, AutogradMeta meta) : GradientHook
{
    public override Tensor? Call(Tensor gradient)
    {
        if (tensor.IsDisposed) return null;
        if (meta.Grad is { } before)
        {
            Tensor sum = GraphOperations.Current.Add(before, gradient);
            sum.Retain();
            meta.ReplaceGrad(sum);
        }
        else
        {
            gradient.Retain();
            meta.ReplaceGrad(gradient);
        }
        return null;
    }
}
