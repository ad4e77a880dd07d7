using System;
using System.Runtime.InteropServices;
using Lucid.Gpu.Corpus;
using Lucid.Gpu.Drivers;
using Lucid.Gpu.Drivers.Cuda;
using Lucid.Gpu.Msl;

namespace Lucid.Gpu.Probe;

internal static partial class CudaProving
{
    /// <summary>10,000 mixed dispatches and 1,000 failures; everything must be back to zero after them.</summary>
    private static int Leaks()
    {
        using CudaDevice device = Open();
        long before = 0;
        int failed = 0;
        using (IProgram program = device.Compile(new KernelSource(SpeedSource)))
        {
            for (int i = 0; i < 10_000; i++)
            {
                if (i == 100) { device.ReleaseCachedMemory(); before = device.MemoryInfo.Free; }
                using IKernel kernel = program.Kernel(i % 3 == 0 ? "saxpy4" : "saxpy");
                using IBuffer x = device.Allocate(1024 + i % 7 * 4096), y = device.Allocate(1024 + i % 7 * 4096);
                using var stream = new CudaStream(device);
                using var signal = new CudaEvent(device);
                KernelArgument[] arguments = [KernelArgument.Buffer(0, x), KernelArgument.Buffer(1, y), KernelArgument.Constant(2, 1f)];
                if (i % 5 == 0) { device.Synchronize(); device.Dispatch(kernel, arguments, new(64), new(32), stream); signal.Record(stream); stream.Synchronize(); }
                else device.Dispatch(kernel, arguments, new(64), new(32));
                if (i % 100 == 0) { using CudaGraph graph = device.Record(() => device.Dispatch(kernel, arguments, new(64), new(32))); graph.Launch(); device.Synchronize(); }
            }
            for (int i = 0; i < 1000; i++)
                try
                {
                    using IKernel kernel = program.Kernel(i % 4 == 0 ? "none" : "saxpy");
                    using IBuffer x = device.Allocate(i % 4 == 1 ? 1L << 50 : 4096);
                    if (i % 4 == 2) device.Dispatch(kernel, [KernelArgument.Buffer(0, x)], new(64), new(32));
                    if (i % 4 == 3) { using CudaGraph graph = device.Record(() => throw new InvalidOperationException("given up")); }
                }
                catch (Exception error) when (error is LucidException or InvalidOperationException)
                {
                    failed++;
                }
        }
        device.ReleaseCachedMemory();
        long lost = before - device.MemoryInfo.Free;
        bool clean = device.Live == default && device.LiveQueues == default && device.MemoryStatistics is { Used: 0, Cached: 0 } && failed == 1000 && lost <= 0;
        Console.WriteLine($"{(clean ? "leaks: none" : "FAIL leaks")}: live {device.Live}, {device.LiveQueues}, memory {device.MemoryStatistics}, {failed} failures, GPU memory lost {lost} bytes");
        return clean ? 0 : 1;
    }

