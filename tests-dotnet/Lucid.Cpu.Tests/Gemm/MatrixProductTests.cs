using System;
using System.Numerics;
using Lucid.Cpu.Gemm;
using Lucid.Numerics;
using Xunit;

namespace Lucid.Cpu.Tests.Gemm;

public sealed unsafe class MatrixProductTests
{
    private static readonly int[] s_edges = [0, 1, 2, 3, 5, 6, 7, 8, 11, 12, 13, 15, 16, 17, 31, 32, 33];
    private static readonly Storage[] s_storages = Enum.GetValues<Storage>();

    private static void Edges<T>()
        where T : unmanaged
    {
        var plain = new ProductCase<T>();
        foreach (int m in s_edges)
            foreach (int n in s_edges)
                foreach (int k in new[] { 0, 1, 4, 9 })
                    plain.Check(m, n, k);
    }

    private static void Layouts<T>()
        where T : unmanaged
    {
        foreach (Storage a in s_storages)
            foreach (Storage b in s_storages)
                foreach ((int m, int n, int k) in new[] { (1, 40, 70), (40, 1, 70), (7, 18, 35), (150, 35, 20), (13, 130, 260) })
                    new ProductCase<T> { A = a, B = b, Padding = (m + n) % 3 }.Check(m, n, k);
    }

    private static void Epilogues<T>(bool complex = false)
        where T : unmanaged
    {
        foreach ((int m, int n, int k) in new[]
            { (1, 33, 20), (33, 1, 20), (1, 1, 300), (13, 18, 9), (20, 40, 300), (5, 4, 0), (6, 16, 2100), (14, 47, 12), (9, 70, 600) })
        {
            new ProductCase<T> { Alpha = 2 }.Check(m, n, k);
            new ProductCase<T> { Beta = 1 }.Check(m, n, k);
            new ProductCase<T> { Alpha = 3, Beta = 2 }.Check(m, n, k);
            new ProductCase<T> { Bias = true }.Check(m, n, k);
            new ProductCase<T> { Residual = true, Padding = 2 }.Check(m, n, k);
            new ProductCase<T> { ResidualIsC = true, Padding = 1 }.Check(m, n, k);
            if (complex) new ProductCase<T> { Alpha = new Complex(0.5, -1), Beta = new Complex(-1, 2), Bias = true, Residual = true }.Check(m, n, k);
            else new ProductCase<T> { Beta = 2, Bias = true, Residual = true, Activation = Activation.Relu }.Check(m, n, k);
            if (!complex) new ProductCase<T> { Bias = true, Activation = Activation.Relu }.Check(m, n, k);
            if (!complex) new ProductCase<T> { Activation = Activation.Relu }.Check(m, n, k);
        }
    }

    [Fact]
    public void Gelu()
    {
        foreach ((int m, int n, int k) in new[] { (1, 33, 20), (33, 1, 20), (13, 18, 9), (20, 40, 300), (5, 4, 0), (6, 16, 2100), (200, 70, 30) })
        {
            new ProductCase<float> { Bias = true, Activation = Activation.Gelu, Padding = 1 }.Check(m, n, k);
            new ProductCase<double> { Residual = true, Activation = Activation.Gelu }.Check(m, n, k);
            new ProductCase<Half> { Alpha = 0.5, Activation = Activation.Gelu }.Check(m, n, k);
        }
        int x = 1;
        int* p = &x;
        Assert.Throws<NotSupportedException>(() => MatrixProduct.Run(1, 1, 1, p, 1, 1, p, 1, 1, p, 1, new Epilogue<int> { Activation = Activation.Gelu }));
    }

    [Fact]
    public void EdgesFloat() => Edges<float>();

    [Fact]
    public void EdgesDouble() => Edges<double>();

    [Fact]
    public void EdgesHalf() => Edges<Half>();

    [Fact]
    public void EdgesInt() => Edges<int>();

    [Fact]
    public void LayoutsFloat() => Layouts<float>();

    [Fact]
    public void LayoutsDouble() => Layouts<double>();

    [Fact]
    public void LayoutsHalf() => Layouts<Half>();

    [Fact]
    public void LayoutsBFloat16() => Layouts<BFloat16>();

    [Fact]
    public void LayoutsLong() => Layouts<long>();

    [Fact]
    public void LayoutsShort() => Layouts<short>();

    [Fact]
    public void LayoutsComplex64() => Layouts<Complex64>();

    [Fact]
    public void EpiloguesFloat() => Epilogues<float>();

    [Fact]
    public void EpiloguesDouble() => Epilogues<double>();

    [Fact]
    public void EpiloguesHalf() => Epilogues<Half>();

    [Fact]
    public void EpiloguesBFloat16() => Epilogues<BFloat16>();

    [Fact]
    public void EpiloguesLong() => Epilogues<long>();

    [Fact]
    public void EpiloguesComplex() => Epilogues<Complex>(complex: true);

    [Fact]
    public void EpiloguesComplex64() => Epilogues<Complex64>(complex: true);

