using System;
using System.Collections.Generic;
using System.Threading;

namespace Lucid.Graph;

/// <summary>Runs reverse-mode differentiation: visits nodes from the roots by falling sequence, each once.</summary>
public sealed class BackwardEngine
{
    [ThreadStatic] private static BackwardEngine? t_idle;

    [ThreadStatic] private static BackwardEngine? t_running;
    private static long s_runs;

    private readonly RunTable _table = new();
    private readonly BackwardContext _context = new();
    private readonly List<Node> _roots = [];
    private GradientTargets? _targets;
    private HashSet<Node>? _reachable;
    private long _number;

    /// <summary>Number of the innermost run on this thread; 0 outside.</summary>
    public static long RunNumber => t_running?._number ?? 0;

    /// <summary>Whether the innermost run on this thread visits a node, before or after now.</summary>
    public static bool WillVisit(Node node)
    {
        if (t_running is not { } engine) return false;
        if (engine._targets is { } targets) return targets.LeadsFrom(node);
        engine._reachable ??= Reach(engine._roots);
        return engine._reachable.Contains(node);
    }

    private static HashSet<Node> Reach(List<Node> roots)
    {
        var reached = new HashSet<Node>(roots);
        var waiting = new Stack<Node>(roots);
        while (waiting.TryPop(out Node? node))
        {
            for (int i = 0; i < node.EdgeCount; i++)
            {
                if (node.EdgeAt(i).Node is { } next && reached.Add(next)) waiting.Push(next);
            }
        }
        return reached;
    }

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
        // A hook may run backward again: the outer run comes back when the inner one is done.
        BackwardEngine? outer = t_running;
        t_running = engine;
        engine._number = Interlocked.Increment(ref s_runs);
        try
        {
            return engine.Execute(roots, seeds, retainGraph, createGraph, inputs, accumulate);
        }
        finally
        {
            engine._table.Clear();
            engine._context.End();
            engine._roots.Clear();
            engine._reachable = null;
            t_running = outer;
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
        GradientTargets? targets = inputs.Length > 0 ? new GradientTargets(inputs, accumulate) : null;
        try
        {
            Seed(roots, seeds);
            targets?.MarkPaths(roots);
            _targets = targets;
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
            _targets = null;
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
            _roots.Add(edge.Node!);
            seed.Retain();
            Add(edge, seed);
            edge.Node!.Release();
        }
    }

    private void Visit(ref RunTable.Entry entry, bool retainGraph, GradientTargets? targets, ThreadState state)
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
        if (node.Hooks is { Count: > 0 }) RunPreHooks(node);

        int profiled = OpProfile.IsEnabled ? OpProfile.Begin(node.Name, ProfiledKind.Node, "") : -1;
        if (AnomalyMode.IsEnabled) AnomalyMode.Run(node, _context);
        else if (state.Transforming) GraphOperations.Current.RunTransformed(node, _context);
        else node.Backward(_context);
        if (profiled >= 0) OpProfile.End(profiled);
        if (node.Hooks is { Count: > 0 } && _context.IsHooked) RunPostHooks(node);
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
        bool retains = false;
        foreach (NodeHook hook in hooks)
        {
            if (hook.OutputIndex < 0) continue;
            if (hook.Hook is RetainGradHook) retains = true;
            else RunHook(hook);
        }
        // What is kept is the gradient after all replacements.
        if (!retains) return;
        foreach (NodeHook hook in hooks)
        {
            if (hook.Hook is RetainGradHook) RunHook(hook);
        }
    }

    private void RunHook(NodeHook hook)
    {
        if (_context.Gradient(hook.OutputIndex) is not { } gradient) return;
        if (hook.Hook.Call(gradient) is { } replacement) _context.SetGradient(hook.OutputIndex, replacement);
    }

    // Hooks of the node itself run only where the node does.
    private void RunPreHooks(Node node)
    {
        NodeHook[] hooks = [.. node.Hooks!];
        foreach (NodeHook hook in hooks)
        {
            if (hook.OutputIndex == NodeHook.AfterNode) _context.IsHooked = true;
            if (hook.OutputIndex != NodeHook.BeforeNode) continue;
            if (hook.Hook.Before(_context.Gradients(node.OutputCount)) is not { } replaced) continue;
            for (int i = 0; i < replaced.Length; i++) _context.SetGradient(i, replaced[i]);
        }
    }

    private void RunPostHooks(Node node)
    {
        NodeHook[] hooks = [.. node.Hooks!];
        Tensor?[] outputs = _context.Gradients(node.OutputCount);
        foreach (NodeHook hook in hooks)
        {
            if (hook.OutputIndex != NodeHook.AfterNode) continue;
            if (hook.Hook.After(_context.Results(node.EdgeCount), outputs) is not { } replaced) continue;
            for (int i = 0; i < replaced.Length; i++) _context.SetResult(i, replaced[i]);
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
}
