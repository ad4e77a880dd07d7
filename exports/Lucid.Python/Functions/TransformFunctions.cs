using System;
using System.Runtime.InteropServices;
using Lucid.Ops.Transforms;
using Lucid.Python.Arguments;
using Lucid.Python.Interop;
using Lucid.Python.Objects;
using Lucid.Transforms;

namespace Lucid.Python.Functions;

/// <summary>Module functions that <c>lucid.func</c> and forward-mode differentiation are written with.</summary>
internal static unsafe class TransformFunctions
{
    internal static readonly (string, nint, int, string)[] Rows =
    [
        ("_transforms_active", (nint)(delegate* unmanaged<PyObject*, PyObject*, PyObject*>)&Active, Flag.NoArgs,
            "Whether a batched or dual level is active on this thread."),
        ("_enter_level", (nint)(delegate* unmanaged<PyObject*, PyObject*, PyObject*>)&Enter, Flag.VarArgs,
            "_enter_level(batch_size, randomness): enters a batch, or dual numbers with size -1; returns the level's number."),
        ("_leave_level", (nint)(delegate* unmanaged<PyObject*, PyObject*, PyObject*>)&Leave, Flag.OneArg, "Leaves a level."),
        ("_mark_basis", (nint)(delegate* unmanaged<PyObject*, PyObject*, PyObject*>)&MarkBasis, Flag.OneArg,
            "Says that a batch level holds directions only."),
        ("_retire", (nint)(delegate* unmanaged<PyObject*, PyObject*, PyObject*>)&Retire, Flag.OneArg,
            "Says that nothing is to be differentiated by these points any more."),
        ("_batch", (nint)(delegate* unmanaged<PyObject*, PyObject*, PyObject*>)&Batch, Flag.VarArgs,
            "_batch(tensor, dim, level): the positions of a dimension as one batched tensor."),
        ("_unbatch", (nint)(delegate* unmanaged<PyObject*, PyObject*, PyObject*>)&Unbatch, Flag.VarArgs,
            "_unbatch(tensor, level, dim): the whole batch."),
        ("_wrapper", (nint)(delegate* unmanaged<PyObject*, PyObject*, PyObject*>)&Wrapper, Flag.OneArg,
            "(kind, level, inner, tangent, batch size) of a batched (\"batch\") or dual (\"dual\") tensor; None for plain ones."),
        ("_make_dual", (nint)(delegate* unmanaged<PyObject*, PyObject*, PyObject*>)&MakeDual, Flag.VarArgs, "_make_dual(primal, tangent, level)"),
        ("_unpack_dual", (nint)(delegate* unmanaged<PyObject*, PyObject*, PyObject*>)&UnpackDual, Flag.VarArgs,
            "_unpack_dual(tensor, level): (primal, tangent or None)"),
        ("_lift", (nint)(delegate* unmanaged<PyObject*, PyObject*, PyObject*>)&Lift, Flag.VarArgs,
            "_lift(tensor, below): the tensor as a batch of every active level below a number."),
        ("_fresh", (nint)(delegate* unmanaged<PyObject*, PyObject*, PyObject*>)&Fresh, Flag.OneArg, "The tensor as a point to differentiate at."),
        ("_cut", (nint)(delegate* unmanaged<PyObject*, PyObject*, PyObject*>)&Cut, Flag.OneArg, "The tensor without history; tangents stay."),
        ("_leads_beyond", (nint)(delegate* unmanaged<PyObject*, PyObject*, PyObject*>)&LeadsBeyond, Flag.VarArgs,
            "_leads_beyond(tensor, leaves): whether it depends on other leaves too."),
    ];

    private static PyObject* Guarded(PyObject* a, delegate*<PyObject*, PyObject*> body)
    {
        try { return body(a); }
        catch (Exception error) { return Errors.Set(error); }
    }

    private static PyObject* Item(PyObject* arguments, int index)
    {
        PyObject* item = Py.PyTuple_GetItem(arguments, index);
        return item == null ? throw new PythonErrorException() : item;
    }

    private static Tensor TensorAt(PyObject* arguments, int index) => Read(Item(arguments, index));

    private static Tensor Read(PyObject* o)
    {
        if (TensorObject.Is(o)) return TensorObject.Of(o);
        Errors.Type($"expected a Tensor, not {Py.TypeName(o)}");
        throw new PythonErrorException();
    }

    private static long NumberAt(PyObject* arguments, int index) => ArgumentReader.ReadInteger(Item(arguments, index));

    private static PyObject* ActiveBody(PyObject* _) => Py.Bool(ThreadState.Current.Transforming);

    private static PyObject* EnterBody(PyObject* a)
    {
        BatchRandomness randomness = Py.ToString(Item(a, 1)) switch
        {
            "error" => BatchRandomness.Error,
            "same" => BatchRandomness.Same,
            "different" => BatchRandomness.Different,
            var other => throw new ArgumentValueException("vmap", $"Only allowed values for randomness are 'error', 'different', or 'same'. Got {other}", "randomness"),
        };
        return Py.PyLong_FromLongLong(ThreadState.Current.EnterLevel(NumberAt(a, 0), randomness).Number);
    }

    private static PyObject* LeaveBody(PyObject* number)
    {
        ThreadState.Current.LeaveLevel(ArgumentReader.ReadInteger(number));
        return Py.ReturnNone();
    }

