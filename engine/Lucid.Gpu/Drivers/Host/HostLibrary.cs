using System;
using System.Collections.Generic;
using Lucid.Gpu.Drivers.Host.Lowering;
using Lucid.Gpu.Drivers.Host.Program;
using Lucid.Gpu.Msl;
using Lucid.Gpu.Msl.Semantics;
using Lucid.Gpu.Msl.Text;
using Lucid.Gpu.Msl.Types;

namespace Lucid.Gpu.Drivers.Host;

/// <summary>Checked source on the Host device.</summary>
internal sealed class HostLibrary : IProgram
{
    private readonly HostDevice _device;
    private readonly KernelLibrary _library;
    private bool _disposed;

    public HostLibrary(HostDevice device, KernelLibrary library)
    {
        _device = device;
        _library = library;
        device.Count(1, 0);
    }

    public IReadOnlyCollection<string> KernelNames => _library.KernelNames;

    public KernelLibrary Library => _library;

    public IKernel Kernel(string name, IReadOnlyDictionary<int, object>? functionConstants = null)
    {
        if (!_library.TryGetKernel(name, out FunctionSymbol kernel))
            throw new DispatchException($"there is no kernel '{name}'; the source has: {string.Join(", ", _library.KernelNames)}");
        var values = new Dictionary<int, ConstantValue>();
        if (functionConstants is not null)
            foreach (KeyValuePair<int, object> entry in functionConstants) values[entry.Key] = FunctionConstants.Value(entry.Value);
        try
        {
            return new HostKernel(_device, Lowerer.Lower(_library, name, kernel, values));
        }
        catch (LoweringException error)
        {
            var (text, line, column) = _library.Map.Locate(error.At);
            throw new KernelCompileException([new Diagnostic(DiagnosticSeverity.Error, error.Message, text.Name, line, column, text.Line(line))]);
        }
    }

    public void Dispose()
    {
        if (_disposed) return;
        _disposed = true;
        _device.Count(-1, 0);
    }
}

/// <summary>A lowered kernel.</summary>
internal sealed class HostKernel : IKernel
{
    private bool _disposed;

    public HostKernel(HostDevice device, HostProgram program)
    {
        Device = device;
        Program = program;
        device.Count(0, 1);
    }

    public HostDevice Device { get; }

    public HostProgram Program { get; }

    public string Name => Program.KernelName;

    public int MaxThreadsPerThreadgroup => 1024;

    public int ThreadExecutionWidth => 32;

    public void Dispose()
    {
        if (_disposed) return;
        _disposed = true;
        Device.Count(0, -1);
    }
}
