using System;
using Lucid.Memory;
using Xunit;

namespace Lucid.Cpu.Tests.Memory;

[Collection("pool")]
public sealed unsafe class GuardedAllocatorTests
{
    [Theory]
    [InlineData(0), InlineData(1), InlineData(63), InlineData(64), InlineData(1000)]
    public void NewBlocksAreNaNAndCleanReleasesPass(int bytes)
    {
        var block = (byte*)GuardedAllocator.Allocate(bytes);
        Assert.Equal(0, (nint)block % 64);
        for (int i = 0; i + 4 <= bytes; i += 4) Assert.True(float.IsNaN(*(float*)(block + i)));
        new Span<byte>(block, bytes).Clear();
        GuardedAllocator.Free(block, bytes);
    }

    [Theory]
    [InlineData(10, 10), InlineData(64, 64), InlineData(100, 163), InlineData(10, -1), InlineData(10, -56)]
    public void WritesOutsideAreFound(int bytes, int offset)
    {
        var block = (byte*)GuardedAllocator.Allocate(bytes);
        byte kept = block[offset];
        block[offset] ^= 1;
        Assert.Throws<InvalidOperationException>(() => GuardedAllocator.Free(block, bytes));
        block[offset] = kept;
        GuardedAllocator.Free(block, bytes);
    }

    [Fact]
    public void WrongSizesAndDoubleReleasesAreFound()
    {
        var block = (byte*)GuardedAllocator.Allocate(100);
        Assert.Throws<InvalidOperationException>(() => GuardedAllocator.Free(block, 99));
        GuardedAllocator.Free(block, 100);
        Assert.Throws<InvalidOperationException>(() => GuardedAllocator.Free(block, 100));
    }

    [Fact]
    public void LateWritesAreFound()
    {
        var block = (byte*)GuardedAllocator.Allocate(256);
        GuardedAllocator.Free(block, 256);
        block[17] = 1;
        Assert.Throws<InvalidOperationException>(() =>
        {
            for (int i = 0; i < 100; i++) GuardedAllocator.Free(GuardedAllocator.Allocate(8), 8);
        });
    }
}
