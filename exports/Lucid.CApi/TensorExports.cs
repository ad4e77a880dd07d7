using System;
using System.Runtime.InteropServices;
using DNNE;
using Lucid.Graph;

namespace Lucid.CApi;

/// <summary>Tensors from C's memory and back, their properties, gradients and owners.</summary>
internal static unsafe class TensorExports
{
    /// <summary>Makes a tensor on the processor from a copy of row-major data. Release it when done.</summary>
    /// <param name="dtype">A lucid_dtype.</param>
    /// <param name="rank">How many dimensions; 0 for a single number.</param>
    /// <param name="sizes">The size of each dimension.</param>
    /// <param name="data">The elements, row by row; NULL for undefined content.</param>
    /// <param name="result">Receives the tensor.</param>
    [UnmanagedCallersOnly(EntryPoint = "lucid_tensor_create")]
    [return: C99Type("lucid_status")]
    public static Status Create(
        [C99Type("lucid_dtype")] int dtype, [C99Type("size_t")] nuint rank, [C99Type("const int64_t *")] long* sizes,
        [C99Type("const void *")] void* data, [C99Type("lucid_tensor *")] ulong* result)
    {
        try
        {
            if (result == null) throw new NullPointerException("lucid_tensor_create", "result");
            *result = 0;
            DType type = Arguments.DTypeOf(dtype, "lucid_tensor_create");
            int dimensions = Arguments.Length(rank, sizes, "lucid_tensor_create", "sizes");
            Layout layout = Layout.Contiguous(new ReadOnlySpan<long>(sizes, dimensions), "lucid_tensor_create");
            Tensor tensor = Tensor.Allocate(layout, type, DeviceType.Cpu);
            long bytes = layout.Count * type.ItemSize();
            if (data != null) Buffer.MemoryCopy(data, tensor.Storage.RawData, bytes, bytes);
            *result = HandleTable.Add(tensor);
            return Status.Ok;
        }
        catch (Exception error)
        {
            return CallErrors.Note(error);
        }
    }

    /// <summary>Copies a tensor's elements out, row by row, waiting for recorded work.</summary>
    /// <param name="tensor">The tensor.</param>
    /// <param name="data">Receives the elements.</param>
    /// <param name="bytes">Room in data; at least elements times the size of one.</param>
    [UnmanagedCallersOnly(EntryPoint = "lucid_tensor_read")]
    [return: C99Type("lucid_status")]
    public static Status Read([C99Type("lucid_tensor")] ulong tensor, [C99Type("void *")] void* data, [C99Type("size_t")] nuint bytes)
    {
        var pins = new PinList("lucid_tensor_read");
        try
        {
            Tensor source = pins.Pin(tensor);
            using GradMode mode = GradMode.Off();
            using TensorScope scope = TensorScope.Open();
            Tensor dense = source.Contiguous();
            nuint needed = (nuint)(dense.Count * dense.DType.ItemSize());
            if (bytes < needed) throw new ArrayTooShortException("lucid_tensor_read", "data", needed, bytes);
            if (needed == 0) return Status.Ok;
            if (data == null) throw new NullPointerException("lucid_tensor_read", "data");
            byte* from = (byte*)dense.Storage.Data + dense.Offset * dense.DType.ItemSize();
            Buffer.MemoryCopy(from, data, bytes, needed);
            return Status.Ok;
        }
        catch (Exception error)
        {
            return CallErrors.Note(error);
        }
        finally
        {
            pins.Release();
        }
    }

    /// <summary>The number of dimensions.</summary>
    [UnmanagedCallersOnly(EntryPoint = "lucid_tensor_rank")]
    [return: C99Type("lucid_status")]
    public static Status Rank([C99Type("lucid_tensor")] ulong tensor, [C99Type("size_t *")] nuint* rank) =>
        Query("lucid_tensor_rank", tensor, (long*)rank, "rank", &RankOf);

    /// <summary>The number of elements.</summary>
    [UnmanagedCallersOnly(EntryPoint = "lucid_tensor_numel")]
    [return: C99Type("lucid_status")]
    public static Status Numel([C99Type("lucid_tensor")] ulong tensor, [C99Type("int64_t *")] long* count) =>
        Query("lucid_tensor_numel", tensor, count, "count", &CountOf);

