using System;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Lucid.Python.Interop;

/// <summary>
/// CPython's C API, as far as the extension needs it; stable ABI functions only. Calls that can neither run Python code nor
/// wait skip the switch to unmanaged mode, which costs more than the call itself.
/// </summary>
internal static unsafe partial class Py
{
    private const string Process = "__Internal";

    // Quick calls: no Python code runs inside.
    [DllImport(Process), SuppressGCTransition] internal static extern void Py_IncRef(PyObject* o);
    [DllImport(Process), SuppressGCTransition] internal static extern PyObject* PyLong_FromLongLong(long value);
    [DllImport(Process), SuppressGCTransition] internal static extern PyObject* PyFloat_FromDouble(double value);
    [DllImport(Process), SuppressGCTransition] internal static extern PyObject* PyComplex_FromDoubles(double real, double imaginary);
    [DllImport(Process), SuppressGCTransition] internal static extern nint PyTuple_Size(PyObject* tuple);
    [DllImport(Process), SuppressGCTransition] internal static extern PyObject* PyTuple_GetItem(PyObject* tuple, nint index);
    [DllImport(Process), SuppressGCTransition] internal static extern nint PyList_Size(PyObject* list);
    [DllImport(Process), SuppressGCTransition] internal static extern PyObject* PyList_GetItem(PyObject* list, nint index);
    [DllImport(Process), SuppressGCTransition] internal static extern int PyType_IsSubtype(PyObject* a, PyObject* b);
    [DllImport(Process), SuppressGCTransition] internal static extern PyObject* PyErr_Occurred();
    [DllImport(Process), SuppressGCTransition] internal static extern void PyObject_GC_Track(PyObject* o);
    [DllImport(Process), SuppressGCTransition] internal static extern void PyObject_GC_UnTrack(PyObject* o);
    [DllImport(Process), SuppressGCTransition] internal static extern void PyObject_GC_Del(PyObject* o);
    [DllImport(Process, EntryPoint = "PyLong_AsLongLongAndOverflow"), SuppressGCTransition] internal static extern long LongOfExact(PyObject* o, int* overflow);
    [DllImport(Process, EntryPoint = "PyFloat_AsDouble"), SuppressGCTransition] internal static extern double DoubleOfExact(PyObject* o);
    [DllImport(Process), SuppressGCTransition] internal static extern double PyComplex_RealAsDouble(PyObject* o);
    [DllImport(Process), SuppressGCTransition] internal static extern double PyComplex_ImagAsDouble(PyObject* o);

