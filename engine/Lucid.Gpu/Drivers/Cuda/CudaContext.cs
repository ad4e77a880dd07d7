using System;
using System.Text;
using System.Threading;
using Lucid.Gpu.Drivers.Cuda.Native;

namespace Lucid.Gpu.Drivers.Cuda;

/// <summary>A GPU's primary context with the stream that Lucid's work runs on, and the counts of what is alive in it.</summary>
internal sealed unsafe class CudaContext : IDisposable
{
    [ThreadStatic]
    private static nint s_bound;

    private readonly int _device;
    private nint _context;
    private int _buffers, _programs, _kernels, _textures, _streams, _events, _graphs;

    private CudaContext(DriverApi api, int device)
    {
        Api = api;
        _device = device;
        nint context = 0, stream = 0;
        api.Check(api.PrimaryContextRetain(&context, device), "cuDevicePrimaryCtxRetain");
        _context = context;
        Bind();
        // CU_STREAM_NON_BLOCKING: the default stream of others in the process does not order ours.
        api.Check(api.StreamCreate(&stream, 1), "cuStreamCreate");
        Stream = stream;
        api.Check(api.StreamCreate(&stream, 1), "cuStreamCreate");
        SideStream = stream;
        Memory = new DeviceMemory(this);
        byte* name = stackalloc byte[256];
        api.Check(api.DeviceGetName(name, 256, device), "cuDeviceGetName");
        int length = 0;
        while (length < 255 && name[length] != 0) length++;
        Name = Encoding.UTF8.GetString(name, length);
    }

    public DriverApi Api { get; }

    public string Name { get; }

    /// <summary>The stream of dispatches and transfers that name none.</summary>
    public nint Stream { get; private set; }

    /// <summary>A second stream, for copies while the first is recorded into a graph.</summary>
    public nint SideStream { get; private set; }

    public DeviceMemory Memory { get; }

    public LiveObjects Live => new(_buffers + _textures, _programs, _kernels);

    /// <summary>Streams, events and graphs not disposed of yet.</summary>
    public (int Streams, int Events, int Graphs) LiveQueues => (_streams, _events, _graphs);

    public bool IsDisposed => _context == 0;

    /// <summary>Opens a GPU; null with a reason where there is none.</summary>
    public static CudaContext? Open(CudaOptions options, out string reason)
    {
        if (DriverApi.Load(options.DriverLibrary, out reason) is not { } api) return null;
        int code = api.Init(0);
        if (code != DriverApi.Success) { reason = api.Error(code, "cuInit").Message; return null; }
        int version = 0, count = 0, device = 0;
        api.DriverGetVersion(&version);
        if (version < 12000) { reason = $"the CUDA driver supports CUDA {version / 1000}.{version % 1000 / 10}, 12.0 is needed"; return null; }
        code = api.DeviceGetCount(&count);
        if (code != DriverApi.Success) { reason = api.Error(code, "cuDeviceGetCount").Message; return null; }
        if (options.Index < 0 || options.Index >= count) { reason = count == 0 ? "there is no NVIDIA GPU" : $"there is no GPU {options.Index}: {count} are here"; return null; }
        api.DeviceGet(&device, options.Index);
        try
        {
            var context = new CudaContext(api, device) { DriverVersion = version };
            if (context.Attribute(DriverApi.MajorVersion) >= 7) return context;
            reason = $"{context.Name} has compute capability {context.Attribute(DriverApi.MajorVersion)}.{context.Attribute(DriverApi.MinorVersion)}, 7.0 is needed";
            context.Dispose();
        }
        catch (CudaException error)
        {
            reason = error.Message;
        }
        return null;
    }

    /// <summary>The CUDA version that the driver supports, as 1000 times major plus 10 times minor.</summary>
    public int DriverVersion { get; private init; }

    public int Attribute(int attribute)
    {
        int value = 0;
        Api.Check(Api.DeviceGetAttribute(&value, attribute, _device), "cuDeviceGetAttribute");
        return value;
    }

    /// <summary>Makes the context this thread's; every call of the driver needs it.</summary>
    public void Bind()
    {
        nint context = _context;
        if (context == 0) throw new DispatchException("the CUDA device was disposed of");
        if (s_bound == context) return;
        Api.Check(Api.ContextSetCurrent(context), "cuCtxSetCurrent");
        s_bound = context;
    }

    public void Synchronize()
    {
        Bind();
        Api.Check(Api.StreamSynchronize(Stream), "cuStreamSynchronize");
    }

    public void CountBuffers(int by) => Interlocked.Add(ref _buffers, by);

    public void CountTextures(int by) => Interlocked.Add(ref _textures, by);

    public void CountPrograms(int by) => Interlocked.Add(ref _programs, by);

    public void CountKernels(int by) => Interlocked.Add(ref _kernels, by);

    public void CountStreams(int by) => Interlocked.Add(ref _streams, by);

    public void CountEvents(int by) => Interlocked.Add(ref _events, by);

    public void CountGraphs(int by) => Interlocked.Add(ref _graphs, by);

    /// <summary>Free and total memory of the GPU in bytes.</summary>
    public (long Free, long Total) MemoryInfo()
    {
        Bind();
        nuint free = 0, total = 0;
        Api.Check(Api.MemoryGetInfo(&free, &total), "cuMemGetInfo");
        return ((long)free, (long)total);
    }

    public void Dispose()
    {
        if (_context == 0) return;
        Bind();
        Api.StreamSynchronize(Stream);
        Memory.ReleaseAll();
        Api.StreamDestroy(Stream);
        Api.StreamDestroy(SideStream);
        Stream = SideStream = 0;
        _context = 0;
        s_bound = 0;
        Api.ContextSetCurrent(0);
        Api.PrimaryContextRelease(_device);
    }
}
