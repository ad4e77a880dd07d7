using System;
using System.Collections.Generic;

namespace Lucid.Graph;

/// <summary>Runs reverse-mode differentiation: visits nodes from the roots by falling sequence, each once.</summary>
public sealed class BackwardEngine
{
    [ThreadStatic] private static BackwardEngine? t_idle;

    private readonly RunTable _table = new();
    private readonly BackwardContext _context = new();

    /// <summary>
    /// Computes gradients of the roots. Without <paramref name="inputs"/> they accumulate into leaves; with them they are
    /// returned, or accumulated into exactly those tensors when <paramref name="accumulate"/> is set.
    /// </summary>
    /// <param name="roots">Tensors to differentiate.</param>
    /// <param name="seeds">Gradient of each root; null for one on a single-element root.</param>
    /// <param name="retainGraph">Keeps saved values for another pass.</param>
    /// <param name="createGraph">Records the computation of the gradients.</param>
    /// <param name="inputs">Tensors whose gradients are wanted; empty for all leaves.</param>
    /// <param name="accumulate">Adds to <see cref="Tensor.Grad"/> of the inputs instead of returning.</param>
    /// <returns>One gradient per input (null where none reaches it), owned by the caller; empty without inputs.</returns>
    /// <exception cref="LucidException">A root needs no gradient, a seed does not fit, or saved values are gone or edited.</exception>
    public static Tensor?[] Run(
        ReadOnlySpan<Tensor> roots, ReadOnlySpan<Tensor?> seeds, bool retainGraph = false, bool createGraph = false,
        ReadOnlySpan<Tensor> inputs = default, bool accumulate = false)
    {
        BackwardEngine engine = t_idle ?? new BackwardEngine();
        t_idle = null;
        try
        {
            return engine.Execute(roots, seeds, retainGraph, createGraph, inputs, accumulate);
        }
        finally
        {
            engine._table.Clear();
            engine._context.End();
            t_idle = engine;
        }
    }

    private Tensor?[] Execute(
        ReadOnlySpan<Tensor> roots, ReadOnlySpan<Tensor?> seeds, bool retainGraph, bool createGraph,
        ReadOnlySpan<Tensor> inputs, bool accumulate)
    {
        ThreadState state = ThreadState.Current;
        using GradMode mode = GradMode.Set(createGraph);
        using TensorScope scope = TensorScope.Open(state);
        _context.CreateGraph = createGraph;
        Targets? targets = inputs.Length > 0 ? new Targets(inputs, accumulate) : null;
        try
        {
            Seed(roots, seeds);
            targets?.MarkPaths(roots);
            while (!_table.IsEmpty)
            {
                Interruption.Poll();
                ref RunTable.Entry entry = ref _table.TakeLatest();
                Visit(ref entry, retainGraph, targets, state);
            }
            return targets?.Collect() ?? [];
        }
        finally
        {
            targets?.Dispose();
        }
    }

    private void Seed(ReadOnlySpan<Tensor> roots, ReadOnlySpan<Tensor?> seeds)
    {
        for (int i = 0; i < roots.Length; i++)
        {
            Tensor root = roots[i];
            if (!root.RequiresGrad)
                throw new LucidException("backward", $"element {i} of tensors does not require grad and does not have a grad_fn");
            Tensor? seed = i < seeds.Length ? seeds[i] : null;
            if (seed is null)
            {
                if (root.Count != 1)
                {
                    throw new LucidException("backward",
                        $"grad can be implicitly created only for scalar outputs, but output {i} has shape {root.Layout}. "
                        + "Call .sum() or .mean() first, or pass a gradient of that shape.");
                }
                if (root.DType.IsComplex())
                {
                    throw new LucidException("backward",
                        "grad can be implicitly created only for real scalar outputs but got " + root.DType.Name());
                }
                seed = GraphOperations.Current.OnesLike(root);
            }
            else if (!seed.Layout.SameSizes(root.Layout))
            {
                throw new ShapeMismatchException("backward",
                    $"backward: Mismatch in shape: grad_output[{i}] has a shape of {seed.Layout} and output[{i}] has a shape of "
                    + $"{root.Layout}.", "gradient", root.Layout.ToString(), seed.Layout.ToString());
            }
            else if (seed.DeviceType != root.DeviceType)
            {
                throw new DeviceMismatchException("backward", "gradient", root.Device, seed.Device);
            }
            Edge edge = root.GradientEdge();
            seed.Retain();
            Add(edge, seed);
            edge.Node!.Release();
        }
    }

    private void Visit(ref RunTable.Entry entry, bool retainGraph, Targets? targets, ThreadState state)
    {
        Node node = entry.Node;
        int outputs = node.OutputCount;
        bool[]? wanted = null;
        _context.Begin(node, null);
        // The context borrows what the table owns: once taken out, the scope below is the only owner left.
        Tensor? single = entry.Single;
        Tensor?[]? many = entry.Many;
        entry.Single = null;
        entry.Many = null;
        using TensorScope scope = TensorScope.Open(state);
        if (many is null)
        {
            state.Adopt(single!);
            _context.SetGradient(0, single);
        }
        else
        {
            for (int i = 0; i < outputs; i++)
            {
                if (many[i] is { } gradient) state.Adopt(gradient);
                _context.SetGradient(i, many[i]);
            }
        }
        if (node.Hooks is { Count: > 0 }) RunHooks(node);
        if (targets is not null && !targets.Visit(node, _context, out wanted)) return;
        if (wanted is not null) _context.Begin(node, wanted);

        node.Backward(_context);
        if (!retainGraph) node.ReleaseVariables();
        for (int i = 0; i < node.EdgeCount; i++)
        {
            Edge edge = node.EdgeAt(i);
            if (edge.Node is null || _context.Result(i) is not { } result) continue;
            if (wanted is not null && !wanted[i]) continue;
            result.Retain();
            Add(edge, result);
        }
        _context.End();
    }

    private void RunHooks(Node node)
    {
        // A copy: a hook may remove itself.
        NodeHook[] hooks = [.. node.Hooks!];
        foreach (NodeHook hook in hooks)
        {
            if (_context.Gradient(hook.OutputIndex) is not { } gradient) continue;
            if (hook.Hook.Call(gradient) is { } replacement) _context.SetGradient(hook.OutputIndex, replacement);
        }
    }

    private void Add(Edge edge, Tensor owned)
    {
        ref RunTable.Entry entry = ref _table.Visit(edge.Node!);
        ref Tensor? slot = ref entry.Single;
        if (entry.Many is not null) slot = ref entry.Many[edge.Index];
        if (slot is null)
        {
            slot = owned;
            return;
        }
        Tensor before = slot;
        Tensor sum = GraphOperations.Current.Add(before, owned);
        sum.Retain();
        slot = sum;
        before.Release();
        owned.Release();
    }

    /// <summary>The inputs of <c>grad(outputs, inputs)</c>: where they sit, which nodes lead to them, what arrived.</summary>
    private sealed class Targets : IDisposable
    {
        private readonly Tensor[] _inputs;
        private readonly Edge[] _edges;
        private readonly Tensor?[] _captured;
        private readonly bool _accumulate;
        private readonly HashSet<Node> _captureNodes = [];
        private readonly Dictionary<Node, bool> _leads = [];

        internal Targets(ReadOnlySpan<Tensor> inputs, bool accumulate)
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
}