    // These may run Python code, collect garbage or wait.
    [DllImport(Process)] internal static extern void Py_DecRef(PyObject* o);
    [DllImport(Process)] internal static extern PyObject* _PyObject_GC_New(PyObject* type);
    [DllImport(Process)] internal static extern PyObject* PyType_GenericAlloc(PyObject* type, nint items);
    [DllImport(Process), SuppressGCTransition] internal static extern void PyObject_Free(PyObject* o);
    [DllImport(Process)] internal static extern PyObject* PyType_FromSpec(PyTypeSpec* spec);
    [DllImport(Process)] internal static extern PyObject* PyModule_Create2(PyModuleDef* definition, int version);
    [DllImport(Process)] internal static extern int PyModule_AddObject(PyObject* module, byte* name, PyObject* value);
    [DllImport(Process)] internal static extern PyObject* PyTuple_New(nint size);
    [DllImport(Process)] internal static extern int PyTuple_SetItem(PyObject* tuple, nint index, PyObject* stolen);
    [DllImport(Process)] internal static extern PyObject* PyList_New(nint size);
    [DllImport(Process)] internal static extern int PyList_SetItem(PyObject* list, nint index, PyObject* stolen);
    [DllImport(Process)] internal static extern PyObject* PyDict_New();
    [DllImport(Process)] internal static extern int PyDict_SetItemString(PyObject* dict, byte* key, PyObject* value);
    [DllImport(Process)] internal static extern PyObject* PyUnicode_FromStringAndSize(byte* text, nint length);
    [DllImport(Process)] internal static extern PyObject* PyUnicode_InternFromString(byte* text);
    [DllImport(Process)] internal static extern byte* PyUnicode_AsUTF8AndSize(PyObject* o, nint* length);
    [DllImport(Process)] internal static extern int PyUnicode_Compare(PyObject* a, PyObject* b);
    [DllImport(Process)] internal static extern PyObject* PyBytes_FromStringAndSize(byte* data, nint length);
    [DllImport(Process)] internal static extern void PyErr_SetString(PyObject* type, byte* message);
    [DllImport(Process)] internal static extern void PyErr_SetObject(PyObject* type, PyObject* value);
    [DllImport(Process)] internal static extern void PyErr_Clear();
    [DllImport(Process)] internal static extern int PyErr_ExceptionMatches(PyObject* type);
    [DllImport(Process)] internal static extern void PyErr_Fetch(PyObject** type, PyObject** value, PyObject** traceback);
    [DllImport(Process)] internal static extern void PyErr_Restore(PyObject* type, PyObject* value, PyObject* traceback);
    [DllImport(Process)] internal static extern int PyErr_CheckSignals();
    [DllImport(Process)] internal static extern int PyErr_WarnEx(PyObject* category, byte* message, nint stackLevel);
    [DllImport(Process)] internal static extern void PyErr_WriteUnraisable(PyObject* o);
    [DllImport(Process)] internal static extern PyObject* PyErr_NewExceptionWithDoc(byte* name, byte* doc, PyObject* bases, PyObject* dict);
    [DllImport(Process)] internal static extern PyObject* PyObject_CallObject(PyObject* callable, PyObject* arguments);
    [DllImport(Process)] internal static extern PyObject* PyObject_Call(PyObject* callable, PyObject* arguments, PyObject* keywords);
    [DllImport(Process)] internal static extern PyObject* PyObject_GetAttrString(PyObject* o, byte* name);
    [DllImport(Process)] internal static extern int PyObject_SetAttrString(PyObject* o, byte* name, PyObject* value);
    [DllImport(Process)] internal static extern int PyObject_GenericSetAttr(PyObject* o, PyObject* name, PyObject* value);
    [DllImport(Process)] internal static extern int PyObject_IsTrue(PyObject* o);
    [DllImport(Process)] internal static extern PyObject* PyObject_Repr(PyObject* o);
    [DllImport(Process)] internal static extern void PyObject_ClearWeakRefs(PyObject* o);
    [DllImport(Process)] internal static extern PyObject* PySequence_Fast(PyObject* o, byte* message);
    [DllImport(Process)] internal static extern PyObject* PySequence_Tuple(PyObject* o);
    [DllImport(Process)] internal static extern PyObject* PySequence_GetItem(PyObject* o, nint index);
    [DllImport(Process)] internal static extern nint PySequence_Size(PyObject* o);
    [DllImport(Process)] internal static extern int PySequence_Check(PyObject* o);
    [DllImport(Process)] internal static extern PyObject* PyNumber_Index(PyObject* o);
    [DllImport(Process)] internal static extern PyObject* PyNumber_Float(PyObject* o);
    [DllImport(Process)] internal static extern int PyIndex_Check(PyObject* o);
    [DllImport(Process)] internal static extern long PyLong_AsLongLongAndOverflow(PyObject* o, int* overflow);
    [DllImport(Process)] internal static extern double PyFloat_AsDouble(PyObject* o);
    [DllImport(Process)] internal static extern int PySlice_Unpack(PyObject* slice, nint* start, nint* stop, nint* step);
    [DllImport(Process)] internal static extern nint PyEval_SaveThread();
    [DllImport(Process)] internal static extern void PyEval_RestoreThread(nint state);
    [DllImport(Process)] internal static extern int PyGILState_Ensure();
    [DllImport(Process)] internal static extern void PyGILState_Release(int state);
    [DllImport(Process)] internal static extern byte* Py_GetVersion();
    [DllImport(Process)] internal static extern PyObject* PyCapsule_New(void* pointer, byte* name, void* destructor);
    [DllImport(Process)] internal static extern void* PyCapsule_GetPointer(PyObject* capsule, byte* name);
    [DllImport(Process)] internal static extern int PyCapsule_IsValid(PyObject* capsule, byte* name);
    [DllImport(Process)] internal static extern int PyCapsule_SetName(PyObject* capsule, byte* name);
    [DllImport(Process)] internal static extern PyObject* PyImport_ImportModule(byte* name);
    [DllImport(Process)] internal static extern int Py_IsInitialized();