    [Theory]
    [InlineData(200, 300, 520), InlineData(3, 2100, 515), InlineData(289, 17, 257), InlineData(64, 64, 4096), InlineData(10, 10, 9000)]
    [InlineData(25, 530, 1100), InlineData(2050, 519, 33), InlineData(49, 513, 513), InlineData(14, 1000, 1025), InlineData(300, 45, 1100)]
    [InlineData(49, 2101, 257), InlineData(64, 1301, 515), InlineData(36, 1111, 1025), InlineData(96, 2740, 192)]
    [InlineData(9, 700, 301), InlineData(1, 5000, 700), InlineData(5000, 1, 70), InlineData(1, 3, 70000)]
    public void BlockBordersFloat(int m, int n, int k)
    {
        foreach (Storage a in new[] { Storage.Rows, Storage.Columns })
            foreach (Storage b in new[] { Storage.Rows, Storage.Columns })
                new ProductCase<float> { A = a, B = b, Bias = true }.Check(m, n, k);
    }

    [Theory]
    [InlineData(150, 200, 520), InlineData(3, 1100, 515), InlineData(145, 17, 257), InlineData(20, 20, 4096)]
    public void BlockBordersDouble(int m, int n, int k)
    {
        foreach (Storage a in new[] { Storage.Rows, Storage.Columns })
            foreach (Storage b in new[] { Storage.Rows, Storage.Columns })
                new ProductCase<double> { A = a, B = b, Residual = true }.Check(m, n, k);
    }

    // Blocks of rows share B's parts.
    [Theory]
    [InlineData(31, 20, 9), InlineData(32, 9, 70), InlineData(33, 30, 40), InlineData(145, 33, 17), InlineData(290, 5, 65)]
    public void ComplexBlocksOfRows(int m, int n, int k)
    {
        foreach (Storage a in s_storages)
            foreach (Storage b in new[] { Storage.Rows, Storage.Columns })
            {
                new ProductCase<Complex64> { A = a, B = b, Padding = 1 }.Check(m, n, k);
                new ProductCase<Complex> { A = a, B = b, Beta = new Complex(-1, 2), Bias = true, Residual = true }.Check(m, n, k);
            }
    }

    // Few rows, or few columns, along a depth that both operands have contiguous: sums in registers, with and without a rest.
    [Theory]
    [InlineData(130, 5, 70), InlineData(40, 12, 65), InlineData(129, 10, 256), InlineData(17, 2, 33), InlineData(8, 3, 32), InlineData(9, 4, 47)]
    [InlineData(15, 50, 64), InlineData(16, 17, 129), InlineData(12, 12, 40), InlineData(2, 1025, 300), InlineData(1025, 3, 300)]
    public void DotsOfRows(int m, int n, int k)
    {
        foreach (bool bias in new[] { false, true })
            foreach (Storage a in new[] { Storage.Rows, Storage.PaddedRows })
            {
                new ProductCase<float> { A = a, B = Storage.Columns, Bias = bias, Padding = 1 }.Check(m, n, k);
                new ProductCase<double> { A = a, B = Storage.Columns, Bias = bias }.Check(m, n, k);
                new ProductCase<int> { A = a, B = Storage.Columns, Bias = bias, Padding = 2 }.Check(m, n, k);
            }
    }

    [Fact]
    public void SmallUnsignedAndWideIntegers()
    {
        new ProductCase<byte> { Bias = true }.Check(9, 20, 12);
        new ProductCase<sbyte> { A = Storage.Columns }.Check(9, 20, 12);
        new ProductCase<ulong> { B = Storage.Columns }.Check(9, 20, 12);
    }

    [Fact]
    public void IntegersWrap()
    {
        sbyte a = 100, b = 100, c = 0;
        MatrixProduct.Run(1, 1, 1, &a, 1, 1, &b, 1, 1, &c, 1);
        Assert.Equal(unchecked((sbyte)10000), c);
        long x = long.MaxValue, y = 3, z = 0;
        MatrixProduct.Run(1, 1, 1, &x, 1, 1, &y, 1, 1, &z, 1);
        Assert.Equal(unchecked(long.MaxValue * 3), z);
    }

    [Fact]
    public void NotANumberAndInfinityComeThrough()
    {
        const int n = 40;
        var a = new float[n * n];
        var b = new float[n * n];
        var c = new float[n * n];
        Array.Fill(a, 1f);
        Array.Fill(b, -1f);
        a[3 * n + 5] = float.NaN;
        b[7 * n + 9] = float.PositiveInfinity;
        fixed (float* pa = a, pb = b, pc = c)
            MatrixProduct.Run(n, n, n, pa, n, 1, pb, n, 1, pc, n, new Epilogue<float> { Activation = Activation.Relu });
        for (int i = 0; i < n; i++)
            for (int j = 0; j < n; j++)
            {
                if (i == 3) Assert.True(float.IsNaN(c[i * n + j]));
                else Assert.Equal(j == 9 ? float.PositiveInfinity : 0f, c[i * n + j]);
            }
    }

    [Fact]
    public void MisuseIsRefused()
    {
        float x = 0;
        bool flag = false;
        Complex z = 0;
        float* p = &x;
        bool* q = &flag;
        Complex* r = &z;
        Assert.Throws<ArgumentOutOfRangeException>(() => MatrixProduct.Run(-1, 1, 1, p, 1, 1, p, 1, 1, p, 1));
        Assert.Throws<NotSupportedException>(() => MatrixProduct.Run(1, 1, 1, q, 1, 1, q, 1, 1, q, 1));
        Assert.Throws<NotSupportedException>(() =>
            MatrixProduct.Run(1, 1, 1, r, 1, 1, r, 1, 1, r, 1, new Epilogue<Complex> { Activation = Activation.Relu }));
        Assert.Throws<ArgumentException>(() => MatrixProduct.RunBatched([2], 1, 1, 1, p, 1, 1, [], p, 1, 1, [1], p, 1, [1]));
    }
}
