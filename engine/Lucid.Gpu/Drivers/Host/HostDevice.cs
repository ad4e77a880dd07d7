using System;
using System.Collections.Generic;
using System.Runtime.ExceptionServices;
using System.Runtime.InteropServices;
using System.Threading;
using Lucid.Cpu.Threads;
using Lucid.Gpu.Drivers.Host.Execution;
using Lucid.Gpu.Drivers.Host.Program;
using Lucid.Gpu.Drivers.Host.Lowering;
using Lucid.Gpu.Msl;
using Lucid.Gpu.Msl.Types;
using Lucid.Gpu.Msl.Semantics;

namespace Lucid.Gpu.Drivers.Host;

/// <summary>How the Host driver runs kernels.</summary>
/// <param name="Checked">Reports bounds, alignment, uninitialised reads, races, divergent barriers, division by zero. Unchecked runs
/// faster: reads outside give zero, writes outside vanish.</param>
/// <param name="StepLimit">Loop iterations per simdgroup after which a kernel counts as endless.</param>
/// <param name="Threads">Worker threads; 0 for the process's team. Checked runs use one, so that reports are reproducible.</param>
public sealed record HostOptions(bool Checked = true, long StepLimit = 1L << 28, int Threads = 0)
{
    /// <summary>Environment variable that turns checks off with <c>0</c>.</summary>
    public const string CheckedVariable = "LUCID_METAL_CHECKED";

    /// <summary>Environment variable for <see cref="StepLimit"/>.</summary>
    public const string StepLimitVariable = "LUCID_METAL_STEP_LIMIT";

    /// <summary>Checks on, unless the environment says otherwise.</summary>
    public static HostOptions FromEnvironment()
    {
        bool on = Environment.GetEnvironmentVariable(CheckedVariable)?.Trim().ToLowerInvariant() is not ("0" or "false" or "off" or "no");
        bool given = long.TryParse(Environment.GetEnvironmentVariable(StepLimitVariable), System.Globalization.NumberStyles.None,
            System.Globalization.CultureInfo.InvariantCulture, out long limit) && limit > 0;
        return given ? new HostOptions(on, limit) : new HostOptions(on);
    }
}

/// <summary>Runs kernels on the CPU, 32 lanes at a time.</summary>
public sealed class HostDevice : IDevice
{
    private const int MaxThreads = 1024;
    private readonly HostOptions _options;
    private readonly Lock _lock = new();
    private readonly List<HostBuffer?> _buffers = [null];
    private readonly Stack<int> _free = new();
    private readonly List<nint> _unfreed = [];
    private int _running;
    private int _liveBuffers, _livePrograms, _liveKernels;

    /// <summary>Makes a device.</summary>
    public HostDevice(HostOptions? options = null)
    {
        _options = options ?? new HostOptions();
        Checked = _options.Checked;
    }

    /// <summary>Whether dispatches from now on report bounds, races and the other faults; see <see cref="HostOptions"/>.</summary>
    public bool Checked { get; set; }

    /// <inheritdoc/>
    public string Name => "Host";

    /// <inheritdoc/>
    public string Driver => "host";

    /// <inheritdoc/>
    public LiveObjects Live => new(_liveBuffers, _livePrograms, _liveKernels);

    internal int Register(HostBuffer buffer)
    {
        lock (_lock)
        {
            _liveBuffers++;
            if (_free.TryPop(out int number)) { _buffers[number] = buffer; return number; }
            _buffers.Add(buffer);
            return _buffers.Count - 1;
        }
    }

    /// <summary>Takes a buffer off the list. Its memory is freed once no kernel runs: one may hold its address.</summary>
    internal unsafe void Unregister(HostBuffer buffer, nint memory)
    {
        lock (_lock)
        {
            _liveBuffers--;
            _buffers[buffer.Number] = null;
            _free.Push(buffer.Number);
            if (memory == 0) return;
            if (_running > 0)
            {
                _unfreed.Add(memory);
                return;
            }
        }
        NativeMemory.AlignedFree((void*)memory);
    }

    private unsafe void EndDispatch()
    {
        lock (_lock)
        {
            if (--_running > 0) return;
            foreach (nint memory in _unfreed) NativeMemory.AlignedFree((void*)memory);
            _unfreed.Clear();
        }
    }

    internal void Count(int programs, int kernels)
    {
        Interlocked.Add(ref _livePrograms, programs);
        Interlocked.Add(ref _liveKernels, kernels);
    }

