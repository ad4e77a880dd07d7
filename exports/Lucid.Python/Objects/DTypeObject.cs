using System;
using System.Runtime.InteropServices;
using Lucid.Python.Interop;

namespace Lucid.Python.Objects;

/// <summary>The Python objects <c>lucid.float32</c> and so on: one per element type.</summary>
internal static unsafe class DTypeObject
{
    private static readonly nint[] s_objects = new nint[DTypes.Count];
    private static readonly object[] s_boxes = new object[DTypes.Count];
    private static PyObject* s_type;

    [StructLayout(LayoutKind.Sequential)]
    private struct PyDType
    {
        internal PyObject Head;
        internal long Value;
    }

    internal static void Define(PyObject* module)
    {
        var slots = new SlotList();
        slots.Add(Slot.Repr, (delegate* unmanaged<PyObject*, PyObject*>)&Repr);
        slots.Add(Slot.Hash, (delegate* unmanaged<PyObject*, nint>)&Hash);
        slots.Add(Slot.Doc, Py.Permanent("An element type, such as lucid.float32."));
        slots.Add(Slot.New, (delegate* unmanaged<PyObject*, PyObject*, PyObject*, PyObject*>)&New);
        slots.Add(Slot.GetSet, Tables.Attributes([
            ("itemsize", (nint)(delegate* unmanaged<PyObject*, void*, PyObject*>)&ItemSize, 0, "Bytes of one element."),
            ("is_floating_point", (nint)(delegate* unmanaged<PyObject*, void*, PyObject*>)&IsFloatingPoint, 0, "True for real floating-point types."),
            ("is_complex", (nint)(delegate* unmanaged<PyObject*, void*, PyObject*>)&IsComplex, 0, "True for complex types."),
            ("is_signed", (nint)(delegate* unmanaged<PyObject*, void*, PyObject*>)&IsSigned, 0, "True for types with negative numbers."),
            ("name", (nint)(delegate* unmanaged<PyObject*, void*, PyObject*>)&Name, 0, "The name, such as float32."),
        ]));
        slots.Add(Slot.Methods, Tables.Methods([
            ("__reduce__", (nint)(delegate* unmanaged<PyObject*, PyObject*, PyObject*>)&Reduce, Flag.NoArgs, "Pickles by name."),
            ("to_real", (nint)(delegate* unmanaged<PyObject*, PyObject*, PyObject*>)&ToReal, Flag.NoArgs, "The type of real and imaginary parts."),
            ("to_complex", (nint)(delegate* unmanaged<PyObject*, PyObject*, PyObject*>)&ToComplex, Flag.NoArgs, "The complex type of the same precision."),
        ]));
        s_type = slots.Create("lucid.dtype", sizeof(PyDType), Flag.Default);
        Py.PyModule_AddObject(module, Py.Text("dtype"u8), Py.New(s_type));
        for (int i = 0; i < DTypes.Count; i++)
        {
            var made = (PyDType*)Py.PyType_GenericAlloc(s_type, 0);
            if (made == null) throw new PythonErrorException();
            made->Value = i;
            s_objects[i] = (nint)made;
            s_boxes[i] = (DType)i;
            Py.PyModule_AddObject(module, Py.Permanent(((DType)i).Name()), Py.New((PyObject*)made));
        }
    }

    internal static object Box(DType type) => s_boxes[(int)type];

    internal static PyObject* Get(DType type) => Py.New((PyObject*)s_objects[(int)type]);

    /// <summary>Reads a dtype object, or Python's own float, int, bool, complex.</summary>
    internal static bool TryRead(PyObject* o, out DType type)
    {
        if (o->Type == s_type)
        {
            type = (DType)((PyDType*)o)->Value;
            return true;
        }
        type = DTypes.Default;
        if (o == Py.FloatType) return true;
        type = DType.Int64;
        if (o == Py.LongType) return true;
        type = DType.Bool;
        if (o == Py.BoolType) return true;
        type = DTypes.DefaultComplex;
        return o == Py.ComplexType;
    }

    private static DType Of(PyObject* o) => (DType)((PyDType*)o)->Value;

    [UnmanagedCallersOnly]
    private static PyObject* New(PyObject* type, PyObject* arguments, PyObject* keywords) =>
        Errors.Type("dtype objects cannot be made; use lucid.float32, lucid.int64, ...");

    [UnmanagedCallersOnly]
    private static PyObject* Repr(PyObject* self) => Py.String("lucid." + Of(self).Name());

    [UnmanagedCallersOnly]
    private static nint Hash(PyObject* self) => (nint)self >> 4;

    [UnmanagedCallersOnly]
    private static PyObject* ItemSize(PyObject* self, void* closure) => Py.PyLong_FromLongLong(Of(self).ItemSize());

    [UnmanagedCallersOnly]
    private static PyObject* IsFloatingPoint(PyObject* self, void* closure) => Py.Bool(Of(self).IsFloatingPoint());

    [UnmanagedCallersOnly]
    private static PyObject* IsComplex(PyObject* self, void* closure) => Py.Bool(Of(self).IsComplex());

    [UnmanagedCallersOnly]
    private static PyObject* IsSigned(PyObject* self, void* closure) => Py.Bool(Of(self) is not (DType.Bool or DType.UInt8));

    [UnmanagedCallersOnly]
    private static PyObject* Name(PyObject* self, void* closure) => Py.String(Of(self).Name());

    [UnmanagedCallersOnly]
    private static PyObject* Reduce(PyObject* self, PyObject* _) => Py.String(Of(self).Name());

    [UnmanagedCallersOnly]
    private static PyObject* ToReal(PyObject* self, PyObject* _) => Get(Of(self).ToReal());

    [UnmanagedCallersOnly]
    private static PyObject* ToComplex(PyObject* self, PyObject* _) => Get(Of(self).ToComplex());
}
