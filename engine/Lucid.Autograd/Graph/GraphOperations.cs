using System;

namespace Lucid.Graph;

/// <summary>The few tensor ops that the graph itself needs; the op layer supplies them, since it lies above.</summary>
public abstract class GraphOperations
{
    private static GraphOperations? s_current;

    /// <summary>The op layer's implementation.</summary>
    public static GraphOperations Current
    {
        get => s_current ?? throw new InvalidOperationException("The op layer is not initialised.");
        set => s_current = value;
    }

    /// <summary>Sum of two gradients, recorded when gradients are enabled.</summary>
    public abstract Tensor Add(Tensor left, Tensor right);

    /// <summary>Adds to the first tensor's memory.</summary>
    public abstract void AddInPlace(Tensor target, Tensor addend);

    /// <summary>True when an element is not a number.</summary>
    public abstract bool HasNaN(Tensor source);

    /// <summary>Runs a node's backward while function transforms are active.</summary>
    public abstract void RunTransformed(Node node, BackwardContext context);

    /// <summary>A row-major copy.</summary>
    public abstract Tensor Clone(Tensor source);

    /// <summary>A tensor of ones of the same shape, type and device.</summary>
    public abstract Tensor OnesLike(Tensor source);

    /// <summary>A tensor of zeros.</summary>
    public abstract Tensor Zeros(Layout layout, DType dtype, DeviceType device);

    /// <summary>A differentiable view by sizes, strides and absolute offset.</summary>
    public abstract Tensor AsStrided(Tensor source, ReadOnlySpan<long> sizes, ReadOnlySpan<long> strides, long offset);

    /// <summary>The gradient of a base from that of a view of it.</summary>
    public abstract Tensor AsStridedBackward(Tensor gradient, Layout baseLayout, long baseOffset, Layout viewLayout, long viewOffset);

    /// <summary>Copies values into the target's memory, recorded when gradients are enabled.</summary>
    public abstract void CopyInto(Tensor target, Tensor source);

    /// <summary>The part selected by an index expression (a view, or a copy for index tensors).</summary>
    public abstract Tensor Index(Tensor source, ReadOnlySpan<TensorIndex> index);

    /// <summary>Writes into the part selected by an index expression.</summary>
    public abstract void SetIndex(Tensor target, ReadOnlySpan<TensorIndex> index, Tensor value);

    /// <summary>Complex numbers as pairs of reals.</summary>
    public abstract Tensor ViewAsReal(Tensor source);

    /// <summary>Pairs of reals as complex numbers; a copy where they do not lie so.</summary>
    public abstract Tensor ViewAsComplex(Tensor source);
}
