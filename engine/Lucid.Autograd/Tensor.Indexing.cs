using System;
using Lucid.Graph;

namespace Lucid;

public sealed unsafe partial class Tensor
{
    /// <summary>
    /// The part an index expression selects: <c>x[0]</c>, <c>x[^1]</c>, <c>x[1..3, ..]</c>, <c>x[mask]</c>. Integers and ranges
    /// give a view of the same memory, index tensors and masks a copy; assigning writes into this tensor and broadcasts.
    /// Dimensions that are not named are whole. Recorded for gradients.
    /// </summary>
    /// <param name="index">One position per dimension; see <see cref="TensorIndex"/>.</param>
    /// <exception cref="IndexException">Too many positions, or one out of range.</exception>
    /// <exception cref="ShapeMismatchException">An assigned tensor does not broadcast to the part.</exception>
    public Tensor this[params ReadOnlySpan<TensorIndex> index]
    {
        get => GraphOperations.Current.Index(this, index);
        set => GraphOperations.Current.SetIndex(this, index, value);
    }
}
