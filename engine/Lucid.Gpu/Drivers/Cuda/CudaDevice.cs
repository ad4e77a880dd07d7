using System;
using System.Collections.Generic;
using System.Threading;
using Lucid.Gpu.Drivers.Cuda.Emission;
using Lucid.Gpu.Drivers.Cuda.Native;
using Lucid.Gpu.Msl;

namespace Lucid.Gpu.Drivers.Cuda;

/// <summary>
/// An NVIDIA GPU. Kernels are written as CUDA C++ and compiled by NVRTC; work runs in order on one stream unless a
/// <see cref="CudaStream"/> is named. Nothing of CUDA is needed to build Lucid or to load it.
/// </summary>
public sealed class CudaDevice : IDevice
{
    private int _disposed;
    private CudaBlas? _blas;
    private CudaConvolution? _convolution;
    private readonly CudaOptions _options;

    private CudaDevice(CudaContext context, CudaOptions options)
    {
        Context = context;
        _options = options;
        Compiler = new RuntimeCompiler(options, context.Attribute(DriverApi.MajorVersion), context.Attribute(DriverApi.MinorVersion), context.DriverVersion);
        Modules = new ModuleTable(context, Compiler);
        MaxThreadgroupBytes = context.Attribute(DriverApi.SharedPerBlockOptin);
        Multiprocessors = context.Attribute(DriverApi.Multiprocessors);
    }

    /// <summary>Opens a GPU; null where that is impossible, with the reason.</summary>
    public static CudaDevice? TryOpen(out string reason, CudaOptions? options = null)
    {
        options ??= new CudaOptions();
        try
        {
            CudaContext? context = CudaContext.Open(options, out reason);
            if (context is null) return null;
            try
            {
                return new CudaDevice(context, options);
            }
            catch (CudaException)
            {
                context.Dispose();
                throw;
            }
        }
        catch (CudaException error)
        {
            reason = error.Message;
            return null;
        }
    }

    /// <inheritdoc/>
    public string Name => Context.Name;

    /// <inheritdoc/>
    public string Driver => "cuda";

    /// <inheritdoc/>
    public LiveObjects Live => Context.Live;

    /// <summary>Streams, events and graphs that nobody has disposed of yet.</summary>
    public (int Streams, int Events, int Graphs) LiveQueues => Context.LiveQueues;

    /// <summary>Free and total memory of the GPU in bytes.</summary>
    public (long Free, long Total) MemoryInfo => Context.MemoryInfo();

    /// <summary>Bytes that buffers use, most they used at a time, and bytes kept for reuse.</summary>
    public (long Used, long Peak, long Cached) MemoryStatistics => Context.Memory.Statistics;

    /// <summary>Most threadgroup memory of a kernel in bytes.</summary>
    public int MaxThreadgroupBytes { get; }

    /// <summary>Processors of the GPU, each of which runs several threadgroups at a time.</summary>
    public int Multiprocessors { get; }

    /// <summary>How many compiled kernels came from memory, from disk, and had to be compiled.</summary>
    public (int Memory, int Disk, int Compiled) CompileCounts => Compiler.Cache.Counts;

    /// <summary>The graph that dispatches go into at the moment.</summary>
    internal CudaGraph? Recording { get; private set; }

    internal CudaContext Context { get; }

    internal RuntimeCompiler Compiler { get; }

    internal ModuleTable Modules { get; }

    /// <summary>Matrix products of cublasLt; loaded when first asked for.</summary>
    /// <exception cref="GpuNotAvailableException">The library is not there.</exception>
    public CudaBlas Blas => _blas ??= new CudaBlas(this, _options);

    /// <summary>Convolutions of cuDNN; loaded when first asked for.</summary>
    /// <exception cref="GpuNotAvailableException">The library is not there.</exception>
    public CudaConvolution Convolution => _convolution ??= new CudaConvolution(this, _options);

    /// <inheritdoc/>
    public IBuffer Allocate(long bytes)
    {
        if (bytes < 0) throw new DispatchException($"cannot allocate a buffer of {bytes} bytes");
        return new CudaBuffer(Context, bytes, clear: true);
    }

    /// <summary>Makes a buffer whose bytes are not set.</summary>
    public IBuffer AllocateUnset(long bytes)
    {
        if (bytes < 0) throw new DispatchException($"cannot allocate a buffer of {bytes} bytes");
        return new CudaBuffer(Context, bytes, clear: false);
    }

