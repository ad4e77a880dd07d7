using System;
using System.Runtime.InteropServices;

namespace Lucid.Gpu.Drivers.Cuda.Native;

/// <summary>The functions of the CUDA driver (libcuda) that Lucid calls, found when the library is loaded.</summary>
internal sealed unsafe class DriverApi
{
    // Result codes of cuda.h that get a treatment of their own.
    public const int Success = 0, OutOfMemory = 2, NotReady = 600;

    // CUdevice_attribute values of cuda.h.
    public const int Multiprocessors = 16, MajorVersion = 75, MinorVersion = 76, SharedPerBlockOptin = 97;

    // CUfunction_attribute values of cuda.h.
    public const int FunctionMaxThreads = 0, FunctionSharedBytes = 1, FunctionMaxDynamicShared = 8;

    public readonly delegate* unmanaged<uint, int> Init;
    public readonly delegate* unmanaged<int*, int> DriverGetVersion, DeviceGetCount;
    public readonly delegate* unmanaged<int*, int, int> DeviceGet;
    public readonly delegate* unmanaged<byte*, int, int, int> DeviceGetName;
    public readonly delegate* unmanaged<int*, int, int, int> DeviceGetAttribute;
    public readonly delegate* unmanaged<nint*, int, int> PrimaryContextRetain;
    public readonly delegate* unmanaged<int, int> PrimaryContextRelease;
    public readonly delegate* unmanaged<nint, int> ContextSetCurrent;
    public readonly delegate* unmanaged<nuint*, nuint*, int> MemoryGetInfo;
    public readonly delegate* unmanaged<ulong*, nuint, int> MemoryAllocate;
    public readonly delegate* unmanaged<ulong, int> MemoryFree;
    public readonly delegate* unmanaged<ulong, void*, nuint, nint, int> CopyToDeviceAsync;
    public readonly delegate* unmanaged<void*, ulong, nuint, nint, int> CopyToHostAsync;
    public readonly delegate* unmanaged<ulong, ulong, nuint, nint, int> CopyOnDeviceAsync;
    public readonly delegate* unmanaged<ulong, byte, nuint, nint, int> FillAsync;
    public readonly delegate* unmanaged<void**, nuint, uint, int> HostAllocate;
    public readonly delegate* unmanaged<void*, int> HostFree, HostUnregister;
    public readonly delegate* unmanaged<void*, nuint, uint, int> HostRegister;
    public readonly delegate* unmanaged<ulong*, void*, uint, int> HostGetDevicePointer;
    public readonly delegate* unmanaged<nint*, uint, int> StreamCreate, EventCreate;
    public readonly delegate* unmanaged<nint, int> StreamDestroy, StreamSynchronize, StreamQuery, EventDestroy, EventSynchronize, EventQuery, ModuleUnload,
        GraphExecDestroy, GraphDestroy;
    public readonly delegate* unmanaged<nint, nint, uint, int> StreamWaitEvent;
    public readonly delegate* unmanaged<nint, nint, int> EventRecord, GraphLaunch;
    public readonly delegate* unmanaged<float*, nint, nint, int> EventElapsedTime;
    public readonly delegate* unmanaged<nint*, void*, int> ModuleLoadData;
    public readonly delegate* unmanaged<nint*, nint, byte*, int> ModuleGetFunction;
    public readonly delegate* unmanaged<int*, int, nint, int> FunctionGetAttribute;
    public readonly delegate* unmanaged<nint, int, int, int> FunctionSetAttribute;
    public readonly delegate* unmanaged<nint, uint, uint, uint, uint, uint, uint, uint, nint, void**, void**, int> LaunchKernel;
    public readonly delegate* unmanaged<nint, int, int> StreamBeginCapture;
    public readonly delegate* unmanaged<nint, nint*, int> StreamEndCapture;
    public readonly delegate* unmanaged<nint*, nint, ulong, int> GraphInstantiate;
    private readonly delegate* unmanaged<int, byte**, int> _getErrorName, _getErrorString;

