using System;
using Lucid.Gpu.Drivers;
using Lucid.Python.Interop;

namespace Lucid.Python;

/// <summary>Turns C# errors into Python exceptions: the typed hierarchy with its fields.</summary>
internal static unsafe class Errors
{
    private static PyObject* s_base, s_outOfMemory, s_shape, s_dtype, s_device, s_version, s_gpu, s_index, s_notImplemented, s_linear;

    /// <summary>Makes the exception classes and adds them to the module.</summary>
    internal static void Define(PyObject* module)
    {
        s_base = Class(module, "LucidError",
            "Base of every error the engine raises; a RuntimeError. Fields: op, argument, expected, got.", Py.RuntimeError, null);
        s_outOfMemory = Class(module, "OutOfMemory",
            "Memory could not be had; a MemoryError. Fields: requested_bytes, current_bytes, limit_bytes, device.", s_base,
            Py.MemoryError);
        s_shape = Class(module, "ShapeMismatch", "Shapes do not fit together; a ValueError.", s_base, Py.ValueError);
        s_dtype = Class(module, "DtypeMismatch", "An element type does not fit; a TypeError.", s_base, Py.TypeError);
        s_device = Class(module, "DeviceMismatch", "Tensors of different devices met; a ValueError.", s_base, Py.ValueError);
        s_version = Class(module, "VersionMismatch", "A saved value was edited, or a file comes from another version; a ValueError.", s_base, Py.ValueError);
        s_gpu = Class(module, "GpuNotAvailable", "No GPU driver can serve the request.", s_base, null);
        s_index = Class(module, "IndexError", "An index is out of range; a builtin IndexError.", s_base, Py.IndexError);
        s_notImplemented = Class(module, "NotImplementedError",
            "The op does not exist for these arguments; a builtin NotImplementedError.", s_base, Py.NotImplementedError);
        s_linear = Class(module, "_LinAlgError", "A matrix has no factorisation of the kind asked for, or an iteration did not converge.", s_base, null);
    }

    /// <summary>Sets the Python error for a C# exception; returns null, for slots that return objects.</summary>
    internal static PyObject* Set(Exception error)
    {
        if (Graph.OpProfile.IsEnabled) Graph.OpProfile.Unwind();
        // A Python error raised inside a callback is already set; it stays.
        if (error is PythonErrorException) return null;
        // Whatever a conversion on the way left behind is not the error to report.
        Py.PyErr_Clear();
        if (error is LucidException typed)
        {
            SetTyped(typed);
            return null;
        }
        if (error is System.OutOfMemoryException)
        {
            SetTyped(new OutOfMemoryException(0, 0, 0, Device.Cpu));
            return null;
        }
        SetTyped(new LucidException("engine", $"{error.GetType().Name}: {error.Message}"));
        return null;
    }

    /// <summary>Sets a TypeError.</summary>
    internal static PyObject* Type(string message) => Raise(Py.TypeError, message);

    /// <summary>Sets a ValueError.</summary>
    internal static PyObject* Value(string message) => Raise(Py.ValueError, message);

    /// <summary>Sets an AttributeError.</summary>
    internal static PyObject* Attribute(string message) => Raise(Py.AttributeError, message);

    private static PyObject* Raise(PyObject* type, string message)
    {
        PyObject* text = Py.String(message);
        if (text == null) return null;
        Py.PyErr_SetObject(type, text);
        Py.Py_DecRef(text);
        return null;
    }

    private static PyObject* ClassOf(LucidException error) => error switch
    {
        OutOfMemoryException => s_outOfMemory,
        ShapeMismatchException => s_shape,
        DtypeMismatchException => s_dtype,
        DeviceMismatchException => s_device,
        VersionMismatchException => s_version,
        GpuNotAvailableException => s_gpu,
        IndexException => s_index,
        NotImplementedException => s_notImplemented,
        LinearAlgebraException => s_linear,
        _ => s_base,
    };

    private static void SetTyped(LucidException error)
    {
        PyObject* type = ClassOf(error);
        PyObject* arguments = Py.PyTuple_New(1);
        if (arguments == null) return;
        Py.PyTuple_SetItem(arguments, 0, Py.String(error.Message));
        PyObject* value = Py.PyObject_CallObject(type, arguments);
        Py.Py_DecRef(arguments);
        if (value == null) return;
        Field(value, "op"u8, error.Op);
        Field(value, "argument"u8, error.Argument);
        Field(value, "expected"u8, error.Expected);
        Field(value, "got"u8, error.Got);
        if (error is OutOfMemoryException memory)
        {
            Field(value, "requested_bytes"u8, memory.RequestedBytes);
            Field(value, "current_bytes"u8, memory.CurrentBytes);
            Field(value, "limit_bytes"u8, memory.LimitBytes);
            Field(value, "device"u8, memory.Device.ToString());
        }
        if (error is KernelFaultException fault)
        {
            Field(value, "kind"u8, fault.Kind.ToString());
            Field(value, "kernel"u8, fault.Kernel);
            Field(value, "line"u8, fault.Line);
            Field(value, "thread"u8, Objects.TensorAttributes.ShapeTuple([fault.Thread.X, fault.Thread.Y, fault.Thread.Z]));
        }
        Py.PyErr_SetObject(type, value);
        Py.Py_DecRef(value);
    }

    private static void Field(PyObject* target, ReadOnlySpan<byte> name, string? text) =>
        Field(target, name, text is null ? Py.New(Py.None) : Py.String(text));

    private static void Field(PyObject* target, ReadOnlySpan<byte> name, long number) => Field(target, name, Py.PyLong_FromLongLong(number));

    private static void Field(PyObject* target, ReadOnlySpan<byte> name, PyObject* owned)
    {
        if (owned == null || Py.PyObject_SetAttrString(target, Py.Text(name), owned) != 0) Py.PyErr_Clear();
        if (owned != null) Py.Py_DecRef(owned);
    }

    private static PyObject* Class(PyObject* module, string name, string doc, PyObject* first, PyObject* second)
    {
        PyObject* bases = Py.PyTuple_New(second == null ? 1 : 2);
        Py.PyTuple_SetItem(bases, 0, Py.New(first));
        if (second != null) Py.PyTuple_SetItem(bases, 1, Py.New(second));
        PyObject* type = Py.PyErr_NewExceptionWithDoc(Py.Permanent("lucid.errors." + name), Py.Permanent(doc), bases, null);
        Py.Py_DecRef(bases);
        if (type == null) throw new PythonErrorException();
        // Class-level defaults, so that the fields exist on instances made in Python too.
        foreach (string field in (ReadOnlySpan<string>)["op", "argument", "expected", "got"])
            Py.PyObject_SetAttrString(type, Py.Permanent(field), Py.None);
        Py.PyModule_AddObject(module, Py.Permanent(name), Py.New(type));
        return type;
    }
}

/// <summary>A Python exception is set; unwinds C# frames up to the slot that returns to Python.</summary>
internal sealed class PythonErrorException : Exception;
