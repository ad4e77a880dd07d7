using System;
using Lucid.Streams;

namespace Lucid.Ops.Dispatch;

/// <summary>Checks that operands share a device, and moves tensors between devices.</summary>
internal static unsafe class Devices
{
    /// <summary>Refuses operands on different devices; a 0-d tensor of the processor may join any.</summary>
    internal static void Same(string op, Tensor first, Tensor second, string argument)
    {
        if (first.DeviceType == second.DeviceType) return;
        if (second.Rank == 0 && second.DeviceType == DeviceType.Cpu) return;
        if (first.Rank == 0 && first.DeviceType == DeviceType.Cpu) return;
        throw new DeviceMismatchException(op, argument, first.Device, second.Device);
    }

    /// <summary>The tensor itself when it is there, else a copy on the device.</summary>
    internal static Tensor Move(Tensor source, DeviceType device)
    {
        if (source.DeviceType == device) return source;
        Tensor dense = Conversions.ToContiguous(source);
        Tensor target = Tensor.Allocate(dense.Layout, dense.DType, device);
        long bytes = dense.Count * dense.DType.ItemSize();
        if (bytes == 0) return target;
        if (device == DeviceType.Metal && bytes <= Transfers.ZeroCopyThreshold)
        {
            byte[] inline = new ReadOnlySpan<byte>(dense.Operand.Bytes, (int)bytes).ToArray();
            CommandStream.Submit(new UploadKernel(inline, target.Operand), device);
            return target;
        }
        // The source's recorded work must be done before its memory is read here.
        byte* from = (byte*)dense.Storage.Data + dense.Offset * dense.DType.ItemSize();
        Buffer.MemoryCopy(from, target.Storage.RawData, bytes, bytes);
        return target;
    }

    /// <summary>The tensor's memory with all recorded work on it done.</summary>
    internal static byte* Bytes(Tensor tensor) => (byte*)tensor.Storage.Data + tensor.Offset * tensor.DType.ItemSize();
}

/// <summary>Writes bytes that travel with the command.</summary>
internal readonly unsafe struct UploadKernel(byte[] content, Operand target) : IKernel
{
    public string Name => "upload";

    public void Run() => content.AsSpan().CopyTo(new Span<byte>(target.Bytes, content.Length));

    public void Visit<TVisitor>(ref TVisitor visitor) where TVisitor : struct, IOperandVisitor => visitor.Write(in target);
}
