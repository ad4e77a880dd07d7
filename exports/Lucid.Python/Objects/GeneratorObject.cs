using System;
using System.Runtime.InteropServices;
using Lucid.Python.Arguments;
using Lucid.Python.Interop;
using Lucid.Random;

namespace Lucid.Python.Objects;

/// <summary>The Python type <c>lucid.Generator</c>.</summary>
internal static unsafe class GeneratorObject
{
    private const int StateBytes = 16;
    private static PyObject* s_type;

    [StructLayout(LayoutKind.Sequential)]
    private struct PyGenerator
    {
        internal PyObject Head;
        internal nint Handle;
    }

    internal static void Define(PyObject* module)
    {
        var slots = new SlotList();
        slots.Add(Slot.New, (delegate* unmanaged<PyObject*, PyObject*, PyObject*, PyObject*>)&New);
        slots.Add(Slot.Dealloc, (delegate* unmanaged<PyObject*, void>)&Dealloc);
        slots.Add(Slot.Doc, Py.Permanent("A stream of random numbers: Philox 4x32-10, addressed by seed and position."));
        slots.Add(Slot.Methods, Tables.Methods([
            ("manual_seed", (nint)(delegate* unmanaged<PyObject*, PyObject*, PyObject*>)&ManualSeed, Flag.OneArg,
                "Starts the stream of a seed; returns the generator."),
            ("seed", (nint)(delegate* unmanaged<PyObject*, PyObject*, PyObject*>)&Reseed, Flag.NoArgs, "Takes a seed from the system and returns it."),
            ("initial_seed", (nint)(delegate* unmanaged<PyObject*, PyObject*, PyObject*>)&InitialSeed, Flag.NoArgs, "The seed."),
            ("get_state", (nint)(delegate* unmanaged<PyObject*, PyObject*, PyObject*>)&GetState, Flag.NoArgs,
                "Seed and position as a uint8 tensor of 16 bytes, for set_state."),
            ("set_state", (nint)(delegate* unmanaged<PyObject*, PyObject*, PyObject*>)&SetState, Flag.OneArg,
                "set_state(new_state): goes back to a state that get_state gave."),
            ("clone_state", (nint)(delegate* unmanaged<PyObject*, PyObject*, PyObject*>)&CloneState, Flag.NoArgs,
                "Another generator in the same state."),
        ]));
        slots.Add(Slot.GetSet, Tables.Attributes([
            ("device", (nint)(delegate* unmanaged<PyObject*, void*, PyObject*>)&GetDevice, 0, "The cpu: one stream serves both devices."),
        ]));
        s_type = slots.Create("lucid.Generator", sizeof(PyGenerator), Flag.Default | Flag.BaseType);
        Py.PyModule_AddObject(module, Py.Text("Generator"u8), Py.New(s_type));
        PyObject* standard = Make(s_type, Generator.Default);
        Py.PyModule_AddObject(module, Py.Text("default_generator"u8), standard);
    }

    internal static bool Is(PyObject* o) => Py.IsInstance(o, s_type);

    internal static Generator Of(PyObject* o) => HandleTable<Generator>.Get(((PyGenerator*)o)->Handle)
        ?? throw new LucidException("Generator", "Generator: this object holds no generator; a subclass must call super().__new__");

    private static PyObject* Make(PyObject* type, Generator generator)
    {
        var made = (PyGenerator*)Py.PyType_GenericAlloc(type, 0);
        if (made != null) made->Handle = HandleTable<Generator>.Add(generator);
        return (PyObject*)made;
    }

    [UnmanagedCallersOnly]
    private static PyObject* New(PyObject* type, PyObject* arguments, PyObject* keywords)
    {
        try
        {
            if (Py.PyTuple_Size(arguments) > 0 && !DeviceObject.TryRead(Py.PyTuple_GetItem(arguments, 0), out _))
                return Errors.Type("Generator(): argument 'device' must be str or lucid.device");
            return Make(type, new Generator());
        }
        catch (Exception error)
        {
            return Errors.Set(error);
        }
    }

    [UnmanagedCallersOnly]
    private static void Dealloc(PyObject* self)
    {
        PyObject* type = self->Type;
        nint handle = ((PyGenerator*)self)->Handle;
        if (handle != 0) HandleTable<Generator>.Remove(handle);
        Py.PyObject_Free(self);
        Py.Py_DecRef(type);
    }

    [UnmanagedCallersOnly]
    private static PyObject* ManualSeed(PyObject* self, PyObject* seed)
    {
        try
        {
            if (!ArgumentReader.IsInteger(seed)) return Errors.Type($"manual_seed(): argument 'seed' must be int, not {Py.TypeName(seed)}");
            Of(self).SetSeed(unchecked((ulong)ArgumentReader.ReadInteger(seed)));
            return Py.New(self);
        }
        catch (Exception error)
        {
            return Errors.Set(error);
        }
    }

    [UnmanagedCallersOnly]
    private static PyObject* Reseed(PyObject* self, PyObject* _)
    {
        try { return Py.PyLong_FromLongLong((long)Of(self).Reseed()); }
        catch (Exception error) { return Errors.Set(error); }
    }

    [UnmanagedCallersOnly]
    private static PyObject* InitialSeed(PyObject* self, PyObject* _)
    {
        try { return Py.PyLong_FromLongLong(unchecked((long)Of(self).Seed)); }
        catch (Exception error) { return Errors.Set(error); }
    }

    [UnmanagedCallersOnly]
    private static PyObject* GetDevice(PyObject* self, void* closure) => DeviceObject.Get(Device.Cpu);

    [UnmanagedCallersOnly]
    private static PyObject* CloneState(PyObject* self, PyObject* _)
    {
        try
        {
            Generator source = Of(self);
            var copy = new Generator();
            copy.SetState(source.Seed, source.Offset);
            return Make(self->Type, copy);
        }
        catch (Exception error)
        {
            return Errors.Set(error);
        }
    }

    [UnmanagedCallersOnly]
    private static PyObject* GetState(PyObject* self, PyObject* _)
    {
        try
        {
            Generator generator = Of(self);
            Tensor state = Tensor.Allocate(Layout.Contiguous([StateBytes]), DType.UInt8, DeviceType.Cpu);
            ulong* words = (ulong*)state.Operand.Bytes;
            words[0] = generator.Seed;
            words[1] = generator.Offset;
            return TensorObject.Wrap(state);
        }
        catch (Exception error)
        {
            return Errors.Set(error);
        }
    }

    [UnmanagedCallersOnly]
    private static PyObject* SetState(PyObject* self, PyObject* state)
    {
        try
        {
            if (!TensorObject.Is(state)) return Errors.Type($"set_state(): argument 'new_state' must be Tensor, not {Py.TypeName(state)}");
            Tensor given = TensorObject.Of(state);
            if (given.DType != DType.UInt8 || given.DeviceType != DeviceType.Cpu || !given.IsContiguous)
                throw new DtypeMismatchException("set_state", "new_state", "a contiguous uint8 tensor on the cpu, as get_state gives", given.DType.Name());
            if (given.Count != StateBytes)
                throw new ArgumentValueException("set_state", $"set_state: RNG state is wrong size: expected {StateBytes} bytes, got {given.Count}",
                    "new_state");
            ulong* words = (ulong*)given.Operand.Bytes;
            Of(self).SetState(words[0], words[1]);
            return Py.New(self);
        }
        catch (Exception error)
        {
            return Errors.Set(error);
        }
    }
}
