using System;
using System.Collections.Generic;
using Lucid.Graph;
using Lucid.Ops.Declaration;
using Lucid.Ops.Dispatch;

namespace Lucid.Ops.Transforms;

/// <summary>
/// Tangents of an op's results. Views and linear ops carry the tangent themselves; for all others the derivative declared
/// for reverse mode is differentiated once more by the gradient it takes, in which it is linear: that gives the Jacobian
/// times the tangent exactly ("double backward" trick, J. Townsend, 2017).
/// </summary>
internal static class Tangents
{
    /// <summary>One tangent per result; null where no tangent reaches it.</summary>
    /// <param name="entry">The op.</param>
    /// <param name="primal">Its arguments without tangents.</param>
    /// <param name="directions">The tangent of each tensor argument in order.</param>
    /// <param name="results">What the op gave for those arguments.</param>
    /// <param name="seed">Where the random numbers were before, for ops that draw them.</param>
    /// <param name="offset">The position belonging to <paramref name="seed"/>.</param>
    /// <param name="state">The thread's state.</param>
    internal static Tensor?[] Of(
        OpEntry entry, CallFrame primal, Tensor?[] directions, Tensor[] results, ulong seed, ulong offset, ThreadState state)
    {
        bool recorded = state.GradEnabled && (AnyRequiresGrad(primal) || Array.Exists(directions, tangent => tangent is { RequiresGrad: true }));
        using GradMode mode = GradMode.Set(recorded);
        if (results.Length == 1)
        {
            if (IsView(primal, results[0]) && directions[0] is { } direction) return [OfView(entry, primal, direction)];
            if (entry.IsLinear) return [OfLinear(entry, primal, directions)];
            if (entry.IsBilinear) return [OfBilinear(entry, primal, directions, results[0])];
        }
        return ByDoubleBackward(entry, primal, directions, results, seed, offset, recorded);
    }

    private static bool AnyRequiresGrad(CallFrame frame)
    {
        foreach (Tensor tensor in frame.Tensors())
        {
            if (tensor.RequiresGrad) return true;
        }
        return false;
    }

    private static bool IsView(CallFrame primal, Tensor result)
    {
        int count = 0;
        foreach (Tensor _ in primal.Tensors()) count++;
        return count == 1 && result.Base is not null && primal.Used > 0
            && primal.Reference(0) is Tensor source && ReferenceEquals(source.Storage, result.Storage);
    }

    // The same view of the tangent, so that edits through views reach the tangent of the base too.
    private static Tensor OfView(OpEntry entry, CallFrame primal, Tensor direction)
    {
        Tensor source = primal.Tensor(0);
        bool needsLayout = entry.Name is "view" or "as_strided" or "view_as_real" or "view_as_complex" && !source.IsContiguous | !direction.IsContiguous;
        CallFrame turned = primal.Copy();
        turned.SetTensor(0, needsLayout && !direction.IsBatched ? WithLayout(direction, source.Layout) : direction);
        return FunctionTransforms.Invoke(entry, turned)[0];
    }

    private static Tensor WithLayout(Tensor tensor, Layout layout)
    {
        if (tensor.Layout.Strides.SequenceEqual(layout.Strides)) return tensor;
        Tensor flat = TensorFunctions.Zeros([layout.Extent], tensor.DType, tensor.Device);
        Tensor made = flat.AsStrided(layout.Sizes, layout.Strides, 0);
        made.CopyInPlace(tensor);
        return made;
    }

    // f(t1, t2, ...): numbers and tensors without a tangent count as zero, the rest (indices, masks) stays.
    private static Tensor? OfLinear(OpEntry entry, CallFrame primal, Tensor?[] directions)
    {
        int at = 0;
        CallFrame turned = primal.MapAt((parameter, tensor) =>
        {
            Tensor? direction = directions[at++];
            return (entry.DifferentiableParameters & (1u << parameter)) == 0 ? tensor : direction ?? TensorFunctions.ZerosLike(tensor);
        });
        for (int i = 0; i < entry.Schema.Parameters.Length; i++)
        {
            SchemaParameter parameter = entry.Schema.Parameters[i];
            bool isConstant = parameter.Type == SchemaType.TensorOrScalar || (parameter.Type == SchemaType.Scalar && parameter.Name is "value" or "fill_value");
            if (isConstant && turned.Has(i) && turned.Reference(i) is not Tensor) turned.SetScalar(i, 0);
        }
        return FunctionTransforms.Invoke(entry, turned)[0];
    }

