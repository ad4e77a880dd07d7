using System;
using System.Collections.Generic;
using Lucid.Ops.Declaration;
using Lucid.Ops.Dispatch;
using Lucid.Python.Arguments;
using Lucid.Python.Interop;

namespace Lucid.Python.Objects;

/// <summary>Turns what an op returned into Python objects.</summary>
internal static unsafe class Results
{
    private static readonly Dictionary<string, nint> s_tupleTypes = [];

    internal static PyObject* ToPython(CallFrame frame, OpEntry entry)
    {
        switch (frame.ResultKind)
        {
            case CallResult.Tensor:
                return SubclassResults.Wrap(frame.First!, (PyObject*)frame.ResultClass);
            case CallResult.Number:
                return Numbers.ToPython(frame.Number);
            case CallResult.DType:
                return DTypeObject.Get(frame.DTypeResult);
            case CallResult.List:
                return Tuple(frame.List!, (PyObject*)frame.ResultClass);
            case CallResult.Pair:
                return Named(entry, [frame.First!, frame.Second!], (PyObject*)frame.ResultClass);
            default:
                return Named(entry, [frame.First!, frame.Second!, frame.Third!], (PyObject*)frame.ResultClass);
        }
    }

    /// <summary>A tuple of tensors; takes over one owner of each.</summary>
    internal static PyObject* Tuple(ReadOnlySpan<Tensor> tensors, PyObject* itemType = null)
    {
        PyObject* tuple = Py.PyTuple_New(tensors.Length);
        if (tuple == null) return null;
        for (int i = 0; i < tensors.Length; i++)
        {
            PyObject* item = SubclassResults.Wrap(tensors[i], itemType);
            if (item == null)
            {
                for (int rest = i + 1; rest < tensors.Length; rest++) tensors[rest].Release();
                Py.Py_DecRef(tuple);
                return null;
            }
            Py.PyTuple_SetItem(tuple, i, item);
        }
        return tuple;
    }

    // Several results come as a named tuple, such as (values, indices).
    private static PyObject* Named(OpEntry entry, ReadOnlySpan<Tensor> tensors, PyObject* itemType)
    {
        PyObject* plain = Tuple(tensors, itemType);
        if (plain == null) return null;
        PyObject* type = TupleType(entry);
        if (type == null) return plain;
        PyObject* arguments = Py.PyTuple_New(1);
        Py.PyTuple_SetItem(arguments, 0, plain);
        PyObject* result = Py.PyObject_CallObject(type, arguments);
        Py.Py_DecRef(arguments);
        return result;
    }

    private static PyObject* TupleType(OpEntry entry)
    {
        if (s_tupleTypes.TryGetValue(entry.Name, out nint known)) return (PyObject*)known;
        PyObject* types = Py.PyImport_ImportModule(Py.Text("lucid.return_types"u8));
        if (types == null) throw new PythonErrorException();
        PyObject* factory = Py.PyObject_GetAttrString(types, Py.Text("_make"u8));
        Py.Py_DecRef(types);
        if (factory == null) throw new PythonErrorException();
        SchemaResult[] results = entry.Schema.Results;
        PyObject* fields = Py.PyTuple_New(results.Length);
        for (int i = 0; i < results.Length; i++) Py.PyTuple_SetItem(fields, i, Py.String(results[i].Name));
        PyObject* arguments = Py.PyTuple_New(2);
        Py.PyTuple_SetItem(arguments, 0, Py.String(entry.Name.Replace("linalg_", "", StringComparison.Ordinal)));
        Py.PyTuple_SetItem(arguments, 1, fields);
        PyObject* type = Py.PyObject_CallObject(factory, arguments);
        Py.Py_DecRef(arguments);
        Py.Py_DecRef(factory);
        if (type == null) throw new PythonErrorException();
        s_tupleTypes[entry.Name] = (nint)type;
        return type;
    }
}
