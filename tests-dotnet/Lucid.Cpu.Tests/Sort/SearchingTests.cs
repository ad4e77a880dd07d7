using System;
using Lucid.Cpu.Sort;
using Xunit;

namespace Lucid.Cpu.Tests.Sort;

/// <summary>Searches against a count of the elements that come before; several at a time, and those that are left.</summary>
public sealed unsafe class SearchingTests
{
    [Theory]
    [InlineData(0), InlineData(1), InlineData(2), InlineData(3), InlineData(7), InlineData(64), InlineData(100), InlineData(1000)]
    public void EveryValueFindsItsPlace(int length)
    {
        System.Random random = new(length);
        const int count = 61;
        using GuardedBuffer<float> row = new(Math.Max(1, length)), values = new(count);
        using GuardedBuffer<long> order = new(Math.Max(1, length)), result = new(count);
        float[] numbers = new float[length];
        for (int i = 0; i < length; i++) numbers[i] = random.Next(length);
        Array.Sort(numbers);
        for (int i = 0; i < length; i++) row.Pointer[i] = numbers[i];
        for (int i = 0; i < count; i++) values.Pointer[i] = random.Next(2 * length + 2) / 2f - 0.5f;
        values.Pointer[5] = float.NaN;
        values.Pointer[6] = float.NegativeInfinity;
        values.Pointer[7] = float.PositiveInfinity;
        foreach (bool right in (bool[])[false, true])
        {
            Searching.Run(row.Pointer, null, length, values.Pointer, result.Pointer, count, 0, right);
            for (int i = 0; i < count; i++)
            {
                int before = 0;
                float value = values.Pointer[i];
                foreach (float number in numbers) before += float.IsNaN(value) || (right ? number <= value : number < value) ? 1 : 0;
                Assert.Equal(before, result.Pointer[i]);
            }
        }
    }

    [Fact]
    public void EachRowHasItsOwnValues()
    {
        const int rows = 5, length = 33, perRow = 19;
        using GuardedBuffer<long> table = new(rows * length), values = new(rows * perRow), order = new(rows * length), result = new(rows * perRow);
        System.Random random = new(3);
        for (int r = 0; r < rows; r++)
        {
            // Row r holds r, r + 3, r + 6... back to front; the order turns it round.
            for (int i = 0; i < length; i++)
            {
                table.Pointer[r * length + i] = r + 3 * (length - 1 - i);
                order.Pointer[r * length + i] = length - 1 - i;
            }
            for (int i = 0; i < perRow; i++) values.Pointer[r * perRow + i] = random.Next(-5, 3 * length + 5);
        }
        Searching.Run(table.Pointer, order.Pointer, length, values.Pointer, result.Pointer, rows * perRow, perRow, false);
        for (int i = 0; i < rows * perRow; i++)
        {
            long value = values.Pointer[i], first = i / perRow;
            Assert.Equal(Math.Clamp((value - first + 2) / 3, 0, length) * (value > first ? 1 : 0), result.Pointer[i]);
        }
    }
}
