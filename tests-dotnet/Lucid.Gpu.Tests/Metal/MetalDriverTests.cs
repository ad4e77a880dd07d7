using System;
using System.Collections.Generic;
using System.Runtime.InteropServices;
using Lucid.Gpu.Drivers;
using Lucid.Gpu.Drivers.Metal;
using Lucid.Gpu.Msl;
using Xunit;

namespace Lucid.Gpu.Tests.Metal;

/// <summary>The Metal driver's logic against a stand-in for the Objective-C runtime: ownership, order, errors.</summary>
public sealed class MetalDriverTests(MetalDouble metal) : IClassFixture<MetalDouble>, IDisposable
{
    /// <summary>After every test nothing is alive, no pool is open and no message went astray.</summary>
    public void Dispose()
    {
        metal.Fail("");
        Assert.DoesNotContain(metal.Journal, line => line.Contains("over-released") || line.Contains("unrecognized") || line.Contains("dead")
            || line.Contains("without a pool") || line.Contains("out of order"));
        Assert.Equal(0, metal.Pools);
        Assert.Equal(0, metal.Live());
        metal.Clear();
    }

    private MetalDevice Open() => MetalDevice.TryOpen(metal.LibraryPath)!;

    private static byte[] Floats(params float[] values) => MemoryMarshal.AsBytes(values.AsSpan()).ToArray();

    private static float[] Read(IBuffer buffer)
    {
        var result = new float[buffer.Bytes / 4];
        buffer.Read(MemoryMarshal.AsBytes(result.AsSpan()));
        return result;
    }

    [Fact]
    public void WithoutADeviceThereIsNoDriver()
    {
        metal.Fail("device");
        Assert.Null(MetalDevice.TryOpen(metal.LibraryPath));
        metal.Fail("queue");
        Assert.Null(MetalDevice.TryOpen(metal.LibraryPath));
        Assert.Null(MetalDevice.TryOpen("/nowhere/libobjc.so"));
    }

    [Fact]
    public void AKernelRunsWithItsArgumentsInTheOrderOfMetal()
    {
        using MetalDevice device = Open();
        Assert.Equal(("Double GPU", "metal"), (device.Name, device.Driver));
        using IBuffer from = device.Allocate(16), to = device.Allocate(32);
        from.Write(Floats(1, 2, 3, 4));
        using IProgram program = device.Compile(new KernelSource("kernel void copy() {}", Defines: new Dictionary<string, string> { ["N"] = "4" }));
        using IKernel kernel = program.Kernel("copy");
        Assert.Equal((1024, 32), (kernel.MaxThreadsPerThreadgroup, kernel.ThreadExecutionWidth));
        metal.Clear();
        device.Dispatch(kernel, [KernelArgument.Buffer(0, from), KernelArgument.Buffer(1, to, 8), KernelArgument.Constant(2, 5u), KernelArgument.Threadgroup(0, 20)], new(4, 1, 1), new(32, 2, 1));
        Assert.Equal([0, 0, 1, 2, 3, 4, 0, 0], Read(to));
        Assert.Equal(
            ["compute encoder", "pipeline copy", "buffer 0 offset 0", "buffer 1 offset 8", "bytes 2 length 4", "threadgroup 0 length 32",
             "dispatch 4 1 1 by 32 2 1", "end ComputeEncoder", "commit", "wait"],
            metal.Journal);
    }

    [Fact]
    public void DispatchesShareAnEncoderUntilResultsAreWanted()
    {
        using MetalDevice device = Open();
        using IBuffer from = device.Allocate(4), to = device.Allocate(4);
        using IProgram program = device.Compile(new KernelSource("k"));
        using IKernel kernel = program.Kernel("copy");
        for (int i = 0; i < 10; i++) device.Dispatch(kernel, [KernelArgument.Buffer(0, from), KernelArgument.Buffer(1, to)], new(1), new(1));
        device.Synchronize();
        Assert.Single(metal.Journal, "compute encoder");
        Assert.Single(metal.Journal, "commit");
    }

