using System;
using System.Runtime.InteropServices;
using Lucid.Graph;
using Lucid.Python.Interop;
using Lucid.Python.Objects;

namespace Lucid.Python.Functions;

/// <summary>Module functions under <c>lucid.autograd</c>: custom functions, saved-tensor hooks, anomaly mode.</summary>
internal static unsafe class CustomFunctions
{
    internal static readonly (string, nint, int, string)[] Rows =
    [
        ("_record_function", (nint)(delegate* unmanaged<PyObject*, PyObject*, PyObject*>)&Record, Flag.VarArgs,
            "_record_function(context, inputs, outputs, name): makes the node of a custom function."),
        ("_set_history", (nint)(delegate* unmanaged<PyObject*, PyObject*, PyObject*>)&SetHistory, Flag.VarArgs,
            "_set_history(tensor, context, index, mode): makes a tensor an output of a node; mode 0 fresh, 1 edited in place, 2 guarded view."),
        ("_save_for_backward", (nint)(delegate* unmanaged<PyObject*, PyObject*, PyObject*>)&Save, Flag.VarArgs,
            "_save_for_backward(context, tensors)"),
        ("_saved_tensors", (nint)(delegate* unmanaged<PyObject*, PyObject*, PyObject*>)&Saved, Flag.OneArg,
            "The tensors that a context saved; None where it was never recorded."),
        ("_push_saved_tensor_hooks", (nint)(delegate* unmanaged<PyObject*, PyObject*, PyObject*>)&PushHooks, Flag.VarArgs,
            "_push_saved_tensor_hooks(pack, unpack) on this thread."),
        ("_pop_saved_tensor_hooks", (nint)(delegate* unmanaged<PyObject*, PyObject*, PyObject*>)&PopHooks, Flag.NoArgs,
            "Takes the innermost saved-tensor hooks off."),
        ("_disable_saved_tensor_hooks", (nint)(delegate* unmanaged<PyObject*, PyObject*, PyObject*>)&DisableHooks, Flag.OneArg,
            "Refuses saved-tensor hooks with a message, or allows them (None); returns the message before."),
        ("_gradient_node", (nint)(delegate* unmanaged<PyObject*, PyObject*, PyObject*>)&GradientNode, Flag.OneArg,
            "(node, output number) where a tensor's gradient flows; None when it needs none."),
        ("_edge_tensor", (nint)(delegate* unmanaged<PyObject*, PyObject*, PyObject*>)&EdgeTensor, Flag.VarArgs,
            "_edge_tensor(node, index, like): a tensor that stands for a place in the graph."),
        ("_set_anomaly", (nint)(delegate* unmanaged<PyObject*, PyObject*, PyObject*>)&SetAnomaly, Flag.VarArgs,
            "_set_anomaly(enabled, check_nan, describe, report); returns (enabled, check_nan) before."),
        ("_backward_number", (nint)(delegate* unmanaged<PyObject*, PyObject*, PyObject*>)&BackwardNumber, Flag.NoArgs,
            "Number of the running backward pass; 0 outside."),
        ("_will_run", (nint)(delegate* unmanaged<PyObject*, PyObject*, PyObject*>)&WillRun, Flag.OneArg,
            "Whether the running backward pass visits a node."),
        ("_bump_version", (nint)(delegate* unmanaged<PyObject*, PyObject*, PyObject*>)&BumpVersion, Flag.OneArg,
            "Notes an in-place edit of a tensor."),
    ];

    private static PythonReference? s_describe, s_report;

    private static PyObject* Guarded(PyObject* a, delegate*<PyObject*, PyObject*> body)
    {
        try { return body(a); }
        catch (Exception error) { return Errors.Set(error); }
    }

    private static PyObject* Item(PyObject* arguments, int index) => Py.PyTuple_GetItem(arguments, index);

    private static Tensor?[] ReadOptional(PyObject* sequence)
    {
        var tensors = new Tensor?[Py.PyTuple_Size(sequence)];
        for (int i = 0; i < tensors.Length; i++)
        {
            PyObject* item = Item(sequence, i);
            if (TensorObject.Is(item)) tensors[i] = TensorObject.Of(item);
        }
        return tensors;
    }

    private static void Expect(PyObject* arguments, int count, string name)
    {
        if (Py.PyTuple_Size(arguments) != count) throw new LucidException(name, $"{name}: expected {count} arguments");
    }

    private static Node NodeOf(PyObject* o, string name) =>
        NodeObject.Is(o) && NodeObject.NodeOf(o) is { } node ? node : throw new LucidException(name, $"{name}: expected a node of a graph");

