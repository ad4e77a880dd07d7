using Lucid.Cpu.Loops;
using Xunit;

namespace Lucid.Cpu.Tests.Loops;

/// <summary>Transposed copies of every element size: whole squares, strips beside them, and targets that bypass the cache.</summary>
public sealed unsafe class TransposeTests
{
    [Theory]
    [InlineData(16, 16), InlineData(17, 16), InlineData(16, 17), InlineData(31, 50), InlineData(64, 64), InlineData(129, 200), InlineData(8, 300)]
    public void MatricesOfEverySize(int rows, int columns)
    {
        Check<byte>(rows, columns);
        Check<short>(rows, columns);
        Check<int>(rows, columns);
        Check<long>(rows, columns);
        Check<System.Int128>(rows, columns);
    }

    [Fact]
    public void LargeTargets()
    {
        Check<int>(2048, 2064);
        Check<long>(1024, 2056);
    }

    [Theory]
    [InlineData(3, 20, 36), InlineData(5, 64, 49)]
    public void EachOfSeveral(int outer, int rows, int columns)
    {
        using GuardedBuffer<int> from = new((long)outer * rows * columns), to = new((long)outer * rows * columns);
        for (int i = 0; i < outer * rows * columns; i++) from.Pointer[i] = i;
        Copy.Strided([outer, columns, rows], from.Pointer, [rows * columns, 1, columns], to.Pointer, [rows * columns, rows, 1]);
        for (int o = 0; o < outer; o++)
            for (int i = 0; i < rows; i++)
                for (int j = 0; j < columns; j++) Assert.Equal((o * rows + i) * columns + j, to.Pointer[(o * columns + j) * rows + i]);
    }

    private static void Check<T>(int rows, int columns) where T : unmanaged
    {
        using GuardedBuffer<T> from = new((long)rows * columns), to = new((long)rows * columns);
        byte* bytes = (byte*)from.Pointer;
        for (long i = 0; i < (long)rows * columns * sizeof(T); i++) bytes[i] = (byte)(i * 31 + (i >> 8));
        Copy.Strided([columns, rows], from.Pointer, [1, columns], to.Pointer, [rows, 1]);
        for (int i = 0; i < rows; i++)
            for (int j = 0; j < columns; j++)
            {
                if (!from.Pointer[i * columns + j].Equals(to.Pointer[j * rows + i])) Assert.Fail($"{typeof(T).Name} {rows}x{columns} at ({i}, {j})");
            }
    }
}