    /// <summary>The sizes of all dimensions.</summary>
    /// <param name="tensor">The tensor.</param>
    /// <param name="sizes">Receives the sizes.</param>
    /// <param name="room">How many sizes there is room for; at least the rank.</param>
    [UnmanagedCallersOnly(EntryPoint = "lucid_tensor_shape")]
    [return: C99Type("lucid_status")]
    public static Status Shape([C99Type("lucid_tensor")] ulong tensor, [C99Type("int64_t *")] long* sizes, [C99Type("size_t")] nuint room)
    {
        var pins = new PinList("lucid_tensor_shape");
        try
        {
            ReadOnlySpan<long> shape = pins.Pin(tensor).Shape;
            if (room < (nuint)shape.Length) throw new ArrayTooShortException("lucid_tensor_shape", "sizes", (nuint)shape.Length, room);
            if (shape.Length > 0 && sizes == null) throw new NullPointerException("lucid_tensor_shape", "sizes");
            for (int i = 0; i < shape.Length; i++) sizes[i] = shape[i];
            return Status.Ok;
        }
        catch (Exception error)
        {
            return CallErrors.Note(error);
        }
        finally
        {
            pins.Release();
        }
    }

    /// <summary>The element type.</summary>
    [UnmanagedCallersOnly(EntryPoint = "lucid_tensor_dtype")]
    [return: C99Type("lucid_status")]
    public static Status DTypeOf([C99Type("lucid_tensor")] ulong tensor, [C99Type("lucid_dtype *")] int* dtype) =>
        QueryCode("lucid_tensor_dtype", tensor, dtype, "dtype", &DTypeCode);

    /// <summary>The device.</summary>
    [UnmanagedCallersOnly(EntryPoint = "lucid_tensor_device")]
    [return: C99Type("lucid_status")]
    public static Status DeviceOf([C99Type("lucid_tensor")] ulong tensor, [C99Type("lucid_device *")] int* device) =>
        QueryCode("lucid_tensor_device", tensor, device, "device", &DeviceCode);

    /// <summary>Whether backward computes a gradient for the tensor: 1 or 0.</summary>
    [UnmanagedCallersOnly(EntryPoint = "lucid_tensor_requires_grad")]
    [return: C99Type("lucid_status")]
    public static Status RequiresGrad([C99Type("lucid_tensor")] ulong tensor, [C99Type("int *")] int* requires) =>
        QueryCode("lucid_tensor_requires_grad", tensor, requires, "requires", &RequiresGradCode);

    /// <summary>Turns gradients of a tensor that no op made on (not 0) or off (0).</summary>
    [UnmanagedCallersOnly(EntryPoint = "lucid_tensor_set_requires_grad")]
    [return: C99Type("lucid_status")]
    public static Status SetRequiresGrad([C99Type("lucid_tensor")] ulong tensor, [C99Type("int")] int requires)
    {
        var pins = new PinList("lucid_tensor_set_requires_grad");
        try
        {
            pins.Pin(tensor).SetRequiresGrad(requires != 0);
            return Status.Ok;
        }
        catch (Exception error)
        {
            return CallErrors.Note(error);
        }
        finally
        {
            pins.Release();
        }
    }

    /// <summary>Adds the gradient of a tensor to every leaf it was computed from.</summary>
    /// <param name="tensor">The root.</param>
    /// <param name="gradient">Gradient of the root, of its shape; 0 for one on a single element.</param>
    /// <param name="retainGraph">Not 0 keeps saved values for another pass.</param>
    /// <param name="createGraph">Not 0 records the computation, so that gradients can be differentiated again.</param>
    [UnmanagedCallersOnly(EntryPoint = "lucid_tensor_backward")]
    [return: C99Type("lucid_status")]
    public static Status Backward(
        [C99Type("lucid_tensor")] ulong tensor, [C99Type("lucid_tensor")] ulong gradient, [C99Type("int")] int retainGraph, [C99Type("int")] int createGraph)
    {
        var pins = new PinList("lucid_tensor_backward");
        try
        {
            Tensor root = pins.Pin(tensor);
            root.Backward(gradient == 0 ? null : pins.Pin(gradient), retainGraph != 0 || createGraph != 0, createGraph != 0);
            return Status.Ok;
        }
        catch (Exception error)
        {
            return CallErrors.Note(error);
        }
        finally
        {
            pins.Release();
        }
    }