    private static PyObject* RecordBody(PyObject* a)
    {
        Expect(a, 4, "_record_function");
        if (!NodeObject.Is(Item(a, 0))) throw new LucidException("_record_function", "_record_function: context must be a Node");
        Tensor?[] inputs = ReadOptional(Item(a, 1));
        var edges = new Edge[inputs.Length];
        for (int i = 0; i < edges.Length; i++) edges[i] = inputs[i]?.GradientEdge() ?? default;
        string name = Py.ToString(Item(a, 3)) ?? throw new PythonErrorException();
        _ = new PythonNode(Item(a, 0), edges, (int)Arguments.ArgumentReader.ReadInteger(Item(a, 2)), name);
        return Py.ReturnNone();
    }

    // The first output takes the count the node was made with; _set_history(None, ...) drops that count where no output took it.
    private static PyObject* SetHistoryBody(PyObject* a)
    {
        Expect(a, 4, "_set_history");
        Node node = NodeOf(Item(a, 1), "_set_history");
        if (Item(a, 0) == Py.None)
        {
            node.Release();
            return Py.ReturnNone();
        }
        Tensor tensor = TensorObject.Of(Item(a, 0));
        int index = (int)Arguments.ArgumentReader.ReadInteger(Item(a, 2));
        long mode = Arguments.ArgumentReader.ReadInteger(Item(a, 3));
        node.Retain();
        if (mode == 1) tensor.Rebase(node, index);
        else tensor.SetHistory(node, index);
        if (mode == 2) tensor.GuardView();
        return Py.ReturnNone();
    }

    private static PyObject* SaveBody(PyObject* a)
    {
        Expect(a, 2, "_save_for_backward");
        ((PythonNode)NodeOf(Item(a, 0), "_save_for_backward")).Save(ReadOptional(Item(a, 1)));
        return Py.ReturnNone();
    }

    private static PyObject* SavedBody(PyObject* context)
    {
        if (!NodeObject.Is(context) || NodeObject.NodeOf(context) is not PythonNode node) return Py.ReturnNone();
        using TensorScope scope = TensorScope.Open();
        return GradientTuples.Of(node.Unpack());
    }

    private static PyObject* PushHooksBody(PyObject* a)
    {
        Expect(a, 2, "_push_saved_tensor_hooks");
        if (SavedTensorHookSwitch.Reason is { } reason) throw new LucidException("saved_tensors_hooks", reason);
        ThreadState state = ThreadState.Current;
        state.SavedTensorHooks = new PythonSavedTensorHooks(Item(a, 0), Item(a, 1)) { Outer = state.SavedTensorHooks };
        SavedTensorHooks.CountActive(1);
        return Py.ReturnNone();
    }

    private static PyObject* PopHooksBody(PyObject* _)
    {
        ThreadState state = ThreadState.Current;
        if (state.SavedTensorHooks is not PythonSavedTensorHooks hooks) throw new LucidException("saved_tensors_hooks", "saved_tensors_hooks: no hooks are set");
        state.SavedTensorHooks = hooks.Outer;
        SavedTensorHooks.CountActive(-1);
        hooks.Drop();
        return Py.ReturnNone();
    }

    private static PyObject* DisableHooksBody(PyObject* message)
    {
        string? before = SavedTensorHookSwitch.Reason;
        string? reason = message == Py.None ? null : Py.ToString(message) ?? throw new PythonErrorException();
        if (reason is not null && ThreadState.Current.SavedTensorHooks is not null) throw new LucidException("saved_tensors_hooks", reason);
        SavedTensorHookSwitch.Reason = reason;
        return before is null ? Py.ReturnNone() : Py.String(before);
    }

    private static PyObject* GradientNodeBody(PyObject* tensor)
    {
        if (!TensorObject.Is(tensor)) return Errors.Type($"expected a Tensor, not {Py.TypeName(tensor)}");
        Edge edge = TensorObject.Of(tensor).GradientEdge();
        if (edge.Node is not { } node) return Py.ReturnNone();
        PyObject* pair = Py.PyTuple_New(2);
        Py.PyTuple_SetItem(pair, 0, NodeObject.Wrap(node));
        Py.PyTuple_SetItem(pair, 1, Py.PyLong_FromLongLong(edge.Index));
        node.Release();
        return pair;
    }

    private static PyObject* EdgeTensorBody(PyObject* a)
    {
        Expect(a, 3, "_edge_tensor");
        Node node = NodeOf(Item(a, 0), "_edge_tensor");
        if (node is AccumulateGrad sink) return TensorObject.WrapShared(sink.Variable);
        Tensor made;
        if (TensorObject.Is(Item(a, 2)))
        {
            Tensor like = TensorObject.Of(Item(a, 2));
            made = Tensor.Allocate(like.Layout, like.DType, like.DeviceType);
        }
        else
        {
            made = Tensor.Allocate(Layout.Contiguous([0]), DTypes.Default, DeviceType.Cpu);
        }
        node.Retain();
        made.SetHistory(node, (int)Arguments.ArgumentReader.ReadInteger(Item(a, 1)));
        return TensorObject.Wrap(made);
    }

