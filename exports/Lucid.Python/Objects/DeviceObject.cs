using System;
using System.Runtime.InteropServices;
using Lucid.Python.Interop;

namespace Lucid.Python.Objects;

/// <summary>The Python type <c>lucid.device</c>.</summary>
internal static unsafe class DeviceObject
{
    private static readonly object CpuBox = Device.Cpu;
    private static readonly object MetalBox = Device.Metal;
    private static PyObject* s_type;

    [StructLayout(LayoutKind.Sequential)]
    private struct PyDevice
    {
        internal PyObject Head;
        internal long Value;
    }

    /// <summary>Called when the GPU device is first named; sets a Python error to refuse.</summary>
    internal static bool MetalNamed { get; private set; }

    internal static void Define(PyObject* module)
    {
        var slots = new SlotList();
        slots.Add(Slot.New, (delegate* unmanaged<PyObject*, PyObject*, PyObject*, PyObject*>)&New);
        slots.Add(Slot.Repr, (delegate* unmanaged<PyObject*, PyObject*>)&Repr);
        slots.Add(Slot.Str, (delegate* unmanaged<PyObject*, PyObject*>)&Str);
        slots.Add(Slot.Hash, (delegate* unmanaged<PyObject*, nint>)&Hash);
        slots.Add(Slot.RichCompare, (delegate* unmanaged<PyObject*, PyObject*, int, PyObject*>)&Compare);
        slots.Add(Slot.Doc, Py.Permanent("device(type, index=0): where tensors live, 'cpu' or 'metal'."));
        slots.Add(Slot.GetSet, Tables.Attributes([
            ("type", (nint)(delegate* unmanaged<PyObject*, void*, PyObject*>)&TypeName, 0, "'cpu' or 'metal'."),
            ("index", (nint)(delegate* unmanaged<PyObject*, void*, PyObject*>)&Index, 0, "Always 0: each stream has one device."),
        ]));
        slots.Add(Slot.Methods, Tables.Methods([
            ("__reduce__", (nint)(delegate* unmanaged<PyObject*, PyObject*, PyObject*>)&Reduce, Flag.NoArgs, "Pickles by name."),
        ]));
        s_type = slots.Create("lucid.device", sizeof(PyDevice), Flag.Default);
        Py.PyModule_AddObject(module, Py.Text("device"u8), Py.New(s_type));
    }

    internal static object Box(Device device) => device.Type == DeviceType.Cpu ? CpuBox : MetalBox;

    internal static PyObject* Get(Device device)
    {
        var made = (PyDevice*)Py.PyType_GenericAlloc(s_type, 0);
        if (made != null) made->Value = (long)device.Type;
        return (PyObject*)made;
    }

    /// <summary>Reads a device object or a name.</summary>
    /// <exception cref="DeviceMismatchException">The name is unknown.</exception>
    internal static bool TryRead(PyObject* o, out Device device, bool announce = true)
    {
        device = Device.Cpu;
        if (o->Type == s_type) device = Of(o);
        else if (Py.IsInstance(o, Py.UnicodeType)) device = Device.Parse(Py.ToString(o) ?? throw new PythonErrorException());
        else return false;
        if (announce && device.Type == DeviceType.Metal && !MetalNamed) AnnounceMetal();
        return true;
    }

    // The software driver is slow next to a GPU: say so once.
    private static void AnnounceMetal()
    {
        MetalNamed = true;
        if (Streams.CommandStream.Metal.Driver != "host") return;
        byte* text = Py.Text("device 'metal': no GPU executes tensors here; their work runs on the processor (the host driver)"u8);
        if (Py.PyErr_WarnEx(Py.UserWarning, text, 1) != 0) throw new PythonErrorException();
    }

    private static Device Of(PyObject* o) => new((DeviceType)((PyDevice*)o)->Value);

    [UnmanagedCallersOnly]
    private static PyObject* New(PyObject* type, PyObject* arguments, PyObject* keywords)
    {
        try
        {
            nint count = Py.PyTuple_Size(arguments);
            if (count is < 1 or > 2) return Errors.Type($"device() takes 1 or 2 positional arguments but {count} were given");
            if (!TryRead(Py.PyTuple_GetItem(arguments, 0), out Device device))
                return Errors.Type($"device(): argument 'type' must be str or lucid.device, not {Py.TypeName(Py.PyTuple_GetItem(arguments, 0))}");
            if (count == 2)
            {
                PyObject* index = Py.PyTuple_GetItem(arguments, 1);
                if (!Arguments.ArgumentReader.IsInteger(index)) return Errors.Type($"device(): argument 'index' must be int, not {Py.TypeName(index)}");
                if (Arguments.ArgumentReader.ReadInteger(index) != 0) return Errors.Value("device(): index must be 0: each stream has one device");
            }
            return Get(device);
        }
        catch (Exception error)
        {
            return Errors.Set(error);
        }
    }

    [UnmanagedCallersOnly]
    private static PyObject* Repr(PyObject* self) => Py.String($"device(type='{Of(self)}')");

    [UnmanagedCallersOnly]
    private static PyObject* Str(PyObject* self) => Py.String(Of(self).ToString());

    [UnmanagedCallersOnly]
    private static nint Hash(PyObject* self) => 7919 + (nint)((PyDevice*)self)->Value;

    // Equal to its own name too: x.device == "metal" reads well.
    [UnmanagedCallersOnly]
    private static PyObject* Compare(PyObject* a, PyObject* b, int relation)
    {
        if (relation is not (2 or 3)) return Py.ReturnNotImplemented();
        bool equal;
        if (b->Type == s_type) equal = Of(a) == Of(b);
        else if (Py.IsInstance(b, Py.UnicodeType))
        {
            string? text = Py.ToString(b);
            if (text is null) return null;
            string name = Of(a).ToString();
            equal = text == name || text == name + ":0";
        }
        else return Py.ReturnNotImplemented();
        return Py.Bool(equal == (relation == 2));
    }

    [UnmanagedCallersOnly]
    private static PyObject* TypeName(PyObject* self, void* closure) => Py.String(Of(self).ToString());

    [UnmanagedCallersOnly]
    private static PyObject* Index(PyObject* self, void* closure) => Py.PyLong_FromLongLong(0);

    [UnmanagedCallersOnly]
    private static PyObject* Reduce(PyObject* self, PyObject* _)
    {
        PyObject* arguments = Py.PyTuple_New(1);
        Py.PyTuple_SetItem(arguments, 0, Py.String(Of(self).ToString()));
        PyObject* result = Py.PyTuple_New(2);
        Py.PyTuple_SetItem(result, 0, Py.New(s_type));
        Py.PyTuple_SetItem(result, 1, arguments);
        return result;
    }
}
