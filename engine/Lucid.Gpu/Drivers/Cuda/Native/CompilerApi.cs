using System;
using System.Runtime.InteropServices;
using System.Text;

namespace Lucid.Gpu.Drivers.Cuda.Native;

/// <summary>NVRTC: CUDA C++ in, machine code for one architecture out.</summary>
internal sealed unsafe class CompilerApi
{
    private readonly delegate* unmanaged<int*, int*, int> _version;
    private readonly delegate* unmanaged<nint*, byte*, byte*, int, byte**, byte**, int> _create;
    private readonly delegate* unmanaged<nint, int, byte**, int> _compile;
    private readonly delegate* unmanaged<nint, nuint*, int> _cubinSize, _logSize;
    private readonly delegate* unmanaged<nint, byte*, int> _cubin, _log;
    private readonly delegate* unmanaged<nint*, int> _destroy;
    private readonly delegate* unmanaged<int, byte*> _errorString;

    private CompilerApi(nint library)
    {
        nint Find(string name) => NativeLibrary.GetExport(library, name);
        _version = (delegate* unmanaged<int*, int*, int>)Find("nvrtcVersion");
        _create = (delegate* unmanaged<nint*, byte*, byte*, int, byte**, byte**, int>)Find("nvrtcCreateProgram");
        _compile = (delegate* unmanaged<nint, int, byte**, int>)Find("nvrtcCompileProgram");
        _cubinSize = (delegate* unmanaged<nint, nuint*, int>)Find("nvrtcGetCUBINSize");
        _cubin = (delegate* unmanaged<nint, byte*, int>)Find("nvrtcGetCUBIN");
        _logSize = (delegate* unmanaged<nint, nuint*, int>)Find("nvrtcGetProgramLogSize");
        _log = (delegate* unmanaged<nint, byte*, int>)Find("nvrtcGetProgramLog");
        _destroy = (delegate* unmanaged<nint*, int>)Find("nvrtcDestroyProgram");
        _errorString = (delegate* unmanaged<int, byte*>)Find("nvrtcGetErrorString");
    }

    /// <summary>Loads NVRTC; throws with what to install where there is none.</summary>
    public static CompilerApi Load(string? path)
    {
        nint library = 0;
        if (path is not null) NativeLibrary.TryLoad(path, out library);
        else
            foreach (string name in LibrarySearch.Compiler)
                if (NativeLibrary.TryLoad(name, out library)) break;
        if (library == 0)
            throw new GpuNotAvailableException("metal", $"metal: NVRTC ({path ?? LibrarySearch.Compiler[0]}), which compiles kernels for NVIDIA GPUs, cannot be loaded. "
                + "Install the CUDA toolkit or the Python package nvidia-cuda-nvrtc, or put its folder on LD_LIBRARY_PATH; or set LUCID_METAL_DRIVER=host.");
        try
        {
            return new CompilerApi(library);
        }
        catch (EntryPointNotFoundException error)
        {
            throw new GpuNotAvailableException("metal", $"metal: NVRTC is too old, CUDA 12 is needed: {error.Message}");
        }
    }

    /// <summary>Major and minor version.</summary>
    public (int Major, int Minor) Version
    {
        get
        {
            int major = 0, minor = 0;
            _version(&major, &minor);
            return (major, minor);
        }
    }

    /// <summary>Compiles; throws <see cref="KernelCompileException"/> with the compiler's log, which names places in the Metal source.</summary>
    public byte[] Compile(string source, string name, string[] options)
    {
        nint program = 0;
        fixed (byte* text = Encoding.UTF8.GetBytes(source + "\0"), title = Encoding.UTF8.GetBytes(name + "\0"))
            Check(_create(&program, text, title, 0, null, null), "nvrtcCreateProgram");
        var handles = new nint[options.Length];
        try
        {
            for (int i = 0; i < options.Length; i++) handles[i] = Marshal.StringToCoTaskMemUTF8(options[i]);
            int code;
            fixed (nint* list = handles) code = _compile(program, options.Length, (byte**)list);
            if (code != 0)
                throw new KernelCompileException($"NVRTC refuses kernel '{name}' ({Text(code)}); this is a fault of Lucid's CUDA driver unless memory ran out:\n{Log(program)}");
            nuint size = 0;
            Check(_cubinSize(program, &size), "nvrtcGetCUBINSize");
            var cubin = new byte[(int)size];
            fixed (byte* to = cubin) Check(_cubin(program, to), "nvrtcGetCUBIN");
            return cubin;
        }
        finally
        {
            foreach (nint handle in handles) Marshal.FreeCoTaskMem(handle);
            _destroy(&program);
        }
    }

    private string Log(nint program)
    {
        nuint size = 0;
        if (_logSize(program, &size) != 0 || size == 0) return "";
        var log = new byte[(int)size];
        fixed (byte* to = log) _log(program, to);
        return Encoding.UTF8.GetString(log).TrimEnd('\0', '\n');
    }

    private string Text(int code) => Marshal.PtrToStringUTF8((nint)_errorString(code)) ?? "";

    private void Check(int code, string call)
    {
        if (code != 0) throw new CudaException(call, code, "NVRTC", Text(code));
    }
}
