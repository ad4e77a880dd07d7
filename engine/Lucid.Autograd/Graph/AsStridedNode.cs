namespace Lucid.Graph;

/// <summary>History of a view that is looked at again after its base was edited in place: plain strided access to the base.</summary>
internal sealed class AsStridedNode : Node
{
    private readonly Layout _baseLayout;
    private readonly long _baseOffset;
    private readonly Layout _viewLayout;
    private readonly long _viewOffset;

    internal AsStridedNode(Tensor root, Tensor view) : base(root.GradientEdge())
    {
        _baseLayout = root.Layout;
        _baseOffset = root.Offset;
        _viewLayout = view.Layout;
        _viewOffset = view.Offset;
    }

    public override string Name => "AsStridedBackward0";

    public override void Backward(BackwardContext context) =>
        context.SetResult(0, Scatter(context.Gradient(0)!, _baseLayout, _baseOffset, _viewLayout, _viewOffset));

    /// <summary>Zeros of the base's shape with the view's gradient written where the view looked.</summary>
    internal static Tensor Scatter(Tensor gradient, Layout baseLayout, long baseOffset, Layout viewLayout, long viewOffset)
    {
        GraphOperations operations = GraphOperations.Current;
        long extent = System.Math.Max(baseLayout.Extent, viewOffset - baseOffset + viewLayout.Extent);
        Tensor flat = operations.Zeros(Layout.Contiguous([extent]), gradient.DType, gradient.DeviceType);
        operations.CopyInto(operations.AsStrided(flat, viewLayout.Sizes, viewLayout.Strides, viewOffset - baseOffset), gradient);
        return operations.AsStrided(flat, baseLayout.Sizes, baseLayout.Strides, 0);
    }
}
