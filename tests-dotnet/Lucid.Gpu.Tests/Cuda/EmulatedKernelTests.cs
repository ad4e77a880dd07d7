using System;
using System.Collections.Generic;
using System.Runtime.InteropServices;
using Lucid.Gpu.Corpus;
using Lucid.Gpu.Drivers;
using Lucid.Gpu.Drivers.Cuda;
using Lucid.Gpu.Msl;
using Xunit;

namespace Lucid.Gpu.Tests.Cuda;

/// <summary>Emitted CUDA C++, compiled and run on the emulation: results are those of the references.</summary>
[Collection("emulation")]
public class EmulatedKernelTests
{
    [Fact]
    public void TheCorpusAgreesWithItsReferences()
    {
        if (Emulation.Folder is null) return;
        using CudaDevice device = Emulation.Open();
        using var runner = new KernelRunner(device);
        var wrong = new List<string>();
        foreach (KernelCase one in KernelCase.All)
            try
            {
                one.Verify(runner);
            }
            catch (Exception error) when (error is LucidException or InvalidOperationException)
            {
                wrong.Add($"{one.Name}: {error.Message}");
            }
        Assert.True(wrong.Count == 0, string.Join("\n", wrong));
    }

    private static T[] Run<T>(string body, int count, Extent threads, Extent group, params KernelArgument[] more) where T : unmanaged
    {
        using CudaDevice device = Emulation.Open();
        using IProgram program = device.Compile(new KernelSource("#include <metal_stdlib>\nusing namespace metal;\n" + body));
        using IKernel kernel = program.Kernel("k");
        using IBuffer buffer = device.Allocate(count * Marshal.SizeOf<T>());
        device.Dispatch(kernel, [KernelArgument.Buffer(0, buffer), .. more], threads, group);
        var result = new T[count];
        buffer.Read(MemoryMarshal.AsBytes(result.AsSpan()));
        return result;
    }

    [Fact]
    public void LanesThatLeftDoNotTakePart()
    {
        if (Emulation.Folder is null) return;
        // Lanes 0..9 return, the others sum their numbers; then the odd ones of them.
        int[] sums = Run<int>("""
            kernel void k(device int* out, uint i [[thread_position_in_grid]]) {
              if (i < 10) return;
              out[i] = simd_sum(int(i));
              if (i & 1) out[i] += 1000 * simd_sum(1); else { out[i] += 2000 * int(simd_is_first()); }
              out[i] += simd_prefix_exclusive_sum(1) * 100000;
            }
            """, 32, new(32), new(32));
        for (int i = 0; i < 32; i++)
            Assert.Equal(i < 10 ? 0 : 451 + (i % 2 == 1 ? 11000 : i == 10 ? 2000 : 0) + (i - 10) * 100000, sums[i]);
    }

    [Fact]
    public void LoopsKeepTrackOfTheirLanes()
    {
        if (Emulation.Folder is null) return;
        // Lane i runs i % 5 + 1 rounds; each round counts the lanes that are still in it. Odd rounds skip the count of lanes 3 mod 4.
        int[] counts = Run<int>("""
            int rounds(int n, uint lane) {
              int total = 0;
              for (int r = 0; ; r++) {
                if (r > n) break;
                total += simd_sum(1);
              }
              for (int r = 0; r < 3; r++) {
                if (r == 1 && lane % 4 == 3) continue;
                total += 1000 * simd_sum(1);
              }
              int r = 0;
              do { total += 1000000 * simd_sum(1); r++; } while (r < int(lane) / 16 + 1);
              return total;
            }
            kernel void k(device int* out, uint i [[thread_position_in_grid]]) { out[i] = rounds(i % 5, i); }
            """, 32, new(32), new(32));
        for (int i = 0; i < 32; i++)
        {
            int expected = 0;
            for (int r = 0; r <= i % 5; r++)
                for (int k = 0; k < 32; k++)
                    if (k % 5 >= r) expected++;
            expected += i % 4 == 3 ? 64000 : 88000;
            expected += i < 16 ? 32000000 : 48000000;
            Assert.Equal(expected, counts[i]);
        }
    }

    [Fact]
    public void EdgeThreadgroupsAreNumberedWithoutHoles()
    {
        if (Emulation.Folder is null) return;
        // A grid of 7 x 5 in groups of 4 x 4: the corner group is 3 x 1, its simdgroup has three lanes.
        uint[] seen = Run<uint>("""
            kernel void k(device uint4* out, uint2 at [[thread_position_in_grid]], uint index [[thread_index_in_threadgroup]],
                uint2 size [[threads_per_threadgroup]], uint2 groups [[threadgroups_per_grid]], uint lane [[thread_index_in_simdgroup]]) {
              threadgroup uint arrived[16];
              arrived[index] = 1;
              threadgroup_barrier(mem_flags::mem_threadgroup);
              uint count = 0;
              for (uint i = 0; i < size.x * size.y; i++) count += arrived[i];
              out[at.y * 7 + at.x] = uint4(index * 100 + lane, size.x * 10 + size.y, count, simd_sum(1u) + 100 * groups.x + 1000 * groups.y);
            }
            """, 7 * 5 * 4, new(7, 5), new(4, 4));
        for (int y = 0; y < 5; y++)
            for (int x = 0; x < 7; x++)
            {
                int width = x < 4 ? 4 : 3, height = y < 4 ? 4 : 1, index = (y % 4) * width + x % 4;
                Assert.Equal([(uint)(index * 101), (uint)(width * 10 + height), (uint)(width * height), (uint)(width * height + 2200)],
                    seen[((y * 7 + x) * 4)..((y * 7 + x) * 4 + 4)]);
            }
    }

