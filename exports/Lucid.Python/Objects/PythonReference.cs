using System;
using Lucid.Python.Interop;

namespace Lucid.Python.Objects;

/// <summary>Holds a Python object for something that dies on any thread.</summary>
internal sealed unsafe class PythonReference(PyObject* o) : IDisposable
{
    private nint _object = (nint)Py.New(o);

    internal PyObject* Object => (PyObject*)_object;

    public void Dispose()
    {
        nint held = _object;
        _object = 0;
        if (held != 0) PythonLock.DropLater((PyObject*)held);
    }
}

/// <summary>A node's <c>metadata</c> dictionary, beside whatever was attached to the node before.</summary>
internal sealed unsafe class NodeNotes : IDisposable
{
    private readonly IDisposable? _inner;
    private readonly PythonReference _dictionary;

    internal NodeNotes(IDisposable? inner)
    {
        _inner = inner;
        PyObject* made = Py.PyDict_New();
        _dictionary = new PythonReference(made);
        Py.Py_DecRef(made);
    }

    internal PyObject* Dictionary => _dictionary.Object;

    public void Dispose()
    {
        _inner?.Dispose();
        _dictionary.Dispose();
    }
}
