using System;
using System.Runtime.InteropServices;
using Lucid.Graph;
using Lucid.Python.Interop;

namespace Lucid.Python.Objects;

/// <summary>A Python callable as gradient hook.</summary>
internal sealed unsafe class PythonHook(PyObject* callable) : GradientHook
{
    private nint _callable = (nint)Py.New(callable);

    internal nint Callable => _callable;

    /// <summary>True for hooks that watch only.</summary>
    internal bool ReturnsNothing { get; init; }

    public override Tensor?[]? Before(Tensor?[] outputGradients) => CallNode([outputGradients], outputGradients.Length);

    public override Tensor?[]? After(Tensor?[] inputGradients, Tensor?[] outputGradients) =>
        CallNode([inputGradients, outputGradients], inputGradients.Length);

    private Tensor?[]? CallNode(ReadOnlySpan<Tensor?[]> groups, int expected)
    {
        using PythonLock held = PythonLock.Taken();
        PyObject* arguments = Py.PyTuple_New(groups.Length);
        for (int i = 0; i < groups.Length; i++) Py.PyTuple_SetItem(arguments, i, GradientTuples.Of(groups[i]));
        PyObject* result;
        using (ThreadState.Current.SuspendScopes()) result = Py.PyObject_CallObject((PyObject*)_callable, arguments);
        Py.Py_DecRef(arguments);
        if (result == null) throw new PythonErrorException();
        try
        {
            return result == Py.None ? null : GradientTuples.Read(result, expected, "hook");
        }
        finally
        {
            Py.Py_DecRef(result);
        }
    }

    public override Tensor? Call(Tensor gradient)
    {
        using PythonLock held = PythonLock.Taken();
        PyObject* arguments = Py.PyTuple_New(1);
        Py.PyTuple_SetItem(arguments, 0, TensorObject.WrapShared(gradient));
        PyObject* result;
        // What the callable makes belongs to Python, not to the backward pass around it.
        using (ThreadState.Current.SuspendScopes()) result = Py.PyObject_CallObject((PyObject*)_callable, arguments);
        Py.Py_DecRef(arguments);
        if (result == null) throw new PythonErrorException();
        try
        {
            if (result == Py.None) return null;
            if (ReturnsNothing) throw new LucidException("hook", "hook: post accumulate grad hooks should return None.");
            if (!TensorObject.Is(result))
                throw new LucidException("hook", $"hook: a gradient hook must return None or a Tensor, but it returned {Py.TypeName(result)}");
            Tensor replacement = TensorObject.Of(result);
            if (!replacement.Layout.SameSizes(gradient.Layout))
                throw new ShapeMismatchException("hook", $"hook: hook has changed the size of value: from {gradient.Layout} to {replacement.Layout}");
            // The running backward's scope takes this owner.
            replacement.Retain();
            ThreadState.Current.Adopt(replacement);
            return replacement;
        }
        finally
        {
            Py.Py_DecRef(result);
        }
    }

    public override void Dispose()
    {
        nint callable = _callable;
        _callable = 0;
        // Graphs die on any thread, in the middle of anything: leave the reference to the next call from Python.
        if (callable != 0) PythonLock.DropLater((PyObject*)callable);
    }
}

/// <summary>What <c>register_hook</c> returns: removes the hook.</summary>
internal static unsafe class HookObject
{
    private static PyObject* s_type;

    [StructLayout(LayoutKind.Sequential)]
    private struct PyHandle
    {
        internal PyObject Head;
        internal nint Handle;
    }

    internal static void Define(PyObject* module)
    {
        var slots = new SlotList();
        slots.Add(Slot.Dealloc, (delegate* unmanaged<PyObject*, void>)&Dealloc);
        slots.Add(Slot.Doc, Py.Permanent("Removes a hook: handle.remove(), or at the end of a with block."));
        slots.Add(Slot.Methods, Tables.Methods([
            ("remove", (nint)(delegate* unmanaged<PyObject*, PyObject*, PyObject*>)&Remove, Flag.NoArgs, "Removes the hook."),
            ("__enter__", (nint)(delegate* unmanaged<PyObject*, PyObject*, PyObject*>)&Enter, Flag.NoArgs, "Returns itself."),
            ("__exit__", (nint)(delegate* unmanaged<PyObject*, PyObject*, PyObject*>)&Exit, Flag.VarArgs, "Removes the hook."),
        ]));
        s_type = slots.Create("lucid.autograd.RemovableHandle", sizeof(PyHandle), Flag.Default);
        Py.PyModule_AddObject(module, Py.Text("_HookHandle"u8), Py.New(s_type));
    }

    internal static PyObject* Make(PythonHook hook)
    {
        var made = (PyHandle*)Py.PyType_GenericAlloc(s_type, 0);
        if (made != null) made->Handle = HandleTable<GradientHook>.Add(hook);
        return (PyObject*)made;
    }

    /// <summary>
    /// Shows the collector the callables that only this Python object leads to: those on the sink of a leaf that nobody
    /// else owns. Hooks inside a graph stay invisible, as the graph may be reached from elsewhere.
    /// </summary>
    internal static int Traverse(nint handle, delegate* unmanaged<PyObject*, void*, int> visit, void* argument)
    {
        if (handle == 0 || HandleTable<Tensor>.Get(handle) is not { Owners: 1 } tensor) return 0;
        int result = 0;
        void Visit(GradientHook hook)
        {
            if (result == 0 && hook is PythonHook { Callable: not 0 } python) result = visit((PyObject*)python.Callable, argument);
        }
        tensor.GradAccumulator?.VisitHooks(Visit);
        tensor.VisitPostAccumulateHooks(Visit);
        return result;
    }

    /// <summary>Drops those hooks, to break a cycle.</summary>
    internal static void Clear(nint handle)
    {
        if (handle == 0 || HandleTable<Tensor>.Get(handle) is not { Owners: 1 } tensor) return;
        tensor.GradAccumulator?.DropHooks();
        tensor.DropPostAccumulateHooks();
    }

    [UnmanagedCallersOnly]
    private static PyObject* Remove(PyObject* self, PyObject* _)
    {
        RemoveHook(self);
        return Py.ReturnNone();
    }

    [UnmanagedCallersOnly]
    private static PyObject* Enter(PyObject* self, PyObject* _) => Py.New(self);

    [UnmanagedCallersOnly]
    private static PyObject* Exit(PyObject* self, PyObject* arguments)
    {
        RemoveHook(self);
        return Py.Bool(false);
    }

    [UnmanagedCallersOnly]
    private static void Dealloc(PyObject* self)
    {
        PyObject* type = self->Type;
        nint handle = ((PyHandle*)self)->Handle;
        if (handle != 0) HandleTable<GradientHook>.Remove(handle);
        Py.PyObject_Free(self);
        Py.Py_DecRef(type);
    }

    private static void RemoveHook(PyObject* self)
    {
        HandleTable<GradientHook>.Get(((PyHandle*)self)->Handle)?.Remove();
        if (PythonLock.HasOrphans) PythonLock.DropOrphans();
    }
}
