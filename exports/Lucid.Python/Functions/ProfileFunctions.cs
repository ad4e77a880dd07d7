using System;
using Lucid.Graph;
using Lucid.Python.Interop;

namespace Lucid.Python.Functions;

/// <summary>Module functions under <c>lucid.profiler</c>.</summary>
internal static unsafe class ProfileFunctions
{
    internal static readonly (string, nint, int, string)[] Rows =
    [
        ("_set_profiling", (nint)(delegate* unmanaged<PyObject*, PyObject*, PyObject*>)&Set, Flag.VarArgs,
            "_set_profiling(enabled, shapes): turns recording on, forgetting what was recorded, or off."),
        ("_is_profiling", (nint)(delegate* unmanaged<PyObject*, PyObject*, PyObject*>)&IsProfiling, Flag.NoArgs, "Whether events are recorded."),
        ("_profile_begin", (nint)(delegate* unmanaged<PyObject*, PyObject*, PyObject*>)&Begin, Flag.OneArg,
            "_profile_begin(name): opens a range; -1 while nothing is recorded."),
        ("_profile_end", (nint)(delegate* unmanaged<PyObject*, PyObject*, PyObject*>)&End, Flag.OneArg, "_profile_end(range): closes it."),
        ("_profile_events", (nint)(delegate* unmanaged<PyObject*, PyObject*, PyObject*>)&Events, Flag.NoArgs,
            "Tuples (name, kind, thread, parent, start, end, memory, shapes) of what was recorded."),
    ];

    private static PyObject* Guarded(PyObject* a, delegate*<PyObject*, PyObject*> body)
    {
        try { return body(a); }
        catch (Exception error) { return Errors.Set(error); }
    }

    private static PyObject* SetBody(PyObject* a)
    {
        OpProfile.Set(Py.IsTrue(Py.PyTuple_GetItem(a, 0)), Py.IsTrue(Py.PyTuple_GetItem(a, 1)));
        return Py.ReturnNone();
    }

    private static PyObject* BeginBody(PyObject* name)
    {
        string text = Py.ToString(name) ?? throw new PythonErrorException();
        return Py.PyLong_FromLongLong(OpProfile.IsEnabled ? OpProfile.Begin(text, ProfiledKind.Range, "") : -1);
    }

    private static PyObject* EndBody(PyObject* index)
    {
        long at = Arguments.ArgumentReader.ReadInteger(index);
        if (at >= 0) OpProfile.End((int)at);
        return Py.ReturnNone();
    }

    private static PyObject* EventsBody(PyObject* _)
    {
        ProfiledEvent[] events = OpProfile.Snapshot();
        PyObject* list = Py.PyList_New(events.Length);
        for (int i = 0; list != null && i < events.Length; i++)
        {
            ProfiledEvent e = events[i];
            PyObject* row = Py.PyTuple_New(8);
            if (row == null) return null;
            Py.PyTuple_SetItem(row, 0, Py.String(e.Name));
            ReadOnlySpan<long> numbers = [(long)e.Kind, e.Thread, e.Parent, e.Start, e.End, e.Memory];
            for (int j = 0; j < numbers.Length; j++) Py.PyTuple_SetItem(row, j + 1, Py.PyLong_FromLongLong(numbers[j]));
            Py.PyTuple_SetItem(row, 7, Py.String(e.Shapes));
            Py.PyList_SetItem(list, i, row);
        }
        return list;
    }

    [System.Runtime.InteropServices.UnmanagedCallersOnly]
    private static PyObject* Set(PyObject* module, PyObject* a) => Guarded(a, &SetBody);

    [System.Runtime.InteropServices.UnmanagedCallersOnly]
    private static PyObject* IsProfiling(PyObject* module, PyObject* a) => Py.Bool(OpProfile.IsEnabled);

    [System.Runtime.InteropServices.UnmanagedCallersOnly]
    private static PyObject* Begin(PyObject* module, PyObject* a) => Guarded(a, &BeginBody);

    [System.Runtime.InteropServices.UnmanagedCallersOnly]
    private static PyObject* End(PyObject* module, PyObject* a) => Guarded(a, &EndBody);

    [System.Runtime.InteropServices.UnmanagedCallersOnly]
    private static PyObject* Events(PyObject* module, PyObject* a) => Guarded(a, &EventsBody);
}
