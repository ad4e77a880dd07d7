using System;
using System.Collections.Generic;
using Lucid.Gpu.Corpus;
using Lucid.Gpu.Drivers;
using Lucid.Gpu.Drivers.Host;
using Lucid.Gpu.Msl;
using Lucid.Gpu.Msl.Text;
using Xunit;

namespace Lucid.Gpu.Tests.Msl;

/// <summary>Parts of the language that kernel libraries use, run on the Host driver; expected values are worked out by hand.</summary>
public class LanguageTests
{
    private const string Head = "#include <metal_stdlib>\nusing namespace metal;\n";

    /// <summary>The paragraph of language.metal that begins with the name.</summary>
    private static string Source(string name)
    {
        foreach (string part in KernelRunner.Source("language.metal").Split("\n\n", StringSplitOptions.RemoveEmptyEntries))
            if (part.TrimStart().StartsWith($"// {name}:", StringComparison.Ordinal)) return Head + part;
        throw new ArgumentException($"language.metal has no '{name}'");
    }

    private static float[] Run(string name, int count, IReadOnlyDictionary<int, object>? constants = null, float[]? input = null, uint threads = 1)
    {
        using var device = new HostDevice();
        using IProgram program = device.Compile(new KernelSource(Source(name), name));
        using IKernel kernel = program.Kernel(name, constants);
        using IBuffer output = device.Allocate(4 * count);
        var arguments = new List<KernelArgument> { KernelArgument.Buffer(0, output) };
        using IBuffer given = device.Allocate(4 * (input?.Length ?? 1));
        if (input is not null)
        {
            given.Write(System.Runtime.InteropServices.MemoryMarshal.AsBytes(input.AsSpan()));
            arguments.Add(KernelArgument.Buffer(1, given));
        }
        device.Dispatch(kernel, arguments.ToArray(), new(threads), new(threads));
        var result = new float[count];
        output.Read(System.Runtime.InteropServices.MemoryMarshal.AsBytes(result.AsSpan()));
        return result;
    }

    public static TheoryData<string, float[]> Values => new()
    {
        // 0x03 + 1 in byte 2, under 0x04 in byte 3.
        { "unions", [0x0404] },
        // 13 in three bits is 5; -2 in four signed bits; d is the upper half of the word.
        { "bits", [5, 5, -2, 8, 8] },
        { "members", [13, 34] },
        { "packs", [2.5f, 6.5f, 6] },
        { "traits", [2, 4, 7] },
        { "integral", [21, 7] },
        { "initial", [14, 34, 12, 3] },
        { "functions", [2, 8, 9, 1] },
        { "fragments", [4, 6, 4, 0] },
        { "hidden", [7, 60] },
        { "choices", [3, 8, 21, 103, 2, 3] },
        // 10, 7, 4, 1: the third round ends the loop.
        { "flow", [1, 2] },
    };

    [Theory]
    [MemberData(nameof(Values))]
    public void GivesTheValuesOfTheStandard(string name, float[] expected) => Assert.Equal(expected, Run(name, expected.Length));

    [Fact]
    public void MatricesByTheirElementsMultiply()
    {
        var input = new float[128];
        for (int i = 0; i < 128; i++) input[i] = i % 7 - 3;
        float[] product = Run("storage", 64, null, input, 32);
        for (int row = 0; row < 8; row++)
            for (int column = 0; column < 8; column++)
            {
                float sum = 0;
                for (int k = 0; k < 8; k++) sum += input[row * 8 + k] * input[64 + k * 8 + column];
                Assert.Equal(sum, product[row * 8 + column]);
            }
    }

    [Theory]
    [InlineData(true, 16u, 16f, 5f)]
    [InlineData(false, 16u, 8f, 0f)]
    public void AFunctionConstantLeavesAParameterOut(bool transposed, uint width, float stride, float bias)
    {
        var constants = new Dictionary<int, object> { [0] = width, [1] = transposed };
        Assert.Equal([stride, bias], Run("optional", 2, constants, transposed ? [5f] : null));
    }

