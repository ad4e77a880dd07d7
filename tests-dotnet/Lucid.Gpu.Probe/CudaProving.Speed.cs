using System;
using System.Diagnostics;
using System.Runtime.InteropServices;
using Lucid.Gpu.Corpus;
using Lucid.Gpu.Drivers;
using Lucid.Gpu.Drivers.Cuda;
using Lucid.Gpu.Msl;

namespace Lucid.Gpu.Probe;

internal static partial class CudaProving
{
    private const string SpeedSource = """
        #include <metal_stdlib>
        using namespace metal;
        kernel void saxpy(device const float* x, device float* y, constant float& a, uint i [[thread_position_in_grid]]) { y[i] = a * x[i] + y[i]; }
        kernel void saxpy4(device const float4* x, device float4* y, constant float& a, uint i [[thread_position_in_grid]]) { y[i] = a * x[i] + y[i]; }

        // One threadgroup a row; each thread keeps its part of the row in registers.
        template <int N> [[kernel]] void softmax_rows(device const float4* x, device float4* y, uint row [[threadgroup_position_in_grid]],
            uint lid [[thread_position_in_threadgroup]], uint size [[threads_per_threadgroup]], uint lane [[thread_index_in_simdgroup]],
            uint simd [[simdgroup_index_in_threadgroup]]) {
          threadgroup float shared[64];
          float4 v[N];
          float high = -INFINITY;
          x += row * N * size;
          for (int n = 0; n < N; n++) { v[n] = x[n * size + lid]; high = max(high, max(max(v[n].x, v[n].y), max(v[n].z, v[n].w))); }
          high = simd_max(high);
          if (lane == 0) shared[simd] = high;
          threadgroup_barrier(mem_flags::mem_threadgroup);
          high = simd_max(lane < size / 32 ? shared[lane] : -INFINITY);
          float sum = 0;
          for (int n = 0; n < N; n++) { v[n] = fast::exp(v[n] - high); sum += v[n].x + v[n].y + v[n].z + v[n].w; }
          sum = simd_sum(sum);
          if (lane == 0) shared[32 + simd] = sum;
          threadgroup_barrier(mem_flags::mem_threadgroup);
          sum = 1 / simd_sum(lane < size / 32 ? shared[32 + lane] : 0);
          y += row * N * size;
          for (int n = 0; n < N; n++) y[n * size + lid] = v[n] * sum;
        }
        template [[host_name("softmax_1")]] [[kernel]] decltype(softmax_rows<1>) softmax_rows<1>;
        template [[host_name("softmax_2")]] [[kernel]] decltype(softmax_rows<2>) softmax_rows<2>;
        template [[host_name("softmax_4")]] [[kernel]] decltype(softmax_rows<4>) softmax_rows<4>;
        template [[host_name("softmax_8")]] [[kernel]] decltype(softmax_rows<8>) softmax_rows<8>;
        """;

    private static double Microseconds(CudaDevice device, int repeat, Action work)
    {
        for (int i = 0; i < 10; i++) work();
        device.Synchronize();
        using var from = new CudaEvent(device, timed: true);
        using var to = new CudaEvent(device, timed: true);
        double best = double.MaxValue;
        for (int block = 0; block < 20; block++)
        {
            from.Record();
            for (int i = 0; i < repeat; i++) work();
            to.Record();
            to.Synchronize();
            best = Math.Min(best, from.MillisecondsTo(to) * 1000.0 / repeat);
        }
        return best;
    }

    /// <summary>saxpy of 1e8 and a row softmax of 4096 x 4096; the least of 20 blocks of 20.</summary>
    private static int Speed()
    {
        using CudaDevice device = Open();
        using IProgram program = device.Compile(new KernelSource(SpeedSource));
        const int n = 100_000_000;
        using (IBuffer x = device.Allocate(4L * n), y = device.Allocate(4L * n))
            foreach (uint size in new uint[] { 256, 512, 1024 })
            {
                using IKernel scalar = program.Kernel("saxpy"), vector = program.Kernel("saxpy4");
                KernelArgument[] arguments = [KernelArgument.Buffer(0, x), KernelArgument.Buffer(1, y), KernelArgument.Constant(2, 2.5f)];
                Console.WriteLine($"saxpy 1e8, {size} threads a group: {Microseconds(device, 20, () => device.Dispatch(scalar, arguments, new(n), new(size))):0.0} us");
                Console.WriteLine($"saxpy 1e8 by float4, {size} threads a group: {Microseconds(device, 20, () => device.Dispatch(vector, arguments, new(n / 4), new(size))):0.0} us");
            }
        const int side = 4096;
        var random = new System.Random(1);
        var numbers = new float[side * side];
        for (int i = 0; i < numbers.Length; i++) numbers[i] = random.NextSingle() * 8 - 4;
        int failures = Large(device, program);
        using (IBuffer x = device.Allocate(4L * side * side), y = device.Allocate(4L * side * side))
        {
            x.Write(MemoryMarshal.AsBytes(numbers.AsSpan()));
            foreach (int parts in new[] { 1, 2, 4, 8 })
            {
                uint size = (uint)(side / 4 / parts);
                using IKernel kernel = program.Kernel($"softmax_{parts}");
                KernelArgument[] arguments = [KernelArgument.Buffer(0, x), KernelArgument.Buffer(1, y)];
                double time = Microseconds(device, 20, () => device.Dispatch(kernel, arguments, new(size * side), new(size)));
                Console.WriteLine($"softmax 4096 x 4096, {size} threads a row: {time:0.0} us");
                var result = new float[side];
                y.Read(MemoryMarshal.AsBytes(result.AsSpan()), 4L * side * 77);
                double sum = 0, worst = 0;
                for (int i = 0; i < side; i++) sum += Math.Exp(numbers[77 * side + i]);
                for (int i = 0; i < side; i++) worst = Math.Max(worst, Math.Abs(result[i] * sum / Math.Exp(numbers[77 * side + i]) - 1));
                if (worst > 1e-5) { failures++; Console.WriteLine($"FAIL softmax is off by {worst}"); }
            }
        }
        return failures;
    }

