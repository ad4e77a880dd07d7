using System;

namespace Lucid.Graph;

/// <summary>Sees a gradient on its way and may replace it.</summary>
public abstract class GradientHook : IDisposable
{
    /// <summary>The node it is registered on.</summary>
    public Node? Node { get; internal set; }

    /// <summary>Called with the gradient; returns another to use instead, or null to leave it.</summary>
    public abstract Tensor? Call(Tensor gradient);

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
