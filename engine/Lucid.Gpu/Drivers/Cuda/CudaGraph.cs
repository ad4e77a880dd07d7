using System;
using System.Collections.Generic;
using System.Threading;
using Lucid.Gpu.Drivers.Cuda.Native;

namespace Lucid.Gpu.Drivers.Cuda;

/// <summary>Recorded work that is started with one call: a launch costs the processor microseconds, a graph of fifty hardly more.</summary>
public sealed unsafe class CudaGraph : IDisposable
{
    private readonly CudaDevice _device;
    private readonly List<CudaBuffer> _kept = [];
    private nint _executable;
    private bool _recording;
    private int _disposed;

    private CudaGraph(CudaDevice device) => _device = device;

    internal static CudaGraph Begin(CudaDevice device)
    {
        var graph = new CudaGraph(device);
        device.Context.Bind();
        // CU_STREAM_CAPTURE_MODE_RELAXED: memory may be allocated meanwhile.
        device.Context.Api.Check(device.Context.Api.StreamBeginCapture(device.Context.Stream, 2), "cuStreamBeginCapture");
        graph._recording = true;
        device.Context.CountGraphs(1);
        return graph;
    }

    internal void Keep(CudaBuffer buffer) => _kept.Add(buffer);

    internal void End()
    {
        DriverApi api = _device.Context.Api;
        nint graph = 0, executable = 0;
        _recording = false;
        api.Check(api.StreamEndCapture(_device.Context.Stream, &graph), "cuStreamEndCapture");
        int code = api.GraphInstantiate(&executable, graph, 0);
        api.GraphDestroy(graph);
        api.Check(code, "cuGraphInstantiate");
        _executable = executable;
    }

    internal void Abandon()
    {
        if (_recording)
        {
            nint graph = 0;
            _recording = false;
            if (_device.Context.Api.StreamEndCapture(_device.Context.Stream, &graph) == DriverApi.Success && graph != 0) _device.Context.Api.GraphDestroy(graph);
        }
        Dispose();
    }

    /// <summary>Starts the recorded work, in order with the device's other work.</summary>
    public void Launch() => Launch(_device.Context.Stream);

    /// <summary>Starts the recorded work on a stream.</summary>
    public void Launch(CudaStream stream)
    {
        ArgumentNullException.ThrowIfNull(stream);
        Launch(stream.Handle);
    }

    private void Launch(nint stream)
    {
        if (_executable == 0) throw new DispatchException("the graph was disposed of");
        _device.Context.Bind();
        _device.Context.Api.Check(_device.Context.Api.GraphLaunch(_executable, stream), "cuGraphLaunch");
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        if (Interlocked.Exchange(ref _disposed, 1) != 0) return;
        _device.Context.CountGraphs(-1);
        if (!_device.Context.IsDisposed && _executable != 0)
        {
            _device.Context.Bind();
            _device.Context.Api.GraphExecDestroy(_executable);
        }
        _executable = 0;
        foreach (CudaBuffer buffer in _kept) buffer.Dispose();
    }
}