    [DllImport("libc", EntryPoint = "dlsym")] private static extern nint dlsym(nint handle, byte* name);

    // Data symbols and functions that not every version has are looked up once.
    internal static PyObject* None, True, False, NotImplemented, Ellipsis;
    internal static PyObject* LongType, FloatType, BoolType, ComplexType, UnicodeType, TupleType, ListType, SliceType, BytesType, DictType, TypeType;
    internal static PyObject* TypeError, ValueError, RuntimeError, IndexError, KeyError, AttributeError, MemoryError, BufferError,
        OverflowError, NotImplementedError, UserWarning;
    internal static delegate* unmanaged<PyObject*, PyBuffer*, int, int> PyObject_GetBuffer;
    internal static delegate* unmanaged<PyBuffer*, void> PyBuffer_Release;
    internal static delegate* unmanaged<PyObject*, PyObject*, PyObject*, PyObject*> PyVectorcall_Call;
    internal static int MinorVersion;

    /// <summary>Finds the data symbols.</summary>
    internal static void Load()
    {
        None = (PyObject*)Symbol("_Py_NoneStruct"u8);
        True = (PyObject*)Symbol("_Py_TrueStruct"u8);
        False = (PyObject*)Symbol("_Py_FalseStruct"u8);
        NotImplemented = (PyObject*)Symbol("_Py_NotImplementedStruct"u8);
        Ellipsis = (PyObject*)Symbol("_Py_EllipsisObject"u8);
        LongType = (PyObject*)Symbol("PyLong_Type"u8);
        FloatType = (PyObject*)Symbol("PyFloat_Type"u8);
        BoolType = (PyObject*)Symbol("PyBool_Type"u8);
        ComplexType = (PyObject*)Symbol("PyComplex_Type"u8);
        UnicodeType = (PyObject*)Symbol("PyUnicode_Type"u8);
        TupleType = (PyObject*)Symbol("PyTuple_Type"u8);
        ListType = (PyObject*)Symbol("PyList_Type"u8);
        SliceType = (PyObject*)Symbol("PySlice_Type"u8);
        BytesType = (PyObject*)Symbol("PyBytes_Type"u8);
        DictType = (PyObject*)Symbol("PyDict_Type"u8);
        TypeType = (PyObject*)Symbol("PyType_Type"u8);
        TypeError = *(PyObject**)Symbol("PyExc_TypeError"u8);
        ValueError = *(PyObject**)Symbol("PyExc_ValueError"u8);
        RuntimeError = *(PyObject**)Symbol("PyExc_RuntimeError"u8);
        IndexError = *(PyObject**)Symbol("PyExc_IndexError"u8);
        KeyError = *(PyObject**)Symbol("PyExc_KeyError"u8);
        AttributeError = *(PyObject**)Symbol("PyExc_AttributeError"u8);
        MemoryError = *(PyObject**)Symbol("PyExc_MemoryError"u8);
        BufferError = *(PyObject**)Symbol("PyExc_BufferError"u8);
        OverflowError = *(PyObject**)Symbol("PyExc_OverflowError"u8);
        NotImplementedError = *(PyObject**)Symbol("PyExc_NotImplementedError"u8);
        UserWarning = *(PyObject**)Symbol("PyExc_UserWarning"u8);
        PyObject_GetBuffer = (delegate* unmanaged<PyObject*, PyBuffer*, int, int>)Symbol("PyObject_GetBuffer"u8);
        PyBuffer_Release = (delegate* unmanaged<PyBuffer*, void>)Symbol("PyBuffer_Release"u8);
        PyVectorcall_Call = (delegate* unmanaged<PyObject*, PyObject*, PyObject*, PyObject*>)Symbol("PyVectorcall_Call"u8);
        // "3.11.7 (...)": the minor version decides between two forms of a few calls.
        byte* version = Py_GetVersion() + 2;
        for (MinorVersion = 0; *version is >= (byte)'0' and <= (byte)'9'; version++) MinorVersion = MinorVersion * 10 + (*version - '0');
    }

