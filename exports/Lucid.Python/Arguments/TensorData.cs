using System;
using System.Numerics;
using Lucid.Numerics;
using Lucid.Ops.Dispatch;
using Lucid.Python.Interop;
using Lucid.Python.Objects;

namespace Lucid.Python.Arguments;

/// <summary>Tensors from Python data: numbers, nested sequences, tensors, buffers of other libraries.</summary>
internal static unsafe class TensorData
{
    /// <summary>Builds a tensor; the caller owns it.</summary>
    /// <param name="data">A number, a sequence of such, a tensor, or an object with the buffer protocol.</param>
    /// <param name="dtype">Element type; inferred when null.</param>
    /// <param name="device">Device; the default when null.</param>
    /// <param name="copy">False lets the tensor share the memory of a buffer or be the tensor itself.</param>
    internal static Tensor Build(PyObject* data, DType? dtype, Device? device, bool copy)
    {
        using TensorScope scope = TensorScope.Open();
        using Graph.GradMode mode = Graph.GradMode.Off();
        if (TensorObject.Is(data)) return scope.Escape(TensorObject.Of(data).Convert(dtype, device, copy));
        return scope.Escape(Sequence(data, dtype, copy).Convert(null, device ?? Device.Default));
    }

    private static Tensor Sequence(PyObject* data, DType? dtype, bool copy)
    {
        if (!Numbers.Is(data) && !Py.IsInstance(data, Py.ListType) && !Py.IsInstance(data, Py.TupleType) && BufferTensor.TryBuild(data, out Tensor? shared))
            return shared!.Convert(dtype, null, copy);
        Span<long> sizes = stackalloc long[Layout.MaxRank];
        int rank = Measure(data, sizes);
        DType? found = null;
        Infer(data, 0, rank, ref found);
        DType type = dtype ?? found ?? DTypes.Default;
        Tensor tensor = Tensor.Allocate(Layout.Contiguous(sizes[..rank], "tensor"), type, DeviceType.Cpu);
        byte* to = (byte*)tensor.Storage.RawData;
        Fill(data, sizes[..rank], 0, type, ref to);
        return tensor;
    }

    private static bool IsSequence(PyObject* o)
    {
        if (Py.IsInstance(o, Py.ListType) || Py.IsInstance(o, Py.TupleType)) return true;
        if (Numbers.Is(o) || Py.IsInstance(o, Py.UnicodeType) || Py.IsInstance(o, Py.BytesType)) return false;
        if (TensorObject.Is(o)) return TensorObject.Of(o).Rank > 0;
        return Py.PySequence_Check(o) != 0;
    }

    private static int Measure(PyObject* data, Span<long> sizes)
    {
        int rank = 0;
        PyObject* at = Py.New(data);
        while (IsSequence(at))
        {
            if (rank == Layout.MaxRank)
            {
                Py.Py_DecRef(at);
                throw new ShapeMismatchException("tensor", $"tensor: data is nested deeper than {Layout.MaxRank} levels");
            }
            nint length = Py.PySequence_Size(at);
            if (length < 0)
            {
                Py.Py_DecRef(at);
                throw new PythonErrorException();
            }
            sizes[rank++] = length;
            if (length == 0) break;
            PyObject* first = Py.PySequence_GetItem(at, 0);
            Py.Py_DecRef(at);
            if (first == null) throw new PythonErrorException();
            at = first;
        }
        Py.Py_DecRef(at);
        return rank;
    }

    // PyTorch's inference: complex over float over integer over bool; floats take the default type.
    private static void Infer(PyObject* data, int depth, int rank, ref DType? found)
    {
        if (depth == rank)
        {
            DType type;
            if (TensorObject.Is(data)) type = TensorObject.Of(data).DType;
            else if (Numbers.TryRead(data, out Scalar value)) type = value.DType;
            else throw Invalid(data);
            found = found is { } before ? DTypes.Promote(before, type) : type;
            return;
        }
        nint length = Py.PySequence_Size(data);
        if (length < 0) throw new PythonErrorException();
        for (nint i = 0; i < length; i++)
        {
            PyObject* item = Item(data, i);
            try { Infer(item, depth + 1, rank, ref found); }
            finally { Py.Py_DecRef(item); }
        }
    }

    private static void Fill(PyObject* data, ReadOnlySpan<long> sizes, int depth, DType type, ref byte* to)
    {
        if (depth == sizes.Length)
        {
            Scalar value;
            if (TensorObject.Is(data)) value = TensorObject.Of(data).Item();
            else if (!Numbers.TryRead(data, out value)) throw Invalid(data);
            Write(type, to, value);
            to += type.ItemSize();
            return;
        }
        nint length = IsSequence(data) ? Py.PySequence_Size(data) : -2;
        if (length == -1) throw new PythonErrorException();
        if (length != sizes[depth])
        {
            throw new ShapeMismatchException("tensor", length == -2
                ? $"tensor: expected sequence of length {sizes[depth]} at dim {depth} (got {Py.TypeName(data)})"
                : $"tensor: expected sequence of length {sizes[depth]} at dim {depth} (got {length})", "data");
        }
        for (nint i = 0; i < length; i++)
        {
            PyObject* item = Item(data, i);
            try { Fill(item, sizes, depth + 1, type, ref to); }
            finally { Py.Py_DecRef(item); }
        }
    }

    private static PyObject* Item(PyObject* data, nint index)
    {
        PyObject* item = Py.PySequence_GetItem(data, index);
        return item == null ? throw new PythonErrorException() : item;
    }

    private static void Write(DType type, byte* to, Scalar value)
    {
        switch (type)
        {
            case DType.Bool: *(bool*)to = value.ToBool(); break;
            case DType.UInt8: *to = checked((byte)Range(value, byte.MinValue, byte.MaxValue, type)); break;
            case DType.Int8: *(sbyte*)to = (sbyte)Range(value, sbyte.MinValue, sbyte.MaxValue, type); break;
            case DType.Int16: *(short*)to = (short)Range(value, short.MinValue, short.MaxValue, type); break;
            case DType.Int32: *(int*)to = (int)Range(value, int.MinValue, int.MaxValue, type); break;
            case DType.Int64: *(long*)to = value.ToInt64(); break;
            case DType.Float16: *(Half*)to = (Half)Real(value); break;
            case DType.BFloat16: *(BFloat16*)to = (BFloat16)(float)Real(value); break;
            case DType.Float32: *(float*)to = (float)Real(value); break;
            case DType.Float64: *(double*)to = Real(value); break;
            case DType.Complex64: *(Complex64*)to = (Complex64)value.ToComplex(); break;
            default: *(Complex*)to = value.ToComplex(); break;
        }
    }

    private static long Range(Scalar value, long low, long high, DType type)
    {
        long integer = value.ToInt64();
        return integer >= low && integer <= high ? integer
            : throw new ArgumentValueException("tensor", $"tensor: value cannot be converted to type {type.Name()} without overflow: {value}");
    }

    private static double Real(Scalar value) => value.Kind == ScalarKind.Complex && value.ToComplex().Imaginary != 0
        ? throw new ArgumentValueException("tensor", $"tensor: value cannot be converted to a real type without overflow: {value}")
        : value.ToDouble();

    private static DtypeMismatchException Invalid(PyObject* o) =>
        new("tensor", "data", "made of numbers", $"or holds {Py.TypeName(o)}", "Tensors hold numbers, bools and complex numbers only.");
}
