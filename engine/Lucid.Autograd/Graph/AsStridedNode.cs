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

    public override void Backward(BackwardContext context) => context.SetResult(0,
        GraphOperations.Current.AsStridedBackward(context.Gradient(0)!, _baseLayout, _baseOffset, _viewLayout, _viewOffset));
}
