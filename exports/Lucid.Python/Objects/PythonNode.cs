using Lucid.Graph;
using Lucid.Python.Interop;

namespace Lucid.Python.Objects;

/// <summary>The node of a custom function: its backward is Python code, called through the context object.</summary>
internal sealed unsafe class PythonNode : Node
{
    private readonly string _name;
    private readonly int _outputs;
    private readonly nint _context;
    private SavedTensor[] _saved = [];

    /// <summary>The context becomes this node's Python object and is owned by it.</summary>
    internal PythonNode(PyObject* context, Edge[] edges, int outputs, string name) : base(edges)
    {
        _name = name;
        _outputs = outputs;
        _context = (nint)context;
        NodeObject.Bind(context, this);
    }

    public override string Name => _name;

    public override int OutputCount => _outputs;

    /// <summary>Keeps the tensors that backward needs; those among the outputs without the history that would lead back here.</summary>
    internal void Save(Tensor?[] tensors)
    {
        Built();
        for (int i = 0; i < _saved.Length; i++) _saved[i].Release();
        _saved = new SavedTensor[tensors.Length];
        for (int i = 0; i < tensors.Length; i++)
        {
            if (tensors[i] is not { } tensor) continue;
            _saved[i] = tensor.Base is null && ReferenceEquals(tensor.GradFn, this) ? SavedTensor.Output(tensor) : SavedTensor.Input(tensor);
        }
    }

    /// <summary>The saved tensors, each checked for in-place edits.</summary>
    internal Tensor?[] Unpack()
    {
        if (IsReleased) throw SavedTensor.Freed(this);
        var tensors = new Tensor?[_saved.Length];
        for (int i = 0; i < tensors.Length; i++) tensors[i] = _saved[i].UnpackOptional(this);
        return tensors;
    }

    public override void Backward(BackwardContext context)
    {
        using PythonLock held = PythonLock.Taken();
        var gradients = new Tensor?[_outputs];
        for (int i = 0; i < gradients.Length; i++) gradients[i] = context.Gradient(i);
        PyObject* arguments = Py.PyTuple_New(2);
        Py.PyTuple_SetItem(arguments, 0, GradientTuples.Of(gradients));
        PyObject* needs = Py.PyTuple_New(EdgeCount);
        for (int i = 0; i < EdgeCount; i++) Py.PyTuple_SetItem(needs, i, Py.Bool(context.Needs(i)));
        Py.PyTuple_SetItem(arguments, 1, needs);
        PyObject* result = null;
        // What Python makes belongs to Python, not to the backward pass around it.
        using (ThreadState.Current.SuspendScopes())
        {
            PyObject* method = Py.PyObject_GetAttrString((PyObject*)_context, Py.Text("_run_backward"u8));
            if (method != null)
            {
                result = Py.PyObject_CallObject(method, arguments);
                Py.Py_DecRef(method);
            }
        }
        Py.Py_DecRef(arguments);
        if (result == null) throw new PythonErrorException();
        try
        {
            Tensor?[] found = GradientTuples.Read(result, EdgeCount, Name);
            for (int i = 0; i < found.Length; i++) context.SetResult(i, found[i]);
        }
        finally
        {
            Py.Py_DecRef(result);
        }
    }

    protected override void ReleaseSaved()
    {
        for (int i = 0; i < _saved.Length; i++) _saved[i].Release();
    }
}

/// <summary>Saved-tensor hooks that are Python functions.</summary>
internal sealed unsafe class PythonSavedTensorHooks(PyObject* pack, PyObject* unpack) : SavedTensorHooks
{
    private readonly PythonReference _pack = new(pack);
    private readonly PythonReference _unpack = new(unpack);

    public override PackedValue Pack(Tensor value)
    {
        using PythonLock held = PythonLock.Taken();
        return new Packed(Call(_pack.Object, TensorObject.WrapShared(value)), new PythonReference(_unpack.Object));
    }

    /// <summary>Lets go of the functions.</summary>
    internal void Drop()
    {
        _pack.Dispose();
        _unpack.Dispose();
    }

    // Takes over the argument.
    private static PyObject* Call(PyObject* callable, PyObject* argument)
    {
        PyObject* arguments = Py.PyTuple_New(1);
        Py.PyTuple_SetItem(arguments, 0, argument);
        PyObject* result;
        using (ThreadState.Current.SuspendScopes()) result = Py.PyObject_CallObject(callable, arguments);
        Py.Py_DecRef(arguments);
        return result == null ? throw new PythonErrorException() : result;
    }

    private sealed class Packed : PackedValue
    {
        private readonly PythonReference _kept;
        private readonly PythonReference _unpack;

        internal Packed(PyObject* kept, PythonReference unpack)
        {
            _kept = new PythonReference(kept);
            _unpack = unpack;
            Py.Py_DecRef(kept);
        }

        public override Tensor Unpack()
        {
            using PythonLock held = PythonLock.Taken();
            PyObject* result = Call(_unpack.Object, Py.New(_kept.Object));
            try
            {
                if (!TensorObject.Is(result))
                    throw new LucidException("saved_tensors_hooks", $"saved_tensors_hooks: Output of saved tensor unpack_hook expected to be a Tensor but got result of type {Py.TypeName(result)}");
                Tensor tensor = TensorObject.Of(result);
                tensor.Retain();
                ThreadState.Current.Adopt(tensor);
                return tensor;
            }
            finally
            {
                Py.Py_DecRef(result);
            }
        }

        public override void Dispose()
        {
            _kept.Dispose();
            _unpack.Dispose();
        }
    }
}

/// <summary>Refuses to save: somebody disabled saved-tensor hooks, then hooks were asked for.</summary>
internal static class SavedTensorHookSwitch
{
    /// <summary>Why hooks may not be set on this thread; null when they may.</summary>
    [System.ThreadStatic] internal static string? Reason;
}
