using System;
using System.Runtime.InteropServices;
using Lucid.Ops.Indexing;
using Lucid.Python.Arguments;
using Lucid.Python.Interop;

namespace Lucid.Python.Objects;

/// <summary>Length, subscripts and the buffer protocol.</summary>
internal static unsafe class TensorSequence
{
    internal static void AddSlots(ref SlotList slots)
    {
        slots.Add(Slot.Length, (delegate* unmanaged<PyObject*, nint>)&Length);
        slots.Add(Slot.GetItem, (delegate* unmanaged<PyObject*, PyObject*, PyObject*>)&GetItem);
        slots.Add(Slot.SetItem, (delegate* unmanaged<PyObject*, PyObject*, PyObject*, int>)&SetItem);
        // Before 3.9 types made from a description could not have buffer slots; those versions are not supported.
        slots.Add(Slot.GetBuffer, (delegate* unmanaged<PyObject*, PyBuffer*, int, int>)&GetBuffer);
        slots.Add(Slot.ReleaseBuffer, (delegate* unmanaged<PyObject*, PyBuffer*, void>)&ReleaseBuffer);
    }

    [UnmanagedCallersOnly]
    private static nint Length(PyObject* self)
    {
        try
        {
            Tensor tensor = TensorObject.Of(self);
            if (tensor.Rank > 0) return (nint)tensor.Shape[0];
            Errors.Type("len() of a 0-d tensor");
            return -1;
        }
        catch (Exception error)
        {
            Errors.Set(error);
            return -1;
        }
    }

    [UnmanagedCallersOnly]
    private static PyObject* GetItem(PyObject* self, PyObject* key)
    {
        try
        {
            Tensor tensor = TensorObject.Of(self);
            // x[3] on the shortest way: iteration lives on it.
            if (key->Type == Py.LongType && tensor.Rank > 0)
            {
                int overflow;
                long index = Py.LongOfExact(key, &overflow);
                long size = tensor.Shape[0];
                if (overflow != 0 || index < -size || index >= size)
                    throw new IndexException("index", $"index {index} is out of bounds for dimension 0 with size {size}");
                return SubclassResults.Wrap(tensor.Select(0, index), SubclassResults.Of(self));
            }
            using TensorScope scope = TensorScope.Open();
            TensorIndex[] indices = IndexReader.Read(key);
            return SubclassResults.Wrap(scope.Escape(IndexExpression.Get(tensor, indices)), SubclassResults.Of(self));
        }
        catch (Exception error)
        {
            return Errors.Set(error);
        }
    }

    [UnmanagedCallersOnly]
    private static int SetItem(PyObject* self, PyObject* key, PyObject* value)
    {
        try
        {
            Tensor tensor = TensorObject.Of(self);
            if (value == null) throw new LucidException("delitem", "delitem: elements of a tensor cannot be deleted");
            using TensorScope scope = TensorScope.Open();
            TensorIndex[] indices = IndexReader.Read(key);
            if (TensorObject.Is(value))
            {
                IndexExpression.Set(tensor, indices, TensorObject.Of(value));
                return 0;
            }
            if (Numbers.TryRead(value, out Scalar number))
            {
                IndexExpression.Set(tensor, indices, number);
                return 0;
            }
            IndexExpression.Set(tensor, indices, TensorData.Build(value, tensor.DType, tensor.Device, copy: false));
            return 0;
        }
        catch (Exception error)
        {
            Errors.Set(error);
            return -1;
        }
    }