    /// <summary>The gradient that backward has left in a tensor; 0 when there is none. Release it when done.</summary>
    [UnmanagedCallersOnly(EntryPoint = "lucid_tensor_grad")]
    [return: C99Type("lucid_status")]
    public static Status Grad([C99Type("lucid_tensor")] ulong tensor, [C99Type("lucid_tensor *")] ulong* gradient)
    {
        var pins = new PinList("lucid_tensor_grad");
        try
        {
            if (gradient == null) throw new NullPointerException("lucid_tensor_grad", "gradient");
            *gradient = 0;
            if (pins.Pin(tensor).Grad is not { } found) return Status.Ok;
            found.Retain();
            *gradient = HandleTable.Add(found);
            return Status.Ok;
        }
        catch (Exception error)
        {
            return CallErrors.Note(error);
        }
        finally
        {
            pins.Release();
        }
    }

    /// <summary>Replaces the gradient of a tensor; 0 removes it.</summary>
    [UnmanagedCallersOnly(EntryPoint = "lucid_tensor_set_grad")]
    [return: C99Type("lucid_status")]
    public static Status SetGrad([C99Type("lucid_tensor")] ulong tensor, [C99Type("lucid_tensor")] ulong gradient)
    {
        var pins = new PinList("lucid_tensor_set_grad");
        try
        {
            Tensor target = pins.Pin(tensor);
            target.Grad = gradient == 0 ? null : pins.Pin(gradient);
            return Status.Ok;
        }
        catch (Exception error)
        {
            return CallErrors.Note(error);
        }
        finally
        {
            pins.Release();
        }
    }

    /// <summary>Adds an owner: one more release is then needed.</summary>
    [UnmanagedCallersOnly(EntryPoint = "lucid_tensor_retain")]
    [return: C99Type("lucid_status")]
    public static Status Retain([C99Type("lucid_tensor")] ulong tensor)
    {
        try
        {
            HandleTable.Retain(tensor);
            return Status.Ok;
        }
        catch (Exception error)
        {
            return CallErrors.Note(error);
        }
    }

    /// <summary>Removes an owner; with the last one the handle becomes stale. Releasing 0 does nothing.</summary>
    [UnmanagedCallersOnly(EntryPoint = "lucid_tensor_release")]
    [return: C99Type("lucid_status")]
    public static Status Release([C99Type("lucid_tensor")] ulong tensor)
    {
        try
        {
            if (tensor != 0) HandleTable.Release(tensor);
            return Status.Ok;
        }
        catch (Exception error)
        {
            return CallErrors.Note(error);
        }
    }

    private static long RankOf(Tensor tensor) => tensor.Rank;

    private static long CountOf(Tensor tensor) => tensor.Count;

    private static int DTypeCode(Tensor tensor) => (int)tensor.DType;

    private static int DeviceCode(Tensor tensor) => (int)tensor.DeviceType;

    private static int RequiresGradCode(Tensor tensor) => tensor.RequiresGrad ? 1 : 0;

    private static Status Query(string function, ulong handle, long* result, string argument, delegate*<Tensor, long> read)
    {
        try
        {
            if (result == null) throw new NullPointerException(function, argument);
            Tensor tensor = HandleTable.Pin(handle, function);
            *result = read(tensor);
            tensor.Release();
            return Status.Ok;
        }
        catch (Exception error)
        {
            return CallErrors.Note(error);
        }
    }

    private static Status QueryCode(string function, ulong handle, int* result, string argument, delegate*<Tensor, int> read)
    {
        try
        {
            if (result == null) throw new NullPointerException(function, argument);
            Tensor tensor = HandleTable.Pin(handle, function);
            *result = read(tensor);
            tensor.Release();
            return Status.Ok;
        }
        catch (Exception error)
        {
            return CallErrors.Note(error);
        }
    }
}