    private static Tensor? OfBilinear(OpEntry entry, CallFrame primal, Tensor?[] directions, Tensor result)
    {
        Tensor? sum = null;
        int at = 0;
        for (int i = 0; i < primal.Used; i++)
        {
            if (primal.Reference(i) is not Tensor) continue;
            if (directions[at++] is not { } direction) continue;
            CallFrame turned = primal.Copy();
            turned.SetTensor(i, direction);
            Tensor part = FunctionTransforms.Invoke(entry, turned)[0];
            sum = sum is null ? part : sum.Add(part);
        }
        return sum is not null && sum.DType != result.DType ? sum.Convert(result.DType) : sum;
    }

    private static Tensor?[] ByDoubleBackward(
        OpEntry entry, CallFrame primal, Tensor?[] directions, Tensor[] results, ulong seed, ulong offset, bool recorded)
    {
        var inputs = new List<Tensor>();
        var seeds = new List<Tensor?>();
        Tensor[] outputs;
        using (GradMode.On())
        {
            int at = 0;
            CallFrame fresh = primal.Map(tensor =>
            {
                Tensor? direction = directions[at++];
                if (direction is null) return tensor;
                Tensor input = Fresh(tensor);
                inputs.Add(input);
                seeds.Add(direction);
                return input;
            });
            if (entry.IsRandom) RandomBatches.GeneratorOf(entry, primal).SetState(seed, offset);
            outputs = FunctionTransforms.Invoke(entry, fresh);
        }
        var tangents = new Tensor?[results.Length];
        var roots = new List<Tensor>();
        var dummies = new List<Tensor>();
        var places = new List<int>();
        for (int i = 0; i < outputs.Length; i++)
        {
            if (!outputs[i].RequiresGrad) continue;
            roots.Add(outputs[i]);
            dummies.Add(TensorFunctions.ZerosLike(outputs[i].Detach()).SetRequiresGrad(true));
            places.Add(i);
        }
        if (roots.Count == 0) return tangents;
        Tensor?[] linear = BackwardEngine.Run([.. roots], [.. dummies], true, true, [.. inputs]);
        var maps = new List<Tensor>();
        var weights = new List<Tensor?>();
        for (int i = 0; i < linear.Length; i++)
        {
            if (linear[i] is not { RequiresGrad: true } map) continue;
            maps.Add(map);
            weights.Add(seeds[i]!.DType == map.DType ? seeds[i] : seeds[i]!.Convert(map.DType));
        }
        if (maps.Count > 0)
        {
            Tensor?[] found = BackwardEngine.Run([.. maps], [.. weights], recorded, recorded, [.. dummies]);
            for (int i = 0; i < found.Length; i++) tangents[places[i]] = found[i];
        }
        foreach (Tensor? map in linear) map?.Release();
        foreach (Tensor? tangent in tangents)
        {
            // What the engine returns belongs to its caller: hand it to the open scope.
            if (tangent is not null) ThreadState.Current.Adopt(tangent);
        }
        return tangents;
    }

    /// <summary>A leaf of its own for a value without history; an identity view of one with history, so that the link stays.</summary>
    internal static Tensor Fresh(Tensor tensor)
    {
        if (tensor.IsBatched) return Tensor.Batch(Fresh(tensor.Inner), tensor.Level);
        if (tensor.IsDual) return Tensor.Dual(Fresh(tensor.Inner), tensor.Tangent!, tensor.Level);
        if (tensor.RequiresGrad) return tensor.Expand(tensor.Shape);
        return tensor.Detach().SetRequiresGrad(true);
    }
}
