using System;
using System.Collections.Concurrent;
using System.Runtime.InteropServices;
using Lucid.Python.Interop;

namespace Lucid.Python;

/// <summary>Python's global lock: let go around long work, taken from callbacks and foreign threads.</summary>
internal readonly unsafe ref struct PythonLock : IDisposable
{
    private static readonly ConcurrentQueue<nint> s_orphans = new();
    private static readonly ConcurrentQueue<nint> s_views = new();
    private static readonly ConcurrentQueue<(nint Managed, bool Versioned)> s_lent = new();

    private readonly nint _threadState;
    private readonly int _gilState;
    private readonly bool _taken;

    private PythonLock(nint threadState, int gilState, bool taken)
    {
        _threadState = threadState;
        _gilState = gilState;
        _taken = taken;
    }

    /// <summary>Lets other Python threads run until disposed.</summary>
    internal static PythonLock Released() => new(Py.PyEval_SaveThread(), 0, false);

    /// <summary>Holds the lock until disposed, whoever held it before.</summary>
    internal static PythonLock Taken() => new(0, Py.PyGILState_Ensure(), true);

    /// <summary>Drops a Python reference from a place that must not run Python code; the next safe call drops it for real.</summary>
    internal static void DropLater(PyObject* o) => s_orphans.Enqueue((nint)o);

    /// <summary>Gives a buffer view back from a place that must not run Python code.</summary>
    internal static void ReturnLater(nint view) => s_views.Enqueue(view);

    /// <summary>Gives DLPack memory back from a place that must not run Python code.</summary>
    internal static void DeleteLater(nint managed, bool versioned) => s_lent.Enqueue((managed, versioned));

    /// <summary>Drops what <see cref="DropLater"/> and <see cref="ReturnLater"/> collected. The lock must be held.</summary>
    internal static void DropOrphans()
    {
        while (s_orphans.TryDequeue(out nint orphan)) Py.Py_DecRef((PyObject*)orphan);
        while (s_views.TryDequeue(out nint view))
        {
            Py.PyBuffer_Release((PyBuffer*)view);
            NativeMemory.Free((void*)view);
        }
        while (s_lent.TryDequeue(out (nint Managed, bool Versioned) lent))
        {
            if (lent.Versioned && ((DlpackVersioned*)lent.Managed)->Deleter != null)
                ((DlpackVersioned*)lent.Managed)->Deleter((DlpackVersioned*)lent.Managed);
            else if (!lent.Versioned && ((DlpackManaged*)lent.Managed)->Deleter != null)
                ((DlpackManaged*)lent.Managed)->Deleter((DlpackManaged*)lent.Managed);
        }
    }

    /// <summary>True when there is something to drop.</summary>
    internal static bool HasOrphans => !s_orphans.IsEmpty || !s_views.IsEmpty || !s_lent.IsEmpty;

    /// <summary>Restores what was before.</summary>
    public void Dispose()
    {
        if (_taken) Py.PyGILState_Release(_gilState);
        else Py.PyEval_RestoreThread(_threadState);
    }
}
