using System;
using System.IO;
using System.Runtime.InteropServices;
using Lucid.Gpu.Drivers;
using Lucid.Gpu.Drivers.Cuda;
using Lucid.Gpu.Msl;
using Xunit;

namespace Lucid.Gpu.Tests.Cuda;

/// <summary>Tests of the emulation share its libraries, which count and fail for the whole process.</summary>
[CollectionDefinition("emulation", DisableParallelization = true)]
public class EmulationCollection;

/// <summary>The CUDA driver's own logic on the emulated GPU: lifetimes, failures, graphs, streams, the cache.</summary>
[Collection("emulation")]
public class EmulatedDriverTests
{
    private const string Source = """
        #include <metal_stdlib>
        using namespace metal;
        kernel void add(device const float* x [[buffer(0)]], device float* y [[buffer(1)]], constant float* s [[buffer(2)]], uint i [[thread_position_in_grid]])
        { y[i] += x[i] + s[1]; }
        """;

    private static readonly float[] Numbers = [1, 2, 3, 4];

    private static KernelArgument[] Arguments(IBuffer x, IBuffer y) =>
        [KernelArgument.Buffer(0, x), KernelArgument.Buffer(1, y), KernelArgument.Bytes(2, MemoryMarshal.AsBytes<float>([5, 10]))];

    private static float[] Read(IBuffer buffer)
    {
        var values = new float[buffer.Bytes / 4];
        buffer.Read(MemoryMarshal.AsBytes(values.AsSpan()));
        return values;
    }

    private static void AssertNothingLives()
    {
        foreach (string kind in new[] { "context", "memory", "pinned", "registered", "stream", "event", "module", "graph", "executable" })
            Assert.True(Emulation.Live(kind) == 0, $"{Emulation.Live(kind)} of {kind} live");
    }

