using System;
using System.Collections.Generic;
using System.Runtime.InteropServices;
using Lucid.Python.Functions;
using Lucid.Python.Interop;
using Lucid.Python.Objects;

namespace Lucid.Python;

/// <summary>The extension's entry: builds types and functions when Python imports it.</summary>
internal static unsafe class ExtensionModule
{
    /// <summary>The package refuses an engine whose number differs: both sides of the bridge must be of one build.</summary>
    internal const int AbiVersion = 1;

    private const int StableAbiVersion = 3;

    /// <summary>Called by CPython.</summary>
    [UnmanagedCallersOnly(EntryPoint = "PyInit__C")]
    public static PyObject* Init()
    {
        try
        {
            Py.Load();
            if (Py.MinorVersion < 9)
            {
                Py.PyErr_SetString(Py.RuntimeError, Py.Text("lucid needs Python 3.9 or newer"u8));
                return null;
            }
            PyObject* module = Create();
            if (module == null) return null;
            Errors.Define(module);
            DTypeObject.Define(module);
            DeviceObject.Define(module);
            GeneratorObject.Define(module);
            NodeObject.Define(module);
            HookObject.Define(module);
            TensorObject.Define(module);
            OpObject.Define(module);
            Py.PyModule_AddObject(module, Py.Text("_abi_version"u8), Py.PyLong_FromLongLong(AbiVersion));
            Py.PyModule_AddObject(module, Py.Text("_zero_copy_threshold"u8), Py.PyLong_FromLongLong(Ops.Dispatch.Transfers.ZeroCopyThreshold));
            Py.PyModule_AddObject(module, Py.Text("_vector_bits"u8), Py.PyLong_FromLongLong(System.Numerics.Vector<byte>.Count * 8));
            Interruption.Handler = CheckSignals;
            return module;
        }
        catch (Exception error)
        {
            // The error classes may not exist yet.
            if (Py.PyErr_Occurred() == null)
            {
                PyObject* text = Py.String($"lucid: {error.GetType().Name}: {error.Message}");
                Py.PyErr_SetObject(Py.RuntimeError, text);
            }
            return null;
        }
    }

    private static PyObject* Create()
    {
        var rows = new List<(string, nint, int, string)>();
        rows.AddRange(EngineFunctions.Rows);
        rows.AddRange(GraphFunctions.Rows);
        rows.AddRange(DlpackFunctions.Rows);
        rows.AddRange(CustomFunctions.Rows);
        rows.AddRange(TransformFunctions.Rows);
        rows.AddRange(OptimizerFunctions.Rows);
        rows.AddRange(MetalFunctions.Rows);
        rows.AddRange(ProfileFunctions.Rows);
        var definition = (PyModuleDef*)NativeMemory.AllocZeroed(1, (nuint)sizeof(PyModuleDef));
        definition->Base.RefCount = 1;
        definition->Name = Py.Text("lucid._C"u8);
        definition->Doc = Py.Text("The engine of lucid."u8);
        // No per-module state: the engine is one per process, so isolated sub-interpreters are refused by Python.
        definition->Size = -1;
        definition->Methods = Tables.Methods(CollectionsMarshal.AsSpan(rows));
        return Py.PyModule_Create2(definition, StableAbiVersion);
    }

    // Runs on whatever thread works; Python looks at signals only on its main thread, elsewhere this does nothing.
    private static void CheckSignals()
    {
        using PythonLock held = PythonLock.Taken();
        if (Py.PyErr_CheckSignals() != 0) throw new PythonErrorException();
    }
}