    /// <summary>A UTF-8 literal as C string: literals lie in read-only memory and end in zero.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static byte* Text(ReadOnlySpan<byte> literal) => (byte*)Unsafe.AsPointer(ref MemoryMarshal.GetReference(literal));

    private static nint Symbol(ReadOnlySpan<byte> name) => dlsym(0, Text(name));

    /// <summary>Adds a reference and returns the object.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static PyObject* New(PyObject* o)
    {
        Py_IncRef(o);
        return o;
    }

    internal static PyObject* Bool(bool value) => New(value ? True : False);

    internal static PyObject* ReturnNone() => New(None);

    internal static PyObject* ReturnNotImplemented() => New(NotImplemented);

    internal static bool IsInstance(PyObject* o, PyObject* type) => o->Type == type || PyType_IsSubtype(o->Type, type) != 0;

    /// <summary>Python's truth of an object.</summary>
    /// <exception cref="PythonErrorException">The object refuses; its error is set.</exception>
    internal static bool IsTrue(PyObject* o)
    {
        if (o == True) return true;
        if (o == False || o == None) return false;
        int truth = PyObject_IsTrue(o);
        return truth >= 0 ? truth == 1 : throw new PythonErrorException();
    }

    /// <summary>A Python string.</summary>
    internal static PyObject* String(string text)
    {
        byte[] utf8 = System.Text.Encoding.UTF8.GetBytes(text);
        fixed (byte* bytes = utf8) return PyUnicode_FromStringAndSize(utf8.Length == 0 ? Text(" "u8) : bytes, utf8.Length);
    }

    /// <summary>An interned Python string that lives forever.</summary>
    internal static PyObject* Intern(string text)
    {
        byte* utf8 = Permanent(text);
        return PyUnicode_InternFromString(utf8);
    }

    /// <summary>A C string that lives forever.</summary>
    internal static byte* Permanent(string text)
    {
        int length = System.Text.Encoding.UTF8.GetByteCount(text);
        byte* memory = (byte*)NativeMemory.Alloc((nuint)length + 1);
        System.Text.Encoding.UTF8.GetBytes(text, new Span<byte>(memory, length));
        memory[length] = 0;
        return memory;
    }

    /// <summary>A C# string; null with a Python error set when it is not valid UTF-8.</summary>
    internal static string? ToString(PyObject* text)
    {
        nint length;
        byte* utf8 = PyUnicode_AsUTF8AndSize(text, &length);
        return utf8 == null ? null : System.Text.Encoding.UTF8.GetString(utf8, (int)length);
    }

    /// <summary>The name of an object's type.</summary>
    internal static string TypeName(PyObject* o)
    {
        PyObject* name = PyObject_GetAttrString(o->Type, Text("__name__"u8));
        if (name == null)
        {
            PyErr_Clear();
            return "object";
        }
        string result = ToString(name) ?? "object";
        Py_DecRef(name);
        return result;
    }
}
