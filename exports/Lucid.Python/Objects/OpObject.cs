using System;
using System.Collections.Generic;
using System.Runtime.InteropServices;
using Lucid.Graph;
using Lucid.Ops.Declaration;
using Lucid.Ops.Dispatch;
using Lucid.Python.Arguments;
using Lucid.Python.Interop;

namespace Lucid.Python.Objects;

/// <summary>All overloads that one Python name stands for.</summary>
internal sealed class OpGroup(string name, OpEntry[] entries, bool isMethod, bool isInPlace)
{
    private BoundSchema[]? _schemas;

    internal string Name => name;

    internal OpEntry[] Entries => entries;

    internal bool IsMethod => isMethod;

    internal bool IsInPlace => isInPlace;

    /// <summary>Prepared on the first call, so that import stays quick.</summary>
    internal BoundSchema[] Schemas
    {
        get
        {
            if (_schemas is { } known) return known;
            var made = new BoundSchema[entries.Length];
            for (int i = 0; i < made.Length; i++) made[i] = new BoundSchema(entries[i]);
            // A tensor of one integer may stand for an int: overloads that want a tensor there come first, as in PyTorch.
            var order = new int[made.Length];
            for (int i = 0; i < order.Length; i++) order[i] = 1000 * (100 - made[i].TensorCount) + i;
            Array.Sort(order, made);
            return _schemas = made;
        }
    }
}

/// <summary>Memory layout of a callable op.</summary>
[StructLayout(LayoutKind.Sequential)]
internal unsafe struct PyOp
{
    internal PyObject Head;
    internal void* Vectorcall;
    internal nint Group;
}

/// <summary>The Python callables of ops: one type for functions, one for methods of tensors.</summary>
internal static unsafe class OpObject
{
    private static readonly List<OpGroup> s_groups = [];
    [ThreadStatic] private static CallFrame? t_frame;
    private static PyObject* s_functionType, s_methodType, s_boundMethodType;

    internal static void Define(PyObject* module)
    {
        Py.PyModule_AddObject(module, Py.Text("_argument_synonyms"u8), BoundParameter.SynonymsToPython());
        s_functionType = MakeType("lucid.builtin_function", 0);
        s_methodType = MakeType("lucid.builtin_method", Flag.MethodDescriptor);
        PyObject* types = Py.PyImport_ImportModule(Py.Text("types"u8));
        if (types == null) throw new PythonErrorException();
        s_boundMethodType = Py.PyObject_GetAttrString(types, Py.Text("MethodType"u8));
        Py.Py_DecRef(types);

        var functions = new Dictionary<string, List<OpEntry>>();
        var methods = new Dictionary<string, List<OpEntry>>();
        var inPlace = new Dictionary<string, List<OpEntry>>();
        foreach (OpEntry entry in OpTable.Entries)
        {
            string[] names = entry.Aliases.Length == 0 ? [entry.Name] : [entry.Name, .. entry.Aliases.Split(',')];
            foreach (string name in names)
            {
                if ((entry.Surface & OpSurface.Function) != 0) Append(functions, name, entry);
                if ((entry.Surface & OpSurface.Method) != 0) Append(methods, name, entry);
                if (entry.Surface != OpSurface.None && entry.InPlace != null) Append(inPlace, name + "_", entry);
            }
        }
        foreach ((string name, List<OpEntry> entries) in functions)
            Py.PyModule_AddObject(module, Py.Permanent(name), Make(new OpGroup(name, [.. entries], false, false)));
        foreach ((string name, List<OpEntry> entries) in methods) AddMethod(name, new OpGroup(name, [.. entries], true, false));
        foreach ((string name, List<OpEntry> entries) in inPlace)
        {
            AddMethod(name, new OpGroup(name, [.. entries], true, true));
            // PyTorch has in-place functions too: relu_(x).
            Py.PyModule_AddObject(module, Py.Permanent(name), Make(new OpGroup(name, [.. entries], false, true)));
        }
    }

    private static void Append(Dictionary<string, List<OpEntry>> table, string name, OpEntry entry)
    {
        if (!table.TryGetValue(name, out List<OpEntry>? list)) table[name] = list = [];
        list.Add(entry);
    }

    private static void AddMethod(string name, OpGroup group)
    {
        PyObject* method = Make(group);
        if (Py.PyObject_SetAttrString(TensorObject.Type, Py.Permanent(name), method) != 0) throw new PythonErrorException();
        Py.Py_DecRef(method);
    }

