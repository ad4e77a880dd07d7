using System;
using System.Threading;
using Lucid.Gpu.Drivers.Cuda.Native;

namespace Lucid.Gpu.Drivers.Cuda;

/// <summary>An order of work of its own, beside the device's. Two streams meet only through events.</summary>
public sealed unsafe class CudaStream : IDisposable
{
    private readonly CudaDevice _device;
    private nint _handle;

    /// <summary>Makes a stream.</summary>
    public CudaStream(CudaDevice device)
    {
        ArgumentNullException.ThrowIfNull(device);
        _device = device;
        device.Context.Bind();
        nint handle = 0;
        device.Context.Api.Check(device.Context.Api.StreamCreate(&handle, 1), "cuStreamCreate");
        _handle = handle;
        device.Context.CountStreams(1);
    }

    internal nint Handle => _handle != 0 ? _handle : throw new DispatchException("the stream was disposed of");

    /// <summary>True where all work is done.</summary>
    public bool IsDone
    {
        get
        {
            _device.Context.Bind();
            int code = _device.Context.Api.StreamQuery(Handle);
            if (code == DriverApi.NotReady) return false;
            _device.Context.Api.Check(code, "cuStreamQuery");
            return true;
        }
    }

    /// <summary>Waits until all work is done.</summary>
    public void Synchronize()
    {
        _device.Context.Bind();
        _device.Context.Api.Check(_device.Context.Api.StreamSynchronize(Handle), "cuStreamSynchronize");
    }

    /// <summary>Lets later work wait for an event, without the processor waiting.</summary>
    public void Wait(CudaEvent signal)
    {
        ArgumentNullException.ThrowIfNull(signal);
        _device.Context.Bind();
        _device.Context.Api.Check(_device.Context.Api.StreamWaitEvent(Handle, signal.Handle, 0), "cuStreamWaitEvent");
    }

    /// <summary>Copies pinned memory into a buffer; the call returns at once.</summary>
    public void Upload(PinnedMemory from, IBuffer to, long offset = 0)
    {
        ArgumentNullException.ThrowIfNull(from);
        CudaBuffer buffer = _device.Own(to);
        buffer.CheckRange(from.Bytes, offset);
        _device.Context.Bind();
        _device.Context.Api.Check(_device.Context.Api.CopyToDeviceAsync(buffer.GpuAddress + (ulong)offset, (void*)from.Pointer, (nuint)from.Bytes, Handle), "cuMemcpyHtoDAsync");
    }

    /// <summary>Copies out of a buffer into pinned memory; the call returns at once.</summary>
    public void Download(IBuffer from, PinnedMemory to, long offset = 0)
    {
        ArgumentNullException.ThrowIfNull(to);
        CudaBuffer buffer = _device.Own(from);
        buffer.CheckRange(to.Bytes, offset);
        _device.Context.Bind();
        _device.Context.Api.Check(_device.Context.Api.CopyToHostAsync((void*)to.Pointer, buffer.GpuAddress + (ulong)offset, (nuint)to.Bytes, Handle), "cuMemcpyDtoHAsync");
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        nint handle = Interlocked.Exchange(ref _handle, 0);
        if (handle == 0) return;
        _device.Context.CountStreams(-1);
        if (_device.Context.IsDisposed) return;
        _device.Context.Bind();
        _device.Context.Api.StreamDestroy(handle);
    }
}

/// <summary>A point in a stream's work that others wait for, or that times are taken at.</summary>
public sealed unsafe class CudaEvent : IDisposable
{
    private readonly CudaDevice _device;
    private nint _handle;

    /// <summary>Makes an event; without times it costs less.</summary>
    public CudaEvent(CudaDevice device, bool timed = false)
    {
        ArgumentNullException.ThrowIfNull(device);
        _device = device;
        device.Context.Bind();
        nint handle = 0;
        // CU_EVENT_DISABLE_TIMING
        device.Context.Api.Check(device.Context.Api.EventCreate(&handle, timed ? 0u : 2u), "cuEventCreate");
        _handle = handle;
        device.Context.CountEvents(1);
    }

    internal nint Handle => _handle != 0 ? _handle : throw new DispatchException("the event was disposed of");

    /// <summary>True where the work before it is done.</summary>
    public bool IsDone
    {
        get
        {
            _device.Context.Bind();
            int code = _device.Context.Api.EventQuery(Handle);
            if (code == DriverApi.NotReady) return false;
            _device.Context.Api.Check(code, "cuEventQuery");
            return true;
        }
    }

    /// <summary>Places it after the work given so far: to a stream, or to the device itself.</summary>
    public void Record(CudaStream? stream = null)
    {
        _device.Context.Bind();
        _device.Context.Api.Check(_device.Context.Api.EventRecord(Handle, stream?.Handle ?? _device.Context.Stream), "cuEventRecord");
    }

    /// <summary>Waits until the work before it is done.</summary>
    public void Synchronize()
    {
        _device.Context.Bind();
        _device.Context.Api.Check(_device.Context.Api.EventSynchronize(Handle), "cuEventSynchronize");
    }

    /// <summary>Milliseconds from this event to another; both must be timed and done.</summary>
    public float MillisecondsTo(CudaEvent later)
    {
        ArgumentNullException.ThrowIfNull(later);
        _device.Context.Bind();
        float time = 0;
        _device.Context.Api.Check(_device.Context.Api.EventElapsedTime(&time, Handle, later.Handle), "cuEventElapsedTime");
        return time;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        nint handle = Interlocked.Exchange(ref _handle, 0);
        if (handle == 0) return;
        _device.Context.CountEvents(-1);
        if (_device.Context.IsDisposed) return;
        _device.Context.Bind();
        _device.Context.Api.EventDestroy(handle);
    }
}

/// <summary>Host memory that the GPU copies from and to by itself, and can use in place.</summary>
public sealed unsafe class PinnedMemory : IDisposable
{
    private readonly CudaDevice _device;
    private nint _memory;

    /// <summary>Allocates; the bytes are not set.</summary>
    public PinnedMemory(CudaDevice device, long bytes)
    {
        ArgumentNullException.ThrowIfNull(device);
        if (bytes <= 0) throw new DispatchException($"cannot allocate {bytes} bytes of pinned memory");
        _device = device;
        Bytes = bytes;
        device.Context.Bind();
        void* memory = null;
        // CU_MEMHOSTALLOC_PORTABLE | CU_MEMHOSTALLOC_DEVICEMAP
        int code = device.Context.Api.HostAllocate(&memory, (nuint)bytes, 3);
        if (code == DriverApi.OutOfMemory) throw new OutOfMemoryException(bytes, 0, 0, Device.Metal);
        device.Context.Api.Check(code, "cuMemHostAlloc");
        _memory = (nint)memory;
        device.Context.CountBuffers(1);
    }

    /// <summary>Size in bytes.</summary>
    public long Bytes { get; }

    /// <summary>Address of the first byte.</summary>
    public nint Pointer => _memory != 0 ? _memory : throw new DispatchException("the pinned memory was disposed of");

    /// <summary>The bytes; at most the first 2 GiB.</summary>
    public Span<byte> Span => new((void*)Pointer, (int)Math.Min(Bytes, int.MaxValue));

    /// <inheritdoc/>
    public void Dispose()
    {
        nint memory = Interlocked.Exchange(ref _memory, 0);
        if (memory == 0) return;
        _device.Context.CountBuffers(-1);
        if (_device.Context.IsDisposed) return;
        _device.Context.Bind();
        _device.Context.Api.HostFree((void*)memory);
    }
}
