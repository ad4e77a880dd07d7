using System;
using Lucid.Gpu.Drivers;
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
}
