using System;
using System.Globalization;
using System.Threading;
using Lucid.Gpu.Drivers.Cuda.Emission;
using Lucid.Gpu.Drivers.Cuda.Native;

namespace Lucid.Gpu.Drivers.Cuda;

/// <summary>Turns emitted kernels into machine code; NVRTC is loaded only when the cache has nothing.</summary>
internal sealed class RuntimeCompiler
{
    private readonly Lock _lock = new();
    private readonly string? _library;
    private readonly string[] _options;
    private readonly string _environment;
    private CompilerApi? _api;

    public RuntimeCompiler(CudaOptions options, int major, int minor, int driverVersion)
    {
        _library = options.CompilerLibrary ?? LibrarySearch.File(LibrarySearch.Compiler);
        string architecture = (major * 10 + minor).ToString(CultureInfo.InvariantCulture);
        _options = [$"--gpu-architecture=sm_{architecture}", "--std=c++20"];
        // What compiled the code is part of its name; the file's full version tells it without loading the library.
        string version = _library is null ? "" : LibrarySearch.Version(_library);
        _environment = $"{driverVersion} {version} {string.Join(' ', _options)}";
        Cache = new CompileCache(options.CacheFolder);
    }

    /// <summary>What has been compiled.</summary>
    public CompileCache Cache { get; }

    /// <summary>Machine code of a kernel.</summary>
    /// <exception cref="KernelCompileException">NVRTC refuses it.</exception>
    /// <exception cref="GpuNotAvailableException">There is no NVRTC.</exception>
    public byte[] Compile(string source, string entry)
    {
        string key = ContentHash.Hex(source, _environment);
        if (Cache.Find(key) is { } known) return known;
        lock (_lock)
        {
            if (Cache.Find(key) is { } made) return made;
            _api ??= CompilerApi.Load(_library);
            byte[] code = _api.Compile(source, entry, _options);
            Cache.Keep(key, code);
            return code;
        }
    }
}