    private DriverApi(nint library)
    {
        nint Find(string name) => NativeLibrary.GetExport(library, name);
        Init = (delegate* unmanaged<uint, int>)Find("cuInit");
        DriverGetVersion = (delegate* unmanaged<int*, int>)Find("cuDriverGetVersion");
        DeviceGetCount = (delegate* unmanaged<int*, int>)Find("cuDeviceGetCount");
        DeviceGet = (delegate* unmanaged<int*, int, int>)Find("cuDeviceGet");
        DeviceGetName = (delegate* unmanaged<byte*, int, int, int>)Find("cuDeviceGetName");
        DeviceGetAttribute = (delegate* unmanaged<int*, int, int, int>)Find("cuDeviceGetAttribute");
        PrimaryContextRetain = (delegate* unmanaged<nint*, int, int>)Find("cuDevicePrimaryCtxRetain");
        PrimaryContextRelease = (delegate* unmanaged<int, int>)Find("cuDevicePrimaryCtxRelease_v2");
        ContextSetCurrent = (delegate* unmanaged<nint, int>)Find("cuCtxSetCurrent");
        MemoryGetInfo = (delegate* unmanaged<nuint*, nuint*, int>)Find("cuMemGetInfo_v2");
        MemoryAllocate = (delegate* unmanaged<ulong*, nuint, int>)Find("cuMemAlloc_v2");
        MemoryFree = (delegate* unmanaged<ulong, int>)Find("cuMemFree_v2");
        CopyToDeviceAsync = (delegate* unmanaged<ulong, void*, nuint, nint, int>)Find("cuMemcpyHtoDAsync_v2");
        CopyToHostAsync = (delegate* unmanaged<void*, ulong, nuint, nint, int>)Find("cuMemcpyDtoHAsync_v2");
        CopyOnDeviceAsync = (delegate* unmanaged<ulong, ulong, nuint, nint, int>)Find("cuMemcpyDtoDAsync_v2");
        FillAsync = (delegate* unmanaged<ulong, byte, nuint, nint, int>)Find("cuMemsetD8Async");
        HostAllocate = (delegate* unmanaged<void**, nuint, uint, int>)Find("cuMemHostAlloc");
        HostFree = (delegate* unmanaged<void*, int>)Find("cuMemFreeHost");
        HostRegister = (delegate* unmanaged<void*, nuint, uint, int>)Find("cuMemHostRegister_v2");
        HostUnregister = (delegate* unmanaged<void*, int>)Find("cuMemHostUnregister");
        HostGetDevicePointer = (delegate* unmanaged<ulong*, void*, uint, int>)Find("cuMemHostGetDevicePointer_v2");
        StreamCreate = (delegate* unmanaged<nint*, uint, int>)Find("cuStreamCreate");
        StreamDestroy = (delegate* unmanaged<nint, int>)Find("cuStreamDestroy_v2");
        StreamSynchronize = (delegate* unmanaged<nint, int>)Find("cuStreamSynchronize");
        StreamQuery = (delegate* unmanaged<nint, int>)Find("cuStreamQuery");
        StreamWaitEvent = (delegate* unmanaged<nint, nint, uint, int>)Find("cuStreamWaitEvent");
        EventCreate = (delegate* unmanaged<nint*, uint, int>)Find("cuEventCreate");
        EventDestroy = (delegate* unmanaged<nint, int>)Find("cuEventDestroy_v2");
        EventRecord = (delegate* unmanaged<nint, nint, int>)Find("cuEventRecord");
        EventSynchronize = (delegate* unmanaged<nint, int>)Find("cuEventSynchronize");
        EventQuery = (delegate* unmanaged<nint, int>)Find("cuEventQuery");
        EventElapsedTime = (delegate* unmanaged<float*, nint, nint, int>)Find("cuEventElapsedTime");
        ModuleLoadData = (delegate* unmanaged<nint*, void*, int>)Find("cuModuleLoadData");
        ModuleUnload = (delegate* unmanaged<nint, int>)Find("cuModuleUnload");
        ModuleGetFunction = (delegate* unmanaged<nint*, nint, byte*, int>)Find("cuModuleGetFunction");
        FunctionGetAttribute = (delegate* unmanaged<int*, int, nint, int>)Find("cuFuncGetAttribute");
        FunctionSetAttribute = (delegate* unmanaged<nint, int, int, int>)Find("cuFuncSetAttribute");
        LaunchKernel = (delegate* unmanaged<nint, uint, uint, uint, uint, uint, uint, uint, nint, void**, void**, int>)Find("cuLaunchKernel");
        StreamBeginCapture = (delegate* unmanaged<nint, int, int>)Find("cuStreamBeginCapture_v2");
        StreamEndCapture = (delegate* unmanaged<nint, nint*, int>)Find("cuStreamEndCapture");
        GraphInstantiate = (delegate* unmanaged<nint*, nint, ulong, int>)Find("cuGraphInstantiateWithFlags");
        GraphLaunch = (delegate* unmanaged<nint, nint, int>)Find("cuGraphLaunch");
        GraphExecDestroy = (delegate* unmanaged<nint, int>)Find("cuGraphExecDestroy");
        GraphDestroy = (delegate* unmanaged<nint, int>)Find("cuGraphDestroy");
        _getErrorName = (delegate* unmanaged<int, byte**, int>)Find("cuGetErrorName");
        _getErrorString = (delegate* unmanaged<int, byte**, int>)Find("cuGetErrorString");
    }

    /// <summary>Loads the library; null with a reason where it is not there or too old.</summary>
    public static DriverApi? Load(string? path, out string reason)
    {
        nint library = 0;
        reason = "";
        if (path is not null) NativeLibrary.TryLoad(path, out library);
        else
            foreach (string name in LibrarySearch.Driver)
                if (NativeLibrary.TryLoad(name, out library)) break;
        if (library == 0)
        {
            reason = $"the CUDA driver's library ({path ?? LibrarySearch.Driver[0]}) cannot be loaded; install NVIDIA's driver";
            return null;
        }
        try
        {
            return new DriverApi(library);
        }
        catch (EntryPointNotFoundException error)
        {
            reason = $"the CUDA driver is too old, CUDA 12 is needed: {error.Message}";
            return null;
        }
    }

    /// <summary>Throws CUDA's own name and text where a call failed.</summary>
    public void Check(int code, string call)
    {
        if (code != Success) throw Error(code, call);
    }

    /// <summary>The error that a result code stands for.</summary>
    public CudaException Error(int code, string call) => new(call, code, Text(_getErrorName, code), Text(_getErrorString, code));

    private static string Text(delegate* unmanaged<int, byte**, int> get, int code)
    {
        byte* text = null;
        return get(code, &text) == Success && text != null ? Marshal.PtrToStringUTF8((nint)text) ?? "" : "unknown error";
    }
}
