namespace Lucid.Graph;

/// <summary>History of a view that is looked at again after its base was edited in place: plain strided access to the base.</summary>
internal sealed class AsStridedNode : Node
{
    private readonly ViewGeometry _geometry;

    internal AsStridedNode(Tensor root, Tensor view) : base(root.GradientEdge()) => _geometry = new ViewGeometry(root, view);

    public override string Name => "AsStridedBackward0";

    public override void Backward(BackwardContext context) => context.SetResult(0, _geometry.ToBase(GraphOperations.Current.AsStridedBackward(
        _geometry.FromView(context.Gradient(0)!), _geometry.Base, _geometry.BaseOffset, _geometry.View, _geometry.ViewOffset)));
}
