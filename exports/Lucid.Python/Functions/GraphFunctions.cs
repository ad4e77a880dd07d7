using System;
using System.Runtime.InteropServices;
using Lucid.Graph;
using Lucid.Python.Arguments;
using Lucid.Python.Interop;
using Lucid.Python.Objects;

namespace Lucid.Python.Functions;

/// <summary>Module functions of the autograd graph.</summary>
internal static unsafe class GraphFunctions
{
    internal static readonly (string, nint, int, string)[] Rows =
    [
        ("_backward", (nint)(delegate* unmanaged<PyObject*, PyObject**, nint, PyObject*, PyObject*>)&Backward,
            Flag.FastCall | Flag.Keywords, "_backward(tensors, grad_tensors, retain_graph, create_graph, inputs)"),
        ("_grad", (nint)(delegate* unmanaged<PyObject*, PyObject**, nint, PyObject*, PyObject*>)&Grad,
            Flag.FastCall | Flag.Keywords,
            "_grad(outputs, inputs, grad_outputs, retain_graph, create_graph): a tuple of tensors or None"),
        ("is_grad_enabled", (nint)(delegate* unmanaged<PyObject*, PyObject*, PyObject*>)&IsGradEnabled, Flag.NoArgs,
            "Whether ops record themselves on this thread."),
        ("_set_grad_enabled", (nint)(delegate* unmanaged<PyObject*, PyObject*, PyObject*>)&SetGradEnabled, Flag.OneArg,
            "Sets recording on this thread; returns what it was."),
        ("is_inference_mode_enabled", (nint)(delegate* unmanaged<PyObject*, PyObject*, PyObject*>)&IsInference, Flag.NoArgs,
            "Whether inference mode is on for this thread."),
        ("_set_inference_mode", (nint)(delegate* unmanaged<PyObject*, PyObject*, PyObject*>)&SetInference, Flag.OneArg,
            "Sets inference mode on this thread; returns what it was."),
        ("_get_autocast", (nint)(delegate* unmanaged<PyObject*, PyObject*, PyObject*>)&GetAutocast, Flag.OneArg,
            "_get_autocast(device): (enabled, dtype) on this thread."),
        ("_set_autocast", (nint)(delegate* unmanaged<PyObject*, PyObject**, nint, PyObject*, PyObject*>)&SetAutocast,
            Flag.FastCall | Flag.Keywords, "_set_autocast(device, enabled, dtype) on this thread."),
        ("_live_counts", (nint)(delegate* unmanaged<PyObject*, PyObject*, PyObject*>)&LiveCounts, Flag.NoArgs, "Live tensors, graph nodes and Python handles."),
    ];

    [UnmanagedCallersOnly]
    private static PyObject* Backward(PyObject* module, PyObject** arguments, nint count, PyObject* keywords)
    {
        try
        {
            PyObject** values = stackalloc PyObject*[5];
            if (!KeywordArguments.Bind("backward", ["tensors", "grad_tensors", "retain_graph", "create_graph", "inputs"],
                arguments, count, keywords, values))
                return null;
            if (values[0] == null) return Errors.Type("backward() missing 1 required positional argument: \"tensors\"");
            Tensor[] roots = KeywordArguments.Tensors("backward", "tensors", values[0]);
            Tensor?[] seeds = KeywordArguments.OptionalTensors("backward", "grad_tensors", values[1], roots.Length);
            bool create = IsTrue(values[3]);
            bool retain = values[2] == null || values[2] == Py.None ? create : IsTrue(values[2]);
            Tensor[] inputs = values[4] == null || values[4] == Py.None ? [] : KeywordArguments.Tensors("backward", "inputs", values[4]);
            using (PythonLock.Released())
            {
                BackwardEngine.Run(roots, seeds, retain, create, inputs, accumulate: inputs.Length > 0);
            }
            if (PythonLock.HasOrphans) PythonLock.DropOrphans();
            return Py.ReturnNone();
        }
        catch (Exception error)
        {
            return Errors.Set(error);
        }
    }

