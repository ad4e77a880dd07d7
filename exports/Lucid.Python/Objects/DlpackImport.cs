using System;
using Lucid.Memory;
using Lucid.Python.Interop;

namespace Lucid.Python.Objects;

/// <summary>Tensors over memory that another library lends as a DLPack capsule.</summary>
internal static unsafe class DlpackImport
{
    /// <summary>Takes the capsule and makes a tensor over its memory; read-only memory is copied.</summary>
    /// <exception cref="LucidException">It is no capsule or was taken before; or the device, type or strides have no tensor.</exception>
    internal static Tensor Take(PyObject* capsule)
    {
        bool versioned = Py.PyCapsule_IsValid(capsule, Py.Text("dltensor_versioned"u8)) != 0;
        if (!versioned && Py.PyCapsule_IsValid(capsule, Py.Text("dltensor"u8)) == 0)
        {
            throw new LucidException("from_dlpack",
                $"from_dlpack: received an invalid capsule ({Py.TypeName(capsule)}). Note that DLTensor capsules can be consumed only once, so "
                + "you might have already constructed a tensor from it once.");
        }
        void* managed = Py.PyCapsule_GetPointer(capsule, versioned ? Py.Text("dltensor_versioned"u8) : Py.Text("dltensor"u8));
        if (managed == null) throw new PythonErrorException();
        if (versioned && ((DlpackVersioned*)managed)->Major != 1)
            throw new LucidException("from_dlpack", $"from_dlpack: version {((DlpackVersioned*)managed)->Major} of DLPack is not known; 1 is");
        DlpackTensor* lent = versioned ? &((DlpackVersioned*)managed)->Tensor : &((DlpackManaged*)managed)->Tensor;
        DType type = TypeOf(lent);
        Layout layout = LayoutOf(lent);
        if (lent->DeviceType is not (DlpackDevice.Cpu or DlpackDevice.CudaHost))
            throw new LucidException("from_dlpack",
                $"from_dlpack: the memory is on DLPack device ({lent->DeviceType}, {lent->DeviceId}); only the processor's, (1, 0), can be shared");
        bool readOnly = versioned && (((DlpackVersioned*)managed)->Flags & DlpackVersioned.ReadOnly) != 0;
        // From here on the memory is ours to give back; the new name says so.
        if (Py.PyCapsule_SetName(capsule, versioned ? Py.Text("used_dltensor_versioned"u8) : Py.Text("used_dltensor"u8)) != 0)
            throw new PythonErrorException();
        byte* data = (byte*)lent->Data + lent->ByteOffset;
        Storage storage = Storage.Borrow(data, (nint)(layout.Extent * type.ItemSize()), new LentTensor(managed, versioned));
        Tensor tensor = Tensor.FromStorage(storage, layout, 0, type);
        if (!readOnly) return tensor;
        // A tensor promises that it can be written to.
        using Graph.GradMode mode = Graph.GradMode.Off();
        Tensor copy = tensor.Clone();
        tensor.Release();
        return copy;
    }

    private static Layout LayoutOf(DlpackTensor* lent)
    {
        if (lent->Rank is < 0 or > Layout.MaxRank)
            throw new LucidException("from_dlpack", $"from_dlpack: {lent->Rank} dimensions; a tensor has at most {Layout.MaxRank}");
        var sizes = new ReadOnlySpan<long>(lent->Shape, lent->Rank);
        if (lent->Strides == null) return Layout.Contiguous(sizes, "from_dlpack");
        var strides = new ReadOnlySpan<long>(lent->Strides, lent->Rank);
        foreach (long stride in strides)
        {
            if (stride < 0)
                throw new LucidException("from_dlpack",
                    $"from_dlpack: negative strides {Layout.Format(strides)} are not supported. Copy the array first.");
        }
        return Layout.Strided(sizes, strides, "from_dlpack");
    }

    private static DType TypeOf(DlpackTensor* lent) => (lent->TypeCode, lent->Bits, lent->Lanes) switch
    {
        (6, 8, 1) => DType.Bool,
        (1, 8, 1) => DType.UInt8,
        (0, 8, 1) => DType.Int8,
        (0, 16, 1) => DType.Int16,
        (0, 32, 1) => DType.Int32,
        (0, 64, 1) => DType.Int64,
        (2, 16, 1) => DType.Float16,
        (4, 16, 1) => DType.BFloat16,
        (2, 32, 1) => DType.Float32,
        (2, 64, 1) => DType.Float64,
        (5, 64, 1) => DType.Complex64,
        (5, 128, 1) => DType.Complex128,
        _ => throw new LucidException("from_dlpack",
            $"from_dlpack: no element type matches DLPack type code {lent->TypeCode} with {lent->Bits} bits and {lent->Lanes} lanes"),
    };

    private sealed class LentTensor(void* managed, bool versioned) : BorrowedMemory
    {
        private readonly nint _managed = (nint)managed;

        // The lender may need Python's lock: the memory is given back at the next call from Python.
        public override void Release() => PythonLock.DeleteLater(_managed, versioned);
    }
}
