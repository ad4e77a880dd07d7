using System;
using System.Collections.Generic;
using System.Text;
using System.Threading;
using Lucid.Gpu.Drivers.Cuda.Emission;
using Lucid.Gpu.Drivers.Cuda.Native;
using Lucid.Gpu.Msl;
using Lucid.Gpu.Msl.Semantics;
using Lucid.Gpu.Msl.Text;
using Lucid.Gpu.Msl.Types;

namespace Lucid.Gpu.Drivers.Cuda;

/// <summary>Checked source on a CUDA device; each kernel is emitted and compiled when it is asked for.</summary>
internal sealed class CudaProgram : IProgram
{
    private readonly CudaDevice _device;
    private readonly KernelLibrary _library;
    private int _disposed;

    public CudaProgram(CudaDevice device, KernelLibrary library)
    {
        _device = device;
        _library = library;
        device.Context.CountPrograms(1);
    }

    public IReadOnlyCollection<string> KernelNames => _library.KernelNames;

    public KernelLibrary Library => _library;

    public IKernel Kernel(string name, IReadOnlyDictionary<int, object>? functionConstants = null)
    {
        KernelText text = CudaSource.EmitText(_library, name, functionConstants);
        return new CudaKernel(_device, name, text, _device.Modules.Get(text, line: !text.IsPlanar));
    }

    public void Dispose()
    {
        if (Interlocked.Exchange(ref _disposed, 1) == 0) _device.Context.CountPrograms(-1);
    }
}

/// <summary>What a kernel of Metal source becomes for NVIDIA GPUs.</summary>
public static class CudaSource
{
    /// <summary>The kernel as CUDA C++, a translation unit that needs no header.</summary>
    /// <exception cref="DispatchException">There is no such kernel.</exception>
    /// <exception cref="KernelCompileException">The kernel uses what has no CUDA form; the message names it and its place.</exception>
    public static string Emit(KernelLibrary library, string kernel, IReadOnlyDictionary<int, object>? functionConstants = null)
    {
        ArgumentNullException.ThrowIfNull(library);
        return EmitText(library, kernel, functionConstants).Source;
    }

    internal static KernelText EmitText(KernelLibrary library, string name, IReadOnlyDictionary<int, object>? functionConstants)
    {
        if (!library.TryGetKernel(name, out FunctionSymbol kernel))
            throw new DispatchException($"there is no kernel '{name}'; the source has: {string.Join(", ", library.KernelNames)}");
        var values = new Dictionary<int, ConstantValue>();
        if (functionConstants is not null)
            foreach (KeyValuePair<int, object> entry in functionConstants) values[entry.Key] = FunctionConstants.Value(entry.Value);
        try
        {
            return KernelEmitter.Emit(library, name, kernel, values);
        }
        catch (EmissionException error)
        {
            var (text, line, column) = library.Map.Locate(error.At);
            throw new KernelCompileException([new Diagnostic(DiagnosticSeverity.Error, error.Message, text.Name, line, column, text.Line(line))]);
        }
    }
}

/// <summary>A kernel loaded on the GPU.</summary>
internal sealed class CudaKernel : IKernel
{
    private readonly LoadedModule _first;
    private LoadedModule? _second, _several;
    private int _disposed;

    public CudaKernel(CudaDevice device, string name, KernelText text, LoadedModule module)
    {
        Device = device;
        Name = name;
        Text = text;
        _first = module;
        device.Context.CountKernels(1);
    }

    public CudaDevice Device { get; }

    public KernelText Text { get; }

    /// <summary>The form for grids along x alone or the general one; the rarer of the two is made when it is first needed.</summary>
    public LoadedModule Module(bool line) => line != Text.IsPlanar ? _first : _second ??= Device.Modules.Get(Text, line);

    /// <summary>The form in which each thread runs four neighbours.</summary>
    public LoadedModule Several => _several ??= Device.Modules.Get(Text.SeveralSource, Text.Entry);

    public string Name { get; }

    public bool IsDisposed => _disposed != 0;

    public int MaxThreadsPerThreadgroup => _first.MaxThreads;

    public int ThreadExecutionWidth => 32;

    public void Dispose()
    {
        if (Interlocked.Exchange(ref _disposed, 1) == 0) Device.Context.CountKernels(-1);
    }
}

/// <summary>Machine code in the GPU's memory, and its entry point.</summary>
internal sealed record LoadedModule(nint Module, nint Function, int MaxThreads, int StaticShared)
{
    /// <summary>Bytes of dynamic threadgroup memory that the function has been allowed so far.</summary>
    public int AllowedShared { get; set; } = 48 << 10;
}

/// <summary>Modules of a device by the text they were compiled from; they stay loaded as long as the device lives.</summary>
internal sealed unsafe class ModuleTable(CudaContext context, RuntimeCompiler compiler) : IDisposable
{
    private readonly Lock _lock = new();
    private readonly Dictionary<string, LoadedModule> _modules = [];

    public int Count
    {
        get { lock (_lock) return _modules.Count; }
    }

    public LoadedModule Get(KernelText text, bool line) => Get(line ? text.LineSource : text.Source, text.Entry);

    public LoadedModule Get(string source, string entry)
    {
        lock (_lock)
        {
            if (_modules.TryGetValue(source, out LoadedModule? known)) return known;
            byte[] code = compiler.Compile(source, entry);
            context.Bind();
            nint module = 0, function = 0;
            fixed (byte* image = code) context.Api.Check(context.Api.ModuleLoadData(&module, image), "cuModuleLoadData");
            int code2;
            fixed (byte* name = Encoding.UTF8.GetBytes(entry + "\0")) code2 = context.Api.ModuleGetFunction(&function, module, name);
            int threads = 0, shared = 0;
            if (code2 == DriverApi.Success) code2 = context.Api.FunctionGetAttribute(&threads, DriverApi.FunctionMaxThreads, function);
            if (code2 == DriverApi.Success) code2 = context.Api.FunctionGetAttribute(&shared, DriverApi.FunctionSharedBytes, function);
            if (code2 != DriverApi.Success)
            {
                context.Api.ModuleUnload(module);
                throw context.Api.Error(code2, "cuModuleGetFunction");
            }
            return _modules[source] = new LoadedModule(module, function, threads, shared);
        }
    }

    public void Dispose()
    {
        lock (_lock)
        {
            foreach (LoadedModule module in _modules.Values) context.Api.ModuleUnload(module.Module);
            _modules.Clear();
        }
    }
}
