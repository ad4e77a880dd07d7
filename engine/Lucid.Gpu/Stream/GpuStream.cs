using System;
using System.Collections.Generic;
using System.Threading;
using Lucid.Memory;
using Lucid.Streams;

namespace Lucid.Gpu.Stream;

/// <summary>
/// The deferred stream: records commands in program order and runs them at a flush. Here they run on the Host driver,
/// each by its processor kernel; drivers for real GPUs take over at <see cref="Flush"/>.
/// </summary>
public sealed class GpuStream : CommandStream
{
    /// <summary>Recorded commands are run when there are this many, so that a loop that never asks for a value stays bounded.</summary>
    public const int MaxPendingCommands = 512;

    /// <summary>Recorded commands are run when their operands hold this many bytes.</summary>
    public const long MaxPendingBytes = 64L << 20;

    private readonly Lock _gate = new();
    private List<Command> _recorded = new(MaxPendingCommands);
    private List<Command> _spare = new(MaxPendingCommands);
    private long _pendingBytes;

    private GpuStream() { }

    /// <inheritdoc/>
    public override string Driver => "host";

    /// <inheritdoc/>
    public override int PendingCommands => _recorded.Count;

    /// <summary>Makes this the stream of the GPU device.</summary>
    public static void Install() => Metal = new GpuStream();

    /// <inheritdoc/>
    public override void Record<TKernel>(in TKernel kernel)
    {
        var command = new Command<TKernel>(in kernel);
        bool full;
        lock (_gate)
        {
            _pendingBytes += command.Pin();
            _recorded.Add(command);
            full = _recorded.Count >= MaxPendingCommands || _pendingBytes >= MaxPendingBytes;
        }
        if (full) Flush();
    }

    /// <inheritdoc/>
    public override void Flush()
    {
        lock (_gate)
        {
            if (_recorded.Count == 0) return;
            List<Command> commands = _recorded;
            _recorded = _spare;
            _spare = commands;
            _pendingBytes = 0;
            int done = 0;
            try
            {
                for (; done < commands.Count; done++)
                {
                    commands[done].Execute();
                    Interruption.Poll();
                }
            }
            finally
            {
                // An error in one command must not leave the memory of the others pinned.
                foreach (Command command in commands) command.Unpin();
                commands.Clear();
            }
        }
    }
}

/// <summary>A recorded kernel.</summary>
internal abstract class Command
{
    /// <summary>Keeps the operands' memory alive; returns the bytes written.</summary>
    internal abstract long Pin();

    /// <summary>Runs the kernel.</summary>
    internal abstract void Execute();

    /// <summary>Lets go of the operands.</summary>
    internal abstract void Unpin();
}

/// <summary>A recorded kernel with its operands and attributes.</summary>
internal sealed class Command<TKernel>(in TKernel kernel) : Command where TKernel : struct, IKernel
{
    private readonly TKernel _kernel = kernel;

    internal override long Pin()
    {
        var pins = new PinVisitor();
        _kernel.Visit(ref pins);
        return pins.Bytes;
    }

    internal override void Execute() => _kernel.Run();

    internal override void Unpin()
    {
        var unpin = new UnpinVisitor();
        _kernel.Visit(ref unpin);
    }

    private struct PinVisitor : IOperandVisitor
    {
        internal long Bytes;

        public readonly void Read(in Operand operand) => operand.Storage.Retain();

        public void Write(in Operand operand)
        {
            operand.Storage.Retain();
            operand.Storage.SetPending(true);
            Bytes += operand.Storage.Bytes;
        }
    }

    private struct UnpinVisitor : IOperandVisitor
    {
        public readonly void Read(in Operand operand) => operand.Storage.Release();

        public readonly void Write(in Operand operand)
        {
            operand.Storage.SetPending(false);
            operand.Storage.Release();
        }
    }
}
