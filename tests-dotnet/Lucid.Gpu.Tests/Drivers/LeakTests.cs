using System;
using Lucid.Gpu.Drivers;
using Lucid.Gpu.Msl;
using Xunit;

namespace Lucid.Gpu.Tests.Drivers;

/// <summary>Whatever is started, and however it fails, the device holds nothing afterwards.</summary>
public class LeakTests
{
    private const string Source = """
        #include <metal_stdlib>
        using namespace metal;
        constant int step [[function_constant(0)]];
        kernel void add(device const float* x [[buffer(0)]], device float* y [[buffer(1)]], constant float& s [[buffer(2)]], uint i [[thread_position_in_grid]])
        { y[i] = x[i] + s * step; }
        kernel void reverse(device float* x [[buffer(0)]], threadgroup float* t [[threadgroup(0)]], uint i [[thread_position_in_threadgroup]], uint n [[threads_per_threadgroup]])
        { t[i] = x[i]; threadgroup_barrier(mem_flags::mem_threadgroup); x[i] = t[n - 1 - i]; }
        """;

    private static IDevice? Open(string driver)
    {
        try
        {
            return DriverSelection.Open(driver);
        }
        catch (GpuNotAvailableException)
        {
            return null;
        }
    }

    [Theory]
    [InlineData("host")]
    [InlineData("cuda")]
    [InlineData("metal")]
    public void TenThousandDispatchesLeaveNothing(string driver)
    {
        using IDevice? device = Open(driver);
        if (device is null) return;
        var data = new float[64];
        for (int i = 0; i < data.Length; i++) data[i] = i;
        var bytes = System.Runtime.InteropServices.MemoryMarshal.AsBytes(data.AsSpan());
        for (int round = 0; round < 100; round++)
        {
            using IProgram program = device.Compile(new KernelSource(Source));
            using IKernel add = program.Kernel("add", new System.Collections.Generic.Dictionary<int, object> { [0] = round });
            using IKernel reverse = program.Kernel("reverse");
            for (int i = 0; i < 100; i++)
            {
                using IBuffer x = device.Allocate(256), y = device.Allocate(256);
                x.Write(bytes);
                if (i % 2 == 0)
                    device.Dispatch(add, [KernelArgument.Buffer(0, x), KernelArgument.Buffer(1, y), KernelArgument.Constant(2, 2f)], new Extent(64), new Extent(32));
                else device.Dispatch(reverse, [KernelArgument.Buffer(0, x), KernelArgument.Threadgroup(0, 256)], new Extent(64), new Extent(64));
                device.Synchronize();
                var result = new float[64];
                (i % 2 == 0 ? y : x).Read(System.Runtime.InteropServices.MemoryMarshal.AsBytes(result.AsSpan()));
                Assert.Equal(i % 2 == 0 ? 7 + 2f * round : 56f, result[7]);
            }
        }
        Assert.Equal(new LiveObjects(0, 0, 0), device.Live);
    }

    [Theory]
    [InlineData("host")]
    [InlineData("cuda")]
    [InlineData("metal")]
    public void AThousandFailuresLeaveNothing(string driver)
    {
        using IDevice? device = Open(driver);
        if (device is null) return;
        for (int i = 0; i < 200; i++)
        {
            Assert.Throws<KernelCompileException>(() => device.Compile(new KernelSource($"kernel void k(device float* x) {{ x[0] = nothing{i}; }}")));
            using IProgram program = device.Compile(new KernelSource(Source));
            Assert.Throws<DispatchException>(() => program.Kernel("absent"));
            using IKernel add = program.Kernel("add", new System.Collections.Generic.Dictionary<int, object> { [0] = 1 });
            using IBuffer x = device.Allocate(16), y = device.Allocate(16);
            Assert.Throws<DispatchException>(() => device.Dispatch(add, [KernelArgument.Buffer(0, x), KernelArgument.Buffer(1, y)], new Extent(4), new Extent(4)));
            Assert.Throws<DispatchException>(() => x.Write(new byte[17]));
            Assert.Throws<DispatchException>(() => device.Dispatch(add,
                [KernelArgument.Buffer(0, x), KernelArgument.Buffer(1, y), KernelArgument.Constant(2, 1f)], new Extent(4), new Extent(4096)));
            if (driver == "host")
                Assert.Throws<KernelFaultException>(() => device.Dispatch(add,
                    [KernelArgument.Buffer(0, x), KernelArgument.Buffer(1, y), KernelArgument.Constant(2, 1f)], new Extent(5), new Extent(5)));
        }
        Assert.Equal(new LiveObjects(0, 0, 0), device.Live);
    }
}