    [UnmanagedCallersOnly]
    private static int GetBuffer(PyObject* self, PyBuffer* view, int flags)
    {
        try
        {
            view->Owner = null;
            Tensor tensor = TensorObject.Of(self);
            if (tensor.DeviceType != DeviceType.Cpu || (tensor.RequiresGrad && tensor.DType != DType.Bool) || tensor.DType == DType.BFloat16)
            {
                string reason = tensor.RequiresGrad ? "it requires grad: use .detach()"
                    : tensor.DType == DType.BFloat16 ? "Python has no bfloat16: convert it first"
                    : "it is not on the cpu: use .cpu()";
                PyObject* text = Py.String("the tensor's memory cannot be shared because " + reason);
                Py.PyErr_SetObject(Py.BufferError, text);
                Py.Py_DecRef(text);
                return -1;
            }
            const int StridesWanted = 0x18;
            if ((flags & StridesWanted) != StridesWanted && !tensor.IsContiguous)
            {
                Py.PyErr_SetString(Py.BufferError, Py.Text("the tensor is not contiguous: use .contiguous()"u8));
                return -1;
            }
            int rank = tensor.Rank;
            nint itemSize = tensor.DType.ItemSize();
            nint* numbers = (nint*)NativeMemory.Alloc((nuint)(2 * rank + 1), (nuint)sizeof(nint));
            for (int i = 0; i < rank; i++)
            {
                numbers[i] = (nint)tensor.Shape[i];
                numbers[rank + i] = (nint)tensor.Layout.Strides[i] * itemSize;
            }
            view->Data = (byte*)tensor.Storage.Data + tensor.Offset * itemSize;
            view->Length = (nint)tensor.Count * itemSize;
            view->ItemSize = itemSize;
            view->ReadOnly = 0;
            view->Rank = rank;
            view->Format = (flags & 4) != 0 ? BufferFormat.Of(tensor.DType) : null;
            view->Shape = (flags & 8) != 0 ? numbers : null;
            view->Strides = (flags & StridesWanted) == StridesWanted ? numbers + rank : null;
            view->SubOffsets = null;
            view->Internal = numbers;
            view->Owner = Py.New(self);
            // The storage must outlive the view even if the tensor's data is exchanged meanwhile.
            return 0;
        }
        catch (Exception error)
        {
            Errors.Set(error);
            return -1;
        }
    }

    [UnmanagedCallersOnly]
    private static void ReleaseBuffer(PyObject* self, PyBuffer* view) => NativeMemory.Free(view->Internal);
}

/// <summary>Element types in the notation of Python's struct module.</summary>
internal static unsafe class BufferFormat
{
    internal static byte* Of(DType type) => type switch
    {
        DType.Bool => Py.Text("?"u8),
        DType.UInt8 => Py.Text("B"u8),
        DType.Int8 => Py.Text("b"u8),
        DType.Int16 => Py.Text("h"u8),
        DType.Int32 => Py.Text("i"u8),
        DType.Int64 => Py.Text("q"u8),
        DType.Float16 => Py.Text("e"u8),
        DType.Float32 => Py.Text("f"u8),
        DType.Float64 => Py.Text("d"u8),
        DType.Complex64 => Py.Text("Zf"u8),
        _ => Py.Text("Zd"u8),
    };

    /// <summary>Reads a format; false for structures, byte-swapped data and what no element type matches.</summary>
    internal static bool TryRead(byte* format, nint itemSize, out DType type)
    {
        type = DType.UInt8;
        if (format == null) return itemSize == 1;
        if (*format is (byte)'@' or (byte)'=' or (byte)'<') format++;
        bool complex = *format == (byte)'Z';
        if (complex) format++;
        char code = (char)*format;
        if (code == 0 || format[1] != 0) return false;
        DType? found = (code, itemSize, complex) switch
        {
            ('f', 8, true) => DType.Complex64,
            ('d', 16, true) => DType.Complex128,
            ('?', 1, false) => DType.Bool,
            ('B' or 'c', 1, false) => DType.UInt8,
            ('b', 1, false) => DType.Int8,
            ('h', 2, false) => DType.Int16,
            ('i' or 'l', 4, false) => DType.Int32,
            ('q' or 'l' or 'n', 8, false) => DType.Int64,
            ('e', 2, false) => DType.Float16,
            ('f', 4, false) => DType.Float32,
            ('d', 8, false) => DType.Float64,
            _ => null,
        };
        type = found ?? DType.UInt8;
        return found is not null;
    }
}
