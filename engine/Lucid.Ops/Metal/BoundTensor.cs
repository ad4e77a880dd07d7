using System;
using Lucid.Gpu.Drivers;
using Lucid.Memory;

namespace Lucid.Ops.Metal;

/// <summary>A tensor's memory as a buffer of the device: the memory itself where the device reaches it, a copy otherwise.</summary>
public sealed unsafe class BoundTensor : IDisposable
{
    // Spans hold fewer than 2^31 bytes.
    private const int Piece = 1 << 30;
    private readonly Tensor _tensor;
    private readonly Storage _storage;
    private readonly bool _copied, _written;

    /// <summary>
    /// Binds a row-major tensor; <paramref name="read"/> where the kernel sees its content (otherwise it finds zeros),
    /// <paramref name="written"/> where it may change it.
    /// </summary>
    public BoundTensor(IDevice device, Tensor tensor, bool read, bool written)
    {
        _tensor = tensor;
        _written = written;
        Bytes = tensor.Count * tensor.DType.ItemSize();
        // Another thread may let go of the tensor, or bind it to other memory, while the kernel runs.
        _storage = tensor.Storage;
        _storage.Retain();
        if (device.Share(Bytes == 0 ? 0 : (nint)Memory, Bytes) is { } shared)
        {
            Buffer = shared;
            return;
        }
        Buffer = device.Allocate(Bytes);
        _copied = true;
        if (!read) return;
        for (long at = 0; at < Bytes; at += Piece) Buffer.Write(new ReadOnlySpan<byte>(Memory + at, (int)Math.Min(Piece, Bytes - at)), at);
    }

    /// <summary>The buffer.</summary>
    public IBuffer Buffer { get; }

    /// <summary>Size of the tensor's elements.</summary>
    public long Bytes { get; }

    private byte* Memory => (byte*)_storage.Data + _tensor.Offset * _tensor.DType.ItemSize();

    /// <summary>Brings back what the kernel wrote.</summary>
    public void Finish()
    {
        if (!_copied || !_written) return;
        for (long at = 0; at < Bytes; at += Piece) Buffer.Read(new Span<byte>(Memory + at, (int)Math.Min(Piece, Bytes - at)), at);
    }

    /// <summary>Gives the buffer back.</summary>
    public void Dispose()
    {
        Buffer.Dispose();
        _storage.Release();
    }
}
