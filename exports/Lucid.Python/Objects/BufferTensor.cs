using System;
using System.Runtime.InteropServices;
using Lucid.Memory;
using Lucid.Python.Interop;

namespace Lucid.Python.Objects;

/// <summary>Tensors over memory that a Python object lends through the buffer protocol.</summary>
internal static unsafe class BufferTensor
{
    private const int StridedWritable = 0x1 | 0x4 | 0x18;
    private const int StridedReadOnly = 0x4 | 0x18;

    /// <summary>A tensor over the object's memory; false, without a Python error, when it lends none that fits.</summary>
    internal static bool TryBuild(PyObject* o, out Tensor? tensor)
    {
        tensor = null;
        if (Py.PyObject_GetBuffer == null) return false;
        PyBuffer* view = (PyBuffer*)NativeMemory.AllocZeroed(1, (nuint)sizeof(PyBuffer));
        bool writable = Py.PyObject_GetBuffer(o, view, StridedWritable) == 0;
        if (!writable)
        {
            Py.PyErr_Clear();
            if (Py.PyObject_GetBuffer(o, view, StridedReadOnly) != 0)
            {
                Py.PyErr_Clear();
                NativeMemory.Free(view);
                return false;
            }
        }
        if (!Describe(view, out DType type, out Layout? layout))
        {
            Py.PyBuffer_Release(view);
            NativeMemory.Free(view);
            return false;
        }
        if (!writable)
        {
            // Memory that must not be written to is copied: a tensor promises that it can be.
            tensor = Copy(view, type, layout!);
            Py.PyBuffer_Release(view);
            NativeMemory.Free(view);
            return true;
        }
        Storage storage = Storage.Borrow(view->Data, (nint)(layout!.Extent * type.ItemSize()), new LentBuffer(view));
        tensor = Tensor.FromStorage(storage, layout, 0, type);
        return true;
    }

    private static bool Describe(PyBuffer* view, out DType type, out Layout? layout)
    {
        layout = null;
        if (!BufferFormat.TryRead(view->Format, view->ItemSize, out type) || view->Rank > Layout.MaxRank) return false;
        Span<long> sizes = stackalloc long[view->Rank];
        Span<long> strides = stackalloc long[view->Rank];
        long contiguous = view->ItemSize;
        for (int i = view->Rank - 1; i >= 0; i--)
        {
            sizes[i] = view->Shape != null ? view->Shape[i] : view->Length / view->ItemSize;
            long stride = view->Strides != null ? view->Strides[i] : contiguous;
            contiguous *= Math.Max(sizes[i], 1);
            // Elements must lie at whole multiples, forwards.
            if (stride < 0 || stride % view->ItemSize != 0) return false;
            strides[i] = stride / view->ItemSize;
        }
        layout = Layout.Strided(sizes, strides);
        return true;
    }

    private static Tensor Copy(PyBuffer* view, DType type, Layout layout)
    {
        // Borrowed only for the copy: the counter is never reached by anyone else.
        Storage storage = Storage.Borrow(view->Data, (nint)(layout.Extent * type.ItemSize()), new NothingToReturn());
        using TensorScope scope = TensorScope.Open();
        return scope.Escape(Tensor.FromStorage(storage, layout, 0, type).Clone());
    }

    private sealed class NothingToReturn : BorrowedMemory
    {
        public override void Release() { }
    }

    private sealed class LentBuffer(PyBuffer* view) : BorrowedMemory
    {
        private readonly nint _view = (nint)view;

        // The last owner may let go on any thread and inside a flush: the view is given back at the next call from Python.
        public override void Release() => PythonLock.ReturnLater(_view);
    }
}
