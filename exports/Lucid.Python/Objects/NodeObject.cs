using System;
using System.Runtime.InteropServices;
using Lucid.Graph;
using Lucid.Python.Interop;

namespace Lucid.Python.Objects;

/// <summary>The Python view of a graph node: <c>tensor.grad_fn</c>.</summary>
internal static unsafe class NodeObject
{
    private static PyObject* s_type;

    [StructLayout(LayoutKind.Sequential)]
    private struct PyNode
    {
        internal PyObject Head;
        internal nint Handle;
        // 0 for a custom function's context: the node owns it, not the other way round.
        internal nint Owns;
    }

    internal static void Define(PyObject* module)
    {
        var slots = new SlotList();
        slots.Add(Slot.Dealloc, (delegate* unmanaged<PyObject*, void>)&Dealloc);
        slots.Add(Slot.Traverse, (delegate* unmanaged<PyObject*, delegate* unmanaged<PyObject*, void*, int>, void*, int>)&Traverse);
        slots.Add(Slot.Repr, (delegate* unmanaged<PyObject*, PyObject*>)&Repr);
        slots.Add(Slot.Doc, Py.Permanent("A node of the autograd graph."));
        slots.Add(Slot.GetSet, Tables.Attributes([
            ("next_functions", (nint)(delegate* unmanaged<PyObject*, void*, PyObject*>)&NextFunctions, 0,
                "Pairs of node and output number that the inputs' gradients flow to."),
            ("metadata", (nint)(delegate* unmanaged<PyObject*, void*, PyObject*>)&Metadata, 0, "A dictionary for the user's notes on this node."),
            ("variable", (nint)(delegate* unmanaged<PyObject*, void*, PyObject*>)&Variable, 0, "The leaf of a sink."),
        ]));
        slots.Add(Slot.Methods, Tables.Methods([
            ("name", (nint)(delegate* unmanaged<PyObject*, PyObject*, PyObject*>)&Name, Flag.NoArgs, "The node's name, such as MulBackward0."),
            ("register_hook", (nint)(delegate* unmanaged<PyObject*, PyObject*, PyObject*>)&RegisterHook, Flag.OneArg,
                "Calls fn(grad_inputs, grad_outputs) after the node ran in backward; what it returns replaces grad_inputs."),
            ("register_prehook", (nint)(delegate* unmanaged<PyObject*, PyObject*, PyObject*>)&RegisterPreHook, Flag.OneArg,
                "Calls fn(grad_outputs) before the node runs in backward; what it returns replaces grad_outputs."),
            ("_sequence_nr", (nint)(delegate* unmanaged<PyObject*, PyObject*, PyObject*>)&SequenceNumber, Flag.NoArgs, "Creation order."),
        ]));
        s_type = slots.Create("lucid.autograd.graph.Node", sizeof(PyNode), Flag.Default | Flag.BaseType | Flag.HaveGc);
        Py.PyModule_AddObject(module, Py.Text("Node"u8), Py.New(s_type));
    }

    /// <summary>The Python object of a node; None for null.</summary>
    internal static PyObject* Wrap(Node? node)
    {
        if (node is null) return Py.ReturnNone();
        if (node.PythonObject != 0) return Py.New((PyObject*)node.PythonObject);
        var made = (PyNode*)Py.PyType_GenericAlloc(s_type, 0);
        if (made == null) return null;
        node.Retain();
        made->Handle = HandleTable<Node>.Add(node);
        made->Owns = 1;
        node.PythonObject = (nint)made;
        return (PyObject*)made;
    }

    /// <summary>Makes a context, an instance of a subclass, stand for a custom function's node, which comes to own it.</summary>
    internal static void Bind(PyObject* context, Node node)
    {
        ((PyNode*)context)->Handle = HandleTable<Node>.Add(node);
        node.PythonObject = (nint)context;
        node.Attachment = new PythonReference(context);
    }

    internal static bool Is(PyObject* o) => Py.IsInstance(o, s_type);

    /// <summary>The node of a Python object; null for a context that was never recorded.</summary>
    internal static Node? NodeOf(PyObject* o) => ((PyNode*)o)->Handle is var handle && handle != 0 ? HandleTable<Node>.Get(handle) : null;