    /// <summary>Products of every type against sums in double, and their speed.</summary>
    private static int Blas()
    {
        using CudaDevice device = Open();
        int failures = 0;
        var random = new System.Random(3);
        foreach (bool turnA in new[] { false, true })
            foreach (bool turnB in new[] { false, true })
            {
                const int rows = 33, columns = 47, inner = 29, batch = 3;
                float[] a = new float[batch * rows * inner], b = new float[batch * inner * columns], c = new float[batch * rows * columns];
                for (int i = 0; i < a.Length; i++) a[i] = random.NextSingle() - 0.5f;
                for (int i = 0; i < b.Length; i++) b[i] = random.NextSingle() - 0.5f;
                using IBuffer x = device.Allocate(4 * a.Length), y = device.Allocate(4 * b.Length), z = device.Allocate(4 * c.Length);
                x.Write(MemoryMarshal.AsBytes(a.AsSpan()));
                y.Write(MemoryMarshal.AsBytes(b.AsSpan()));
                device.Blas.Multiply(new MatmulCall(MatmulType.Float32, rows, columns, inner, new(x, 0, turnA ? rows : inner, turnA, rows * inner),
                    new(y, 0, turnB ? inner : columns, turnB, inner * columns), new(z, 0, columns, false, rows * columns), 2, 0, batch));
                z.Read(MemoryMarshal.AsBytes(c.AsSpan()));
                double worst = 0;
                for (int n = 0; n < batch; n++)
                    for (int i = 0; i < rows; i++)
                        for (int j = 0; j < columns; j++)
                        {
                            double sum = 0;
                            for (int k = 0; k < inner; k++)
                                sum += (double)a[n * rows * inner + (turnA ? k * rows + i : i * inner + k)] * b[n * inner * columns + (turnB ? j * inner + k : k * columns + j)];
                            worst = Math.Max(worst, Math.Abs(2 * sum - c[(n * rows + i) * columns + j]));
                        }
                if (worst > 1e-5) failures++;
                Console.WriteLine($"{(worst > 1e-5 ? "FAIL " : "")}matmul 3 x (33 x 29 x 47), transposed {turnA} {turnB}: off by {worst:0.0e0}");
            }
        const int side = 4096;
        using IBuffer p = device.Allocate(4L * side * side), q = device.Allocate(4L * side * side), r = device.Allocate(4L * side * side);
        foreach (MatmulType type in new[] { MatmulType.Float32, MatmulType.TensorFloat32, MatmulType.BFloat16, MatmulType.Float16 })
        {
            var call = new MatmulCall(type, side, side, side, new(p, 0, side), new(q, 0, side), new(r, 0, side));
            Console.WriteLine($"matmul 4096^3 {type}: {Microseconds(device, 5, () => device.Blas.Multiply(call)):0.0} us");
        }
        return failures;
    }

    /// <summary>Pinned, mapped and shared memory, streams and events.</summary>
    private static unsafe int Transfers()
    {
        using CudaDevice device = Open();
        using IProgram program = device.Compile(new KernelSource(SpeedSource));
        using IKernel kernel = program.Kernel("saxpy");
        const int n = 1 << 20;
        int failures = 0;
        void Expect(bool right, string what)
        {
            if (right) return;
            failures++;
            Console.WriteLine($"FAIL {what}");
        }
        using (var pinned = new PinnedMemory(device, 4 * n))
        using (var back = new PinnedMemory(device, 4 * n))
        using (var stream = new CudaStream(device))
        using (var other = new CudaStream(device))
        using (var uploaded = new CudaEvent(device))
        using (IBuffer x = device.Allocate(4 * n), y = device.Allocate(4 * n))
        {
            device.Synchronize();
            MemoryMarshal.Cast<byte, float>(pinned.Span).Fill(3);
            stream.Upload(pinned, x);
            uploaded.Record(stream);
            other.Wait(uploaded);
            device.Dispatch(kernel, [KernelArgument.Buffer(0, x), KernelArgument.Buffer(1, y), KernelArgument.Constant(2, 2f)], new(n), new(256), other);
            other.Download(y, back);
            other.Synchronize();
            Expect(other.IsDone && MemoryMarshal.Cast<byte, float>(back.Span)[n - 1] == 6, "upload, event, kernel on another stream, download");
        }
        void* memory = NativeMemory.AlignedAlloc(4 * n, 4096);
        new Span<float>(memory, n).Fill(1);
        using (IBuffer? shared = device.MapHostMemory((nint)memory, 4 * n))
        using (IBuffer x = device.Allocate(4 * n))
        {
            Expect(shared is not null, "host memory is mapped");
            if (shared is not null)
            {
                device.Dispatch(kernel, [KernelArgument.Buffer(0, shared), KernelArgument.Buffer(1, shared), KernelArgument.Constant(2, 1f)], new(n), new(256));
                device.Synchronize();
                Expect(new Span<float>(memory, n)[n - 1] == 2, "a kernel changes host memory in place");
            }
        }
        NativeMemory.AlignedFree(memory);
        try
        {
            device.Allocate(1L << 50).Dispose();
            Expect(false, "too much memory is refused");
        }
        catch (Lucid.OutOfMemoryException error)
        {
            Console.WriteLine(error.Message);
        }
        var (free, total) = device.MemoryInfo;
        Console.WriteLine($"{device.Name}: {free >> 20} of {total >> 20} MiB free, {device.MaxThreadgroupBytes} bytes of threadgroup memory, {device.Multiprocessors} multiprocessors");
        return failures;
    }
}
