using System;
using System.Runtime.InteropServices;
using Lucid.Python.Interop;

namespace Lucid.Python.Objects;

/// <summary>Lends tensors to other libraries as DLPack capsules.</summary>
internal static unsafe class DlpackExport
{
    private static ReadOnlySpan<byte> PlainName => "dltensor"u8;

    private static ReadOnlySpan<byte> VersionedName => "dltensor_versioned"u8;

    /// <summary>A capsule over the tensor's memory; the memory lives until its taker calls the deleter.</summary>
    /// <exception cref="LucidException">The tensor requires grad, or is not in the processor's memory.</exception>
    internal static PyObject* Capsule(Tensor tensor, bool versioned, bool copied)
    {
        if (tensor.RequiresGrad)
            throw new LucidException("__dlpack__", "__dlpack__: Can't export tensors that require gradient, use tensor.detach()");
        if (tensor.DeviceType != DeviceType.Cpu)
            throw new LucidException("__dlpack__", $"__dlpack__: the memory of {tensor.Device} cannot be lent. Use .cpu(), or dl_device=(1, 0), which copies.");
        // Recorded work must be done before others look.
        _ = tensor.Storage.Data;
        Tensor alias = tensor.Detach();
        var handle = GCHandle.Alloc(alias);
        int rank = tensor.Rank;
        var numbers = (long*)NativeMemory.Alloc((nuint)(2 * rank + 1), sizeof(long));
        tensor.Shape.CopyTo(new Span<long>(numbers, rank));
        for (int i = 0; i < rank; i++)
        {
            // PyTorch lends the stride 1 for sizes below 2: some takers insist on it.
            numbers[rank + i] = tensor.Shape[i] < 2 ? 1 : tensor.Layout.Strides[i];
        }
        (byte code, byte bits) = TypeOf(tensor.DType);
        var description = new DlpackTensor
        {
            Data = tensor.Count == 0 ? null : (byte*)tensor.Storage.Data + tensor.Offset * tensor.DType.ItemSize(),
            DeviceType = DlpackDevice.Cpu,
            Rank = rank,
            TypeCode = code,
            Bits = bits,
            Lanes = 1,
            Shape = numbers,
            Strides = numbers + rank,
        };
        PyObject* capsule;
        if (versioned)
        {
            var managed = (DlpackVersioned*)NativeMemory.AllocZeroed(1, (nuint)sizeof(DlpackVersioned));
            managed->Major = 1;
            managed->Flags = copied ? DlpackVersioned.Copied : 0;
            managed->Context = (void*)GCHandle.ToIntPtr(handle);
            managed->Deleter = &DeleteVersioned;
            managed->Tensor = description;
            capsule = Py.PyCapsule_New(managed, Py.Text(VersionedName), (delegate* unmanaged<PyObject*, void>)&DropVersioned);
            if (capsule == null) Free(managed, managed->Context, numbers);
        }
        else
        {
            var managed = (DlpackManaged*)NativeMemory.AllocZeroed(1, (nuint)sizeof(DlpackManaged));
            managed->Context = (void*)GCHandle.ToIntPtr(handle);
            managed->Deleter = &Delete;
            managed->Tensor = description;
            capsule = Py.PyCapsule_New(managed, Py.Text(PlainName), (delegate* unmanaged<PyObject*, void>)&Drop);
            if (capsule == null) Free(managed, managed->Context, numbers);
        }
        return capsule;
    }

    // Takers call this on any thread, with or without Python's lock; nothing in it touches Python.
    [UnmanagedCallersOnly]
    private static void Delete(DlpackManaged* managed)
    {
        if (managed != null) Free(managed, managed->Context, managed->Tensor.Shape);
    }

    [UnmanagedCallersOnly]
    private static void DeleteVersioned(DlpackVersioned* managed)
    {
        if (managed != null) Free(managed, managed->Context, managed->Tensor.Shape);
    }

    private static void Free(void* managed, void* context, long* numbers)
    {
        try
        {
            GCHandle handle = GCHandle.FromIntPtr((nint)context);
            (handle.Target as Tensor)?.Release();
            handle.Free();
        }
        catch (Exception)
        {
            // A taker's thread has nobody to tell.
        }
        NativeMemory.Free(numbers);
        NativeMemory.Free(managed);
    }

    // A capsule nobody took: its name is still the first one.
    [UnmanagedCallersOnly]
    private static void Drop(PyObject* capsule)
    {
        if (Py.PyCapsule_IsValid(capsule, Py.Text(PlainName)) == 0) return;
        var managed = (DlpackManaged*)Py.PyCapsule_GetPointer(capsule, Py.Text(PlainName));
        Free(managed, managed->Context, managed->Tensor.Shape);
    }

    [UnmanagedCallersOnly]
    private static void DropVersioned(PyObject* capsule)
    {
        if (Py.PyCapsule_IsValid(capsule, Py.Text(VersionedName)) == 0) return;
        var managed = (DlpackVersioned*)Py.PyCapsule_GetPointer(capsule, Py.Text(VersionedName));
        Free(managed, managed->Context, managed->Tensor.Shape);
    }

    private static (byte Code, byte Bits) TypeOf(DType type) => type switch
    {
        DType.Bool => (6, 8),
        DType.UInt8 => (1, 8),
        DType.Int8 => (0, 8),
        DType.Int16 => (0, 16),
        DType.Int32 => (0, 32),
        DType.Int64 => (0, 64),
        DType.Float16 => (2, 16),
        DType.BFloat16 => (4, 16),
        DType.Float32 => (2, 32),
        DType.Float64 => (2, 64),
        DType.Complex64 => (5, 64),
        _ => (5, 128),
    };
}