    private static Node Of(PyObject* self) => NodeOf(self) is { IsReclaimed: false } node ? node
        : throw new LucidException("Node", "Attribute is invalid: the graph this node belonged to has been freed, or was never recorded. "
            + "Keep the function's output alive while looking at its grad_fn.");

    private static PyObject* Get(PyObject* self, delegate*<Node, PyObject*> read)
    {
        try { return read(Of(self)); }
        catch (Exception error) { return Errors.Set(error); }
    }

    [UnmanagedCallersOnly]
    private static void Dealloc(PyObject* self)
    {
        PyObject* type = self->Type;
        Py.PyObject_GC_UnTrack(self);
        nint handle = ((PyNode*)self)->Handle;
        if (handle != 0 && HandleTable<Node>.Get(handle) is { } node)
        {
            HandleTable<Node>.Remove(handle);
            node.PythonObject = 0;
            if (((PyNode*)self)->Owns != 0) node.Release();
        }
        Py.PyObject_GC_Del(self);
        Py.Py_DecRef(type);
    }

    [UnmanagedCallersOnly]
    private static int Traverse(PyObject* self, delegate* unmanaged<PyObject*, void*, int> visit, void* argument) => visit(self->Type, argument);

    [UnmanagedCallersOnly]
    private static PyObject* Repr(PyObject* self)
    {
        try { return Py.String($"<{NodeOf(self)?.Name ?? Py.TypeName(self)} object at 0x{(nint)self:x}>"); }
        catch (Exception error) { return Errors.Set(error); }
    }

    private static PyObject* NameOf(Node node) => Py.String(node.Name);

    [UnmanagedCallersOnly]
    private static PyObject* Name(PyObject* self, PyObject* _)
    {
        try { return Py.String(NodeOf(self)?.Name ?? Py.TypeName(self)); }
        catch (Exception error) { return Errors.Set(error); }
    }

    private static PyObject* SequenceNumberOf(Node node) => Py.PyLong_FromLongLong(node.Sequence);

    [UnmanagedCallersOnly]
    private static PyObject* SequenceNumber(PyObject* self, PyObject* _) => Get(self, &SequenceNumberOf);

    private static PyObject* VariableOf(Node node) => node is AccumulateGrad sink
        ? TensorObject.WrapShared(sink.Variable)
        : Errors.Attribute($"'{node.Name}' object has no attribute 'variable'");

    [UnmanagedCallersOnly]
    private static PyObject* Variable(PyObject* self, void* closure) => Get(self, &VariableOf);

    [UnmanagedCallersOnly]
    private static PyObject* NextFunctions(PyObject* self, void* closure) => Get(self, &NextFunctionsOf);

    // Lives as long as the node, not as long as the Python object that shows it.
    private static PyObject* MetadataOf(Node node)
    {
        if (node.Attachment is not NodeNotes notes) node.Attachment = notes = new NodeNotes(node.Attachment);
        return Py.New(notes.Dictionary);
    }

    [UnmanagedCallersOnly]
    private static PyObject* Metadata(PyObject* self, void* closure) => Get(self, &MetadataOf);

    [UnmanagedCallersOnly]
    private static PyObject* RegisterHook(PyObject* self, PyObject* callable) => Register(self, callable, before: false);

    [UnmanagedCallersOnly]
    private static PyObject* RegisterPreHook(PyObject* self, PyObject* callable) => Register(self, callable, before: true);

    private static PyObject* Register(PyObject* self, PyObject* callable, bool before)
    {
        try
        {
            Node node = Of(self);
            var hook = new PythonHook(callable);
            if (before) node.AddPreHook(hook);
            else node.AddPostHook(hook);
            return HookObject.Make(hook);
        }
        catch (Exception error)
        {
            return Errors.Set(error);
        }
    }

    private static PyObject* NextFunctionsOf(Node node)
    {
        PyObject* result = Py.PyTuple_New(node.EdgeCount);
        for (int i = 0; result != null && i < node.EdgeCount; i++)
        {
            Edge edge = node.EdgeAt(i);
            PyObject* pair = Py.PyTuple_New(2);
            Py.PyTuple_SetItem(pair, 0, Wrap(edge.Node));
            Py.PyTuple_SetItem(pair, 1, Py.PyLong_FromLongLong(edge.Index));
            Py.PyTuple_SetItem(result, i, pair);
        }
        return result;
    }
}
