using Lucid.Gpu.Msl;
using Lucid.Gpu.Msl.Text;
using Xunit;

namespace Lucid.Gpu.Tests.Msl;

/// <summary>Messages, lines and columns follow clang's wording and habit.</summary>
public class DiagnosticTests
{
    [Theory]
    [InlineData("kernel void f(device float* x) { x[0] = y; }", 1, 41, "use of undeclared identifier 'y'")]
    [InlineData("kernel void f(device float* x) { x[0] = 1 }", 1, 42, "expected ';'")]
    [InlineData("kernel void f(device const float* x) {\n  x[0] = 1;\n}", 2, 8, "cannot assign to")]
    [InlineData("kernel void f(device foo* x) {}", 1, 22, "unknown type name 'foo'")]
    [InlineData("kernel int f(device float* x) { return 1; }", 1, 12, "kernel must have void return type")]
    [InlineData("kernel void f(float x) {}", 1, 21, "invalid type 'float' for kernel parameter")]
    [InlineData("float g(float a);\nkernel void f(device float* x) { x[0] = g(1, 2); }", 2, 41, "takes 1 arguments, 2 are given")]
    [InlineData("kernel void f(device float* x) { thread float* p = x; }", 1, 52, "the address spaces differ")]
    [InlineData("kernel void f(device float* x) { float4 v; x[0] = v.q; }", 1, 53, "illegal vector component name 'q'")]
    [InlineData("kernel void f(device float* x) { break; }", 1, 34, "'break' statement not in loop")]
    [InlineData("float a = 1;", 1, 7, "must reside in constant address space")]
    [InlineData("kernel void f(device float* x) { double d; }", 1, 34, "'double' is not supported in Metal")]
    [InlineData("kernel void f(device float* x) { int a = 1; int a = 2; }", 1, 49, "redefinition of 'a'")]
    [InlineData("kernel void f(device float* x) { if (x[0]) { }", 1, 32, "expected a matching close")]
    [InlineData("kernel void f(device float* x [[buffer(0)]], device float* y [[buffer(0)]]) {}", 1, 64, "is used by two parameters")]
    [InlineData("static_assert(sizeof(float3) == 12, \"padding\");", 1, 1, "static assertion failed: padding")]
    [InlineData("#if 1 +\n#endif\n", 1, 2, "expected value in preprocessor expression")]
    [InlineData("#include \"missing.h\"\n", 1, 2, "'missing.h' file not found")]
    [InlineData("#ifdef A\n", 1, 2, "unterminated conditional directive")]
    [InlineData("kernel void f(device float* x) { x[0] = float2(1, 2); }", 1, 41, "cannot convert 'float2' to 'float'")]
    [InlineData("struct S { int a; };\nkernel void f(device S* s) { s[0].b = 1; }", 2, 35, "no member named 'b' in 'S'")]
    [InlineData("kernel void f(device float* x) { x.y = 1; }", 1, 35, "did you mean to use '->'?")]
    public void IsPlacedWhereTheFaultIs(string source, int line, int column, string message)
    {
        KernelLibrary library = KernelLibrary.Compile(new KernelSource("using namespace metal;" + source));
        if (source.StartsWith('#')) library = KernelLibrary.Compile(new KernelSource(source));
        Assert.False(library.Succeeded);
        Diagnostic first = library.Diagnostics[0];
        Assert.Contains(message, first.Message);
        Assert.Equal((line, column), (first.Line, first.Line == 1 && !source.StartsWith('#') ? first.Column - "using namespace metal;".Length : first.Column));
    }

    [Fact]
    public void ShowsTheLineWithACaret()
    {
        KernelLibrary library = KernelLibrary.Compile(new KernelSource("kernel void f(device int* x) {\n\tx[0] = foo;\n}", "a.metal"));
        Assert.Equal("a.metal:2:9: error: use of undeclared identifier 'foo'\n\tx[0] = foo;\n\t       ^", library.Diagnostics[0].ToString());
    }

    [Fact]
    public void SeveralErrorsAreReportedInOneRun()
    {
        KernelLibrary library = KernelLibrary.Compile(new KernelSource("kernel void f(device int* x) { x[0] = a; x[1] = b; }\nkernel void g(device int* x) { c = 1; }"));
        Assert.Equal(3, library.Diagnostics.Count);
    }
}
