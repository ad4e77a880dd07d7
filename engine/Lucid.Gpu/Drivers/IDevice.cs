using System;
using System.Collections.Generic;
using Lucid.Gpu.Msl;

namespace Lucid.Gpu.Drivers;

/// <summary>Three extents: of a grid in threads, or of a threadgroup in threads.</summary>
/// <param name="X">Extent along x, at least 1.</param>
/// <param name="Y">Extent along y, at least 1.</param>
/// <param name="Z">Extent along z, at least 1.</param>
public readonly record struct Extent(uint X, uint Y = 1, uint Z = 1)
{
    /// <summary>X times Y times Z.</summary>
    public ulong Count => (ulong)X * Y * Z;
}

/// <summary>Objects a device holds that nobody has disposed of yet.</summary>
public readonly record struct LiveObjects(int Buffers, int Programs, int Kernels);

/// <summary>A place that runs kernels: the Host interpreter, an NVIDIA GPU, an Apple GPU.</summary>
public interface IDevice : IDisposable
{
    /// <summary>The hardware's name.</summary>
    string Name { get; }

    /// <summary>"host", "cuda" or "metal".</summary>
    string Driver { get; }

    /// <summary>What is alive on the device.</summary>
    LiveObjects Live { get; }

    /// <summary>Makes a buffer of zero bytes.</summary>
    IBuffer Allocate(long bytes);

    /// <summary>
    /// Makes a buffer over host memory, so that nothing is copied: kernels see and change the memory itself. The caller keeps it
    /// alive until the buffer is disposed of. Null where the device cannot reach host memory; copy through <see cref="Allocate"/> then.
    /// </summary>
    IBuffer? Share(nint memory, long bytes) => null;

    /// <summary>Makes a texture of zero texels, four 32-bit components each; unused extents are 1.</summary>
    ITexture AllocateTexture(Extent size);

    /// <summary>Compiles source; throws <see cref="KernelCompileException"/> with the diagnostics where it is not valid.</summary>
    IProgram Compile(KernelSource source);

    /// <summary>Starts a kernel over exactly <paramref name="threads"/> threads, however they divide into threadgroups.</summary>
    void Dispatch(IKernel kernel, ReadOnlySpan<KernelArgument> arguments, Extent threads, Extent threadgroup);

    /// <summary>Waits until everything that was started is done.</summary>
    void Synchronize();
}

/// <summary>Memory of a device.</summary>
public interface IBuffer : IDisposable
{
    /// <summary>Size in bytes.</summary>
    long Bytes { get; }

    /// <summary>The value a kernel sees as the buffer's address, for pointers inside argument structs.</summary>
    ulong GpuAddress { get; }

    /// <summary>Copies into the buffer.</summary>
    void Write(ReadOnlySpan<byte> data, long offset = 0);

    /// <summary>Copies out of the buffer after all work on the device is done.</summary>
    void Read(Span<byte> data, long offset = 0);
}

/// <summary>A 1d, 2d or 3d image of four-component texels.</summary>
public interface ITexture : IDisposable
{
    /// <summary>Extents in texels.</summary>
    Extent Size { get; }

    /// <summary>Copies all texels in: x fastest, four 32-bit components (float, int or uint bits) each.</summary>
    void Write(ReadOnlySpan<byte> texels);

    /// <summary>Copies all texels out.</summary>
    void Read(Span<byte> texels);
}

/// <summary>Compiled source on a device.</summary>
public interface IProgram : IDisposable
{
    /// <summary>Names under which kernels can be asked for.</summary>
    IReadOnlyCollection<string> KernelNames { get; }

    /// <summary>What the front end knows of the source: kernels, their parameters, function constants; null where the driver did not keep it.</summary>
    KernelLibrary? Library => null;

    /// <summary>One kernel, with function constants by index (bool, int, uint, float, ... boxed).</summary>
    IKernel Kernel(string name, IReadOnlyDictionary<int, object>? functionConstants = null);
}

/// <summary>A kernel ready to run.</summary>
public interface IKernel : IDisposable
{
    /// <summary>Its name.</summary>
    string Name { get; }

    /// <summary>Most threads a threadgroup may have.</summary>
    int MaxThreadsPerThreadgroup { get; }

    /// <summary>Threads per simdgroup.</summary>
    int ThreadExecutionWidth { get; }
}

/// <summary>What kind of thing an argument binds.</summary>
public enum ArgumentKind : byte
{
    /// <summary>A buffer at an offset.</summary>
    Buffer,
    /// <summary>A few bytes copied at dispatch.</summary>
    Bytes,
    /// <summary>Uninitialised threadgroup memory of a size.</summary>
    Threadgroup,
    /// <summary>A texture.</summary>
    Texture,
}

/// <summary>One argument of a dispatch, by the index its parameter's attribute names.</summary>
public readonly struct KernelArgument
{
    private KernelArgument(ArgumentKind kind, int index, object? value, long number)
    {
        Kind = kind;
        Index = index;
        Value = value;
        Number = number;
    }

    /// <summary>What it binds.</summary>
    public ArgumentKind Kind { get; }

    /// <summary>The index in the parameter's attribute.</summary>
    public int Index { get; }

    /// <summary>The buffer, the texture, or the bytes.</summary>
    public object? Value { get; }

    /// <summary>Offset into the buffer, or size of threadgroup memory, in bytes.</summary>
    public long Number { get; }

    /// <summary>Binds a buffer from an offset on.</summary>
    public static KernelArgument Buffer(int index, IBuffer buffer, long offset = 0) => new(ArgumentKind.Buffer, index, buffer, offset);

    /// <summary>Binds a copy of the bytes of a value.</summary>
    public static unsafe KernelArgument Constant<T>(int index, T value) where T : unmanaged =>
        new(ArgumentKind.Bytes, index, new ReadOnlySpan<byte>(&value, sizeof(T)).ToArray(), 0);

    /// <summary>Binds a copy of bytes.</summary>
    public static KernelArgument Bytes(int index, ReadOnlySpan<byte> data) => new(ArgumentKind.Bytes, index, data.ToArray(), 0);

    /// <summary>Gives a threadgroup parameter its memory.</summary>
    public static KernelArgument Threadgroup(int index, int bytes) => new(ArgumentKind.Threadgroup, index, null, bytes);

    /// <summary>Binds a texture.</summary>
    public static KernelArgument Texture(int index, ITexture texture) => new(ArgumentKind.Texture, index, texture, 0);
}
