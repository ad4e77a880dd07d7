using System;
using Lucid.Graph;
using Lucid.Ops.Declaration;
using Lucid.Ops.Dispatch;
using Lucid.Transforms;

namespace Lucid.Ops.Transforms;

/// <summary>Forward-mode differentiation: runs an op on dual numbers, value and tangent side by side.</summary>
internal static class Duals
{
    /// <summary>Dual results, or plain ones where no tangent reaches them.</summary>
    internal static Tensor[] Run(OpEntry entry, CallFrame frame, long number, ThreadState state)
    {
        TransformLevel level = state.FindLevel(number)!;
        CallFrame primal = Primal(frame, number, state);
        (ulong seed, ulong offset) = RandomState(entry, frame);
        int noted = Note(frame, number, state);
        Tensor[] results;
        try
        {
            results = FunctionTransforms.Invoke(entry, primal.Copy());
        }
        finally
        {
            state.ForgetPrimals(noted);
        }
        if (!entry.Differentiable || !Array.Exists(results, result => result.DType.IsDifferentiable())) return results;
        Tensor?[] tangents = Tangents.Of(entry, primal, Directions(frame, number), results, seed, offset, state);
        for (int i = 0; i < results.Length; i++)
        {
            if (tangents[i] is not { } tangent) continue;
            if (state.GradEnabled && results[i].GradFn is { } node) level.KeepOutputTangent(node, results[i].OutputIndex, tangent);
            results[i] = Tensor.Dual(results[i], tangent, number);
        }
        return results;
    }

    internal static void RunInPlace(OpEntry entry, Tensor target, CallFrame frame, long number, ThreadState state)
    {
        CallFrame primal = Primal(frame, number, state);
        bool dual = target.IsDual && target.Level == number;
        Tensor value = dual ? target.Inner : target;
        (ulong seed, ulong offset) = RandomState(entry, frame);
        Tensor? tangent = null;
        if (target.DType.IsDifferentiable() && entry.Differentiable)
        {
            // From the values before the edit.
            Tensor result;
            using (GradMode.Off()) result = FunctionTransforms.Invoke(entry, primal.Copy())[0];
            tangent = Tangents.Of(entry, primal, Directions(frame, number), [result], seed, offset, state)[0];
            if (tangent is not null && tangent.DType != target.DType) tangent = tangent.Convert(target.DType);
            if (entry.IsRandom) RandomBatches.GeneratorOf(entry, frame).SetState(seed, offset);
        }
        CallFrame edit = primal.Copy();
        edit.SetTensor(0, value);
        int noted = Note(frame, number, state);
        try
        {
            FunctionTransforms.InvokeInPlace(entry, edit);
        }
        finally
        {
            state.ForgetPrimals(noted);
        }
        if (!dual)
        {
            if (tangent is not null) BecomeDual(target, tangent, number);
            return;
        }
        Tensor old = target.Tangent!;
        tangent ??= TensorFunctions.Zeros(target.Shape, target.DType, target.Device);
        // Views of a dual number share the tangent's memory, as they share the value's.
        if (IsWritable(old) && (old.IsBatched || !tangent.IsBatched)) old.CopyInPlace(tangent);
        else target.SetTangent(tangent);
    }

    private static bool IsWritable(Tensor tensor)
    {
        if (tensor.IsLeaf && tensor.RequiresGrad) return false;
        while (tensor.IsBatched || tensor.IsDual) tensor = tensor.Inner;
        return tensor.Layout.IsNonOverlapping();
    }

    // A view that becomes dual takes its base along: reading the base must find the new tangent too.
    private static void BecomeDual(Tensor target, Tensor tangent, long number)
    {
        if (target.Base is not { } root)
        {
            target.BecomeDual(tangent, number);
            return;
        }
        if (root.IsDual || root.DType != target.DType)
        {
            target.BecomeDual(tangent, number);
            return;
        }
        long extent = Math.Max(root.Layout.Extent, target.Offset - root.Offset + target.Layout.Extent);
        Tensor flat = Zeros(tangent, [extent]);
        Tensor part = flat.AsStrided(target.Layout.Sizes, target.Layout.Strides, target.Offset - root.Offset);
        part.CopyInPlace(tangent);
        root.BecomeDual(flat.AsStrided(root.Layout.Sizes, root.Layout.Strides, 0), number);
        target.BecomeDual(flat.AsStrided(target.Layout.Sizes, target.Layout.Strides, target.Offset - root.Offset), number);
    }

    // Zeros with the batches of another tensor.
    private static Tensor Zeros(Tensor like, ReadOnlySpan<long> sizes) => like.IsBatched
        ? Tensor.Batch(Zeros(like.Inner, [like.Inner.Shape[0], .. sizes]), like.Level)
        : TensorFunctions.Zeros(sizes, like.DType, like.Device);

    /// <summary>The frame with dual numbers of levels that were left replaced by their values.</summary>
    internal static CallFrame WithoutLeftLevels(CallFrame frame, ThreadState state) => frame.Map(tensor => Living(tensor, state));

    private static Tensor Living(Tensor tensor, ThreadState state)
    {
        while (tensor.IsDual && state.FindLevel(tensor.Level) is null) tensor = tensor.Inner;
        return tensor;
    }

    private static CallFrame Primal(CallFrame frame, long number, ThreadState state) => frame.Map(tensor =>
    {
        tensor = Living(tensor, state);
        return tensor.IsDual && tensor.Level == number ? tensor.Inner : tensor;
    });

    private static (ulong Seed, ulong Offset) RandomState(OpEntry entry, CallFrame frame)
    {
        if (!entry.IsRandom) return default;
        Lucid.Random.Generator generator = RandomBatches.GeneratorOf(entry, frame);
        return (generator.Seed, generator.Offset);
    }

    private static int Note(CallFrame frame, long number, ThreadState state)
    {
        int before = state.PrimalCount;
        if (!state.GradEnabled) return before;
        foreach (Tensor tensor in frame.Tensors())
        {
            if (tensor.IsDual && tensor.Level == number) state.NotePrimal(tensor.Inner, tensor);
        }
        return before;
    }

    /// <summary>The tangent of every tensor argument in order; null where there is none.</summary>
    private static Tensor?[] Directions(CallFrame frame, long number)
    {
        var directions = new System.Collections.Generic.List<Tensor?>();
        foreach (Tensor tensor in frame.Tensors()) directions.Add(tensor.IsDual && tensor.Level == number ? tensor.Tangent : null);
        return [.. directions];
    }
}