    private static PyObject* MarkBasisBody(PyObject* number)
    {
        if (ThreadState.Current.FindLevel(ArgumentReader.ReadInteger(number)) is { } level) level.IsBasis = true;
        return Py.ReturnNone();
    }

    private static PyObject* RetireBody(PyObject* points)
    {
        foreach (Tensor point in KeywordArguments.Tensors("_retire", "points", points)) point.Retire();
        return Py.ReturnNone();
    }

    private static PyObject* BatchBody(PyObject* a) => TensorObject.Wrap(TransformValues.Batch(TensorAt(a, 0), NumberAt(a, 1), NumberAt(a, 2)));

    private static PyObject* UnbatchBody(PyObject* a)
    {
        TransformLevel level = ThreadState.Current.FindLevel(NumberAt(a, 1)) ?? throw new LucidException("vmap", "vmap: the level is not active");
        return TensorObject.Wrap(TransformValues.Unbatch(TensorAt(a, 0), level, NumberAt(a, 2)));
    }

    private static PyObject* WrapperBody(PyObject* o)
    {
        Tensor tensor = Read(o);
        if (!tensor.IsBatched && !tensor.IsDual) return Py.ReturnNone();
        PyObject* tuple = Py.PyTuple_New(5);
        Py.PyTuple_SetItem(tuple, 0, Py.String(tensor.IsBatched ? "batch" : "dual"));
        Py.PyTuple_SetItem(tuple, 1, Py.PyLong_FromLongLong(tensor.Level));
        Py.PyTuple_SetItem(tuple, 2, TensorObject.WrapShared(tensor.Inner));
        Py.PyTuple_SetItem(tuple, 3, TensorObject.WrapShared(tensor.Tangent));
        Py.PyTuple_SetItem(tuple, 4, Py.PyLong_FromLongLong(tensor.IsBatched ? tensor.Inner.Shape[0] : -1));
        return tuple;
    }

    private static PyObject* MakeDualBody(PyObject* a) => TensorObject.Wrap(TransformValues.MakeDual(TensorAt(a, 0), TensorAt(a, 1), NumberAt(a, 2)));

    private static PyObject* UnpackDualBody(PyObject* a)
    {
        (Tensor primal, Tensor? tangent) = TransformValues.UnpackDual(TensorAt(a, 0), NumberAt(a, 1));
        PyObject* pair = Py.PyTuple_New(2);
        Py.PyTuple_SetItem(pair, 0, TensorObject.Wrap(primal));
        Py.PyTuple_SetItem(pair, 1, tangent is null ? Py.ReturnNone() : TensorObject.Wrap(tangent));
        return pair;
    }

    private static PyObject* LiftBody(PyObject* a) => TensorObject.Wrap(TransformValues.Lift(TensorAt(a, 0), NumberAt(a, 1)));

    private static PyObject* FreshBody(PyObject* o) => TensorObject.Wrap(TransformValues.Fresh(Read(o)));

    private static PyObject* CutBody(PyObject* o) => TensorObject.Wrap(TransformValues.Cut(Read(o)));

    private static PyObject* LeadsBeyondBody(PyObject* a) =>
        Py.Bool(TransformValues.LeadsBeyond(TensorAt(a, 0), KeywordArguments.Tensors("_leads_beyond", "leaves", Item(a, 1))));

    [UnmanagedCallersOnly]
    private static PyObject* MarkBasis(PyObject* module, PyObject* a) => Guarded(a, &MarkBasisBody);

    [UnmanagedCallersOnly]
    private static PyObject* Retire(PyObject* module, PyObject* a) => Guarded(a, &RetireBody);

    [UnmanagedCallersOnly]
    private static PyObject* Active(PyObject* module, PyObject* a) => Guarded(a, &ActiveBody);

    [UnmanagedCallersOnly]
    private static PyObject* Enter(PyObject* module, PyObject* a) => Guarded(a, &EnterBody);

    [UnmanagedCallersOnly]
    private static PyObject* Leave(PyObject* module, PyObject* a) => Guarded(a, &LeaveBody);

    [UnmanagedCallersOnly]
    private static PyObject* Batch(PyObject* module, PyObject* a) => Guarded(a, &BatchBody);

    [UnmanagedCallersOnly]
    private static PyObject* Unbatch(PyObject* module, PyObject* a) => Guarded(a, &UnbatchBody);

    [UnmanagedCallersOnly]
    private static PyObject* Wrapper(PyObject* module, PyObject* a) => Guarded(a, &WrapperBody);

    [UnmanagedCallersOnly]
    private static PyObject* MakeDual(PyObject* module, PyObject* a) => Guarded(a, &MakeDualBody);

    [UnmanagedCallersOnly]
    private static PyObject* UnpackDual(PyObject* module, PyObject* a) => Guarded(a, &UnpackDualBody);

    [UnmanagedCallersOnly]
    private static PyObject* Lift(PyObject* module, PyObject* a) => Guarded(a, &LiftBody);

    [UnmanagedCallersOnly]
    private static PyObject* Fresh(PyObject* module, PyObject* a) => Guarded(a, &FreshBody);

    [UnmanagedCallersOnly]
    private static PyObject* Cut(PyObject* module, PyObject* a) => Guarded(a, &CutBody);

    [UnmanagedCallersOnly]
    private static PyObject* LeadsBeyond(PyObject* module, PyObject* a) => Guarded(a, &LeadsBeyondBody);
}
