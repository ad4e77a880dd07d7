using System;
using System.Runtime.InteropServices;

namespace Lucid.Gpu.Drivers.Metal;

/// <summary>An MTLBuffer, shared with the host or private to the GPU.</summary>
internal sealed unsafe class MetalBuffer : IBuffer
{
    private readonly bool _private;
    private nint _handle;

    public MetalBuffer(MetalDevice device, long bytes, bool isPrivate)
    {
        if (bytes < 0) throw new DispatchException($"cannot allocate a buffer of {bytes} bytes");
        Device = device;
        Bytes = bytes;
        _private = isPrivate;
        // A buffer of no bytes is no MTLBuffer, yet a kernel may be given one; a new buffer is filled with zeros.
        _handle = Make(Math.Max(bytes, 16), isPrivate ? MetalValues.StoragePrivate : MetalValues.StorageShared);
        device.Count(1, 0, 0);
    }

    public MetalDevice Device { get; }

    public long Bytes { get; }

    public nint Handle => _handle != 0 ? _handle : throw new DispatchException("the buffer has been disposed of");

    public ulong GpuAddress => (ulong)Device.Runtime.Send(Handle, "gpuAddress");

    private nint Make(long bytes, nint options)
    {
        nint made = Device.Runtime.Send(Device.Handle, "newBufferWithLength:options:", (nint)bytes, options);
        return made != 0 ? made : throw new DispatchException($"Metal has no memory for a buffer of {bytes} bytes");
    }

    private void Require(long offset, int length)
    {
        if (offset < 0 || offset > Bytes - length) throw new DispatchException($"{length} bytes at offset {offset} lie outside the buffer of {Bytes} bytes");
    }

    public void Write(ReadOnlySpan<byte> data, long offset = 0)
    {
        Require(offset, data.Length);
        if (data.Length == 0) return;
        // Work that was started earlier may still read what is there.
        Device.Synchronize();
        if (!_private)
        {
            data.CopyTo(new Span<byte>((byte*)Device.Runtime.Send(Handle, "contents") + offset, data.Length));
            return;
        }
        nint staging = Make(data.Length, MetalValues.StorageShared);
        try
        {
            data.CopyTo(new Span<byte>((byte*)Device.Runtime.Send(staging, "contents"), data.Length));
            Device.Commands.Copy(staging, 0, Handle, offset, data.Length);
            Device.Synchronize();
        }
        finally
        {
            Device.Runtime.Release(staging);
        }
    }

    public void Read(Span<byte> data, long offset = 0)
    {
        Require(offset, data.Length);
        if (data.Length == 0) return;
        if (!_private)
        {
            Device.Synchronize();
            new ReadOnlySpan<byte>((byte*)Device.Runtime.Send(Handle, "contents") + offset, data.Length).CopyTo(data);
            return;
        }
        nint staging = Make(data.Length, MetalValues.StorageShared);
        try
        {
            Device.Commands.Copy(Handle, offset, staging, 0, data.Length);
            Device.Synchronize();
            new ReadOnlySpan<byte>((byte*)Device.Runtime.Send(staging, "contents"), data.Length).CopyTo(data);
        }
        finally
        {
            Device.Runtime.Release(staging);
        }
    }

    public void Dispose()
    {
        if (_handle == 0) return;
        Device.Runtime.Release(_handle);
        _handle = 0;
        Device.Count(-1, 0, 0);
    }
}

/// <summary>An MTLTexture of four 32-bit float components per texel.</summary>
internal sealed unsafe class MetalTexture : ITexture
{
    private nint _handle;

    public MetalTexture(MetalDevice device, Extent size)
    {
        Device = device;
        Size = size;
        ObjectiveC objc = device.Runtime;
        using ObjectiveC.Pool pool = objc.AutoreleasePool();
        nint descriptor = objc.New("MTLTextureDescriptor");
        objc.Send(descriptor, "setTextureType:", size.Z > 1 ? MetalValues.Texture3D : size.Y > 1 ? MetalValues.Texture2D : MetalValues.Texture1D);
        objc.Send(descriptor, "setPixelFormat:", MetalValues.Rgba32Float);
        objc.Send(descriptor, "setWidth:", (nint)size.X);
        objc.Send(descriptor, "setHeight:", (nint)size.Y);
        objc.Send(descriptor, "setDepth:", (nint)size.Z);
        objc.Send(descriptor, "setUsage:", MetalValues.ReadAndWrite);
        _handle = objc.Send(device.Handle, "newTextureWithDescriptor:", descriptor);
        objc.Release(descriptor);
        if (_handle == 0) throw new DispatchException($"Metal has no texture of {size.X} by {size.Y} by {size.Z} texels");
    }

    public MetalDevice Device { get; }

    public Extent Size { get; }

    public nint Handle => _handle != 0 ? _handle : throw new DispatchException("the texture has been disposed of");

    private MetalRegion Whole => new(default, MetalSize.Of(Size));

    private nint RowBytes => (nint)Size.X * 16;

    private void Require(int bytes)
    {
        if ((ulong)bytes != Size.Count * 16) throw new DispatchException($"a texture of {Size.Count} texels has {Size.Count * 16} bytes, {bytes} are given");
    }

    public void Write(ReadOnlySpan<byte> texels)
    {
        Require(texels.Length);
        Device.Synchronize();
        fixed (byte* bytes = texels) Device.Runtime.SendReplace(Handle, Whole, bytes, RowBytes, RowBytes * (nint)Size.Y);
    }

    public void Read(Span<byte> texels)
    {
        Require(texels.Length);
        Device.Synchronize();
        fixed (byte* bytes = texels) Device.Runtime.SendGetBytes(Handle, bytes, RowBytes, RowBytes * (nint)Size.Y, Whole);
    }

    public void Dispose()
    {
        Device.Runtime.Release(_handle);
        _handle = 0;
    }
}
