using System;
using Lucid.Ops.Declaration;
using Lucid.Ops.Dispatch;
using Lucid.Transforms;

namespace Lucid.Ops.Transforms;

/// <summary>
/// Where every op asks, while a function transform is active, whether its arguments are wrapped, and by which rule to run then.
/// Batches are outermost: what is inside a batched tensor may be dual, never the other way round.
/// </summary>
internal static class FunctionTransforms
{
    /// <summary>Runs an op by the rule of the outermost wrapper; null when it is to run as usual.</summary>
    /// <remarks>The innermost open scope, or the caller, owns the results.</remarks>
    internal static Tensor[]? Run(int op, CallFrame frame, ThreadState state)
    {
        if (state.RunsOwnBody)
        {
            state.RunsOwnBody = false;
            return null;
        }
        OpEntry entry = OpTable.Entries[op];
        Wrappers wrappers = Wrappers.Of(frame, state);
        if (wrappers.IsNone && !entry.IsRandom) return null;
        state.OpenScope();
        try
        {
            Tensor[]? results = wrappers.Batch > 0 ? Batching.Run(entry, frame, wrappers.Batch, state)
                : entry.IsRandom && RandomBatches.LevelOf(state) is { } level ? RandomBatches.Run(entry, frame, level, state)
                : wrappers.IsNone ? null
                : entry.IsComposite ? null
                : wrappers.Dual > 0 ? Duals.Run(entry, frame, wrappers.Dual, state)
                : Invoke(entry, Duals.WithoutLeftLevels(frame, state));
            if (results is null) return null;
            foreach (Tensor result in results) state.Escape(result);
            return results;
        }
        finally
        {
            state.CloseScope();
        }
    }

    /// <summary>Runs an in-place op by rule; false when it is to run as usual.</summary>
    internal static bool RunInPlace(int op, Tensor target, CallFrame frame, ThreadState state)
    {
        OpEntry entry = OpTable.Entries[op];
        Wrappers wrappers = Wrappers.Of(frame, state);
        if (wrappers.IsNone && !entry.IsRandom) return false;
        state.OpenScope();
        try
        {
            if (wrappers.Batch > 0) Batching.RunInPlace(entry, target, frame, wrappers.Batch, state);
            else if (entry.IsRandom && RandomBatches.LevelOf(state) is { } level) RandomBatches.RunInPlace(entry, target, frame, level);
            else if (wrappers.IsNone) return false;
            else if (wrappers.Dual > 0) Duals.RunInPlace(entry, target, frame, wrappers.Dual, state);
            else InvokeInPlace(entry, Duals.WithoutLeftLevels(frame, state));
            return true;
        }
        finally
        {
            state.CloseScope();
        }
    }

    /// <summary>Calls an op and takes its tensors.</summary>
    internal static unsafe Tensor[] Invoke(OpEntry entry, CallFrame frame)
    {
        entry.Invoke(frame);
        return frame.TakeTensors();
    }

    /// <summary>Calls an op's in-place form.</summary>
    internal static unsafe void InvokeInPlace(OpEntry entry, CallFrame frame)
    {
        entry.InPlace(frame);
        // The form hands the target to Python with an owner of its own; here nobody takes it.
        frame.TakeTensors()[0].Release();
    }
}

/// <summary>The levels of an op's wrapped arguments.</summary>
internal readonly struct Wrappers
{
    /// <summary>Highest level of a batched argument; 0 when there is none.</summary>
    internal long Batch { get; private init; }

    /// <summary>Highest active level of a dual argument; 0 when there is none.</summary>
    internal long Dual { get; private init; }

    private bool Left { get; init; }

    internal bool IsNone => Batch == 0 && Dual == 0 && !Left;

    internal static Wrappers Of(CallFrame frame, ThreadState state)
    {
        long batch = 0, dual = 0;
        bool left = false;
        for (int i = 0; i < frame.Used; i++)
        {
            if (frame.Reference(i) is Tensor tensor) Note(tensor);
            else if (frame.Reference(i) is Tensor?[] tensors)
            {
                foreach (Tensor? item in tensors)
                {
                    if (item is not null) Note(item);
                }
            }
        }
        return new Wrappers { Batch = batch, Dual = dual, Left = left };

        void Note(Tensor tensor)
        {
            if (tensor.IsBatched) batch = Math.Max(batch, tensor.Level);
            else if (tensor.IsDual)
            {
                if (state.FindLevel(tensor.Level) is null) left = true;
                else dual = Math.Max(dual, tensor.Level);
            }
        }
    }
}
