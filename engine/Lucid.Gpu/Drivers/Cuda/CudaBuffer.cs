using System;
using System.Threading;
using Lucid.Gpu.Drivers.Cuda.Native;

namespace Lucid.Gpu.Drivers.Cuda;

/// <summary>Memory that kernels reach by its address: the GPU's own, or host memory mapped for it.</summary>
internal sealed unsafe class CudaBuffer : IBuffer
{
    private readonly ulong _address;
    private readonly nint _registered;
    private int _disposed;

    /// <summary>Takes device memory; <paramref name="clear"/> fills it with zeros.</summary>
    public CudaBuffer(CudaContext context, long bytes, bool clear)
    {
        Context = context;
        Bytes = bytes;
        _address = context.Memory.Allocate(bytes);
        context.CountBuffers(1);
        if (!clear || bytes == 0) return;
        int code = context.Api.FillAsync(_address, 0, (nuint)bytes, context.Stream);
        if (code == DriverApi.Success) return;
        Dispose();
        throw context.Api.Error(code, "cuMemsetD8Async");
    }

    private CudaBuffer(CudaContext context, nint memory, long bytes, ulong address)
    {
        Context = context;
        Bytes = bytes;
        _registered = memory;
        _address = address;
        context.CountBuffers(1);
    }

    /// <summary>Maps the caller's memory; null where the GPU cannot reach it.</summary>
    public static CudaBuffer? Map(CudaContext context, nint memory, long bytes)
    {
        context.Bind();
        // CU_MEMHOSTREGISTER_DEVICEMAP
        if (bytes <= 0 || context.Api.HostRegister((void*)memory, (nuint)bytes, 2) != DriverApi.Success) return null;
        ulong address = 0;
        if (context.Api.HostGetDevicePointer(&address, (void*)memory, 0) == DriverApi.Success) return new CudaBuffer(context, memory, bytes, address);
        context.Api.HostUnregister((void*)memory);
        return null;
    }

    public CudaContext Context { get; }

    public long Bytes { get; }

    public ulong GpuAddress => _disposed == 0 ? _address : throw new DispatchException("the buffer was disposed of");

    public void Write(ReadOnlySpan<byte> data, long offset = 0)
    {
        CheckRange(data.Length, offset);
        if (data.Length == 0) return;
        Context.Bind();
        // From pageable memory the driver copies before it returns, so the span may go.
        fixed (byte* from = data) Context.Api.Check(Context.Api.CopyToDeviceAsync(GpuAddress + (ulong)offset, from, (nuint)data.Length, Context.Stream), "cuMemcpyHtoDAsync");
    }

    /// <summary>Writes at once, outside the order of the stream: for memory that nothing uses yet, while the stream is recorded.</summary>
    public void WriteAside(ReadOnlySpan<byte> data)
    {
        Context.Bind();
        fixed (byte* from = data)
            if (data.Length > 0) Context.Api.Check(Context.Api.CopyToDeviceAsync(GpuAddress, from, (nuint)data.Length, Context.SideStream), "cuMemcpyHtoDAsync");
        Context.Api.Check(Context.Api.StreamSynchronize(Context.SideStream), "cuStreamSynchronize");
    }

    public void Read(Span<byte> data, long offset = 0)
    {
        CheckRange(data.Length, offset);
        Context.Bind();
        fixed (byte* to = data)
            if (data.Length > 0) Context.Api.Check(Context.Api.CopyToHostAsync(to, GpuAddress + (ulong)offset, (nuint)data.Length, Context.Stream), "cuMemcpyDtoHAsync");
        Context.Synchronize();
    }

    internal void CheckRange(long length, long offset)
    {
        if (offset < 0 || length < 0 || offset > Bytes - length)
            throw new DispatchException($"{length} bytes at offset {offset} do not fit a buffer of {Bytes} bytes");
    }

    public void Dispose()
    {
        if (Interlocked.Exchange(ref _disposed, 1) != 0) return;
        Context.CountBuffers(-1);
        if (_registered == 0) { Context.Memory.Free(_address, Bytes); return; }
        if (Context.IsDisposed) return;
        // Work that uses the memory must be done before it is its owner's alone again.
        Context.Bind();
        Context.Api.StreamSynchronize(Context.Stream);
        Context.Api.HostUnregister((void*)_registered);
    }
}

/// <summary>Texels in device memory: four 32-bit components each, x fastest.</summary>
internal sealed class CudaTexture : ITexture
{
    private readonly CudaBuffer _texels;

    public CudaTexture(CudaContext context, Extent size)
    {
        if (size.Count == 0 || size.Count > 1ul << 34) throw new DispatchException($"cannot make a texture of {size.X} x {size.Y} x {size.Z} texels");
        Size = size;
        _texels = new CudaBuffer(context, (long)size.Count * 16, clear: true);
    }

    public Extent Size { get; }

    public CudaContext Context => _texels.Context;

    public ulong Address => _texels.GpuAddress;

    public void Write(ReadOnlySpan<byte> texels) => _texels.Write(texels);

    public void Read(Span<byte> texels) => _texels.Read(texels);

    public void Dispose() => _texels.Dispose();
}
