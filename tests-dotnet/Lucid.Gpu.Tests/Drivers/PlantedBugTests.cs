using System;
using System.Collections.Generic;
using Lucid.Gpu.Drivers;
using Lucid.Gpu.Drivers.Host;
using Lucid.Gpu.Msl;
using Xunit;

namespace Lucid.Gpu.Tests.Drivers;

/// <summary>Kernels with one bug each; the line that holds it is marked.</summary>
public class PlantedBugTests
{
    private const string Head = "#include <metal_stdlib>\nusing namespace metal;\n";
    private const string Arguments = "(device float* x [[buffer(0)]], device float* y [[buffer(1)]], device atomic_uint* counts [[buffer(2)]], constant uint& n [[buffer(3)]], "
        + "uint i [[thread_position_in_grid]], uint lid [[thread_position_in_threadgroup]], uint group [[threadgroup_position_in_grid]], uint lane [[thread_index_in_simdgroup]])";

    public static TheoryData<string, KernelFaultKind, string> Bugs => new()
    {
        { "one past the end", KernelFaultKind.OutOfBounds, "y[i + 1] = x[i]; // BUG" },
        { "below the start", KernelFaultKind.OutOfBounds, "y[i] = x[int(i) - 1]; // BUG" },
        { "no guard on a rounded grid", KernelFaultKind.OutOfBounds, "y[i * 2] = 1; // BUG" },
        { "vector read over the end", KernelFaultKind.OutOfBounds, "y[i] = ((device float4*)x)[i].w; // BUG" },
        { "local array index", KernelFaultKind.OutOfBounds, "float a[4] = {1, 2, 3, 4};\ny[i] = a[i]; // BUG" },
        { "threadgroup index", KernelFaultKind.OutOfBounds, "threadgroup float s[64];\ns[lid * 2] = 1; // BUG\ny[i] = 0;" },
        { "constant read over the end", KernelFaultKind.OutOfBounds, "y[i] = (&n)[100000 + i]; // BUG" },
        { "pointer walked too far", KernelFaultKind.OutOfBounds, "device float* p = x;\nfor (uint k = 0; k <= n; k++) p++;\n*p = 1; // BUG" },
        { "misaligned word", KernelFaultKind.Misaligned, "y[i] = *(device float*)((device char*)x + 2); // BUG" },
        { "misaligned in threadgroup memory", KernelFaultKind.Misaligned, "threadgroup uchar s[256];\n*(threadgroup uint*)(s + lid + 1) = 3; // BUG" },
        { "no initial value of a local array", KernelFaultKind.Uninitialized, "float a[4];\na[i % 3] = 1;\ny[i] = a[3]; // BUG" },
        { "sum over unset threadgroup memory", KernelFaultKind.Uninitialized, "threadgroup float s[64];\nif (lid < 32) s[lid] = 1;\nthreadgroup_barrier(mem_flags::mem_threadgroup);\ny[i] = s[lid]; // BUG" },
        { "missing barrier after the write", KernelFaultKind.DataRace, "threadgroup float s[64];\ns[lid] = 0;\nthreadgroup_barrier(mem_flags::mem_threadgroup);\ns[lid] = x[i]; // BUG\ny[i] = s[63 - lid];" },
        { "missing barrier in a tree", KernelFaultKind.DataRace, "threadgroup float s[64];\ns[lid] = x[i];\nthreadgroup_barrier(mem_flags::mem_threadgroup);\nfor (uint h = 32; h > 0; h >>= 1)\nif (lid < h) s[lid] += s[lid + h]; // BUG\ny[i] = 0;" },
        { "sum without an atomic", KernelFaultKind.DataRace, "y[0] += x[i]; // BUG" },
        { "threadgroups share a cell", KernelFaultKind.DataRace, "if (lid == 0) y[0] = float(group); // BUG" },
        { "plain read beside atomics", KernelFaultKind.DataRace, "if (lane == 0) atomic_fetch_add_explicit(counts, 1u, memory_order_relaxed);\nif (i == 70) y[0] = ((device uint*)counts)[0]; // BUG" },
        { "stencil in place", KernelFaultKind.DataRace, "x[i] = x[i] + x[(i + 1) % n]; // BUG" },
        { "barrier in one branch", KernelFaultKind.DivergentBarrier, "if (lid < 16)\nthreadgroup_barrier(mem_flags::mem_threadgroup); // BUG\ny[i] = 0;" },
        { "return before a barrier", KernelFaultKind.DivergentBarrier, "if (lid >= 32) return;\nthreadgroup_barrier(mem_flags::mem_threadgroup); // BUG\ny[i] = 0;" },
        { "different barriers", KernelFaultKind.DivergentBarrier, "if (lid < 32) threadgroup_barrier(mem_flags::mem_threadgroup);\nelse threadgroup_barrier(mem_flags::mem_threadgroup); // BUG\ny[i] = 0;" },
        { "division by zero", KernelFaultKind.DivisionByZero, "y[i] = 100 / int(i % 7); // BUG" },
        { "remainder by zero", KernelFaultKind.DivisionByZero, "y[i] = n % (i / 64); // BUG" },
        { "endless loop", KernelFaultKind.StepLimit, "uint k = i;\nwhile (k != n + 500) k += 2; // BUG\ny[i] = k;" },
    };

    [Theory]
    [MemberData(nameof(Bugs))]
    public void IsFoundAndPlaced(string what, KernelFaultKind kind, string body)
    {
        string source = $"{Head}kernel void bug{Arguments} {{\n{body}\n}}\n";
        var fault = Assert.Throws<KernelFaultException>(() => Run(source));
        Assert.True(kind == fault.Kind, $"{what}: {fault.Message}");
        Assert.Equal("bug", fault.Kernel);
        int line = 1 + source[..source.IndexOf("// BUG", StringComparison.Ordinal)].Split('\n').Length - 1;
        if (kind != KernelFaultKind.DivergentBarrier || what != "different barriers") Assert.Equal(line, fault.Line);
    }

    [Theory]
    [MemberData(nameof(Bugs))]
    public void DoesNotHarmTheProcessUnchecked(string what, KernelFaultKind kind, string body)
    {
        string source = $"{Head}kernel void bug{Arguments} {{\n{body}\n}}\n";
        if (kind == KernelFaultKind.StepLimit) Assert.Throws<KernelFaultException>(() => Run(source, isChecked: false));
        else Run(source, isChecked: false);
        Assert.NotNull(what);
    }

    [Fact]
    public void OffsetsAreReportedAgainstTheBuffer()
    {
        var fault = Assert.Throws<KernelFaultException>(() => Run($"{Head}kernel void bug{Arguments} {{\nif (i == 5) y[200 + i] = 1;\n}}"));
        Assert.Contains("buffer(1) 'y'+820", fault.Message);
        Assert.Equal(new Extent(5, 0, 0), fault.Thread);
    }

    private static void Run(string source, bool isChecked = true)
    {
        using var device = new HostDevice(new HostOptions(isChecked, StepLimit: 100_000));
        using IProgram program = device.Compile(new KernelSource(source));
        using IKernel kernel = program.Kernel("bug");
        using IBuffer x = device.Allocate(4 * 128), y = device.Allocate(4 * 128), counts = device.Allocate(64);
        var arguments = new List<KernelArgument> { KernelArgument.Buffer(0, x), KernelArgument.Buffer(1, y), KernelArgument.Buffer(2, counts), KernelArgument.Constant(3, 128u) };
        device.Dispatch(kernel, arguments.ToArray(), new Extent(128), new Extent(64));
    }
}
