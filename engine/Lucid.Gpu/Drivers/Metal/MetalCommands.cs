using System;
using System.Runtime.InteropServices;
using System.Threading;

namespace Lucid.Gpu.Drivers.Metal;

/// <summary>
/// The device's stream: one open command buffer with one open encoder. Dispatches are encoded into it in order; it is
/// committed when it is long, and waited for when the host needs results (Metal, "Setting up a command structure").
/// </summary>
internal sealed unsafe class MetalCommands(MetalDevice device, nint queue)
{
    private const int LongestBuffer = 64;
    private readonly Lock _lock = new();
    private readonly ObjectiveC _objc = device.Runtime;
    private nint _open, _compute, _blit, _last;
    private int _count;
    private string? _failure;

    public void Dispatch(MetalKernel kernel, ReadOnlySpan<KernelArgument> arguments, Extent threads, Extent threadgroup)
    {
        lock (_lock)
        {
            using ObjectiveC.Pool pool = _objc.AutoreleasePool();
            // Everything is checked before anything is encoded, so that a refused call leaves no trace.
            foreach (KernelArgument argument in arguments) Check(argument);
            nint encoder = Compute();
            _objc.Send(encoder, "setComputePipelineState:", kernel.Pipeline);
            foreach (KernelArgument argument in arguments) Bind(encoder, argument);
            if (device.NonUniform) _objc.Send(encoder, "dispatchThreads:threadsPerThreadgroup:", MetalSize.Of(threads), MetalSize.Of(threadgroup));
            else
            {
                var groups = new MetalSize(threads.X / threadgroup.X, threads.Y / threadgroup.Y, threads.Z / threadgroup.Z);
                _objc.Send(encoder, "dispatchThreadgroups:threadsPerThreadgroup:", groups, MetalSize.Of(threadgroup));
            }
            if (++_count >= LongestBuffer) Commit();
        }
    }

    private void Check(KernelArgument argument)
    {
        switch (argument.Kind)
        {
            case ArgumentKind.Buffer:
                if (argument.Value is not MetalBuffer buffer || !ReferenceEquals(buffer.Device, device))
                    throw new DispatchException($"argument {argument.Index} is no buffer of this device");
                if (argument.Number < 0 || argument.Number > buffer.Bytes)
                    throw new DispatchException($"offset {argument.Number} lies outside buffer {argument.Index} of {buffer.Bytes} bytes");
                _ = buffer.Handle;
                break;
            case ArgumentKind.Texture:
                if (argument.Value is not MetalTexture texture || !ReferenceEquals(texture.Device, device))
                    throw new DispatchException($"argument {argument.Index} is no texture of this device");
                _ = texture.Handle;
                break;
        }
    }

    private void Bind(nint encoder, KernelArgument argument)
    {
        switch (argument.Kind)
        {
            case ArgumentKind.Buffer:
                _objc.Send(encoder, "setBuffer:offset:atIndex:", ((MetalBuffer)argument.Value!).Handle, (nint)argument.Number, argument.Index);
                break;
            case ArgumentKind.Texture:
                _objc.Send(encoder, "setTexture:atIndex:", ((MetalTexture)argument.Value!).Handle, argument.Index);
                break;
            case ArgumentKind.Threadgroup:
                // Lengths must be multiples of 16 bytes.
                _objc.Send(encoder, "setThreadgroupMemoryLength:atIndex:", (nint)(argument.Number + 15 & ~15L), argument.Index);
                break;
            default:
                var data = (byte[])argument.Value!;
                if (data.Length <= MetalValues.LargestBytes)
                {
                    fixed (byte* bytes = data) _objc.Send(encoder, "setBytes:length:atIndex:", (nint)bytes, data.Length, argument.Index);
                    break;
                }
                nint copy;
                fixed (byte* bytes = data)
                    copy = _objc.Send(device.Handle, "newBufferWithBytes:length:options:", (nint)bytes, data.Length, MetalValues.StorageShared);
                if (copy == 0) throw new DispatchException($"Metal has no {data.Length} bytes for argument {argument.Index}");
                _objc.Send(encoder, "setBuffer:offset:atIndex:", copy, 0, argument.Index);
                // The command buffer keeps it until it has run.
                _objc.Release(copy);
                break;
        }
    }

    public void Copy(nint from, long fromOffset, nint to, long toOffset, long bytes)
    {
        if (bytes == 0) return;
        lock (_lock)
        {
            using ObjectiveC.Pool pool = _objc.AutoreleasePool();
            EndCompute();
            CommandBuffer();
            if (_blit == 0) _blit = Keep(_objc.Send(_open, "blitCommandEncoder"), "a blit encoder");
            _objc.Send(_blit, "copyFromBuffer:sourceOffset:toBuffer:destinationOffset:size:", from, (nint)fromOffset, to, (nint)toOffset, (nint)bytes);
            _count++;
        }
    }

    /// <summary>Encodes into the command buffer itself, outside any encoder, as MPS kernels and events do.</summary>
    public void Encode(Action<nint> encode)
    {
        lock (_lock)
        {
            using ObjectiveC.Pool pool = _objc.AutoreleasePool();
            EndEncoders();
            encode(CommandBuffer());
            _count++;
        }
    }

    public void Flush()
    {
        lock (_lock)
        {
            using ObjectiveC.Pool pool = _objc.AutoreleasePool();
            Commit();
        }
    }

    /// <summary>Commits and waits; throws with Metal's own words where the GPU failed.</summary>
    public void Finish()
    {
        lock (_lock)
        {
            using ObjectiveC.Pool pool = _objc.AutoreleasePool();
            Commit();
            Retire();
            if (_failure is not { } reason) return;
            _failure = null;
            throw new DispatchException($"the GPU could not finish its work: {reason}");
        }
    }

    private nint CommandBuffer()
    {
        if (_open == 0) _open = Keep(_objc.Send(queue, "commandBuffer"), "a command buffer");
        return _open;
    }

    private nint Compute()
    {
        EndBlit();
        CommandBuffer();
        if (_compute == 0) _compute = Keep(_objc.Send(_open, "computeCommandEncoder"), "a compute encoder");
        return _compute;
    }

    // What the runtime hands out autoreleased is retained, for it outlives the pool of the call.
    private nint Keep(nint made, string what)
    {
        if (made == 0) throw new DispatchException($"Metal gives no {what[2..]}");
        return _objc.Send(made, "retain");
    }

    private void EndCompute()
    {
        if (_compute == 0) return;
        _objc.Send(_compute, "endEncoding");
        _objc.Release(_compute);
        _compute = 0;
    }

    private void EndBlit()
    {
        if (_blit == 0) return;
        _objc.Send(_blit, "endEncoding");
        _objc.Release(_blit);
        _blit = 0;
    }

    private void EndEncoders()
    {
        EndCompute();
        EndBlit();
    }

    private void Commit()
    {
        if (_open == 0) return;
        EndEncoders();
        _objc.Send(_open, "commit");
        // Buffers of one queue run in order: the last one's end is everyone's. An earlier one is asked for its error first.
        Retire();
        _last = _open;
        _open = 0;
        _count = 0;
    }

    private void Retire()
    {
        if (_last == 0) return;
        _objc.Send(_last, "waitUntilCompleted");
        if (_objc.Send(_last, "status") == MetalValues.StatusError) _failure ??= _objc.Reason(_objc.Send(_last, "error"));
        _objc.Release(_last);
        _last = 0;
    }
}