    [Fact]
    public void FunctionConstantsTakeTheTypeThatTheKernelDeclares()
    {
        using MetalDevice device = Open();
        using IBuffer from = device.Allocate(8), to = device.Allocate(8);
        from.Write(Floats(1, 2));
        using IProgram program = device.Compile(new KernelSource("k"));
        Assert.Contains("function constant 7 has no value", Assert.Throws<KernelCompileException>(() => program.Kernel("scale")).Message);
        using IKernel kernel = program.Kernel("scale", new Dictionary<int, object> { [7] = 3 });
        device.Dispatch(kernel, [KernelArgument.Buffer(0, from), KernelArgument.Buffer(1, to)], new(2), new(2));
        Assert.Equal([3, 6], Read(to));
        Assert.Contains("cannot be", Assert.Throws<DispatchException>(() => program.Kernel("scale", new Dictionary<int, object> { [7] = "x" })).Message);
    }

    [Fact]
    public void ErrorsCarryMetalsOwnWords()
    {
        using MetalDevice device = Open();
        Assert.Contains("unknown type name 'syntax'", Assert.Throws<KernelCompileException>(() => device.Compile(new KernelSource("syntax error"))).Message);
        using IProgram program = device.Compile(new KernelSource("warning"));
        Assert.Contains("internal error", Assert.Throws<KernelCompileException>(() => program.Kernel("broken")).Message);
        Assert.Contains("there is no kernel 'missing'", Assert.Throws<DispatchException>(() => program.Kernel("missing")).Message);
        metal.Fail("memory");
        Assert.Contains("no memory", Assert.Throws<DispatchException>(() => device.Allocate(64)).Message);
        metal.Fail("texture");
        Assert.Contains("no texture", Assert.Throws<DispatchException>(() => device.AllocateTexture(new(4, 4))).Message);
        metal.Fail("");
        using IBuffer buffer = device.Allocate(4);
        using IKernel kernel = program.Kernel("copy");
        device.Dispatch(kernel, [KernelArgument.Buffer(0, buffer), KernelArgument.Buffer(1, buffer)], new(1), new(1));
        metal.Fail("gpu");
        Assert.Contains("Caused GPU Hang Error", Assert.Throws<DispatchException>(() => device.Synchronize()).Message);
        metal.Fail("");
        device.Synchronize();
    }

    [Fact]
    public void ARefusedDispatchEncodesNothing()
    {
        using MetalDevice device = Open(), other = Open();
        using IBuffer mine = device.Allocate(4), foreign = other.Allocate(4);
        IBuffer gone = device.Allocate(4);
        gone.Dispose();
        using IProgram program = device.Compile(new KernelSource("k"));
        using IKernel kernel = program.Kernel("copy");
        metal.Clear();
        Assert.Throws<DispatchException>(() => device.Dispatch(kernel, [KernelArgument.Buffer(0, foreign)], new(1), new(1)));
        Assert.Throws<DispatchException>(() => device.Dispatch(kernel, [KernelArgument.Buffer(0, mine, 5)], new(1), new(1)));
        Assert.Throws<DispatchException>(() => device.Dispatch(kernel, [KernelArgument.Buffer(0, gone)], new(1), new(1)));
        Assert.Throws<DispatchException>(() => device.Dispatch(kernel, [], new(1), new(2048)));
        Assert.Throws<DispatchException>(() => other.Dispatch(kernel, [], new(1), new(1)));
        Assert.Empty(metal.Journal);
    }

    [Fact]
    public void AnOldDeviceGetsWholeThreadgroups()
    {
        metal.Fail("family");
        using MetalDevice device = Open();
        using IBuffer from = device.Allocate(32), to = device.Allocate(32);
        using IProgram program = device.Compile(new KernelSource("k"));
        using IKernel kernel = program.Kernel("copy");
        KernelArgument[] arguments = [KernelArgument.Buffer(0, from), KernelArgument.Buffer(1, to)];
        device.Dispatch(kernel, arguments, new(8), new(4));
        Assert.Contains("groups 2 by 4", metal.Journal);
        Assert.Contains("threadgroups divide", Assert.Throws<DispatchException>(() => device.Dispatch(kernel, arguments, new(7), new(4))).Message);
    }

    [Fact]
    public void PrivateBuffersAreReachedByCopies()
    {
        using MetalDevice device = Open();
        using IBuffer buffer = device.AllocatePrivate(16);
        buffer.Write(Floats(1, 2), 4);
        Assert.Equal([0, 1, 2, 0], Read(buffer));
        Assert.DoesNotContain("contents of a private buffer", metal.Journal);
        Assert.Contains("copy 8", metal.Journal);
        Assert.Throws<DispatchException>(() => buffer.Write(Floats(1), 13));
        Assert.Throws<DispatchException>(() => buffer.Read(new byte[4], -1));
    }