    [UnmanagedCallersOnly]
    private static PyObject* Grad(PyObject* module, PyObject** arguments, nint count, PyObject* keywords)
    {
        try
        {
            PyObject** values = stackalloc PyObject*[5];
            if (!KeywordArguments.Bind("grad", ["outputs", "inputs", "grad_outputs", "retain_graph", "create_graph"], arguments,
                count, keywords, values))
                return null;
            if (values[0] == null || values[1] == null) return Errors.Type("grad() missing required positional arguments: \"outputs\", \"inputs\"");
            Tensor[] roots = KeywordArguments.Tensors("grad", "outputs", values[0]);
            Tensor[] inputs = KeywordArguments.Tensors("grad", "inputs", values[1]);
            Tensor?[] seeds = KeywordArguments.OptionalTensors("grad", "grad_outputs", values[2], roots.Length);
            bool create = IsTrue(values[4]);
            bool retain = values[3] == null || values[3] == Py.None ? create : IsTrue(values[3]);
            if (inputs.Length == 0) throw new LucidException("grad", "grad: inputs argument to grad cannot be empty");
            Tensor?[] gradients;
            using (PythonLock.Released()) gradients = Ops.Transforms.TransformedBackward.Run(roots, seeds, retain, create, inputs);
            if (PythonLock.HasOrphans) PythonLock.DropOrphans();
            PyObject* result = Py.PyTuple_New(gradients.Length);
            for (int i = 0; i < gradients.Length; i++)
                Py.PyTuple_SetItem(result, i, gradients[i] is { } gradient ? TensorObject.Wrap(gradient) : Py.ReturnNone());
            return result;
        }
        catch (Exception error)
        {
            return Errors.Set(error);
        }
    }

    private static bool IsTrue(PyObject* value) => value != null && Py.IsTrue(value);

    [UnmanagedCallersOnly]
    private static PyObject* IsGradEnabled(PyObject* module, PyObject* _) => Py.Bool(ThreadState.Current.GradEnabled);

    [UnmanagedCallersOnly]
    private static PyObject* SetGradEnabled(PyObject* module, PyObject* value)
    {
        ThreadState state = ThreadState.Current;
        bool before = state.GradEnabled;
        int truth = Py.PyObject_IsTrue(value);
        if (truth < 0) return null;
        state.GradEnabled = truth == 1;
        return Py.Bool(before);
    }

    [UnmanagedCallersOnly]
    private static PyObject* IsInference(PyObject* module, PyObject* _) => Py.Bool(ThreadState.Current.InferenceMode);

    [UnmanagedCallersOnly]
    private static PyObject* SetInference(PyObject* module, PyObject* value)
    {
        ThreadState state = ThreadState.Current;
        bool before = state.InferenceMode;
        int truth = Py.PyObject_IsTrue(value);
        if (truth < 0) return null;
        state.InferenceMode = truth == 1;
        return Py.Bool(before);
    }

    [UnmanagedCallersOnly]
    private static PyObject* GetAutocast(PyObject* module, PyObject* deviceName)
    {
        try
        {
            if (!DeviceObject.TryRead(deviceName, out Device device, announce: false)) return Errors.Type("_get_autocast(): expected a device");
            AutocastState autocast = ThreadState.Current.AutocastOf(device.Type);
            PyObject* pair = Py.PyTuple_New(2);
            Py.PyTuple_SetItem(pair, 0, Py.Bool(autocast.Enabled));
            Py.PyTuple_SetItem(pair, 1, autocast.Enabled ? DTypeObject.Get(autocast.DType) : Py.ReturnNone());
            return pair;
        }
        catch (Exception error)
        {
            return Errors.Set(error);
        }
    }

    [UnmanagedCallersOnly]
    private static PyObject* SetAutocast(PyObject* module, PyObject** arguments, nint count, PyObject* keywords)
    {
        try
        {
            if (count != 3 || !DeviceObject.TryRead(arguments[0], out Device device, announce: false))
                return Errors.Type("_set_autocast(): expected (device, enabled, dtype)");
            int truth = Py.PyObject_IsTrue(arguments[1]);
            if (truth < 0) return null;
            DType dtype = DType.Float16;
            if (arguments[2] != Py.None && !DTypeObject.TryRead(arguments[2], out dtype)) return Errors.Type("_set_autocast(): dtype must be a lucid.dtype");
            var autocast = new AutocastState(truth == 1, dtype);
            if (device.Type == DeviceType.Cpu) ThreadState.Current.AutocastCpu = autocast;
            else ThreadState.Current.AutocastMetal = autocast;
            return Py.ReturnNone();
        }
        catch (Exception error)
        {
            return Errors.Set(error);
        }
    }

    [UnmanagedCallersOnly]
    private static PyObject* LiveCounts(PyObject* module, PyObject* _)
    {
        if (PythonLock.HasOrphans) PythonLock.DropOrphans();
        PyObject* triple = Py.PyTuple_New(3);
        Py.PyTuple_SetItem(triple, 0, Py.PyLong_FromLongLong(Tensor.LiveCount));
        Py.PyTuple_SetItem(triple, 1, Py.PyLong_FromLongLong(Node.LiveCount));
        Py.PyTuple_SetItem(triple, 2, Py.PyLong_FromLongLong(HandleTable<Tensor>.Live));
        return triple;
    }
}
