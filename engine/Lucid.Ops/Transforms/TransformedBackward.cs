using System;
using System.Collections.Generic;
using Lucid.Graph;
using Lucid.Transforms;

namespace Lucid.Ops.Transforms;

/// <summary>Backward while function transforms are active: graphs are recorded on whole batches, so gradients are taken there.</summary>
public static class TransformedBackward
{
    /// <summary>Gradients of possibly batched roots by possibly batched inputs; as <see cref="BackwardEngine.Run"/> otherwise.</summary>
    public static Tensor?[] Run(
        ReadOnlySpan<Tensor> roots, ReadOnlySpan<Tensor?> seeds, bool retainGraph, bool createGraph, ReadOnlySpan<Tensor> inputs)
    {
        ThreadState state = ThreadState.Current;
        long top = 0;
        foreach (Tensor root in roots) top = Math.Max(top, root.IsBatched ? root.Level : 0);
        foreach (Tensor input in inputs) top = Math.Max(top, input.IsBatched ? input.Level : 0);
        if (top == 0) return BackwardEngine.Run(roots, seeds, retainGraph, createGraph, inputs);
        TransformLevel level = state.FindLevel(top) ?? throw new LucidException("grad", "grad: a batched tensor has left the function given to vmap");
        state.OpenScope();
        try
        {
            var wholeRoots = new Tensor[roots.Length];
            var wholeSeeds = new Tensor?[roots.Length];
            var wholeInputs = new Tensor[inputs.Length];
            for (int i = 0; i < roots.Length; i++)
            {
                Tensor? seed = i < seeds.Length ? seeds[i] : null;
                if (seed is null && roots[i].Count != 1)
                {
                    throw new LucidException("backward",
                        $"grad can be implicitly created only for scalar outputs, but output {i} has shape {roots[i].Layout}. "
                        + "Call .sum() or .mean() first, or pass a gradient of that shape.");
                }
                wholeRoots[i] = Batching.Whole(roots[i], level);
                wholeSeeds[i] = seed is null ? TensorFunctions.OnesLike(wholeRoots[i]) : Batching.Whole(seed, level);
            }
            for (int i = 0; i < inputs.Length; i++) wholeInputs[i] = Batching.IsAt(inputs[i], level) ? inputs[i].Inner : inputs[i];
            Tensor?[] found = Run(wholeRoots, wholeSeeds, retainGraph, createGraph, wholeInputs);
            for (int i = 0; i < found.Length; i++)
            {
                if (found[i] is not { } gradient || !Batching.IsAt(inputs[i], level)) continue;
                found[i] = Batching.Below(gradient, level);
                found[i]!.Retain();
                gradient.Release();
            }
            return found;
        }
        finally
        {
            state.CloseScope();
        }
    }

    /// <summary>Runs a node's backward; with batched gradients element by element where its formula looks at memory.</summary>
    internal static void RunNode(Node node, BackwardContext context)
    {
        try
        {
            node.Backward(context);
        }
        catch (BatchedAccessException)
        {
            long top = 0;
            foreach (Tensor? gradient in context.Gradients(node.OutputCount))
                top = Math.Max(top, gradient is { IsBatched: true } ? gradient.Level : 0);
            if (top == 0 || ThreadState.Current.FindLevel(top) is not { } level) throw;
            RunEach(node, context, level);
        }
    }

    private static void RunEach(Node node, BackwardContext context, TransformLevel level)
    {
        var rows = new List<Tensor>?[node.EdgeCount];
        for (long b = 0; b < level.BatchSize; b++)
        {
            var inner = new BackwardContext { CreateGraph = context.CreateGraph };
            var wanted = new bool[node.EdgeCount];
            for (int i = 0; i < wanted.Length; i++) wanted[i] = context.Needs(i);
            inner.Begin(node, wanted);
            for (int i = 0; i < node.OutputCount; i++)
            {
                Tensor? gradient = context.Gradient(i);
                inner.SetGradient(i, gradient is not null && Batching.IsAt(gradient, level) ? gradient.Inner.Select(0, b) : gradient);
            }
            RunNode(node, inner);
            for (int i = 0; i < wanted.Length; i++)
            {
                if (inner.Result(i) is { } result) (rows[i] ??= []).Add(result);
            }
        }
        for (int i = 0; i < rows.Length; i++)
        {
            if (rows[i] is { } results) context.SetResult(i, Tensor.Batch(TensorFunctions.Stack([.. results], 0), level.Number));
        }
    }
}
