using System;
using System.Runtime.InteropServices;
using Lucid.Gpu.Drivers;
using Lucid.Gpu.Drivers.Host;
using Lucid.Gpu.Msl;
using Xunit;

namespace Lucid.Gpu.Tests.Drivers;

/// <summary>Buffers over memory that someone else owns, and what the front end tells of a kernel.</summary>
public unsafe class SharedMemoryTests
{
    [Fact]
    public void KernelsWorkInTheCallersMemory()
    {
        using var device = new HostDevice();
        using IProgram program = device.Compile(new KernelSource("kernel void k(device float* x, uint i [[thread_position_in_grid]]) { x[i] += 1; }"));
        using IKernel kernel = program.Kernel("k");
        float* memory = (float*)NativeMemory.AllocZeroed(16);
        try
        {
            using (IBuffer? buffer = device.Share((nint)memory, 16))
            {
                Assert.NotNull(buffer);
                device.Dispatch(kernel, [KernelArgument.Buffer(0, buffer)], new Extent(4), new Extent(4));
                Assert.Throws<KernelFaultException>(() => device.Dispatch(kernel, [KernelArgument.Buffer(0, buffer)], new Extent(5), new Extent(5)));
            }
            Assert.True(memory[3] >= 1);
            Assert.Equal(0, device.Live.Buffers);
        }
        finally
        {
            NativeMemory.Free(memory);
        }
    }

    [Fact]
    public void ParametersAreDescribed()
    {
        KernelLibrary library = KernelLibrary.Compile(new KernelSource("""
            #include <metal_stdlib>
            using namespace metal;
            struct Sizes { int a, b; };
            kernel void k(device const float4* x [[buffer(2)]], device atomic_uint* y, constant Sizes& sizes, threadgroup half* t [[threadgroup(1)]],
                          uint2 p [[thread_position_in_grid]]) {}
            """));
        Assert.True(library.Succeeded);
        var parameters = library.Parameters("k");
        Assert.Equal(5, parameters.Count);
        Assert.Equal((KernelParameterKind.Buffer, 2, 4, 16, false), (parameters[0].Kind, parameters[0].Index, parameters[0].Components, parameters[0].Bytes, parameters[0].IsWritable));
        Assert.True(parameters[1].IsWritable);
        Assert.Equal(0, parameters[1].Index);
        Assert.Equal((0, 8, true), (parameters[2].Components, parameters[2].Bytes, parameters[2].IsReference));
        Assert.Equal((KernelParameterKind.Threadgroup, 1), (parameters[3].Kind, parameters[3].Index));
        Assert.Equal("uint2 p [[thread_position_in_grid]]", parameters[4].ToString());
        Assert.Empty(library.Parameters("absent"));
    }

    [Fact]
    public void TheEnvironmentsDriverIsOpenedByName()
    {
        using IDevice host = DriverSelection.Open("host");
        Assert.Equal("host", host.Driver);
        Assert.Throws<GpuNotAvailableException>(() => DriverSelection.Open("abacus"));
    }

    [Fact]
    public void BuffersComeAndGoWhileOtherThreadsRunKernels()
    {
        using var device = new HostDevice(new HostOptions(Checked: false, Threads: 1));
        using IProgram program = device.Compile(new KernelSource("kernel void k(device float* x, uint i [[thread_position_in_grid]]) { x[i] += float(i); }"));
        using IKernel kernel = program.Kernel("k");
        int wrong = 0;
        var threads = new System.Threading.Thread[4];
        for (int t = 0; t < threads.Length; t++)
        {
            threads[t] = new System.Threading.Thread(() =>
            {
                var result = new float[100];
                for (int round = 0; round < 500; round++)
                {
                    using IBuffer buffer = device.Allocate(400);
                    device.Dispatch(kernel, [KernelArgument.Buffer(0, buffer)], new Extent(100), new Extent(32));
                    buffer.Read(MemoryMarshal.AsBytes(result.AsSpan()));
                    if (result[99] != 99) System.Threading.Interlocked.Increment(ref wrong);
                }
            });
            threads[t].Start();
        }
        foreach (System.Threading.Thread thread in threads) thread.Join();
        Assert.Equal(0, wrong);
        Assert.Equal(0, device.Live.Buffers);
    }
}