    [Fact]
    public void LargeConstantsGoThroughABuffer()
    {
        using MetalDevice device = Open();
        using IBuffer to = device.Allocate(8192);
        using IProgram program = device.Compile(new KernelSource("k"));
        using IKernel kernel = program.Kernel("copy");
        metal.Clear();
        device.Dispatch(kernel, [KernelArgument.Buffer(0, to), KernelArgument.Buffer(1, to), KernelArgument.Bytes(2, new byte[5000])], new(4), new(4));
        Assert.Contains("buffer 2 offset 0", metal.Journal);
        Assert.DoesNotContain(metal.Journal, line => line.StartsWith("bytes", StringComparison.Ordinal));
        device.Synchronize();
    }

    [Fact]
    public void TexturesGoInAndOutWithTheirRegion()
    {
        using MetalDevice device = Open();
        using ITexture texture = device.AllocateTexture(new(3, 2));
        var texels = new byte[3 * 2 * 16];
        new System.Random(1).NextBytes(texels);
        texture.Write(texels);
        Assert.Contains("replace 3 2 rows of 48", metal.Journal);
        var back = new byte[texels.Length];
        texture.Read(back);
        Assert.Equal(texels, back);
        Assert.Throws<DispatchException>(() => texture.Write(new byte[4]));
    }

    [Fact]
    public void MatricesMultiplyOnTheStream()
    {
        using MetalDevice device = Open();
        using IBuffer a = device.Allocate(24), b = device.Allocate(24), c = device.Allocate(16);
        a.Write(Floats(1, 2, 3, 4, 5, 6));
        b.Write(Floats(1, 0, 0, 1, 1, 1));
        device.Multiply(new(a, 2, 3), new(b, 3, 2), new(c, 2, 2), 2.5, 0.5);
        // Rows (1, 2, 3) and (4, 5, 6) by columns (1, 0, 1) and (0, 1, 1).
        Assert.Equal([4, 5, 10, 11], Read(c));
        Assert.Contains("multiply 0 0 2 2 3 2.5 0.5", metal.Journal);
        Assert.Throws<DispatchException>(() => device.Multiply(new(a, 2, 3), new(b, 2, 3), new(c, 2, 2)));
        Assert.Throws<DispatchException>(() => device.Multiply(new(a, 2, 30), new(b, 30, 2), new(c, 2, 2)));
        device.Synchronize();
    }

    [Fact]
    public void EventsAreEncodedBetweenTheWorkAroundThem()
    {
        using MetalDevice device = Open();
        using MetalEvent signal = device.CreateEvent();
        using IBuffer buffer = device.Allocate(4);
        using IProgram program = device.Compile(new KernelSource("k"));
        using IKernel kernel = program.Kernel("copy");
        metal.Clear();
        device.Dispatch(kernel, [KernelArgument.Buffer(0, buffer), KernelArgument.Buffer(1, buffer)], new(1), new(1));
        signal.Signal(3);
        signal.Wait(3);
        device.Synchronize();
        string[] journal = metal.Journal;
        Assert.True(Array.IndexOf(journal, "end ComputeEncoder") < Array.IndexOf(journal, "signal 3"));
        Assert.True(Array.IndexOf(journal, "commit") < Array.IndexOf(journal, "await 3"));
        Assert.Equal(3ul, signal.Value);
    }

    [Fact]
    public void NothingLeaksOverManyDispatchesAndFailures()
    {
        using (MetalDevice device = Open())
        {
            using IProgram program = device.Compile(new KernelSource("k"));
            long before = metal.Live();
            for (int i = 0; i < 2_000; i++)
            {
                using IBuffer buffer = device.Allocate(64);
                using IKernel kernel = program.Kernel("copy");
                device.Dispatch(kernel, [KernelArgument.Buffer(0, buffer), KernelArgument.Buffer(1, buffer)], new(4), new(4));
                if (i % 4 == 0) Assert.Throws<KernelCompileException>(() => device.Compile(new KernelSource("syntax error")));
                if (i % 16 == 0) device.Synchronize();
                metal.Clear();
            }
            device.Synchronize();
            Assert.Equal(before, metal.Live());
            Assert.Equal(new LiveObjects(0, 1, 0), device.Live);
        }
        Assert.Equal(0, metal.Live());
    }
}
