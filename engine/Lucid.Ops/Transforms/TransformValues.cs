using System;
using System.Collections.Generic;
using Lucid.Graph;
using Lucid.Transforms;

namespace Lucid.Ops.Transforms;

/// <summary>How values enter and leave function transforms; what <c>lucid.func</c> is written with.</summary>
public static class TransformValues
{
    /// <summary>The elements of a batch, counted by one dimension, as one batched tensor.</summary>
    public static Tensor Batch(Tensor tensor, long dim, long level)
    {
        using TensorScope scope = TensorScope.Open();
        return scope.Escape(Tensor.Batch(MoveToFront(tensor, dim), level));
    }

    /// <summary>The whole batch, its elements counted by a dimension of the result.</summary>
    public static Tensor Unbatch(Tensor tensor, TransformLevel level, long dim)
    {
        using TensorScope scope = TensorScope.Open();
        int rank = tensor.Rank + 1;
        if (dim < -rank || dim >= rank) throw IndexException.Dimension("vmap", dim, rank);
        Tensor whole = Batching.Whole(tensor, level);
        int at = (int)(dim < 0 ? dim + rank : dim);
        if (at == 0) return scope.Escape(whole);
        Span<long> order = stackalloc long[rank];
        for (int i = 0; i < rank; i++) order[i] = i < at ? i + 1 : i == at ? 0 : i;
        return scope.Escape(whole.Permute(order));
    }

    /// <summary>A dual number; a batched value makes a batch of dual numbers.</summary>
    public static Tensor MakeDual(Tensor primal, Tensor tangent, long number)
    {
        using TensorScope scope = TensorScope.Open();
        return scope.Escape(Dual(primal, tangent, number));
    }

    /// <summary>Value and tangent of a dual number; the tangent is null for anything else.</summary>
    public static (Tensor Primal, Tensor? Tangent) UnpackDual(Tensor tensor, long number)
    {
        using TensorScope scope = TensorScope.Open();
        (Tensor primal, Tensor? tangent) = Unpack(tensor, number);
        return (scope.Escape(primal), tangent is null ? null : scope.Escape(tangent));
    }

    /// <summary>The tensor as a batch of every active level below a number.</summary>
    public static Tensor Lift(Tensor tensor, long below)
    {
        using TensorScope scope = TensorScope.Open();
        return scope.Escape(Batching.Lift(tensor, ThreadState.Current, below));
    }

    /// <summary>The tensor as a point to differentiate at: a leaf of its own, or an identity view of a tensor with history.</summary>
    public static Tensor Fresh(Tensor tensor)
    {
        using TensorScope scope = TensorScope.Open();
        using GradMode mode = GradMode.On();
        return scope.Escape(Tangents.Fresh(Batching.Lift(tensor, ThreadState.Current, long.MaxValue)));
    }

    /// <summary>The same numbers, batches and tangents, without history.</summary>
    public static Tensor Cut(Tensor tensor)
    {
        using TensorScope scope = TensorScope.Open();
        return scope.Escape(WithoutHistory(tensor));
    }

    /// <summary>Whether a tensor depends on a leaf that is none of those given.</summary>
    public static bool LeadsBeyond(Tensor tensor, ReadOnlySpan<Tensor> leaves)
    {
        var known = new HashSet<Node>();
        foreach (Tensor leaf in leaves) Collect(leaf, known);
        // A point with history of its own leads on to wherever that comes from.
        known.RemoveWhere(node => node is not AccumulateGrad);
        var waiting = new Stack<Node>();
        var seen = new HashSet<Node>();
        var starts = new HashSet<Node>();
        Collect(tensor, starts);
        foreach (Node start in starts) waiting.Push(start);
        while (waiting.TryPop(out Node? node))
        {
            if (!seen.Add(node) || known.Contains(node)) continue;
            if (node is AccumulateGrad { Variable.IsRetired: false }) return true;
            for (int i = 0; i < node.EdgeCount; i++)
            {
                if (node.EdgeAt(i).Node is { } next) waiting.Push(next);
            }
        }
        return false;
    }

    private static void Collect(Tensor tensor, HashSet<Node> nodes)
    {
        if (tensor.Tangent is { } tangent) Collect(tangent, nodes);
        if (!ReferenceEquals(tensor.Inner, tensor))
        {
            Collect(tensor.Inner, nodes);
            return;
        }
        if (!tensor.RequiresGrad) return;
        Edge edge = tensor.GradientEdge();
        nodes.Add(edge.Node!);
        edge.Node!.Release();
    }

    private static Tensor WithoutHistory(Tensor tensor) =>
        tensor.IsBatched ? Tensor.Batch(WithoutHistory(tensor.Inner), tensor.Level)
        : tensor.IsDual ? Tensor.Dual(WithoutHistory(tensor.Inner), WithoutHistory(tensor.Tangent!), tensor.Level)
        : tensor.Detach();

    private static Tensor Dual(Tensor primal, Tensor tangent, long number)
    {
        if (!primal.IsBatched) return Tensor.Dual(primal, tangent, number);
        TransformLevel level = ThreadState.Current.FindLevel(primal.Level) ?? throw new LucidException("make_dual", "make_dual: a batched tensor has left vmap");
        return Tensor.Batch(Dual(primal.Inner, Batching.Whole(tangent, level), number), primal.Level);
    }

    private static (Tensor, Tensor?) Unpack(Tensor tensor, long number)
    {
        if (tensor.IsBatched)
        {
            (Tensor primal, Tensor? tangent) = Unpack(tensor.Inner, number);
            if (tangent is null) return (Tensor.Batch(primal, tensor.Level), null);
            TransformLevel level = ThreadState.Current.FindLevel(tensor.Level) ?? throw new LucidException("unpack_dual", "unpack_dual: a batched tensor has left vmap");
            return (Tensor.Batch(primal, tensor.Level), Batching.Below(tangent, level));
        }
        if (!tensor.IsDual) return (tensor, null);
        if (tensor.Level == number) return (tensor.Inner, tensor.Tangent);
        // Inside a dual number of another level.
        (Tensor value, Tensor? own) = Unpack(tensor.Inner, number);
        return (Tensor.Dual(value, tensor.Tangent!, tensor.Level), own);
    }

    private static Tensor MoveToFront(Tensor tensor, long dim)
    {
        int rank = tensor.Rank;
        if (dim < -rank || dim >= rank) throw IndexException.Dimension("vmap", dim, rank);
        int at = (int)(dim < 0 ? dim + rank : dim);
        if (at == 0) return tensor;
        Span<long> order = stackalloc long[rank];
        for (int i = 0; i < rank; i++) order[i] = i == 0 ? at : i <= at ? i - 1 : i;
        return tensor.Permute(order);
    }
}
