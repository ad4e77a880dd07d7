using System;
using Lucid.Gpu.Drivers;
using Lucid.Gpu.Drivers.Host;
using Lucid.Ops.Metal;
using Xunit;

namespace Lucid.Engine.Tests;

/// <summary>Kernels of the user's own from C#.</summary>
public class MetalKernelTests
{
    private const string Source = """
        #include <metal_stdlib>
        using namespace metal;
        kernel void saxpy(device const float* x, constant float& a, device float* y, device int* rounded, uint i [[thread_position_in_grid]])
        { y[i] = a * x[i]; rounded[i] = int(y[i]); }
        """;

    private static Tensor Range(int count)
    {
        Tensor tensor = Tensor.Allocate(Layout.Contiguous([count]), DType.Float32, DeviceType.Cpu);
        for (int i = 0; i < count; i++) At<float>(tensor, i) = i;
        return tensor;
    }

    private static unsafe ref T At<T>(Tensor tensor, int index) where T : unmanaged => ref ((T*)tensor.Storage.Data)[index];

    [Fact]
    public void OutputsHaveTheirShapesAndTypes()
    {
        using Tensor x = Range(6);
        Tensor[] outputs = MetalKernels.Run(Source, "saxpy", [x, 2.5], [new KernelOutput([2, 3]), new KernelOutput([6], DType.Int32)]);
        Assert.Equal(new long[] { 2, 3 }, outputs[0].Shape.ToArray());
        Assert.Equal(DType.Float32, outputs[0].DType);
        Assert.Equal(12.5f, At<float>(outputs[0], 5));
        Assert.Equal(7, At<int>(outputs[1], 3));
        foreach (Tensor output in outputs) output.Dispose();
    }

    [Fact]
    public void TheLaunchSaysHowManyThreadsRun()
    {
        using Tensor x = Range(8);
        var launch = new KernelLaunch { Grid = new Extent(3), Threads = new Extent(2) };
        Tensor[] outputs = MetalKernels.Run(Source, "saxpy", [x, 1.0], [new KernelOutput([8]), new KernelOutput([8])], launch);
        Assert.Equal(2f, At<float>(outputs[0], 2));
        Assert.Equal(0f, At<float>(outputs[0], 3));
        foreach (Tensor output in outputs) output.Dispose();
    }

    [Fact]
    public void TensorsAreReleasedWhetherOrNotItWorks()
    {
        using Tensor x = Range(4);
        long live = Tensor.LiveCount;
        for (int i = 0; i < 5; i++)
        {
            foreach (Tensor output in MetalKernels.Run(Source, "saxpy", [x, 1.0], [new KernelOutput([4]), new KernelOutput([4])])) output.Dispose();
            Assert.Throws<KernelFaultException>(() => MetalKernels.Run(Source, "saxpy", [x, 1.0], [new KernelOutput([5]), new KernelOutput([5])]));
            Assert.Throws<DispatchException>(() => MetalKernels.Run(Source, "saxpy", [x], [new KernelOutput([4])]));
            Assert.Throws<DtypeMismatchException>(() => MetalKernels.Run(
                Source, "saxpy", [x, 1.0], [new KernelOutput([4], DType.Int64), new KernelOutput([4])]));
        }
        Assert.Equal(live, Tensor.LiveCount);
        MetalKernels.ClearCache();
        Assert.Equal(0, MetalKernels.CachedKernels);
    }

    [Fact]
    public void ADeviceThatCannotReachTheMemoryGetsCopies()
    {
        using var device = new CopyingDevice();
        using Tensor x = Range(4), y = Range(4);
        using (var input = new BoundTensor(device, x, read: true, written: false))
        using (var output = new BoundTensor(device, y, read: false, written: true))
        {
            using IProgram program = device.Compile(new Gpu.Msl.KernelSource(
                "kernel void k(device float* x, device float* y, uint i [[thread_position_in_grid]]) { y[i] = y[i] + x[3 - i]; x[i] = 9; }"));
            using IKernel kernel = program.Kernel("k");
            device.Dispatch(kernel, [KernelArgument.Buffer(0, input.Buffer), KernelArgument.Buffer(1, output.Buffer)], new Extent(4), new Extent(4));
            Assert.Equal(1f, At<float>(y, 1));
            input.Finish();
            output.Finish();
        }
        // The output's old content was not copied in, the input's new content not out.
        Assert.Equal(3f, At<float>(y, 0));
        Assert.Equal(2f, At<float>(y, 1));
        Assert.Equal(1f, At<float>(x, 1));
        Assert.Equal(0, device.Live.Buffers);
        Assert.Equal(1, x.Storage.References);
    }

    /// <summary>The Host driver as if its memory lay elsewhere.</summary>
    private sealed class CopyingDevice : IDevice
    {
        private readonly HostDevice _host = new(new HostOptions(Checked: false));

        public string Name => "copying";

        public string Driver => "copying";

        public LiveObjects Live => _host.Live;

        public IBuffer Allocate(long bytes) => _host.Allocate(bytes);

        public ITexture AllocateTexture(Extent size) => _host.AllocateTexture(size);

        public IProgram Compile(Gpu.Msl.KernelSource source) => _host.Compile(source);

        public void Dispatch(IKernel kernel, ReadOnlySpan<KernelArgument> arguments, Extent threads, Extent threadgroup) =>
            _host.Dispatch(kernel, arguments, threads, threadgroup);

        public void Synchronize() => _host.Synchronize();

        public void Dispose() => _host.Dispose();
    }
}
