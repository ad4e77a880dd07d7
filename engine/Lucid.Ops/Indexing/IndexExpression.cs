using System;
using System.Collections.Generic;

namespace Lucid.Ops.Indexing;

/// <summary>Index expressions as Python has them: integers, slices, ellipsis, new axes, masks, index tensors.</summary>
public static class IndexExpression
{
    /// <summary>The selected part: a view, or a copy where index tensors are involved.</summary>
    /// <exception cref="IndexException">Too many indices, or one out of range.</exception>
    public static Tensor Get(Tensor source, ReadOnlySpan<TensorIndex> index)
    {
        using TensorScope scope = TensorScope.Open();
        Tensor view = ApplyBasic(source, index, out Tensor?[]? advanced);
        if (advanced is not null) return scope.Escape(AdvancedIndex.Get(view, advanced));
        // Full slices leave the source untouched: hand out an alias, so that the result is always a tensor of its own.
        return scope.Escape(ReferenceEquals(view, source) ? source.View(source.Layout.IsContiguous ? source.Shape : source.Shape) : view);
    }

    /// <summary>Writes values into the selected part, broadcasting them.</summary>
    /// <exception cref="ShapeMismatchException">The values do not broadcast to the part's shape.</exception>
    public static void Set(Tensor target, ReadOnlySpan<TensorIndex> index, Tensor value)
    {
        using TensorScope scope = TensorScope.Open();
        Tensor view = ApplyBasic(target, index, out Tensor?[]? advanced);
        if (advanced is not null)
        {
            AdvancedIndex.Set(view, advanced, value);
            return;
        }
        view.CopyInPlace(DropLeadingOnes(value, view.Rank));
    }

    /// <summary>Writes one number into the selected part.</summary>
    public static void Set(Tensor target, ReadOnlySpan<TensorIndex> index, Scalar value)
    {
        using TensorScope scope = TensorScope.Open();
        Tensor view = ApplyBasic(target, index, out Tensor?[]? advanced);
        if (advanced is not null) AdvancedIndex.Set(view, advanced, TensorFunctions.Full([], value, target.DType, target.Device));
        else view.FillInPlace(value);
    }

    private static Tensor DropLeadingOnes(Tensor value, int rank)
    {
        while (value.Rank > rank && value.Shape[0] == 1) value = value.Select(0, 0);
        return value;
    }

    // Integers, slices, ellipsis and new axes become one view; index tensors are lined up with the view's dimensions.
    private static Tensor ApplyBasic(Tensor source, ReadOnlySpan<TensorIndex> index, out Tensor?[]? advanced)
    {
        int used = 0;
        bool ellipsis = false;
        foreach (TensorIndex position in index)
        {
            if (position.Kind == TensorIndexKind.Ellipsis)
            {
                if (ellipsis) throw new IndexException("index", "index: an index can only have a single ellipsis ('...')");
                ellipsis = true;
            }
            used += Dimensions(position);
        }
        if (used > source.Rank)
            throw new IndexException("index", $"index: too many indices for tensor of dimension {source.Rank}: {used} given");

        List<Tensor?>? tensors = null;
        Tensor view = source;
        int dim = 0;
        foreach (TensorIndex position in index)
        {
            switch (position.Kind)
            {
                case TensorIndexKind.Integer:
                    long size = view.Shape[dim];
                    if (position.Start < -size || position.Start >= size)
                        throw new IndexException("index", $"index {position.Start} is out of bounds for dimension {dim} with size {size}");
                    view = view.Select(dim, position.Start);
                    break;
                case TensorIndexKind.Slice:
                    if (position.Start != 0 || position.Step != 1 || position.Stop != long.MaxValue)
                        view = view.Slice(dim, position.Start, position.Stop, position.Step);
                    dim++;
                    break;
                case TensorIndexKind.Ellipsis:
                    dim += source.Rank - used;
                    break;
                case TensorIndexKind.NewAxis:
                    view = view.Unsqueeze(dim++);
                    break;
                default:
                    tensors ??= [];
                    while (tensors.Count < dim) tensors.Add(null);
                    Tensor tensor = position.Tensor!;
                    if (tensor.DType == DType.Bool)
                    {
                        AddMask(view, dim, tensor, tensors);
                        if (tensor.Rank == 0) view = view.Unsqueeze(dim);
                        dim += Math.Max(tensor.Rank, 1);
                        break;
                    }
                    if (!tensor.DType.IsInteger())
                        throw new IndexException("index",
                            "index: tensors used as indices must be long, int, byte or bool tensors, but got "
                            + $"{tensor.DType.Name()}");
                    tensors.Add(tensor);
                    dim++;
                    break;
            }
        }
        advanced = tensors?.ToArray();
        return view;
    }

    private static int Dimensions(in TensorIndex position) => position.Kind switch
    {
        TensorIndexKind.Integer or TensorIndexKind.Slice => 1,
        TensorIndexKind.Tensor => position.Tensor!.DType == DType.Bool ? position.Tensor.Rank : 1,
        _ => 0,
    };

    // A mask stands for the positions where it is true, one index tensor per dimension it covers.
    private static void AddMask(Tensor view, int dim, Tensor mask, List<Tensor?> tensors)
    {
        for (int i = 0; i < mask.Rank; i++)
        {
            if (mask.Shape[i] != view.Shape[dim + i])
                throw new IndexException("index",
                    $"index: The shape of the mask {mask.Layout} at index {i} does not match the shape of the indexed tensor "
                    + $"{view.Layout} at index {dim + i}");
        }
        if (mask.Rank == 0)
        {
            tensors.Add(mask.Unsqueeze(0).Nonzero().Select(1, 0));
            return;
        }
        Tensor positions = mask.Nonzero();
        for (int i = 0; i < mask.Rank; i++) tensors.Add(positions.Select(1, i));
    }
}
