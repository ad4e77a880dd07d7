using System;
using System.Collections.Generic;
using Lucid.Python.Interop;
using Lucid.Python.Objects;

namespace Lucid.Python.Arguments;

/// <summary>Reads what stands between the brackets of a subscript.</summary>
internal static unsafe class IndexReader
{
    /// <summary>The positions of an index expression.</summary>
    /// <exception cref="IndexException">An object cannot index.</exception>
    internal static TensorIndex[] Read(PyObject* key)
    {
        if (!Py.IsInstance(key, Py.TupleType)) return [ReadOne(key)];
        nint count = Py.PyTuple_Size(key);
        var positions = new TensorIndex[count];
        for (nint i = 0; i < count; i++) positions[i] = ReadOne(Py.PyTuple_GetItem(key, i));
        return positions;
    }

    private static TensorIndex ReadOne(PyObject* o)
    {
        if (o == Py.None) return TensorIndex.NewAxis;
        if (o == Py.Ellipsis) return TensorIndex.Ellipsis;
        if (o->Type == Py.SliceType) return ReadSlice(o);
        if (o->Type == Py.BoolType) return Build(o, DType.Bool);
        if (TensorObject.Is(o))
        {
            Tensor tensor = TensorObject.Of(o);
            // An integer of rank 0 indexes like a number: a view, not a copy.
            if (tensor is { Rank: 0, DType: not DType.Bool } && tensor.DType.IsInteger()) return tensor.Item().ToInt64();
            if (tensor.DType == DType.UInt8) return tensor.Ne(0);
            return tensor;
        }
        if (ArgumentReader.IsInteger(o)) return ArgumentReader.ReadInteger(o);
        bool isText = Py.IsInstance(o, Py.UnicodeType) || Py.IsInstance(o, Py.BytesType);
        if (!isText && (Py.IsInstance(o, Py.ListType) || Py.IsInstance(o, Py.TupleType) || Py.PySequence_Check(o) != 0))
        {
            Tensor tensor = TensorData.Build(o, null, Device.Cpu, copy: true);
            if (tensor.Count == 0 && tensor.DType.IsFloatingPoint()) return tensor.Convert(DType.Int64);
            return tensor;
        }
        throw new IndexException("index",
            "index: only integers, slices (`:`), ellipsis (`...`), None and long or byte Variables are valid indices (got "
            + $"{Py.TypeName(o)})");
    }

    private static TensorIndex Build(PyObject* o, DType type) => TensorData.Build(o, type, Device.Cpu, copy: true);

    private static TensorIndex ReadSlice(PyObject* slice)
    {
        nint start, stop, step;
        if (Py.PySlice_Unpack(slice, &start, &stop, &step) != 0) throw new PythonErrorException();
        if (step <= 0) throw new ArgumentValueException("slice", "slice: step must be greater than zero. Use .flip(dim) to go backwards.");
        return TensorIndex.Slice(start, stop == nint.MaxValue ? long.MaxValue : stop, step);
    }
}