    [Fact]
    public void MissingLibrariesAreNamed()
    {
        Assert.Null(CudaDevice.TryOpen(out string reason, new CudaOptions(DriverLibrary: "/no/such/libcuda.so")));
        Assert.Contains("/no/such/libcuda.so", reason, StringComparison.Ordinal);
        Assert.Contains("install NVIDIA's driver", reason, StringComparison.Ordinal);
        if (Emulation.Folder is null) return;
        using CudaDevice? device = CudaDevice.TryOpen(out _, Emulation.WithoutCompiler);
        using IProgram program = device!.Compile(new KernelSource(Source));
        var error = Assert.Throws<GpuNotAvailableException>(() => program.Kernel("add"));
        Assert.Contains("nvidia-cuda-nvrtc", error.Message, StringComparison.Ordinal);
        Assert.Contains("LUCID_METAL_DRIVER=host", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void WorkReplaysFromAGraph()
    {
        if (Emulation.Folder is null) return;
        using (CudaDevice device = Emulation.Open())
        {
            using IProgram program = device.Compile(new KernelSource(Source));
            using IKernel add = program.Kernel("add");
            using IBuffer x = device.Allocate(16), y = device.Allocate(16), z = device.Allocate(16);
            x.Write(MemoryMarshal.AsBytes(Numbers.AsSpan()));
            using (CudaGraph graph = device.Record(() =>
            {
                device.Dispatch(add, Arguments(x, y), new(4), new(4));
                device.Dispatch(add, Arguments(x, y), new(4), new(4));
                device.Copy(y, 0, z, 0, 16);
            }))
            {
                Assert.Equal([0f, 0, 0, 0], Read(y));
                graph.Launch();
                graph.Launch();
                Assert.Equal([44f, 48, 52, 56], Read(y));
                Assert.Equal(Read(y), Read(z));
                Assert.Equal((0, 0, 1), device.LiveQueues);
            }
            Assert.Throws<InvalidOperationException>(() => device.Record(() => throw new InvalidOperationException()));
            using CudaGraph after = device.Record(() => { });
            Assert.Equal((0, 0, 1), device.LiveQueues);
        }
        AssertNothingLives();
    }

    [Fact]
    public void StreamsEventsAndHostMemoryWork()
    {
        if (Emulation.Folder is null) return;
        using (CudaDevice device = Emulation.Open())
        {
            using IProgram program = device.Compile(new KernelSource(Source));
            using IKernel add = program.Kernel("add");
            using var pinned = new PinnedMemory(device, 16);
            using var stream = new CudaStream(device);
            using var signal = new CudaEvent(device);
            using IBuffer x = device.Allocate(16), y = device.Allocate(16);
            MemoryMarshal.AsBytes(Numbers.AsSpan()).CopyTo(pinned.Span);
            stream.Upload(pinned, x);
            signal.Record(stream);
            stream.Wait(signal);
            device.Dispatch(add, Arguments(x, y), new(4), new(2), stream);
            stream.Download(y, pinned);
            stream.Synchronize();
            Assert.True(stream.IsDone && signal.IsDone);
            Assert.Equal([11f, 12, 13, 14], MemoryMarshal.Cast<byte, float>(pinned.Span).ToArray());
            float[] shared = [1, 1, 1, 1];
            GCHandle handle = GCHandle.Alloc(shared, GCHandleType.Pinned);
            using (IBuffer mapped = device.MapHostMemory(handle.AddrOfPinnedObject(), 16)!)
                device.Dispatch(add, Arguments(mapped, mapped), new(4), new(4));
            handle.Free();
            Assert.Equal([12f, 12, 12, 12], shared);
            Assert.Throws<DispatchException>(() => stream.Upload(pinned, x, 8));
            stream.Dispose();
            Assert.Throws<DispatchException>(stream.Synchronize);
        }
        AssertNothingLives();
    }

    [Fact]
    public void FailuresAreTypedAndLoseNothing()
    {
        if (Emulation.Folder is null) return;
        using (CudaDevice device = Emulation.Open())
        {
            using IProgram program = device.Compile(new KernelSource(Source));
            var memory = Assert.Throws<Lucid.OutOfMemoryException>(() => device.Allocate(1L << 40));
            Assert.Equal(1L << 40, memory.RequestedBytes);
            Emulation.Fail("cuModuleLoadData", 999);
            Assert.Contains("cuModuleLoadData failed: CUDA_ERROR_OTHER (999): some other error", Assert.Throws<CudaException>(() => program.Kernel("add")).Message, StringComparison.Ordinal);
            Emulation.Fail("cuModuleGetFunction", 999);
            Assert.Throws<CudaException>(() => program.Kernel("add"));
            Emulation.Fail("cuMemsetD8Async", 719);
            Assert.Equal(719, Assert.Throws<CudaException>(() => device.Allocate(16)).Code);
            using IKernel add = program.Kernel("add");
            using IBuffer x = device.Allocate(16), y = device.Allocate(16);
            Emulation.Fail("cuLaunchKernel", 719);
            Assert.Contains("unspecified launch failure", Assert.Throws<CudaException>(() => device.Dispatch(add, Arguments(x, y), new(4), new(4))).Message, StringComparison.Ordinal);
            Emulation.Fail("cuGraphInstantiateWithFlags", 999);
            Assert.Throws<CudaException>(() => device.Record(() => device.Dispatch(add, Arguments(x, y), new(4), new(4))));
            Emulation.Fail("cuMemcpyHtoDAsync_v2", 999);
            Assert.Throws<CudaException>(() => x.Write(new byte[16]));
            Emulation.Fail("cuStreamCreate", 2);
            Assert.Throws<CudaException>(() => new CudaStream(device));
            Assert.Equal(new LiveObjects(2, 1, 1), device.Live);
            Assert.Equal(default, device.LiveQueues);
            device.Dispatch(add, Arguments(x, y), new(4), new(4));
            Assert.Equal([10f, 10, 10, 10], Read(y));
        }
        AssertNothingLives();
    }

    [Fact]
    public void WrongArgumentsAreRefused()
    {
        if (Emulation.Folder is null) return;
        using CudaDevice device = Emulation.Open(), other = Emulation.Open();
        using IProgram program = device.Compile(new KernelSource(Source));
        using IKernel add = program.Kernel("add");
        using IBuffer x = device.Allocate(16), y = other.Allocate(16);
        string Message(Action action) => Assert.Throws<DispatchException>(action).Message;
        Assert.Contains("argument 1 is no buffer of this device", Message(() => device.Dispatch(add, Arguments(x, y), new(4), new(4))), StringComparison.Ordinal);
        Assert.Contains("needs an argument for buffer(2)",
            Message(() => device.Dispatch(add, [KernelArgument.Buffer(0, x), KernelArgument.Buffer(1, x)], new(4), new(4))), StringComparison.Ordinal);
        Assert.Contains("belongs to another device", Message(() => other.Dispatch(add, Arguments(y, y), new(4), new(4))), StringComparison.Ordinal);
        Assert.Contains("2048 threads is not between 1 and 1024", Message(() => device.Dispatch(add, Arguments(x, x), new(4), new(2048))), StringComparison.Ordinal);
        Assert.Contains("offset 20 lies outside buffer 0 of 16 bytes", Message(() => device.Dispatch(add,
            [KernelArgument.Buffer(0, x, 20), KernelArgument.Buffer(1, x), KernelArgument.Constant(2, 1L)], new(4), new(4))), StringComparison.Ordinal);
        Assert.Contains("there is no kernel 'sub'; the source has: add", Message(() => program.Kernel("sub")), StringComparison.Ordinal);
        Assert.Contains("do not fit a buffer of 16 bytes", Message(() => x.Write(new byte[8], 12)), StringComparison.Ordinal);
    }

    [Fact]
    public void CompiledKernelsAreFoundOnDiskUnlessTheyAreDamaged()
    {
        if (Emulation.Folder is null) return;
        string folder = Directory.CreateTempSubdirectory("lucid-cache-").FullName;
        try
        {
            int Compile(string source)
            {
                int before = Emulation.Compilations;
                using CudaDevice device = Emulation.Open(folder);
                using IProgram program = device.Compile(new KernelSource(source));
                program.Kernel("add").Dispose();
                program.Kernel("add").Dispose();
                return Emulation.Compilations - before;
            }
            Assert.Equal(1, Compile(Source));
            Assert.Equal(0, Compile(Source));
            Assert.Equal(1, Compile(Source.Replace("s[1]", "s[0]")));
            string[] files = Directory.GetFiles(folder);
            Assert.Equal(2, files.Length);
            foreach (string file in files)
            {
                byte[] bytes = File.ReadAllBytes(file);
                bytes[bytes.Length / 2] ^= 1;
                File.WriteAllBytes(file, bytes);
            }
            Assert.Equal(1, Compile(Source));
            foreach (string file in files) File.WriteAllBytes(file, []);
            Assert.Equal(1, Compile(Source));
            Assert.Equal(0, Compile(Source));
            // A file where the folder should be: nothing is kept, everything works.
            Directory.Delete(folder, recursive: true);
            File.WriteAllText(folder, "");
            Assert.Equal(1, Compile(Source));
            File.Delete(folder);
            Directory.CreateDirectory(folder);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }
}