    private static PyObject* MakeType(string name, uint flags)
    {
        var slots = new SlotList();
        slots.Add(Slot.Call, Py.PyVectorcall_Call);
        slots.Add(Slot.Repr, (delegate* unmanaged<PyObject*, PyObject*>)&Repr);
        slots.Add(Slot.Dealloc, (delegate* unmanaged<PyObject*, void>)&Dealloc);
        // A function binds to nothing; having __get__ is what makes inspect and help() take it for a routine.
        slots.Add(Slot.DescrGet, (flags & Flag.MethodDescriptor) != 0
            ? (delegate* unmanaged<PyObject*, PyObject*, PyObject*, PyObject*>)&BindMethod
            : (delegate* unmanaged<PyObject*, PyObject*, PyObject*, PyObject*>)&BindFunction);
        slots.Add(Slot.GetSet, Tables.Attributes([
            ("__name__", (nint)(delegate* unmanaged<PyObject*, void*, PyObject*>)&GetName, 0, "The op's name."),
            ("__qualname__", (nint)(delegate* unmanaged<PyObject*, void*, PyObject*>)&GetName, 0, "The op's name."),
            ("__module__", (nint)(delegate* unmanaged<PyObject*, void*, PyObject*>)&GetModule, 0, "The module's name."),
            ("__doc__", (nint)(delegate* unmanaged<PyObject*, void*, PyObject*>)&GetDoc, 0, "What the op computes."),
            ("__signature__", (nint)(delegate* unmanaged<PyObject*, void*, PyObject*>)&GetSignature, 0, "The first overload's parameters."),
            ("is_in_place", (nint)(delegate* unmanaged<PyObject*, void*, PyObject*>)&GetIsInPlace, 0, "Whether it writes into its first argument."),
            ("is_method", (nint)(delegate* unmanaged<PyObject*, void*, PyObject*>)&GetIsMethod, 0, "Whether it is a method of Tensor."),
            ("schemas", (nint)(delegate* unmanaged<PyObject*, void*, PyObject*>)&GetSchemas, 0, "The schema strings of all overloads."),
        ]));
        slots.Add(Slot.Methods, Tables.Methods([
            ("__reduce__", (nint)(delegate* unmanaged<PyObject*, PyObject*, PyObject*>)&Reduce, Flag.NoArgs, "Pickles by name."),
        ]));
        PyMemberDef* members = (PyMemberDef*)NativeMemory.AllocZeroed(2, (nuint)sizeof(PyMemberDef));
        members[0] = new()
        {
            Name = Py.Permanent("__vectorcalloffset__"), Type = Flag.MemberPySsize,
            Offset = Marshal.OffsetOf<PyOp>("Vectorcall"), Flags = Flag.ReadOnly
        };
        slots.Add(Slot.Members, members);
        return slots.Create(name, sizeof(PyOp), Flag.Default | Flag.HaveVectorcall | flags);
    }

    private static PyObject* Make(OpGroup group)
    {
        var made = (PyOp*)Py.PyType_GenericAlloc(group.IsMethod ? s_methodType : s_functionType, 0);
        if (made == null) throw new PythonErrorException();
        made->Vectorcall = (delegate* unmanaged<PyObject*, PyObject**, nuint, PyObject*, PyObject*>)&Vectorcall;
        made->Group = s_groups.Count;
        s_groups.Add(group);
        return (PyObject*)made;
    }

    private static OpGroup GroupOf(PyObject* self) => s_groups[(int)((PyOp*)self)->Group];