    private static PyObject* SetAnomalyBody(PyObject* a)
    {
        Expect(a, 4, "_set_anomaly");
        PyObject* before = Py.PyTuple_New(2);
        Py.PyTuple_SetItem(before, 0, Py.Bool(AnomalyMode.IsEnabled));
        Py.PyTuple_SetItem(before, 1, Py.Bool(AnomalyMode.ChecksNaN));
        if (Item(a, 2) != Py.None)
        {
            s_describe = new PythonReference(Item(a, 2));
            s_report = new PythonReference(Item(a, 3));
            AnomalyMode.Describe = Describe;
            AnomalyMode.Report = Report;
        }
        AnomalyMode.IsEnabled = Py.IsTrue(Item(a, 0));
        AnomalyMode.ChecksNaN = Py.IsTrue(Item(a, 1));
        return before;
    }

    private static string Describe()
    {
        using PythonLock held = PythonLock.Taken();
        PyObject* text = Py.PyObject_CallObject(s_describe!.Object, null);
        if (text == null)
        {
            Py.PyErr_Clear();
            return "(unknown)";
        }
        string result = Py.ToString(text) ?? "(unknown)";
        Py.Py_DecRef(text);
        return result;
    }

    private static void Report(string message)
    {
        using PythonLock held = PythonLock.Taken();
        // A Python error may be on its way: the warning must not replace it, unless warnings are errors.
        PyObject* type, value, traceback;
        Py.PyErr_Fetch(&type, &value, &traceback);
        PyObject* arguments = Py.PyTuple_New(1);
        Py.PyTuple_SetItem(arguments, 0, Py.String(message));
        PyObject* result = Py.PyObject_CallObject(s_report!.Object, arguments);
        Py.Py_DecRef(arguments);
        if (result != null) Py.Py_DecRef(result);
        else Py.PyErr_Clear();
        Py.PyErr_Restore(type, value, traceback);
    }

    private static PyObject* BumpVersionBody(PyObject* tensor)
    {
        if (!TensorObject.Is(tensor)) return Errors.Type($"increment_version expects each element of the iterable input to be a tensor, not {Py.TypeName(tensor)}");
        TensorObject.Of(tensor).Storage.BumpVersion();
        return Py.ReturnNone();
    }

    private static PyObject* BackwardNumberBody(PyObject* _) => Py.PyLong_FromLongLong(BackwardEngine.RunNumber);

    private static PyObject* WillRunBody(PyObject* node) => Py.Bool(BackwardEngine.WillVisit(NodeOf(node, "_will_run")));

    [UnmanagedCallersOnly]
    private static PyObject* BackwardNumber(PyObject* module, PyObject* a) => Guarded(a, &BackwardNumberBody);

    [UnmanagedCallersOnly]
    private static PyObject* WillRun(PyObject* module, PyObject* a) => Guarded(a, &WillRunBody);

    [UnmanagedCallersOnly]
    private static PyObject* Record(PyObject* module, PyObject* a) => Guarded(a, &RecordBody);

    [UnmanagedCallersOnly]
    private static PyObject* SetHistory(PyObject* module, PyObject* a) => Guarded(a, &SetHistoryBody);

    [UnmanagedCallersOnly]
    private static PyObject* Save(PyObject* module, PyObject* a) => Guarded(a, &SaveBody);

    [UnmanagedCallersOnly]
    private static PyObject* Saved(PyObject* module, PyObject* a) => Guarded(a, &SavedBody);

    [UnmanagedCallersOnly]
    private static PyObject* PushHooks(PyObject* module, PyObject* a) => Guarded(a, &PushHooksBody);

    [UnmanagedCallersOnly]
    private static PyObject* PopHooks(PyObject* module, PyObject* a) => Guarded(a, &PopHooksBody);

    [UnmanagedCallersOnly]
    private static PyObject* DisableHooks(PyObject* module, PyObject* a) => Guarded(a, &DisableHooksBody);

    [UnmanagedCallersOnly]
    private static PyObject* GradientNode(PyObject* module, PyObject* a) => Guarded(a, &GradientNodeBody);

    [UnmanagedCallersOnly]
    private static PyObject* EdgeTensor(PyObject* module, PyObject* a) => Guarded(a, &EdgeTensorBody);

    [UnmanagedCallersOnly]
    private static PyObject* SetAnomaly(PyObject* module, PyObject* a) => Guarded(a, &SetAnomalyBody);

    [UnmanagedCallersOnly]
    private static PyObject* BumpVersion(PyObject* module, PyObject* a) => Guarded(a, &BumpVersionBody);
}
