using Lucid.Cpu.Random;
using Xunit;

namespace Lucid.Cpu.Tests.Random;

public sealed unsafe class PhiloxTests
{
    // philox4x32 10 of kat_vectors in the Random123 distribution, release 1.09.
    [Theory]
    [InlineData(0x0000000000000000, 0x0000000000000000, 0x0000000000000000, 0x6627e8d5u, 0xe169c58du, 0xbc57ac4cu, 0x9b00dbd8u)]
    [InlineData(0xffffffffffffffff, 0xffffffffffffffff, 0xffffffffffffffff, 0x408f276du, 0x41c83b0eu, 0xa20bc7c6u, 0x6d5451fdu)]
    [InlineData(0x85a308d3243f6a88, 0x0370734413198a2e, 0x299f31d0a4093822, 0xd16cfe09u, 0x94fdccebu, 0x5001e420u, 0x24126ea1u)]
    public void KnownAnswers(ulong low, ulong high, ulong key, uint w0, uint w1, uint w2, uint w3) =>
        Assert.Equal((w0, w1, w2, w3), Philox.Block(low, high, key));

    // Full-range draws are the raw words, so the vector form shows itself; the counter's first word wraps on the way.
    [Theory]
    [InlineData(0ul, 1ul), InlineData(0xfffffff0ul, 99ul), InlineData(0xfffffffffffffff0ul, 0xdeadbeefcafef00dul)]
    public void FillsAreTheBlocksInOrder(ulong offset, ulong seed)
    {
        const int count = 1234;
        var words = new float[count];
        fixed (float* pointer = words) Distributions.Uniform(pointer, count, seed, offset);
        for (int i = 0; i < count; i++)
        {
            (uint, uint, uint, uint) block = Philox.Block(offset + (ulong)(i / 4), 0, seed);
            uint word = (i % 4) switch { 0 => block.Item1, 1 => block.Item2, 2 => block.Item3, _ => block.Item4 };
            Assert.Equal((word >> 8) / 16777216f, words[i]);
        }
    }
}