    /// <summary>Large grids with odd ends, in buffers that are apart, that overlap, and that begin at odd places.</summary>
    private static int Large(CudaDevice device, IProgram program)
    {
        int failures = 0;
        using IKernel kernel = program.Kernel("saxpy");
        const int n = (1 << 21) + 3;
        var numbers = new float[n + 8];
        for (int i = 0; i < numbers.Length; i++) numbers[i] = i % 1000;
        foreach (var (fromX, fromY, same) in new[] { (0, 0, false), (4, 0, false), (3, 5, false), (0, 0, true), (0, 4, true) })
        {
            using IBuffer x = device.Allocate(4L * numbers.Length), other = device.Allocate(4L * numbers.Length);
            IBuffer y = same ? x : other;
            x.Write(MemoryMarshal.AsBytes(numbers.AsSpan()));
            y.Write(MemoryMarshal.AsBytes(numbers.AsSpan()));
            uint threads = same ? fromY == 0 ? n : 4u : n;
            device.Dispatch(kernel, [KernelArgument.Buffer(0, x, 4 * fromX), KernelArgument.Buffer(1, y, 4 * fromY), KernelArgument.Constant(2, 2f)], new(threads), new(256));
            var result = new float[numbers.Length];
            y.Read(MemoryMarshal.AsBytes(result.AsSpan()));
            int wrong = 0;
            for (int i = 0; i < numbers.Length; i++)
            {
                bool touched = i >= fromY && i - fromY < threads;
                if (result[i] != (touched ? 2 * numbers[i - fromY + fromX] + numbers[i] : numbers[i])) wrong++;
            }
            if (wrong == 0) continue;
            failures++;
            Console.WriteLine($"FAIL saxpy of {threads} from {fromX} to {fromY}, {(same ? "one buffer" : "two buffers")}: {wrong} wrong");
        }
        return failures;
    }

    /// <summary>Fifty dependent small kernels: launched one by one, and replayed as a graph; from the call to the end of the work.</summary>
    private static int GraphReplay()
    {
        using CudaDevice device = Open();
        using IProgram program = device.Compile(new KernelSource(SpeedSource));
        using IKernel kernel = program.Kernel("saxpy");
        using IBuffer x = device.Allocate(4000), y = device.Allocate(4000);
        var ones = new float[1000];
        Array.Fill(ones, 1f);
        x.Write(MemoryMarshal.AsBytes(ones.AsSpan()));
        KernelArgument[] arguments = [KernelArgument.Buffer(0, x), KernelArgument.Buffer(1, y), KernelArgument.Constant(2, 1f)];
        void Fifty()
        {
            for (int i = 0; i < 50; i++) device.Dispatch(kernel, arguments, new(1000), new(256));
        }
        double Wall(Action work)
        {
            double best = double.MaxValue;
            for (int i = 0; i < 500; i++)
            {
                long start = Stopwatch.GetTimestamp();
                work();
                device.Synchronize();
                best = Math.Min(best, Stopwatch.GetElapsedTime(start).TotalMicroseconds);
            }
            return best;
        }
        Console.WriteLine($"50 kernels one by one: {Wall(Fifty):0.0} us");
        using CudaGraph graph = device.Record(Fifty);
        y.Write(new byte[4000]);
        graph.Launch();
        graph.Launch();
        var result = new float[1000];
        y.Read(MemoryMarshal.AsBytes(result.AsSpan()));
        int failures = 0;
        foreach (float value in result)
            if (value != 100) failures = 1;
        if (failures > 0) Console.WriteLine($"FAIL two replays of 50 additions give {result[0]}, not 100");
        Console.WriteLine($"replay of 50 kernels, with synchronisation: {Wall(graph.Launch):0.0} us");
        Console.WriteLine($"replay of 50 kernels, back to back: {Microseconds(device, 100, graph.Launch):0.0} us");
        return failures;
    }

    /// <summary>Times from the start of the process to the first result.</summary>
    private static int Start()
    {
        var watch = Stopwatch.StartNew();
        double Lap()
        {
            double time = watch.Elapsed.TotalMilliseconds;
            watch.Restart();
            return time;
        }
        using CudaDevice device = Open();
        double open = Lap();
        using IBuffer x = device.Allocate(4000), y = device.Allocate(4000);
        device.Synchronize();
        double buffers = Lap();
        using IProgram program = device.Compile(new KernelSource(SpeedSource));
        double check = Lap();
        using IKernel kernel = program.Kernel("saxpy");
        double load = Lap();
        device.Dispatch(kernel, [KernelArgument.Buffer(0, x), KernelArgument.Buffer(1, y), KernelArgument.Constant(2, 1f)], new(1000), new(256));
        double launch = Lap();
        device.Synchronize();
        double wait = Lap();
        Console.WriteLine($"open {open:0.0} ms, buffers {buffers:0.00}, check the source {check:0.0}, emit and load {load:0.00}, launch {launch:0.00}, wait {wait:0.00}; "
            + $"from source to launch {check + load + launch:0.0} ms; compiled: {device.CompileCounts}");
        return 0;
    }
}
