using System;
using Lucid.Ops.Declaration;
using Lucid.Ops.Dispatch;
using Lucid.Python.Interop;
using Lucid.Python.Objects;

namespace Lucid.Python.Arguments;

/// <summary>Reads one Python argument as its schema type says.</summary>
internal static unsafe class ArgumentReader
{
    /// <summary>Puts an argument into the frame; false when its type does not fit.</summary>
    internal static bool Read(SchemaParameter parameter, PyObject* value, CallFrame frame, int index, string op)
    {
        if (value == Py.None)
        {
            if (!parameter.IsOptional) return false;
            frame.SetAbsent(index);
            return true;
        }
        if (parameter.IsList) return ReadList(parameter, value, frame, index);
        switch (parameter.Type)
        {
            case SchemaType.Tensor:
                if (!TensorObject.Is(value)) return false;
                if (value->Type != TensorObject.Type) SubclassResults.Note(frame, value);
                frame.SetTensor(index, TensorObject.Of(value));
                return true;
            case SchemaType.TensorOrScalar:
                if (TensorObject.Is(value))
                {
                    if (value->Type != TensorObject.Type) SubclassResults.Note(frame, value);
                    frame.SetTensor(index, TensorObject.Of(value));
                    return true;
                }
                if (!Numbers.TryRead(value, out Scalar either)) return false;
                frame.SetScalar(index, either);
                return true;
            case SchemaType.Scalar:
                if (TensorObject.Is(value))
                {
                    Tensor zeroDimensional = TensorObject.Of(value);
                    if (zeroDimensional.Rank != 0 || zeroDimensional.RequiresGrad) return false;
                    frame.SetScalar(index, zeroDimensional.Item());
                    return true;
                }
                if (!Numbers.TryRead(value, out Scalar number)) return false;
                frame.SetScalar(index, number);
                return true;
            case SchemaType.Int:
                if (value->Type == Py.BoolType || !IsInteger(value)) return false;
                frame.SetScalar(index, ReadInteger(value));
                return true;
            case SchemaType.Float:
                if (TensorObject.Is(value) && TensorObject.Of(value) is { Rank: 0, RequiresGrad: false } single)
                {
                    frame.SetScalar(index, single.Item().ToDouble());
                    return true;
                }
                if (!Numbers.TryRead(value, out Scalar real) || real.Kind == ScalarKind.Complex) return false;
                frame.SetScalar(index, real.ToDouble());
                return true;
            case SchemaType.Bool:
                if (value->Type != Py.BoolType)
                {
                    // numpy.bool_ and friends call themselves so.
                    if (Py.TypeName(value) is not ("bool_" or "bool")) return false;
                    frame.SetScalar(index, Py.IsTrue(value));
                    return true;
                }
                frame.SetScalar(index, value == Py.True);
                return true;
            case SchemaType.Str:
                if (!Py.IsInstance(value, Py.UnicodeType)) return false;
                frame.SetObject(index, Py.ToString(value) ?? throw new PythonErrorException());
                return true;
            case SchemaType.DType:
                if (!DTypeObject.TryRead(value, out DType dtype)) return false;
                frame.SetObject(index, DTypeObject.Box(dtype));
                return true;
            case SchemaType.Device:
                if (!DeviceObject.TryRead(value, out Device device)) return false;
                frame.SetObject(index, DeviceObject.Box(device));
                return true;
            default:
                if (!GeneratorObject.Is(value)) return false;
                frame.SetObject(index, GeneratorObject.Of(value));
                return true;
        }
    }

    /// <summary>True for an object that may be an element of a list of the type.</summary>
    internal static bool IsElement(SchemaType type, PyObject* o) => type switch
    {
        SchemaType.Tensor => TensorObject.Is(o),
        SchemaType.Int => o->Type != Py.BoolType && IsInteger(o),
        SchemaType.Bool => o->Type == Py.BoolType,
        _ => Numbers.Is(o),
    };