    [Fact]
    public void VertexAndFragmentFunctionsDoNotStandInTheWayOfKernels()
    {
        KernelLibrary library = KernelLibrary.Compile(new KernelSource(Head
            + "struct V { float4 p [[position]]; };\nvertex V vs(uint i [[vertex_id]], mesh<V> m) { return m.nothing(i); }\n"
            + "fragment half4 fs(V in [[stage_in]], imageblock<V> b) { discard_fragment(); return half4(dfdx(in.p.x)); }\n"
            + "kernel void k(device float* x [[buffer(0)]]) { x[0] = 1; }\n"));
        Assert.True(library.Succeeded, string.Join("\n", library.Diagnostics));
        Assert.Equal(["k"], library.KernelNames);
        Assert.Contains(library.Diagnostics, d => d.Severity == DiagnosticSeverity.Warning);
    }

    [Theory]
    [InlineData("kernel void k(device float* x, tensor<float> t) {}", "tensors (Metal 4)")]
    [InlineData("kernel void k(device float* x) { raytracing::ray r; }", "ray tracing")]
    [InlineData("#include <metal_tensor>\n", "tensors (Metal 4)")]
    public void WhatAppleGpusAloneDoIsSaid(string source, string words)
    {
        KernelLibrary library = KernelLibrary.Compile(new KernelSource(Head + source));
        Assert.Contains(library.Diagnostics, d => d.Message.Contains(words) && d.Message.Contains("run on Apple GPUs only"));
    }

    [Theory]
    [InlineData("t.read(g).x", "texture2d<float, access::read> t")]
    [InlineData("t.read(g, 1).x", "texture2d_array<half, access::read> t")]
    [InlineData("t.sample(s, float2(0.5), level(1)).x", "texture2d<float> t")]
    [InlineData("t.sample(s, float2(0.5), 2).x", "texture2d_array<float> t")]
    [InlineData("t.sample(s, float3(1)).x", "texturecube<half> t")]
    [InlineData("t.read(g, 0) + t.sample_compare(s, float2(0), 0.5f)", "depth2d<float> t")]
    [InlineData("t.gather(s, float2(0), int2(0), component::y).x", "texture2d<float> t")]
    [InlineData("t.read(g.x).x", "texture_buffer<float> t")]
    [InlineData("t.get_array_size()", "texture2d_array<float> t")]
    [InlineData("(t.write(float4(1), g, 2), 1)", "texture2d_array<float, access::write> t")]
    public void TextureMembersAreTyped(string expression, string texture)
    {
        string source = $"{Head}kernel void k({texture} [[texture(0)]], sampler s [[sampler(0)]], device float* x, uint2 g [[thread_position_in_grid]]) {{ x[0] = {expression}; }}";
        KernelLibrary library = KernelLibrary.Compile(new KernelSource(source));
        Assert.True(library.Succeeded, string.Join("\n", library.Diagnostics));
    }

    [Fact]
    public void AQuotedIncludeIsLookedForBesideItsFileFirst()
    {
        var files = new Dictionary<string, string>
        {
            ["sub/a.h"] = "#include \"b.h\"\n", ["sub/b.h"] = "#define FROM 1\n", ["b.h"] = "#define FROM 2\n",
        };
        var source = new KernelSource("#include \"sub/a.h\"\nstatic_assert(FROM == 1, \"beside\");", Include: name => files.GetValueOrDefault(name));
        Assert.True(KernelLibrary.Compile(source).Succeeded);
    }

    [Fact]
    public void ASurveyTellsSoundKernelsFromBrokenOnes()
    {
        KernelLibrary library = KernelLibrary.Survey(new KernelSource(Head
            + "float helper(float v) { return missing(v); }\nkernel void good(device float* x) { x[0] = 1; }\n"
            + "kernel void bad(device float* x) { x[0] = helper(1); }\nkernel void worse(device nothing* x) { x[0] = 1; }\n"));
        Assert.Equal(["bad", "worse"], [.. new SortedSet<string>(library.BrokenKernels)]);
        Assert.Contains("good", library.KernelNames);
    }

    [Fact]
    public void ManyFunctionsDoNotCountAsDeepNesting()
    {
        var text = new System.Text.StringBuilder(Head);
        for (int i = 0; i < 600; i++) text.Append($"kernel void k{i}(device float* x) {{ x[0] = ((({i})));\n}}\n");
        Assert.True(KernelLibrary.Compile(new KernelSource(text.ToString())).Succeeded);
    }
}