    /// <inheritdoc/>
    public IBuffer Allocate(long bytes)
    {
        if (bytes < 0 || bytes > 1L << (Interpreter.OffsetBits - 1)) throw new DispatchException($"cannot allocate a buffer of {bytes} bytes");
        return new HostBuffer(this, bytes);
    }

    /// <inheritdoc/>
    public IBuffer? Share(nint memory, long bytes) => new HostBuffer(this, bytes, memory);

    /// <inheritdoc/>
    public ITexture AllocateTexture(Extent size) => new HostTexture(size);

    /// <inheritdoc/>
    public IProgram Compile(KernelSource source)
    {
        KernelLibrary library = KernelLibrary.Compile(source);
        if (!library.Succeeded) throw new KernelCompileException(library.Diagnostics);
        return new HostLibrary(this, library);
    }

    /// <summary>Why the Host driver cannot run a kernel of checked source, or null where it can; function constants count as 1.</summary>
    public static string? WhyNotLowered(KernelLibrary library, string name)
    {
        ArgumentNullException.ThrowIfNull(library);
        if (!library.TryGetKernel(name, out FunctionSymbol kernel)) return "there is no such kernel";
        var values = new Dictionary<int, ConstantValue>();
        foreach (VariableSymbol constant in library.FunctionConstants) values[constant.FunctionConstant] = ConstantValue.Int(1);
        try
        {
            Lowerer.Lower(library, name, kernel, values);
            return null;
        }
        catch (LoweringException error)
        {
            return error.Message;
        }
    }

    /// <inheritdoc/>
    public void Synchronize()
    {
    }

    /// <inheritdoc/>
    public void Dispose()
    {
    }

    /// <inheritdoc/>
    public void Dispatch(IKernel kernel, ReadOnlySpan<KernelArgument> arguments, Extent threads, Extent threadgroup)
    {
        if (kernel is not HostKernel { Device: var owner } mine || owner != this) throw new DispatchException("the kernel belongs to another device");
        if (threads.Count == 0) return;
        if (threadgroup.Count is 0 or > MaxThreads) throw new DispatchException($"a threadgroup of {threadgroup.Count} threads is not between 1 and {MaxThreads}");
        lock (_lock) _running++;
        HostBuffer? constants = null;
        try
        {
            Run(Prepare(mine.Program, arguments, threads, threadgroup, out constants));
        }
        finally
        {
            constants?.Dispose();
            EndDispatch();
        }
    }

    private Launch Prepare(HostProgram program, ReadOnlySpan<KernelArgument> arguments, Extent threads, Extent threadgroup, out HostBuffer? constants)
    {
        bool isChecked = Checked;
        // Constant data and by-value arguments share one buffer that lives as long as the dispatch.
        int bytes = program.ConstantData.Length + 16;
        foreach (KernelArgument argument in arguments)
            if (argument.Kind == ArgumentKind.Bytes) bytes = (bytes + 15 & ~15) + ((byte[])argument.Value!).Length;
        constants = new HostBuffer(this, bytes);
        constants.Write(program.ConstantData);
        var slots = new long[program.SlotCount];
        slots[program.ConstantSlot] = (long)constants.GpuAddress;
        var textures = new List<HostTexture?>();
        int next = program.ConstantData.Length + 16, shared = program.ThreadgroupBytes;
        var offsets = new List<int>();
        var bound = new bool[program.SlotCount];
        foreach (KernelArgument argument in arguments)
        {
            switch (argument.Kind)
            {
                case ArgumentKind.Bytes:
                    next = next + 15 & ~15;
                    var data = (byte[])argument.Value!;
                    constants.Write(data, next);
                    Bind(program, slots, bound, argument.Index, (long)constants.GpuAddress + next);
                    next += data.Length;
                    break;
                case ArgumentKind.Buffer:
                    if (argument.Value is not HostBuffer buffer) throw new DispatchException($"argument {argument.Index} is no buffer of this device");
                    _ = buffer.Memory;
                    if (argument.Number < 0 || argument.Number > buffer.Bytes) throw new DispatchException($"offset {argument.Number} lies outside buffer {argument.Index} of {buffer.Bytes} bytes");
                    Bind(program, slots, bound, argument.Index, (long)buffer.GpuAddress + argument.Number);
                    break;
                case ArgumentKind.Threadgroup:
                    while (offsets.Count <= argument.Index) offsets.Add(0);
                    offsets[argument.Index] = shared;
                    shared += (int)(argument.Number + 15 & ~15);
                    break;
                default:
                    while (textures.Count <= argument.Index) textures.Add(null);
                    textures[argument.Index] = argument.Value as HostTexture;
                    break;
            }
        }
        foreach (var (index, slot) in program.BufferSlots)
            if (!bound[slot] && !program.IsOptional(index))
                throw new DispatchException($"kernel '{program.KernelName}' needs an argument for buffer({index})");
        lock (_lock)
        {
            var bases = new nint[_buffers.Count];
            var lengths = new long[_buffers.Count];
            var shadows = new ulong[]?[_buffers.Count];
            for (int i = 0; i < _buffers.Count; i++)
                if (_buffers[i] is { Address: var memory and not 0 } buffer && (!buffer.IsBorrowed || IsBound(slots, i)))
                {
                    bases[i] = memory;
                    lengths[i] = buffer.Bytes;
                }
            if (isChecked)
                for (int slot = 0; slot < slots.Length; slot++)
                    if (program.SlotWritable[slot]) shadows[(int)(slots[slot] >> Interpreter.OffsetBits)] ??= new ulong[(lengths[(int)(slots[slot] >> Interpreter.OffsetBits)] >> program.RaceShift) + 2];
            return new Launch
            {
                Program = program, Grid = threads, Threadgroup = threadgroup, Slots = slots, Bases = bases, Lengths = lengths, Shadows = shadows,
                Textures = textures.ToArray(), ThreadgroupOffsets = offsets.ToArray(), ThreadgroupBytes = shared, Checked = isChecked,
                StepLimit = _options.StepLimit, ConstantId = constants.Number, Caller = Environment.CurrentManagedThreadId,
            };
        }
    }