    /// <summary>
    /// Makes a buffer over host memory, which the GPU then reads and writes across the bus: for data that is touched once. The caller keeps
    /// the memory alive until the buffer is disposed of. Null where the memory cannot be mapped.
    /// </summary>
    public IBuffer? MapHostMemory(nint memory, long bytes) => CudaBuffer.Map(Context, memory, bytes);

    // Mapping pages costs more than copying them once, and kernels read what they are given more than once.
    IBuffer? IDevice.Share(nint memory, long bytes) => null;

    /// <inheritdoc/>
    public ITexture AllocateTexture(Extent size) => new CudaTexture(Context, size);

    /// <inheritdoc/>
    public IProgram Compile(KernelSource source)
    {
        KernelLibrary library = KernelLibrary.Compile(source);
        if (!library.Succeeded) throw new KernelCompileException(library.Diagnostics);
        return new CudaProgram(this, library);
    }

    /// <summary>Compiles one kernel of checked source to machine code, and keeps it in the cache, without loading it.</summary>
    /// <exception cref="KernelCompileException">The kernel has no CUDA form.</exception>
    public void CompileOnly(KernelLibrary library, string kernel, IReadOnlyDictionary<int, object>? functionConstants = null)
    {
        KernelText text = CudaSource.EmitText(library, kernel, functionConstants);
        Compiler.Compile(text.IsPlanar ? text.Source : text.LineSource, text.Entry);
    }

    /// <inheritdoc/>
    public void Dispatch(IKernel kernel, ReadOnlySpan<KernelArgument> arguments, Extent threads, Extent threadgroup) =>
        CudaLaunch.Run(this, kernel, arguments, threads, threadgroup, Context.Stream);

    /// <summary>Starts a kernel on a stream of its own order.</summary>
    public void Dispatch(IKernel kernel, ReadOnlySpan<KernelArgument> arguments, Extent threads, Extent threadgroup, CudaStream stream)
    {
        ArgumentNullException.ThrowIfNull(stream);
        CudaLaunch.Run(this, kernel, arguments, threads, threadgroup, stream.Handle);
    }

    /// <summary>Copies between buffers of this device, in order with the dispatches.</summary>
    public unsafe void Copy(IBuffer from, long fromOffset, IBuffer to, long toOffset, long bytes)
    {
        CudaBuffer source = Own(from), target = Own(to);
        source.CheckRange(bytes, fromOffset);
        target.CheckRange(bytes, toOffset);
        Context.Bind();
        Context.Api.Check(Context.Api.CopyOnDeviceAsync(target.GpuAddress + (ulong)toOffset, source.GpuAddress + (ulong)fromOffset, (nuint)bytes, Context.Stream), "cuMemcpyDtoDAsync");
    }

    /// <summary>
    /// Records what <paramref name="work"/> dispatches and copies, without running it, into a graph that is started as a whole.
    /// Buffers must outlive the graph; reading and synchronising inside are errors of CUDA's.
    /// </summary>
    public CudaGraph Record(Action work)
    {
        ArgumentNullException.ThrowIfNull(work);
        if (Recording is not null) throw new DispatchException("a graph is being recorded already");
        CudaGraph graph = CudaGraph.Begin(this);
        Recording = graph;
        try
        {
            work();
            graph.End();
            return graph;
        }
        catch
        {
            graph.Abandon();
            throw;
        }
        finally
        {
            Recording = null;
        }
    }

    internal CudaBuffer Own(IBuffer buffer) =>
        buffer is CudaBuffer mine && mine.Context == Context ? mine : throw new DispatchException("the buffer belongs to another device");

    /// <inheritdoc/>
    public void Synchronize() => Context.Synchronize();

    /// <summary>Gives memory that is kept for reuse back to the driver, after all work is done.</summary>
    public void ReleaseCachedMemory()
    {
        Context.Synchronize();
        Context.Memory.ReleaseAll();
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        if (Interlocked.Exchange(ref _disposed, 1) != 0) return;
        Context.Bind();
        Context.Synchronize();
        _blas?.Dispose();
        _convolution?.Dispose();
        Modules.Dispose();
        Context.Dispose();
    }
}
