using System;
using System.Runtime.InteropServices;
using Lucid.Python.Interop;
using Lucid.Python.Objects;

namespace Lucid.Python.Functions;

/// <summary>Module functions that lend memory to other libraries and borrow theirs.</summary>
internal static unsafe class DlpackFunctions
{
    internal static readonly (string, nint, int, string)[] Rows =
    [
        ("_to_dlpack", (nint)(delegate* unmanaged<PyObject*, PyObject**, nint, PyObject*, PyObject*>)&ToDlpack,
            Flag.FastCall | Flag.Keywords, "_to_dlpack(tensor, versioned, copied): a capsule over the tensor's memory."),
        ("_from_dlpack", (nint)(delegate* unmanaged<PyObject*, PyObject*, PyObject*>)&FromDlpack, Flag.OneArg,
            "_from_dlpack(capsule): a tensor over the memory of a capsule, which is used up."),
    ];

    [UnmanagedCallersOnly]
    private static PyObject* ToDlpack(PyObject* module, PyObject** arguments, nint count, PyObject* keywords)
    {
        try
        {
            if (count != 3 || !TensorObject.Is(arguments[0])) return Errors.Type("_to_dlpack(): expected (tensor, versioned, copied)");
            return DlpackExport.Capsule(TensorObject.Of(arguments[0]), Py.IsTrue(arguments[1]), Py.IsTrue(arguments[2]));
        }
        catch (Exception error)
        {
            return Errors.Set(error);
        }
    }

    [UnmanagedCallersOnly]
    private static PyObject* FromDlpack(PyObject* module, PyObject* capsule)
    {
        try
        {
            return TensorObject.Wrap(DlpackImport.Take(capsule));
        }
        catch (Exception error)
        {
            return Errors.Set(error);
        }
    }
}
