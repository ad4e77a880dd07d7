using System;
using Lucid.Ops.Declaration;
using Lucid.Ops.Dispatch;
using Lucid.Transforms;

namespace Lucid.Ops.Transforms;

/// <summary>Runs ops on whole batches: by a rule where there is one, else element after element.</summary>
internal static class Batching
{
    internal static Tensor[] Run(OpEntry entry, CallFrame frame, long number, ThreadState state)
    {
        TransformLevel level = LevelOf(number, entry, state);
        if (entry.Name == "nonzero") throw DataDependent(entry);
        if (entry.IsRandom && !entry.IsComposite) return RandomBatches.RunOnBatch(entry, frame, level, state);
        if (entry.IsComposite) return RunComposite(entry, frame, level, state);
        bool before = level.IsSuspended;
        level.IsSuspended = true;
        try
        {
            Tensor[] results = BatchRules.Apply(entry, frame, level) ?? BatchLoop.Run(entry, frame, level);
            return Wrap(results, level);
        }
        finally
        {
            level.IsSuspended = before;
        }
    }

    internal static void RunInPlace(OpEntry entry, Tensor target, CallFrame frame, long number, ThreadState state)
    {
        TransformLevel level = LevelOf(number, entry, state);
        if (!IsAt(target, level))
        {
            throw new BatchedAccessException(entry.Name + "_",
                $"vmap: {entry.Name}_(self, *extra_args) is not possible because there exists a Tensor `other` in extra_args that has more "
                + "elements than `self`. This happened due to `other` being vmapped over but `self` not being vmapped over in a vmap. "
                + $"Please try to use out-of-place operators instead of {entry.Name}_.");
        }
        if (entry.IsRandom)
        {
            RandomBatches.RunInPlaceOnBatch(entry, target, frame, level);
            return;
        }
        bool before = level.IsSuspended;
        level.IsSuspended = true;
        try
        {
            if (BatchRules.IsElementwise(entry) && BatchRules.Align(frame, level, target.Rank) is { } aligned)
            {
                FunctionTransforms.InvokeInPlace(entry, aligned);
                return;
            }
        }
        finally
        {
            level.IsSuspended = before;
        }
        Tensor result = FunctionTransforms.Invoke(entry, frame)[0];
        target.Inner.CopyInPlace(Whole(result, level).Convert(target.DType));
    }

    /// <summary>True for a tensor batched at this very level.</summary>
    internal static bool IsAt(Tensor tensor, TransformLevel level) => tensor.IsBatched && tensor.Level == level.Number;

    /// <summary>The whole batch of a tensor; one that is the same for all elements is repeated without copying.</summary>
    internal static Tensor Whole(Tensor tensor, TransformLevel level)
    {
        if (IsAt(tensor, level)) return tensor.Inner;
        if (!tensor.IsBatched || tensor.Level < level.Number) return tensor.Expand([level.BatchSize, .. tensor.Shape]);
        // Below a batch of a level further in.
        return Tensor.Batch(Whole(tensor.Inner, level).Transpose(0, 1), tensor.Level);
    }

    /// <summary>A whole batch as a batched tensor; a batch of a level further in stays outermost.</summary>
    internal static Tensor Below(Tensor whole, TransformLevel level) => whole.IsBatched && whole.Level > level.Number
        ? Tensor.Batch(Below(whole.Inner.Transpose(0, 1), level), whole.Level)
        : Tensor.Batch(whole, level.Number);

    /// <summary>The tensor as a batch of every active level below a number.</summary>
    internal static Tensor Lift(Tensor tensor, ThreadState state, long below)
    {
        for (int i = state.Levels.Length - 1; i >= 0; i--)
        {
            TransformLevel level = state.Levels[i];
            if (!level.IsBatch || level.IsBasis || level.Number >= below) continue;
            if (tensor.IsBatched && tensor.Level > level.Number) return Tensor.Batch(Lift(tensor.Inner, state, below), tensor.Level);
            return Tensor.Batch(IsAt(tensor, level) ? Lift(tensor.Inner, state, level.Number) : Whole(Lift(tensor, state, level.Number), level), level.Number);
        }
        return tensor;
    }

    /// <summary>Wraps whole batches.</summary>
    internal static Tensor[] Wrap(Tensor[] results, TransformLevel level)
    {
        var wrapped = new Tensor[results.Length];
        for (int i = 0; i < wrapped.Length; i++) wrapped[i] = Tensor.Batch(results[i], level.Number);
        return wrapped;
    }

    private static TransformLevel LevelOf(long number, OpEntry entry, ThreadState state) => state.FindLevel(number)
        ?? throw new LucidException(entry.Name,
            $"{entry.Name}: a batched tensor has left the function given to vmap, for example through a global variable; return it from the function instead.");

    // Its inner ops find the wrapped arguments themselves, unless it looks at memory.
    private static Tensor[] RunComposite(OpEntry entry, CallFrame frame, TransformLevel level, ThreadState state)
    {
        try
        {
            state.RunsOwnBody = true;
            return FunctionTransforms.Invoke(entry, frame.Copy());
        }
        catch (BatchedAccessException)
        {
            state.RunsOwnBody = false;
            if (entry.Name is "masked_select" or "unique" or "unique_consecutive") throw DataDependent(entry);
            return Wrap(BatchLoop.Run(entry, frame, level), level);
        }
    }

    private static LucidException DataDependent(OpEntry entry) => new(entry.Name,
        $"vmap: It looks like you're attempting to use {entry.Name}, whose result's shape depends on the values of its input. "
        + "We don't support vmap over such operations: use lucid.where() or a mask instead.");
}