    /// <summary>True for integers and what converts to one without loss.</summary>
    internal static bool IsInteger(PyObject* o)
    {
        if (o->Type == Py.LongType) return true;
        if (o->Type == Py.FloatType || Py.PyIndex_Check(o) == 0) return false;
        return !TensorObject.Is(o) || TensorObject.Of(o) is { DType: <= DType.Int64, Count: 1 };
    }

    /// <summary>The integer that <see cref="IsInteger"/> promised.</summary>
    /// <exception cref="ArgumentValueException">It does not fit in 64 bits.</exception>
    internal static long ReadInteger(PyObject* o)
    {
        int overflow;
        if (o->Type == Py.LongType)
        {
            long value = Py.LongOfExact(o, &overflow);
            return overflow == 0 ? value : throw new ArgumentValueException("number", "number: a Python int does not fit in 64 bits");
        }
        PyObject* index = Py.PyNumber_Index(o);
        if (index == null) throw new PythonErrorException();
        long read = Py.PyLong_AsLongLongAndOverflow(index, &overflow);
        Py.Py_DecRef(index);
        return overflow == 0 ? read : throw new ArgumentValueException("number", "number: a Python int does not fit in 64 bits");
    }

    private static bool ReadList(SchemaParameter parameter, PyObject* value, CallFrame frame, int index)
    {
        if (parameter.AcceptsSingle && parameter.Type == SchemaType.Int && value->Type != Py.BoolType && IsInteger(value))
        {
            frame.SetObject(index, new[] { ReadInteger(value) });
            return true;
        }
        if (parameter.AcceptsSingle && parameter.Type == SchemaType.Float && Numbers.TryRead(value, out Scalar single))
        {
            frame.SetObject(index, new[] { single.ToDouble() });
            return true;
        }
        bool tuple = Py.IsInstance(value, Py.TupleType);
        if (!tuple && !Py.IsInstance(value, Py.ListType)) return false;
        nint count = tuple ? Py.PyTuple_Size(value) : Py.PyList_Size(value);
        switch (parameter.Type)
        {
            case SchemaType.Tensor:
                var tensors = new Tensor[count];
                for (nint i = 0; i < count; i++)
                {
                    PyObject* item = Item(value, tuple, i);
                    if (item == Py.None && parameter.Name == "indices") continue;
                    if (item == null || !TensorObject.Is(item)) return false;
                    if (item->Type != TensorObject.Type) SubclassResults.Note(frame, item);
                    tensors[i] = TensorObject.Of(item);
                }
                frame.SetObject(index, tensors);
                return true;
            case SchemaType.Int:
                var integers = new long[count];
                for (nint i = 0; i < count; i++)
                {
                    PyObject* item = Item(value, tuple, i);
                    if (item == null || item->Type == Py.BoolType || !IsInteger(item)) return false;
                    integers[i] = ReadInteger(item);
                }
                frame.SetObject(index, integers);
                return true;
            case SchemaType.Bool:
                var truths = new bool[count];
                for (nint i = 0; i < count; i++)
                {
                    PyObject* item = Item(value, tuple, i);
                    if (item == null || item->Type != Py.BoolType) return false;
                    truths[i] = item == Py.True;
                }
                frame.SetObject(index, truths);
                return true;
            default:
                var reals = new double[count];
                for (nint i = 0; i < count; i++)
                {
                    PyObject* item = Item(value, tuple, i);
                    if (item == null || !Numbers.TryRead(item, out Scalar real)) return false;
                    reals[i] = real.ToDouble();
                }
                frame.SetObject(index, reals);
                return true;
        }
    }

    // A list may shrink while its elements' __index__ runs: the item is looked up afresh each time, and may be gone.
    private static PyObject* Item(PyObject* value, bool tuple, nint index)
    {
        if (tuple) return Py.PyTuple_GetItem(value, index);
        return index < Py.PyList_Size(value) ? Py.PyList_GetItem(value, index) : null;
    }
}
