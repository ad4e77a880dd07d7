using System;
using Lucid.Ops.Declaration;
using Lucid.Ops.Dispatch;
using Lucid.Transforms;

namespace Lucid.Ops.Transforms;

/// <summary>Random ops inside batched functions: refused, the same for all elements, or different for each.</summary>
internal static class RandomBatches
{
    /// <summary>The innermost batch whose business a random op is now.</summary>
    internal static TransformLevel? LevelOf(ThreadState state)
    {
        for (int i = state.Levels.Length - 1; i >= 0; i--)
        {
            if (state.Levels[i] is { IsBatch: true, IsSuspended: false } level) return level;
        }
        return null;
    }

    /// <summary>A random op none of whose arguments is batched; null when it runs as usual.</summary>
    internal static Tensor[]? Run(OpEntry entry, CallFrame frame, TransformLevel level, ThreadState state)
    {
        if (entry.IsComposite) return null;
        if (level.Randomness == BatchRandomness.Error) throw Refused(entry);
        bool before = level.IsSuspended;
        level.IsSuspended = true;
        try
        {
            if (level.Randomness == BatchRandomness.Same) return FunctionTransforms.Invoke(entry, frame.Copy());
            return Batching.Wrap(Different(entry, frame, level), level);
        }
        finally
        {
            level.IsSuspended = before;
        }
    }

    /// <summary>A random op on a batch.</summary>
    internal static Tensor[] RunOnBatch(OpEntry entry, CallFrame frame, TransformLevel level, ThreadState state)
    {
        if (level.Randomness == BatchRandomness.Error) throw Refused(entry);
        bool before = level.IsSuspended;
        level.IsSuspended = true;
        try
        {
            if (level.Randomness == BatchRandomness.Different && entry.Schema.Parameters[0].Type == SchemaType.Tensor)
            {
                CallFrame whole = frame.Map(tensor => Batching.IsAt(tensor, level) ? tensor.Inner : tensor);
                return Batching.Wrap(FunctionTransforms.Invoke(entry, whole), level);
            }
            return Batching.Wrap(SameNumbers(entry, frame, level), level);
        }
        finally
        {
            level.IsSuspended = before;
        }
    }

    internal static void RunInPlace(OpEntry entry, Tensor target, CallFrame frame, TransformLevel level)
    {
        if (level.Randomness == BatchRandomness.Error) throw Refused(entry);
        if (level.Randomness == BatchRandomness.Different)
        {
            throw new LucidException(entry.Name + "_",
                $"vmap: Cannot ask for different inplace randomness on an unbatched tensor. This will appear like same randomness. "
                + $"If this is necessary for your usage, please call {entry.Name}_ on a batched tensor.");
        }
        bool before = level.IsSuspended;
        level.IsSuspended = true;
        try
        {
            FunctionTransforms.InvokeInPlace(entry, frame.Copy());
        }
        finally
        {
            level.IsSuspended = before;
        }
    }

    internal static void RunInPlaceOnBatch(OpEntry entry, Tensor target, CallFrame frame, TransformLevel level)
    {
        if (level.Randomness == BatchRandomness.Error) throw Refused(entry);
        bool before = level.IsSuspended;
        level.IsSuspended = true;
        try
        {
            if (level.Randomness == BatchRandomness.Different)
            {
                FunctionTransforms.InvokeInPlace(entry, frame.Map(tensor => Batching.IsAt(tensor, level) ? tensor.Inner : tensor));
                return;
            }
            target.Inner.CopyInPlace(SameNumbers(entry, frame, level)[0]);
        }
        finally
        {
            level.IsSuspended = before;
        }
    }

    // The generator goes back to where it was for every element but the last.
    private static Tensor[] SameNumbers(OpEntry entry, CallFrame frame, TransformLevel level)
    {
        Lucid.Random.Generator generator = GeneratorOf(entry, frame);
        (ulong seed, ulong offset) = (generator.Seed, generator.Offset);
        var rows = new Tensor[level.BatchSize][];
        for (int b = 0; b < rows.Length; b++)
        {
            generator.SetState(seed, offset);
            int at = b;
            rows[b] = FunctionTransforms.Invoke(entry, frame.Map(tensor => Batching.IsAt(tensor, level) ? tensor.Inner.Select(0, at) : tensor));
        }
        var stacked = new Tensor[rows[0].Length];
        for (int i = 0; i < stacked.Length; i++)
        {
            int output = i;
            stacked[i] = TensorFunctions.Stack(Array.ConvertAll(rows, row => row[output]), 0);
        }
        return stacked;
    }

    // Factories make one batch in one call; anything else is called once per element.
    private static Tensor[] Different(OpEntry entry, CallFrame frame, TransformLevel level)
    {
        int size = Array.FindIndex(entry.Schema.Parameters, p => p.Name == "size" && p.IsList);
        CallFrame turned = frame.Copy();
        if (size >= 0)
        {
            turned.SetObject(size, (long[])[level.BatchSize, .. frame.Ints(size)]);
            return FunctionTransforms.Invoke(entry, turned);
        }
        if (entry.Schema.Parameters[0].Type == SchemaType.Tensor)
        {
            turned.SetTensor(0, Batching.Whole(frame.Tensor(0), level).Contiguous());
            return FunctionTransforms.Invoke(entry, turned);
        }
        return BatchLoop.Run(entry, frame, level);
    }

    internal static Lucid.Random.Generator GeneratorOf(OpEntry entry, CallFrame frame)
    {
        int slot = Array.FindIndex(entry.Schema.Parameters, p => p.Type == SchemaType.Generator);
        return frame.GeneratorOrNull(slot) ?? Lucid.Random.Generator.Default;
    }

    private static LucidException Refused(OpEntry entry) => new(entry.Name,
        $"vmap: called random operation {entry.Name} while in randomness error mode. Please either use the 'same' or 'different' "
        + "randomness flags on vmap or perform the randomness operation out of vmap");
}
