using System;

namespace Lucid;

/// <summary>One position of an index expression: an integer, a range, everything, an ellipsis, a new dimension, or an index tensor.</summary>
public readonly struct TensorIndex
{
    private TensorIndex(TensorIndexKind kind, long start = 0, long stop = 0, long step = 1, Tensor? tensor = null)
    {
        Kind = kind;
        Start = start;
        Stop = stop;
        Step = step;
        Tensor = tensor;
    }

    /// <summary>What the position is.</summary>
    public TensorIndexKind Kind { get; }

    /// <summary>The integer, or the first element of a slice.</summary>
    public long Start { get; }

    /// <summary>One past the last element of a slice.</summary>
    public long Stop { get; }

    /// <summary>Distance between elements of a slice; at least 1.</summary>
    public long Step { get; }

    /// <summary>The index or mask tensor.</summary>
    public Tensor? Tensor { get; }

    /// <summary>As many full slices as fit (<c>...</c> in Python).</summary>
    public static TensorIndex Ellipsis => new(TensorIndexKind.Ellipsis);

    /// <summary>A new dimension of size 1 (<c>None</c> in Python).</summary>
    public static TensorIndex NewAxis => new(TensorIndexKind.NewAxis);

    /// <summary>A whole dimension.</summary>
    public static TensorIndex All => new(TensorIndexKind.Slice, 0, long.MaxValue);

    /// <summary>Elements from start to stop (exclusive) by step; negative bounds count from the end.</summary>
    public static TensorIndex Slice(long start, long stop, long step = 1) => new(TensorIndexKind.Slice, start, stop, step);

    /// <summary>One element; the dimension disappears.</summary>
    public static implicit operator TensorIndex(long index) => new(TensorIndexKind.Integer, index);

    /// <summary>One element; the dimension disappears.</summary>
    public static implicit operator TensorIndex(int index) => new(TensorIndexKind.Integer, index);

    /// <summary>One element counted from either end.</summary>
    public static implicit operator TensorIndex(Index index) => new(TensorIndexKind.Integer, index.IsFromEnd ? -(long)index.Value : index.Value);

    /// <summary>A C# range.</summary>
    public static implicit operator TensorIndex(Range range) => Slice(
        range.Start.IsFromEnd ? -(long)range.Start.Value : range.Start.Value,
        range.End.IsFromEnd ? (range.End.Value == 0 ? long.MaxValue : -(long)range.End.Value) : range.End.Value);

    /// <summary>Integer indices or a boolean mask.</summary>
    public static implicit operator TensorIndex(Tensor tensor) => new(TensorIndexKind.Tensor, tensor: tensor);
}

/// <summary>Kinds of index positions.</summary>
public enum TensorIndexKind : byte
{
    /// <summary>One element.</summary>
    Integer,
    /// <summary>A range with a step.</summary>
    Slice,
    /// <summary>As many full slices as fit.</summary>
    Ellipsis,
    /// <summary>A new dimension.</summary>
    NewAxis,
    /// <summary>Integer indices or a mask.</summary>
    Tensor,
}
