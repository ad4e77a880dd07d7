using System;
using System.Collections.Generic;
using System.Threading;
using Lucid.Gpu.Msl;

namespace Lucid.Gpu.Drivers.Metal;

/// <summary>
/// The system's default Metal device. Written against Apple's documentation and tried against a stand-in for the Objective-C
/// runtime; no Apple hardware has run it yet (docs/metal-driver.md).
/// </summary>
public sealed class MetalDevice : IDevice
{
    private readonly nint _handle;
    private readonly nint _queue;
    private readonly MetalCommands _commands;
    private int _buffers, _programs, _kernels;
    private bool _disposed;

    private MetalDevice(ObjectiveC runtime, nint handle, nint queue)
    {
        Runtime = runtime;
        _handle = handle;
        _queue = queue;
        _commands = new MetalCommands(this, queue);
        using ObjectiveC.Pool pool = runtime.AutoreleasePool();
        Name = runtime.Text(runtime.Send(handle, "name"));
        NonUniform = runtime.SendBool(handle, "supportsFamily:", MetalValues.FamilyApple4) || runtime.SendBool(handle, "supportsFamily:", MetalValues.FamilyMac2);
    }

    /// <summary>Opens the default device; null where there is no Metal or no device.</summary>
    /// <param name="libraryPath">A library that stands for the Objective-C runtime and Metal, or null for the system's.</param>
    public static MetalDevice? TryOpen(string? libraryPath = null)
    {
        if (ObjectiveC.TryOpen(libraryPath) is not { } runtime) return null;
        using ObjectiveC.Pool pool = runtime.AutoreleasePool();
        nint handle = runtime.CreateSystemDefaultDevice();
        if (handle == 0) return null;
        nint queue = runtime.Send(handle, "newCommandQueue");
        if (queue != 0) return new MetalDevice(runtime, handle, queue);
        runtime.Release(handle);
        return null;
    }

    internal ObjectiveC Runtime { get; }

    internal nint Handle => _disposed ? throw new ObjectDisposedException(nameof(MetalDevice)) : _handle;

    internal MetalCommands Commands => _disposed ? throw new ObjectDisposedException(nameof(MetalDevice)) : _commands;

    /// <summary>True where grids need not be a whole number of threadgroups.</summary>
    internal bool NonUniform { get; }

    /// <inheritdoc/>
    public string Name { get; }

    /// <inheritdoc/>
    public string Driver => "metal";

    /// <inheritdoc/>
    public LiveObjects Live => new(Volatile.Read(ref _buffers), Volatile.Read(ref _programs), Volatile.Read(ref _kernels));

    internal void Count(int buffers, int programs, int kernels)
    {
        Interlocked.Add(ref _buffers, buffers);
        Interlocked.Add(ref _programs, programs);
        Interlocked.Add(ref _kernels, kernels);
    }

    /// <inheritdoc/>
    public IBuffer Allocate(long bytes) => new MetalBuffer(this, bytes, isPrivate: false);

    /// <summary>Makes a buffer that only the GPU sees; reads and writes go through a copy.</summary>
    public IBuffer AllocatePrivate(long bytes) => new MetalBuffer(this, bytes, isPrivate: true);

    /// <inheritdoc/>
    public ITexture AllocateTexture(Extent size) => new MetalTexture(this, size);

    /// <summary>Makes an event that the host and the GPU signal and wait for.</summary>
    public MetalEvent CreateEvent() => new(this);

    /// <inheritdoc/>
    public IProgram Compile(KernelSource source)
    {
        ArgumentNullException.ThrowIfNull(source);
        return new MetalProgram(this, source);
    }

    /// <inheritdoc/>
    public void Dispatch(IKernel kernel, ReadOnlySpan<KernelArgument> arguments, Extent threads, Extent threadgroup)
    {
        if (kernel is not MetalKernel mine || !ReferenceEquals(mine.Device, this)) throw new DispatchException("the kernel belongs to another device");
        if (threads.Count == 0) return;
        if (threadgroup.Count == 0 || threadgroup.Count > (ulong)mine.MaxThreadsPerThreadgroup)
            throw new DispatchException($"a threadgroup of {threadgroup.Count} threads is not between 1 and {mine.MaxThreadsPerThreadgroup}, which kernel '{mine.Name}' allows");
        bool divides = threads.X % threadgroup.X == 0 && threads.Y % threadgroup.Y == 0 && threads.Z % threadgroup.Z == 0;
        if (!NonUniform && !divides)
            throw new DispatchException($"'{Name}' needs a grid that threadgroups divide: ({threads.X}, {threads.Y}, {threads.Z}) by ({threadgroup.X}, {threadgroup.Y}, {threadgroup.Z})");
        Commands.Dispatch(mine, arguments, threads, threadgroup);
    }

    /// <summary>result = left x right (each row-major, float32 or float16) by MPSMatrixMultiplication.</summary>
    /// <exception cref="DispatchException">A buffer is another device's or too small for its matrix.</exception>
    public void Multiply(MetalMatrix left, MetalMatrix right, MetalMatrix result, double alpha = 1, double beta = 0) =>
        MetalMatrixMultiplication.Encode(this, left, right, result, alpha, beta);

    /// <inheritdoc/>
    public void Synchronize() => Commands.Finish();

    /// <inheritdoc/>
    public void Dispose()
    {
        if (_disposed) return;
        try
        {
            _commands.Finish();
        }
        finally
        {
            _disposed = true;
            Runtime.Release(_queue);
            Runtime.Release(_handle);
        }
    }
}