    [UnmanagedCallersOnly]
    private static PyObject* Vectorcall(PyObject* self, PyObject** arguments, nuint countAndFlag, PyObject* keywords)
    {
        // The top bit says that the caller lends the slot before the first argument.
        nint count = (nint)(countAndFlag & (nuint.MaxValue >> 1));
        CallFrame frame = t_frame ?? new CallFrame();
        t_frame = null;
        try
        {
            if (PythonLock.HasOrphans) PythonLock.DropOrphans();
            OpGroup group = GroupOf(self);
            BoundSchema? schema = ArgumentParser.Bind(group, arguments, count, keywords, frame);
            if (schema is null) return null;
            OpEntry entry = schema.Entry;
            delegate*<CallFrame, void> invoke = group.IsInPlace ? entry.InPlace
                : frame.Destination is not null || frame.Destinations is not null ? entry.Into : entry.Invoke;
            int profiled = OpProfile.IsEnabled ? OpProfile.Begin(group.Name, ProfiledKind.Op, frame.DescribeTensors()) : -1;
            if (frame.Elements > TensorObject.ReleaseLockAbove)
            {
                using (PythonLock.Released()) invoke(frame);
            }
            else
            {
                invoke(frame);
            }
            if (profiled >= 0) OpProfile.End(profiled);
            return Results.ToPython(frame, entry);
        }
        catch (Exception error)
        {
            return Errors.Set(error);
        }
        finally
        {
            frame.Clear();
            t_frame = frame;
        }
    }

    [UnmanagedCallersOnly]
    private static PyObject* BindMethod(PyObject* self, PyObject* instance, PyObject* type)
    {
        if (instance == null || instance == Py.None) return Py.New(self);
        PyObject* arguments = Py.PyTuple_New(2);
        if (arguments == null) return null;
        Py.PyTuple_SetItem(arguments, 0, Py.New(self));
        Py.PyTuple_SetItem(arguments, 1, Py.New(instance));
        PyObject* bound = Py.PyObject_CallObject(s_boundMethodType, arguments);
        Py.Py_DecRef(arguments);
        return bound;
    }

    [UnmanagedCallersOnly]
    private static PyObject* BindFunction(PyObject* self, PyObject* instance, PyObject* type) => Py.New(self);

    [UnmanagedCallersOnly]
    private static void Dealloc(PyObject* self)
    {
        PyObject* type = self->Type;
        Py.PyObject_Free(self);
        Py.Py_DecRef(type);
    }

    [UnmanagedCallersOnly]
    private static PyObject* Repr(PyObject* self) => Py.String($"<built-in {(GroupOf(self).IsMethod ? "method" : "function")} {GroupOf(self).Name}>");

    [UnmanagedCallersOnly]
    private static PyObject* GetName(PyObject* self, void* closure) => Py.String(GroupOf(self).Name);

    [UnmanagedCallersOnly]
    private static PyObject* GetModule(PyObject* self, void* closure) => Py.String("lucid");

    [UnmanagedCallersOnly]
    private static PyObject* GetDoc(PyObject* self, void* closure) => Describe(self, Py.Text("documentation"u8));

    [UnmanagedCallersOnly]
    private static PyObject* GetSignature(PyObject* self, void* closure) => Describe(self, Py.Text("signature"u8));

    // Signatures and pages are made in Python, when someone asks for them.
    private static PyObject* Describe(PyObject* self, byte* function)
    {
        PyObject* module = Py.PyImport_ImportModule(Py.Text("lucid._op_documentation"u8));
        if (module == null) return null;
        PyObject* callable = Py.PyObject_GetAttrString(module, function);
        Py.Py_DecRef(module);
        if (callable == null) return null;
        PyObject* arguments = Py.PyTuple_New(1);
        if (arguments != null) Py.PyTuple_SetItem(arguments, 0, Py.New(self));
        PyObject* result = arguments == null ? null : Py.PyObject_CallObject(callable, arguments);
        if (arguments != null) Py.Py_DecRef(arguments);
        Py.Py_DecRef(callable);
        return result;
    }

    [UnmanagedCallersOnly]
    private static PyObject* GetIsInPlace(PyObject* self, void* closure) => Py.Bool(GroupOf(self).IsInPlace);

    [UnmanagedCallersOnly]
    private static PyObject* GetIsMethod(PyObject* self, void* closure) => Py.Bool(GroupOf(self).IsMethod);

    [UnmanagedCallersOnly]
    private static PyObject* GetSchemas(PyObject* self, void* closure)
    {
        OpEntry[] entries = GroupOf(self).Entries;
        PyObject* list = Py.PyTuple_New(entries.Length);
        for (int i = 0; list != null && i < entries.Length; i++) Py.PyTuple_SetItem(list, i, Py.String(entries[i].SchemaText));
        return list;
    }

    [UnmanagedCallersOnly]
    private static PyObject* Reduce(PyObject* self, PyObject* _) => Py.String(GroupOf(self).IsMethod ? "Tensor." + GroupOf(self).Name : GroupOf(self).Name);
}
