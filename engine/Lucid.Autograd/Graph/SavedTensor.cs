using System.Runtime.CompilerServices;

namespace Lucid.Graph;

/// <summary>A value that backward needs, with the edit count it had when saved.</summary>
public struct SavedTensor
{
    // A Tensor, or a PackedValue where hooks were in force.
    private object? _value;
    private Edge _edge;
    private int _version;
    private SavedKind _kind;

    private enum SavedKind : byte { Absent, Same, Alias, Output, Packed, PackedOutput }

    /// <summary>Saves an input.</summary>
    public static SavedTensor Input(Tensor? tensor)
    {
        if (tensor is null) return default;
        SavedTensor saved = default;
        ThreadState state = ThreadState.Current;
        if (state.Transforming)
        {
            tensor = state.DualOf(tensor);
            if (tensor.IsDual)
            {
                // Dual, so that a backward pass inside the level carries the tangents too.
                tensor.Retain();
                saved._version = tensor.Storage.Version;
                saved._value = tensor;
                saved._kind = SavedKind.Same;
                return saved;
            }
        }
        if (state.SavedTensorHooks is { } hooks)
        {
            saved._value = hooks.PackOwn(tensor);
            saved._edge = tensor.GradientEdge();
            saved._kind = SavedKind.Packed;
            return saved;
        }
        saved._version = tensor.Storage.Version;
        if (tensor.Base is null)
        {
            tensor.Retain();
            saved._value = tensor;
            saved._kind = SavedKind.Same;
        }
        else
        {
            // A view owns its base, whose history may come to own this node: save memory and edge without the base.
            saved._value = Owned(tensor.Detach());
            saved._edge = tensor.GradientEdge();
            saved._kind = SavedKind.Alias;
        }
        return saved;
    }

    /// <summary>Saves a result of the node itself: without its history, which would lead back here.</summary>
    public static SavedTensor Output(Tensor tensor)
    {
        SavedTensor saved = default;
        if (ThreadState.Current.SavedTensorHooks is { } hooks)
        {
            saved._edge = new Edge(null, tensor.OutputIndex);
            saved._value = hooks.PackOwn(tensor);
            saved._kind = SavedKind.PackedOutput;
            return saved;
        }
        saved._version = tensor.Storage.Version;
        saved._value = Owned(tensor.Detach());
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
        if (_value is null || owner.IsReleased) throw Freed(owner);
        if (_kind >= SavedKind.Packed) return UnpackPacked(owner);
        Tensor tensor = Unsafe.As<Tensor>(_value);
        if (tensor.Storage.Version != _version) throw Modified(owner, tensor);
        if (_kind == SavedKind.Same) return tensor;
        Tensor alias = tensor.Detach();
        if (_kind == SavedKind.Output)
        {
            owner.Retain();
            alias.SetHistory(owner, _edge.Index);
            return ThreadState.Current.Transforming ? WithTangents(alias, owner, _edge.Index) : alias;
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

    private static Tensor WithTangents(Tensor result, Node owner, int index)
    {
        foreach (Transforms.TransformLevel level in ThreadState.Current.Levels)
        {
            if (level.OutputTangent(owner, index) is { } tangent) result = Tensor.Dual(result, tangent, level.Number);
        }
        return result;
    }

    private readonly Tensor UnpackPacked(Node owner)
    {
        Tensor alias = Unsafe.As<PackedValue>(_value!).Unpack().Detach();
        Node? source = _kind == SavedKind.PackedOutput ? owner : _edge.Node;
        if (source is AccumulateGrad sink)
        {
            alias.ShareSink(sink);
        }
        else if (source is not null)
        {
            source.Retain();
            alias.SetHistory(source, _edge.Index);
        }
        return alias;
    }

    /// <summary>The value, or null when none was saved.</summary>
    public readonly Tensor? UnpackOptional(Node owner) =>
        _kind == SavedKind.Absent && !owner.IsReleased ? null : Unpack(owner);

    /// <summary>Lets go.</summary>
    public void Release()
    {
        object? value = _value;
        _value = null;
        if (value is Tensor tensor) tensor.Release();
        else (value as PackedValue)?.Dispose();
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
