using System;

namespace Lucid.Gpu.Drivers.Metal;

/// <summary>An MTLSharedEvent: a counter that only grows, seen by the GPU and the host.</summary>
public sealed class MetalEvent : IDisposable
{
    private readonly MetalDevice _device;
    private nint _handle;

    internal MetalEvent(MetalDevice device)
    {
        _device = device;
        _handle = device.Runtime.Send(device.Handle, "newSharedEvent");
        if (_handle == 0) throw new DispatchException("Metal gives no event");
    }

    private nint Handle => _handle != 0 ? _handle : throw new ObjectDisposedException(nameof(MetalEvent));

    /// <summary>The last value that was signalled.</summary>
    public ulong Value => (ulong)_device.Runtime.Send(Handle, "signaledValue");

    /// <summary>Sets the value once all work started so far is done, and sends that work off.</summary>
    public void Signal(ulong value)
    {
        nint handle = Handle;
        _device.Commands.Encode(buffer => _device.Runtime.Send(buffer, "encodeSignalEvent:value:", handle, (nint)value));
        _device.Commands.Flush();
    }

    /// <summary>Holds work that is started from now on until the value is reached.</summary>
    public void Wait(ulong value)
    {
        nint handle = Handle;
        _device.Commands.Encode(buffer => _device.Runtime.Send(buffer, "encodeWaitForEvent:value:", handle, (nint)value));
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _device.Runtime.Release(_handle);
        _handle = 0;
    }
}
