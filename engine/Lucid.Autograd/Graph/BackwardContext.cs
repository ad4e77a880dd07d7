using System;

namespace Lucid.Graph;

/// <summary>What a node sees while backward visits it: the gradients of its outputs, and slots for those of its inputs.</summary>
public sealed class BackwardContext
{
    private Tensor?[] _gradients = new Tensor?[4];
    private Tensor?[] _results = new Tensor?[4];
    private bool[]? _wanted;
    private Node _node = null!;

    /// <summary>True when the gradients themselves are to be differentiable.</summary>
    public bool CreateGraph { get; set; }

    /// <summary>True when the node has hooks that run after it.</summary>
    internal bool IsHooked { get; set; }

    /// <summary>The gradients of all outputs.</summary>
    public Tensor?[] Gradients(int count) => _gradients[..count];

    internal Tensor?[] Results(int count) => _results[..count];

    /// <summary>The gradient of an output; null when none arrived.</summary>
    public Tensor? Gradient(int output) => _gradients[output];

    /// <summary>True when an input wants its gradient.</summary>
    public bool Needs(int input) => _node.EdgeAt(input).Node is not null && (_wanted is null || _wanted[input]);

    /// <summary>True when any input from the first on wants its gradient.</summary>
    public bool NeedsAny(int first, int count)
    {
        for (int i = first; i < first + count; i++)
        {
            if (Needs(i)) return true;
        }
        return false;
    }

    /// <summary>Hands over an input's gradient; null means zero.</summary>
    public void SetResult(int input, Tensor? gradient) => _results[input] = gradient;

    /// <summary>True when backward alone holds the gradient of an output.</summary>
    internal bool IsSoleOwner(int output) => _gradients[output]!.IsUnique;

    /// <summary>An input's gradient, once the node has run.</summary>
    public Tensor? Result(int input) => _results[input];

    /// <summary>Prepares for a node; <paramref name="wanted"/> limits the inputs whose gradients are computed.</summary>
    public void Begin(Node node, bool[]? wanted)
    {
        _node = node;
        _wanted = wanted;
        if (_gradients.Length < node.OutputCount) _gradients = new Tensor?[node.OutputCount];
        if (_results.Length < node.EdgeCount) _results = new Tensor?[node.EdgeCount];
    }

    /// <summary>Sets the gradient of an output.</summary>
    public void SetGradient(int output, Tensor? gradient) => _gradients[output] = gradient;

    internal void End()
    {
        IsHooked = false;
        Array.Clear(_gradients);
        Array.Clear(_results);
    }
}
