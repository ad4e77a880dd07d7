using System;
using System.Collections.Generic;
using System.Text;
using Lucid.Gpu.Corpus;
using Lucid.Gpu.Drivers;
using Lucid.Gpu.Drivers.Host;
using Lucid.Gpu.Msl;
using Xunit;

namespace Lucid.Gpu.Tests.Msl;

/// <summary>Broken source ends in diagnostics, never in another exception or a hang.</summary>
public class FuzzTests
{
    [Theory]
    [InlineData(1, 150)]
    [InlineData(2, 150)]
    [InlineData(3, 150)]
    public void MutatedKernelsNeverCrashTheCompiler(int seed, int rounds)
    {
        var mutator = new SourceMutator(seed);
        for (int i = 0; i < rounds; i++)
        {
            string source = mutator.Next();
            KernelLibrary library = KernelLibrary.Compile(new KernelSource(source));
            Assert.DoesNotContain(library.Diagnostics, d => d.Message.StartsWith("internal", StringComparison.Ordinal));
            if (library.Succeeded) Lower(source);
        }
    }

    private static void Lower(string source)
    {
        using var device = new HostDevice();
        using IProgram program = device.Compile(new KernelSource(source));
        foreach (string name in program.KernelNames)
        {
            try
            {
                program.Kernel(name).Dispose();
            }
            catch (KernelCompileException)
            {
            }
        }
    }

    public static TheoryData<string, string> Deep => new()
    {
        { "(", "" }, { "{", "" }, { "[", "" }, { "a<", "" }, { "if(1)", "" }, { "-", "1" }, { "x?", "" }, { "(int)", "1" }, { "f(", "" },
        { "namespace a{", "" }, { "struct a{", "" }, { "template<template<", "" }, { "#if 1\n", "" }, { "!", "x" }, { "1+(", "" }, { "*", "" }, { "sizeof ", "1" },
        { "for(;;)", ";" }, { "vec<", "" }, { "decltype(", "" }, { "do ", "" }, { "[[", "" }, { "int(*", "" }, { "a,", "" }, { "a.", "b" }, { "{{", "" },
    };

    [Theory]
    [MemberData(nameof(Deep))]
    public void DeepNestingIsAnError(string repeat, string tail)
    {
        string nest = new StringBuilder().Insert(0, repeat, 20_000).ToString() + tail;
        foreach (string source in new[] { nest, $"kernel void f(device int* x) {{ x[0] = {nest}; }}", $"constant int a = {nest};", $"struct S {{ {nest} }};" })
            Assert.False(KernelLibrary.Compile(new KernelSource(source)).Succeeded && repeat != "#if 1\n");
    }

    [Theory]
    [InlineData("x[0] = x[0]", " + 1", ";")]
    [InlineData("x[0] = 1", " && x[0]", ";")]
    [InlineData("int a", "[1]", ";")]
    [InlineData("int ", "*", "a;")]
    [InlineData("x", "[0]", " = 1;")]
    [InlineData("x", "()", ";")]
    [InlineData("float4 v; v = v", ".xyzw", ";")]
    [InlineData("x[0]", " = x[0]", ";")]
    [InlineData("", "if (x[0]) ; else ", ";")]
    [InlineData("x[0] = 1", ", x[0] = 2", ";")]
    [InlineData("", "x[0] = 1; ", "")]
    public void LongChainsEndInAnAnswer(string head, string repeat, string tail)
    {
        string source = $"kernel void f(device int* x) {{ {head}{new StringBuilder().Insert(0, repeat, 10_000)}{tail} }}";
        if (KernelLibrary.Compile(new KernelSource(source)).Succeeded) Lower(source);
    }

    [Theory]
    [InlineData("#define A B B\n#define B C C\n#define C D D\n#define D E E\n#define E F F\n#define F G G\n#define G H H\n#define H I I\n#define I J J\n#define J K K\n#define K L L\n#define L M M\n#define M N N\n#define N O O\n#define O P P\n#define P Q Q\n#define Q R R\n#define R S S\n#define S T T\n#define T U U\n#define U V V\n#define V W W\n#define W X X\n#define X 1 +\nconstant int a = A 0;")]
    [InlineData("template <int N> struct F { static constexpr constant int v = F<N - 1>::v + F<N - 2>::v; };\nconstant int a = F<50>::v;")]
    [InlineData("constexpr int loop() { int i = 0; while (true) i++; return i; }\nstatic_assert(loop() == 1);")]
    [InlineData("constexpr int f(int n) { return f(n + 1); }\nstatic_assert(f(0) == 1);")]
    [InlineData("template <typename T> void f(T x) { f(&x); }\nkernel void k(device int* p) { f(1); }")]
    [InlineData("struct A : A {};")]
    [InlineData("template <typename T> struct A { A<A<T>> a; };\nkernel void k(device int* p) { A<int> a; }")]
    public void ExplosionsAreErrors(string source) => Assert.False(KernelLibrary.Compile(new KernelSource(source)).Succeeded);
}
