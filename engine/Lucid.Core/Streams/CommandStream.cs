using System.Runtime.CompilerServices;

namespace Lucid.Streams;

/// <summary>Where kernels go: the eager stream runs them, the deferred stream records them.</summary>
public abstract class CommandStream
{
    private static CommandStream? _metal;

    /// <summary>The deferred stream of the GPU device; set once by the GPU layer.</summary>
    /// <exception cref="GpuNotAvailableException">No GPU layer is loaded.</exception>
    public static CommandStream Metal
    {
        get => _metal ?? throw new GpuNotAvailableException("metal", "metal: this build carries no GPU stream; use device 'cpu'");
        set => _metal = value;
    }

    /// <summary>True once a GPU layer is loaded.</summary>
    public static bool HasMetal => _metal is not null;

    /// <summary>Sends a kernel to its device's stream: runs it at once on the processor, records it on the GPU device.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Submit<TKernel>(in TKernel kernel, DeviceType device) where TKernel : struct, IKernel
    {
        if (device == DeviceType.Cpu) kernel.Run();
        else Metal.Record(in kernel);
    }

    /// <summary>Runs all recorded work of every stream.</summary>
    public static void FlushAll() => _metal?.Flush();

    /// <summary>Which driver executes: <c>host</c>, <c>cuda</c> or <c>metal</c>.</summary>
    public abstract string Driver { get; }

    /// <summary>Commands recorded and not yet run.</summary>
    public abstract int PendingCommands { get; }

    /// <summary>Keeps a copy of the kernel for the next flush, and its operands alive until then.</summary>
    public abstract void Record<TKernel>(in TKernel kernel) where TKernel : struct, IKernel;

    /// <summary>Runs everything recorded, in order, and waits for it.</summary>
    public abstract void Flush();
}
