namespace Lucid.Graph;

/// <summary>A value that backward needs, with the edit count it had when saved.</summary>
public struct SavedTensor
{
    private Tensor? _tensor;
    private Edge _edge;
    private int _version;
    private SavedKind _kind;

    private enum SavedKind : byte { Absent, Same, Alias, Output }

    /// <summary>Saves an input.</summary>
    public static SavedTensor Input(Tensor? tensor)
    {
        if (tensor is null) return default;
        SavedTensor saved = default;
        saved._version = tensor.Storage.Version;
        if (tensor.Base is null)
        {
            tensor.Retain();
            saved._tensor = tensor;
            saved._kind = SavedKind.Same;
        }
        else
        {
            // A view owns its base, whose history may come to own this node: save memory and edge without the base.
            saved._tensor = Owned(tensor.Detach());
            saved._edge = tensor.GradientEdge();
            saved._kind = SavedKind.Alias;
        }
        return saved;
    }

    /// <summary>Saves a result of the node itself: without its history, which would lead back here.</summary>
    public static SavedTensor Output(Tensor tensor)
    {
        SavedTensor saved = default;
        saved._version = tensor.Storage.Version;
        saved._tensor = Owned(tensor.Detach());
        saved._edge = new Edge(null, tensor.OutputIndex);
        saved._kind = SavedKind.Output;
        return saved;
    }

    /// <summary>True when nothing was saved.</summary>
    public readonly bool IsAbsent => _kind == SavedKind.Absent;

    /// <summary>The value, with its place in the graph.</summary>
    /// <exception cref="LucidException">Backward already ran and freed the saved values.</exception>
    /// <exception cref="VersionMismatchException">The value has been edited in place since.</exception>
    public readonly Tensor Unpack(Node owner)
    {
        if (_tensor is not { } tensor || owner.IsReleased) throw Freed(owner);
        if (tensor.Storage.Version != _version) throw Modified(owner, tensor);
        if (_kind == SavedKind.Same) return tensor;
        Tensor alias = tensor.Detach();
        if (_kind == SavedKind.Output)
        {
            owner.Retain();
            alias.SetHistory(owner, _edge.Index);
        }
        else if (_edge.Node is AccumulateGrad sink)
        {
            return sink.Variable;
        }
        else if (_edge.Node is { } node)
        {
            node.Retain();
            alias.SetHistory(node, _edge.Index);
        }
        return alias;
    }

    /// <summary>The value, or null when none was saved.</summary>
    public readonly Tensor? UnpackOptional(Node owner) =>
        _kind == SavedKind.Absent && !owner.IsReleased ? null : Unpack(owner);

    /// <summary>Lets go.</summary>
    public void Release()
    {
        Tensor? tensor = _tensor;
        _tensor = null;
        tensor?.Release();
        _edge.Node?.Release();
        _edge = default;
    }

    // A scope, if one is open, owns what is made inside it: add an owner. Otherwise the maker's count is ours.
    private static Tensor Owned(Tensor made)
    {
        if (ThreadState.Current.ScopeDepth > 0) made.Retain();
        return made;
    }

    /// <summary>The error of a second backward pass.</summary>
    public static LucidException Freed(Node owner) => new(owner.Name,
        "Trying to backward through the graph a second time (or directly access saved tensors after they have already been freed). "
        + "Saved intermediate values of the graph are freed when you call .backward() or autograd.grad(). Specify retain_graph=True "
        + "if you need to backward through the graph a second time or if you need to access saved tensors after calling backward.");

    private readonly VersionMismatchException Modified(Node owner, Tensor tensor) => new(owner.Name,
        "one of the variables needed for gradient computation has been modified by an inplace operation: "
        + $"[{tensor.DType.Name()} {tensor.Layout}], saved by {owner.Name}, is at version {tensor.Storage.Version}; expected version {_version} instead. "
        + "Hint: use the out-of-place form of the edit, or edit a clone().",
        _version.ToString(System.Globalization.CultureInfo.InvariantCulture),
        tensor.Storage.Version.ToString(System.Globalization.CultureInfo.InvariantCulture));
}
