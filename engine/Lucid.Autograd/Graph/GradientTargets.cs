using System;
using System.Collections.Generic;

namespace Lucid.Graph;

/// <summary>The inputs of <c>grad(outputs, inputs)</c>: where they sit, which nodes lead to them, what arrived.</summary>
internal sealed class GradientTargets : IDisposable
{
    private readonly Tensor[] _inputs;
    private readonly Edge[] _edges;
    private readonly Tensor?[] _captured;
    private readonly bool _accumulate;
    private readonly HashSet<Node> _captureNodes = [];
    private readonly Dictionary<Node, bool> _leads = [];

    internal GradientTargets(ReadOnlySpan<Tensor> inputs, bool accumulate)
    {
        _inputs = inputs.ToArray();
        _edges = new Edge[inputs.Length];
        _captured = new Tensor?[inputs.Length];
        _accumulate = accumulate;
        for (int i = 0; i < inputs.Length; i++)
        {
            if (!inputs[i].RequiresGrad)
            {
                Dispose();
                throw new LucidException("grad", $"One of the differentiated Tensors does not require grad: element {i} of inputs.");
            }
            _edges[i] = inputs[i].GradientEdge();
            _captureNodes.Add(_edges[i].Node!);
        }
    }

    // Depth first without recursion: a node leads to a target when it is one or one of its inputs does.
    internal void MarkPaths(ReadOnlySpan<Tensor> roots)
    {
        var stack = new Stack<(Node Node, int Next)>();
        foreach (Tensor root in roots)
        {
            Edge edge = root.GradientEdge();
            if (!_leads.ContainsKey(edge.Node!)) Push(stack, edge.Node!);
            edge.Node!.Release();
            while (stack.TryPop(out (Node Node, int Next) top))
            {
                if (top.Next == top.Node.EdgeCount) continue;
                Node? child = top.Node.EdgeAt(top.Next).Node;
                if (child is not null && !_leads.ContainsKey(child))
                {
                    stack.Push(top);
                    Push(stack, child);
                    continue;
                }
                if (child is not null && _leads[child]) _leads[top.Node] = true;
                stack.Push((top.Node, top.Next + 1));
            }
        }
    }

    private void Push(Stack<(Node, int)> stack, Node node)
    {
        _leads[node] = _captureNodes.Contains(node);
        stack.Push((node, 0));
    }

    /// <summary>Captures what arrived; false when nothing below this node is wanted.</summary>
    internal bool Visit(Node node, BackwardContext context, out bool[]? wanted)
    {
        wanted = null;
        if (_captureNodes.Contains(node))
        {
            for (int i = 0; i < _edges.Length; i++)
            {
                if (!ReferenceEquals(_edges[i].Node, node) || context.Gradient(_edges[i].Index) is not { } gradient) continue;
                gradient.Retain();
                _captured[i]?.Release();
                _captured[i] = gradient;
            }
        }
        if (node is AccumulateGrad) return _accumulate && _captureNodes.Contains(node);
        bool any = false;
        wanted = new bool[node.EdgeCount];
        for (int i = 0; i < wanted.Length; i++)
        {
            wanted[i] = node.EdgeAt(i).Node is { } next && _leads.TryGetValue(next, out bool leads) && leads;
            any |= wanted[i];
        }
        return any;
    }

    internal bool LeadsFrom(Node node) => _leads.TryGetValue(node, out bool leads) && leads;

    internal Tensor?[] Collect()
    {
        if (!_accumulate)
        {
            Tensor?[] result = [.. _captured];
            Array.Clear(_captured);
            return result;
        }
        for (int i = 0; i < _inputs.Length; i++)
        {
            // Leaves were served by their sinks; results get theirs here.
            if (_edges[i].Node is AccumulateGrad || _captured[i] is not { } gradient) continue;
            Tensor sum = _inputs[i].Grad is { } before ? GraphOperations.Current.Add(before, gradient) : gradient;
            _inputs[i].Grad = sum;
        }
        return [];
    }

    public void Dispose()
    {
        foreach (Tensor? gradient in _captured) gradient?.Release();
        foreach (Edge edge in _edges) edge.Node?.Release();
    }
}
