namespace Lucid.Graph;

/// <summary>
/// History of a base of which a view was edited in place by another node: that node sees the slice's gradient,
/// everything else passes through. Source: the "in-place on views" rule of PyTorch's autograd notes.
/// </summary>
internal sealed class CopySlices : Node
{
    private readonly Node _edit;
    private readonly ViewGeometry _geometry;

    /// <summary>Takes over one count of <paramref name="edit"/>.</summary>
    internal CopySlices(Tensor root, Tensor view, Node edit) : base(EdgesOf(root, edit))
    {
        _edit = edit;
        _geometry = new ViewGeometry(root, view);
    }

    public override string Name => "CopySlices";

    public override void Backward(BackwardContext context)
    {
        if (IsReleased) throw SavedTensor.Freed(this);
        GraphOperations operations = GraphOperations.Current;
        Tensor gradient = _geometry.FromBase(context.Gradient(0)!);
        // The view's strides index the base's memory, so the copy must have the base's geometry.
        Tensor flat = operations.Zeros(Layout.Contiguous([_geometry.Base.Extent]), gradient.DType, gradient.DeviceType);
        Tensor result = operations.AsStrided(flat, _geometry.Base.Sizes, _geometry.Base.Strides, 0);
        operations.CopyInto(result, gradient);
        Tensor slice = operations.AsStrided(result, _geometry.View.Sizes, _geometry.View.Strides, _geometry.ViewOffset - _geometry.BaseOffset);

        var inner = new BackwardContext { CreateGraph = context.CreateGraph };
        bool[] wanted = new bool[_edit.EdgeCount];
        for (int i = 0; i < wanted.Length; i++) wanted[i] = i == 0 ? _edit.EdgeAt(0).Node is not null : context.Needs(i);
        inner.Begin(_edit, wanted);
        inner.SetGradient(0, _geometry.ToView(operations.Clone(slice)));
        _edit.Backward(inner);
        for (int i = 1; i < wanted.Length; i++) context.SetResult(i, inner.Result(i));
        if (!context.Needs(0)) return;
        operations.CopyInto(slice, inner.Result(0) is { } before
            ? _geometry.FromView(before)
            : operations.Zeros(_geometry.View.ToContiguous(), gradient.DType, gradient.DeviceType));
        context.SetResult(0, _geometry.ToBase(result));
    }

    protected override void ReleaseSaved()
    {
        // The edit's own results may lead to it, too: it lets go of what it saved when the last way to it is gone.
        _edit.Release();
    }

    private static Edge[] EdgesOf(Tensor root, Node edit)
    {
        var edges = new Edge[edit.EdgeCount];
        edges[0] = root.GradientEdge();
        for (int i = 1; i < edges.Length; i++)
        {
            edges[i] = edit.EdgeAt(i);
            edges[i].Node?.Retain();
        }
        return edges;
    }
}
