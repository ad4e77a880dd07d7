using System;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Lucid.Graph;
using Lucid.Python.Interop;

namespace Lucid.Python.Objects;

/// <summary>Memory layout of a Python tensor.</summary>
[StructLayout(LayoutKind.Sequential)]
internal unsafe struct PyTensor
{
    internal PyObject Head;
    internal nint Handle;
    internal PyObject* Dict;
    internal PyObject* WeakReferences;
}

/// <summary>The Python type of tensors: birth, death, garbage collection, and the way from one side to the other.</summary>
internal static unsafe class TensorObject
{
    internal static PyObject* Type;

    /// <summary>Elements above which work is long enough to let other Python threads run meanwhile.</summary>
    internal const long ReleaseLockAbove = 16 * 1024;

    internal static void Define(PyObject* module)
    {
        var slots = new SlotList();
        slots.Add(Slot.New, (delegate* unmanaged<PyObject*, PyObject*, PyObject*, PyObject*>)&New);
        slots.Add(Slot.Dealloc, (delegate* unmanaged<PyObject*, void>)&Dealloc);
        slots.Add(Slot.Traverse, (delegate* unmanaged<PyObject*, delegate* unmanaged<PyObject*, void*, int>, void*, int>)&Traverse);
        slots.Add(Slot.Clear, (delegate* unmanaged<PyObject*, int>)&ClearReferences);
        slots.Add(Slot.SetAttr, (delegate* unmanaged<PyObject*, PyObject*, PyObject*, int>)&SetAttribute);
        slots.Add(Slot.Hash, (delegate* unmanaged<PyObject*, nint>)&Hash);
        slots.Add(Slot.Doc, Py.Permanent("A multi-dimensional array of one element type, with its place in the autograd graph."));
        TensorNumbers.AddSlots(ref slots);
        TensorSequence.AddSlots(ref slots);
        slots.Add(Slot.GetSet, TensorAttributes.Table());
        slots.Add(Slot.Methods, TensorMethods.Table());
        PyMemberDef* members = (PyMemberDef*)NativeMemory.AllocZeroed(3, (nuint)sizeof(PyMemberDef));
        members[0] = new()
        {
            Name = Py.Permanent("__dictoffset__"), Type = Flag.MemberPySsize,
            Offset = Marshal.OffsetOf<PyTensor>("Dict"), Flags = Flag.ReadOnly
        };
        members[1] = new()
        {
            Name = Py.Permanent("__weaklistoffset__"), Type = Flag.MemberPySsize,
            Offset = Marshal.OffsetOf<PyTensor>("WeakReferences"), Flags = Flag.ReadOnly
        };
        slots.Add(Slot.Members, members);
        Type = slots.Create("lucid.Tensor", sizeof(PyTensor), Flag.Default | Flag.BaseType | Flag.HaveGc);
        Py.PyModule_AddObject(module, Py.Text("Tensor"u8), Py.New(Type));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static bool Is(PyObject* o) => o->Type == Type || Py.PyType_IsSubtype(o->Type, Type) != 0;

    /// <summary>The tensor of a Python object known to be one.</summary>
    /// <exception cref="LucidException">The object was made without a tensor (a subclass that skipped __new__).</exception>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static Tensor Of(PyObject* o) => HandleTable<Tensor>.Get(((PyTensor*)o)->Handle) ?? throw Empty();

    /// <summary>A Python object for a tensor; takes over one of the tensor's owners.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static PyObject* Wrap(Tensor tensor)
    {
        if (tensor.PythonObject != 0)
        {
            PyObject* known = Py.New((PyObject*)tensor.PythonObject);
            tensor.Release();
            return known;
        }
        // Not tracked by the collector: only attributes and hooks can close a cycle, and setting one starts tracking.
        var made = (PyTensor*)Py._PyObject_GC_New(Type);
        if (made == null)
        {
            tensor.Release();
            return null;
        }
        made->Dict = null;
        made->WeakReferences = null;
        made->Handle = HandleTable<Tensor>.Add(tensor);
        tensor.PythonObject = (nint)made;
        return (PyObject*)made;
    }

    /// <summary>A Python object for a tensor owned elsewhere; None for null.</summary>
    internal static PyObject* WrapShared(Tensor? tensor)
    {
        if (tensor is null) return Py.ReturnNone();
        tensor.Retain();
        return Wrap(tensor);
    }

    /// <summary>Lets the collector see the tensor, since it can be part of a cycle from now on.</summary>
    internal static void Track(PyObject* o)
    {
        // Tracking twice is fatal in debug builds; untracking first is always allowed.
        Py.PyObject_GC_UnTrack(o);
        Py.PyObject_GC_Track(o);
    }

    /// <summary>Makes an instance of a subclass over a tensor; takes over one of its owners.</summary>
    internal static PyObject* MakeSubclass(PyObject* type, Tensor tensor)
    {
        var made = (PyTensor*)Py.PyType_GenericAlloc(type, 0);
        if (made == null)
        {
            tensor.Release();
            return null;
        }
        made->Handle = HandleTable<Tensor>.Add(tensor);
        tensor.PythonObject = (nint)made;
        return (PyObject*)made;
    }

    [UnmanagedCallersOnly]
    private static PyObject* New(PyObject* type, PyObject* arguments, PyObject* keywords)
    {
        try
        {
            nint count = Py.PyTuple_Size(arguments);
            Tensor tensor;
            if (count == 0)
            {
                tensor = Tensor.Allocate(Layout.Contiguous([0]), DTypes.Default, DeviceType.Cpu);
            }
            else
            {
                PyObject* data = Py.PyTuple_GetItem(arguments, 0);
                if (Is(data)) tensor = Of(data).Detach();
                else tensor = Arguments.TensorData.Build(data, null, null, copy: true);
            }
            return MakeSubclass(type, tensor);
        }
        catch (Exception error)
        {
            return Errors.Set(error);
        }
    }

    [UnmanagedCallersOnly]
    private static void Dealloc(PyObject* self)
    {
        var tensorObject = (PyTensor*)self;
        PyObject* type = self->Type;
        Py.PyObject_GC_UnTrack(self);
        if (tensorObject->WeakReferences != null) Py.PyObject_ClearWeakRefs(self);
        if (tensorObject->Dict != null)
        {
            PyObject* dict = tensorObject->Dict;
            tensorObject->Dict = null;
            Py.Py_DecRef(dict);
        }
        nint handle = tensorObject->Handle;
        if (handle != 0)
        {
            tensorObject->Handle = 0;
            try
            {
                Tensor? tensor = HandleTable<Tensor>.Get(handle);
                HandleTable<Tensor>.Remove(handle);
                if (tensor is not null)
                {
                    tensor.PythonObject = 0;
                    tensor.Release();
                }
            }
            catch (Exception)
            {
                // A destructor has nobody to tell; the memory stays with the collector.
            }
        }
        Py.PyObject_GC_Del(self);
        Py.Py_DecRef(type);
        if (PythonLock.HasOrphans) PythonLock.DropOrphans();
    }

    [UnmanagedCallersOnly]
    private static int Traverse(PyObject* self, delegate* unmanaged<PyObject*, void*, int> visit, void* argument)
    {
        int result = visit(self->Type, argument);
        if (result != 0) return result;
        var tensorObject = (PyTensor*)self;
        if (tensorObject->Dict != null)
        {
            result = visit(tensorObject->Dict, argument);
            if (result != 0) return result;
        }
        return HookObject.Traverse(tensorObject->Handle, visit, argument);
    }

    [UnmanagedCallersOnly]
    private static int ClearReferences(PyObject* self)
    {
        var tensorObject = (PyTensor*)self;
        if (tensorObject->Dict != null)
        {
            PyObject* dict = tensorObject->Dict;
            tensorObject->Dict = null;
            Py.Py_DecRef(dict);
        }
        try
        {
            HookObject.Clear(tensorObject->Handle);
        }
        catch (Exception)
        {
            // As in Dealloc.
        }
        return 0;
    }

    [UnmanagedCallersOnly]
    private static int SetAttribute(PyObject* self, PyObject* name, PyObject* value)
    {
        int result = Py.PyObject_GenericSetAttr(self, name, value);
        if (result == 0 && ((PyTensor*)self)->Dict != null) Track(self);
        return result;
    }

    [UnmanagedCallersOnly]
    private static nint Hash(PyObject* self) => (nint)self >> 4;

    private static LucidException Empty() =>
        new("Tensor", "Tensor: this object holds no tensor; a subclass must call super().__new__ with data, or Tensor._make_subclass.");
}

/// <summary>Collects a type's slots.</summary>
internal unsafe ref struct SlotList
{
    private const int Capacity = 96;
    private readonly PyTypeSlot* _slots = (PyTypeSlot*)NativeMemory.AllocZeroed(Capacity, (nuint)sizeof(PyTypeSlot));
    private int _count;

    public SlotList() { }

    internal void Add(int slot, void* function) => _slots[_count++] = new PyTypeSlot { Slot = slot, Function = function };

    internal readonly PyObject* Create(string name, int basicSize, uint flags)
    {
        var spec = new PyTypeSpec { Name = Py.Permanent(name), BasicSize = basicSize, Flags = flags, Slots = _slots };
        PyObject* type = Py.PyType_FromSpec(&spec);
        // The description is copied, except for the tables it points to, which stay.
        NativeMemory.Free(_slots);
        return type == null ? throw new PythonErrorException() : type;
    }
}

/// <summary>Builds tables of attributes and methods that live forever.</summary>
internal static unsafe class Tables
{
    internal static PyGetSetDef* Attributes(ReadOnlySpan<(string Name, nint Getter, nint Setter, string Doc)> rows)
    {
        var table = (PyGetSetDef*)NativeMemory.AllocZeroed((nuint)rows.Length + 1, (nuint)sizeof(PyGetSetDef));
        for (int i = 0; i < rows.Length; i++)
            table[i] = new()
            {
                Name = Py.Permanent(rows[i].Name), Getter = (void*)rows[i].Getter, Setter = (void*)rows[i].Setter,
                Doc = Py.Permanent(rows[i].Doc)
            };
        return table;
    }

    internal static PyMethodDef* Methods(ReadOnlySpan<(string Name, nint Function, int Flags, string Doc)> rows)
    {
        var table = (PyMethodDef*)NativeMemory.AllocZeroed((nuint)rows.Length + 1, (nuint)sizeof(PyMethodDef));
        for (int i = 0; i < rows.Length; i++)
            table[i] = new() { Name = Py.Permanent(rows[i].Name), Function = (void*)rows[i].Function, Flags = rows[i].Flags, Doc = Py.Permanent(rows[i].Doc) };
        return table;
    }
}