    [Fact]
    public void NarrowAndHalfNumbersWrapAndRoundAsInMetal()
    {
        if (Emulation.Folder is null) return;
        float[] values = Run<float>("""
            kernel void k(device float* out) {
              uchar c = 250; c += 10; out[0] = c;
              char s = 127; s++; out[1] = s;
              half h = 2048; h += 1; out[2] = h;
              half3 v = half3(1, 2, 3); v.zx = half2(v.y * 0.1h, 65504.0h * 2.0h); out[3] = v.z; out[4] = isinf(v.x) ? 1 : 0;
              bfloat b = bfloat(1.0f) + bfloat(1.0f / 512); out[5] = float(b);
              packed_float3 p = packed_float3(1, 2, 3); p += 1; p.y *= 2; out[6] = p.x + p.y * 10 + p.z * 100;
              uint shift = 33; out[7] = 1u << shift;
              float2x2 m = float2x2(float2(1, 2), float2(3, 4)); m *= 2; float2 w = m * float2(1, 1); out[8] = w.x * 10 + w.y + determinant(m);
              int4 q = int4(1, 2, 3, 4); q[int(out[6]) % 3] += 5; q.yz += q.xx; out[9] = q.x * 1000 + q.y * 100 + q.z * 10 + q.w;
            }
            """, 10, new(1), new(1));
        // 2 * 0.1h is 0.19995...; out[6]: 2 + 6 * 10 + 4 * 100 = 462, and 462 % 3 = 0, so q = (6, 2, 3, 4), then y and z gain 6.
        Assert.Equal([4, -128, 2048, (float)((Half)((float)(Half)0.1f * 2)), 1, 1, 462, 2, 8 * 10 + 12 + (2 * 8 - 6 * 4), 6 * 1000 + 8 * 100 + 9 * 10 + 4], values);
    }

    [Fact]
    public void ObjectsLambdasAndReferencesWork()
    {
        if (Emulation.Folder is null) return;
        int[] values = Run<int>("""
            struct Base { int a = 3; int twice() const { return 2 * a; } };
            struct Counter : Base {
              thread int* target;
              int steps[3];
              Counter(thread int* t, int s) : target(t) { steps[0] = s; steps[1] = s + 1; steps[2] = 0; }
              void go() { for (int i = 0; i < 3; i++) *target += steps[i]; a = *target; }
              int operator()(int x) const { return x * a; }
            };
            template <typename F> int apply(F f, int n) { int sum = 0; for (int i = 0; i < n; i++) sum += f(i); return sum; }
            constant int table[2][2] = {{1, 2}, {3, 4}};
            union Word { float f; uint u; };
            kernel void k(device int* out) {
              int t = 10;
              Counter c(&t, 5);
              c.go();
              out[0] = t * 100 + c.twice();
              int weight = 7;
              out[1] = apply([&](int i) { weight++; return i * weight; }, 3);
              out[2] = weight + table[1][out[1] % 2];
              out[3] = c(2);
              Word w; w.f = 1.0f; out[4] = int(w.u >> 23);
              thread int* p = &t; *p += 1; out[5] = t;
              atomic_fetch_add_explicit((device atomic_int*)(out + 6), 5, memory_order_relaxed);
              out[7] = apply(c, 3);
            }
            """, 8, new(1), new(1));
        // 10 + 5 + 6 + 0 = 21; lambda: 0 * 8 + 1 * 9 + 2 * 10 = 29; weight 10; table[1][1] = 4.
        Assert.Equal([2142, 29, 14, 42, 127, 22, 5, 63], values);
    }

    [Fact]
    public void OrderedAtomicsAreFenced()
    {
        const string source = """
            #include <metal_stdlib>
            using namespace metal;
            kernel void k(device atomic_uint* x [[buffer(0)]], device uint* y [[buffer(1)]]) {
              atomic_store_explicit(x, 1u, memory_order_relaxed);
              y[0] = atomic_load_explicit(x, memory_order_relaxed);
              atomic_thread_fence(mem_flags::mem_device, memory_order_seq_cst);
            }
            """;
        string text = CudaSource.Emit(KernelLibrary.Compile(new KernelSource(source)), "k");
        string kernel = text[text.IndexOf("lucid_k(", StringComparison.Ordinal)..];
        Assert.Single(kernel.Split("__threadfence()")[1..]);
        Assert.Contains("a_store(", kernel, StringComparison.Ordinal);
    }

    [Fact]
    public void WhatHasNoCudaFormIsNamedWithItsPlace()
    {
        KernelLibrary library = KernelLibrary.Compile(new KernelSource("""
            #include <metal_stdlib>
            using namespace metal;
            kernel void k(device float4* x [[buffer(0)]], texture2d<float> t [[texture(0)]], sampler s [[sampler(0)]]) { x[0] = t.sample(s, float2(0)); }
            """));
        var error = Assert.Throws<KernelCompileException>(() => CudaSource.Emit(library, "k"));
        Assert.Contains("kernel.metal:3:", error.Message, StringComparison.Ordinal);
        Assert.Contains("sampler parameter 's' is not supported on the CUDA driver", error.Message, StringComparison.Ordinal);
    }
}