    private static bool IsBound(long[] slots, int number)
    {
        foreach (long slot in slots)
            if (slot >> Interpreter.OffsetBits == number) return true;
        return false;
    }

    private static void Bind(HostProgram program, long[] slots, bool[] bound, int index, long address)
    {
        foreach (var (argument, slot) in program.BufferSlots)
            if (argument == index) { slots[slot] = address; bound[slot] = true; }
    }

    private void Run(Launch launch)
    {
        ulong groups = launch.Groups.Count;
        // Reports must name the same fault every time, so checked runs keep to one order.
        if (launch.Checked || groups == 1 || _options.Threads == 1) RunGroups(launch, 0, groups);
        else if (_options.Threads > 0) RunOnThreads(launch, groups, (int)Math.Min((ulong)_options.Threads, groups));
        else RunOnTeam(launch, groups);
    }

    private static void RunGroups(Launch launch, ulong begin, ulong end)
    {
        try
        {
            using var interpreter = new Interpreter(launch);
            for (ulong group = begin; group < end && !launch.Stopped; group++) interpreter.RunThreadgroup(group);
        }
        catch
        {
            launch.Stopped = true;
            throw;
        }
    }

    private static unsafe void RunOnTeam(Launch launch, ulong groups)
    {
        // An interpreter is made per part, so parts hold at least a few thousand threads.
        ulong grain = Math.Max(1, 4096 / launch.Threadgroup.Count);
        var handle = GCHandle.Alloc(launch);
        try
        {
            Team.Run((nint)groups, (nint)grain, &Part, (void*)GCHandle.ToIntPtr(handle));
        }
        finally
        {
            handle.Free();
        }
        static void Part(void* context, nint begin, nint end) =>
            RunGroups((Launch)GCHandle.FromIntPtr((nint)context).Target!, (ulong)begin, (ulong)end);
    }

    private static void RunOnThreads(Launch launch, ulong groups, int workers)
    {
        Exception? failure = null;
        void Work(int worker)
        {
            try
            {
                RunGroups(launch, groups * (ulong)worker / (ulong)workers, groups * (ulong)(worker + 1) / (ulong)workers);
            }
            catch (Exception error)
            {
                Interlocked.CompareExchange(ref failure, error, null);
            }
        }
        var threads = new Thread[workers - 1];
        for (int i = 0; i < threads.Length; i++)
        {
            int worker = i + 1;
            threads[i] = new Thread(() => Work(worker)) { IsBackground = true };
            threads[i].Start();
        }
        Work(0);
        foreach (Thread thread in threads) thread.Join();
        if (failure is not null) ExceptionDispatchInfo.Throw(failure);
    }
}
