using System;
using System.Runtime.InteropServices;
using System.Threading;
using Lucid.Gpu.Drivers.Host.Execution;

namespace Lucid.Gpu.Drivers.Host;

/// <summary>A buffer in host memory, known to kernels by number.</summary>
internal sealed unsafe class HostBuffer : IBuffer
{
    private readonly HostDevice _device;
    private readonly bool _borrowed, _empty;
    private nint _memory;

    /// <summary>A buffer over memory that the caller owns.</summary>
    public HostBuffer(HostDevice device, long bytes, nint memory)
    {
        _device = device;
        _borrowed = true;
        _empty = memory == 0;
        Bytes = bytes;
        // An empty tensor may have no memory at all; a buffer of its own address stands for it.
        _memory = memory != 0 ? memory : (nint)NativeMemory.AlignedAlloc(64, 64);
        Number = device.Register(this);
    }

    public HostBuffer(HostDevice device, long bytes)
    {
        _device = device;
        Bytes = bytes;
        _memory = (nint)NativeMemory.AlignedAlloc((nuint)Math.Max(64, bytes), 64);
        NativeMemory.Clear((void*)_memory, (nuint)Math.Max(64, bytes));
        Number = device.Register(this);
    }

    public long Bytes { get; }

    public int Number { get; }

    public nint Memory => _memory != 0 ? _memory : throw new DispatchException("the buffer was disposed of");

    public ulong GpuAddress => (ulong)Number << Interpreter.OffsetBits;

    public void Write(ReadOnlySpan<byte> data, long offset = 0)
    {
        CheckRange(data.Length, offset);
        data.CopyTo(new Span<byte>((byte*)Memory + offset, data.Length));
    }

    public void Read(Span<byte> data, long offset = 0)
    {
        CheckRange(data.Length, offset);
        new ReadOnlySpan<byte>((byte*)Memory + offset, data.Length).CopyTo(data);
    }

    private void CheckRange(long length, long offset)
    {
        if (offset < 0 || offset + length > Bytes) throw new DispatchException($"{length} bytes at offset {offset} do not fit a buffer of {Bytes} bytes");
    }

    /// <summary>True where the caller owns the memory: then only dispatches that bind the buffer may see it.</summary>
    public bool IsBorrowed => _borrowed;

    /// <summary>The memory, or 0 once disposed of.</summary>
    public nint Address => _memory;

    public void Dispose()
    {
        nint memory = Interlocked.Exchange(ref _memory, 0);
        if (memory == 0) return;
        _device.Unregister(this, !_borrowed || _empty ? memory : 0);
    }
}
