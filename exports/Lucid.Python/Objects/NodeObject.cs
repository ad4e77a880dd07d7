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
    }

    internal static void Define(PyObject* module)
    {
        var slots = new SlotList();
        slots.Add(Slot.Dealloc, (delegate* unmanaged<PyObject*, void>)&Dealloc);
        slots.Add(Slot.Repr, (delegate* unmanaged<PyObject*, PyObject*>)&Repr);
        slots.Add(Slot.Doc, Py.Permanent("A node of the autograd graph."));
        slots.Add(Slot.GetSet, Tables.Attributes([
            ("next_functions", (nint)(delegate* unmanaged<PyObject*, void*, PyObject*>)&NextFunctions, 0,
                "Pairs of node and output number that the inputs' gradients flow to."),
            ("variable", (nint)(delegate* unmanaged<PyObject*, void*, PyObject*>)&Variable, 0, "The leaf of a sink."),
        ]));
        slots.Add(Slot.Methods, Tables.Methods([
            ("name", (nint)(delegate* unmanaged<PyObject*, PyObject*, PyObject*>)&Name, Flag.NoArgs, "The node's name, such as MulBackward0."),
        ]));
        s_type = slots.Create("lucid.autograd.Node", sizeof(PyNode), Flag.Default);
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
        node.PythonObject = (nint)made;
        return (PyObject*)made;
    }

    private static Node Of(PyObject* self) => HandleTable<Node>.Get(((PyNode*)self)->Handle)!;

    [UnmanagedCallersOnly]
    private static void Dealloc(PyObject* self)
    {
        PyObject* type = self->Type;
        nint handle = ((PyNode*)self)->Handle;
        if (handle != 0 && HandleTable<Node>.Get(handle) is { } node)
        {
            HandleTable<Node>.Remove(handle);
            node.PythonObject = 0;
            node.Release();
        }
        Py.PyObject_Free(self);
        Py.Py_DecRef(type);
    }

    [UnmanagedCallersOnly]
    private static PyObject* Repr(PyObject* self) => Py.String($"<{Of(self).Name} object at 0x{(nint)self:x}>");

    [UnmanagedCallersOnly]
    private static PyObject* Name(PyObject* self, PyObject* _) => Py.String(Of(self).Name);

    [UnmanagedCallersOnly]
    private static PyObject* Variable(PyObject* self, void* closure) => Of(self) is AccumulateGrad sink
        ? TensorObject.WrapShared(sink.Variable)
        : Errors.Attribute($"'{Of(self).Name}' object has no attribute 'variable'");

    [UnmanagedCallersOnly]
    private static PyObject* NextFunctions(PyObject* self, void* closure)
    {
        Node node = Of(self);
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
