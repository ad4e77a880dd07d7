using System;
using System.Collections.Generic;
using System.Threading;
using Lucid.Memory;
using Xunit;

namespace Lucid.Cpu.Tests.Memory;

[CollectionDefinition("pool", DisableParallelization = true)]
public sealed class PoolCollection;

/// <summary>The pool is one for the process, so these run alone.</summary>
[Collection("pool")]
public sealed unsafe class MemoryPoolTests
{
    [Theory]
    [InlineData(0), InlineData(1), InlineData(64), InlineData(65), InlineData(256), InlineData(257), InlineData(4096)]
    [InlineData(65536), InlineData(65537), InlineData(2097151), InlineData(2097152), InlineData(5000000)]
    public void BlocksAreAlignedWritableAndDistinct(int bytes)
    {
        var seen = new HashSet<nint>();
        var blocks = new List<nint>();
        for (int i = 0; i < 9; i++)
        {
            var block = (byte*)MemoryPool.Allocate(bytes);
            Assert.True(block != null);
            Assert.Equal(0, (nint)block % 64);
            if (bytes >= 2 << 20 && !MemoryPool.IsGuarded && !OperatingSystem.IsWindows()) Assert.Equal(0, (nint)block % (2 << 20));
            Assert.True(seen.Add((nint)block));
            new Span<byte>(block, bytes).Fill((byte)i);
            blocks.Add((nint)block);
        }
        for (int i = 0; i < 9; i++)
        {
            Assert.Equal(-1, new Span<byte>((void*)blocks[i], bytes).IndexOfAnyExcept((byte)i));
            MemoryPool.Free((void*)blocks[i], bytes);
        }
    }

    [Fact]
    public void FreedBlocksAreReusedWithoutNewReservations()
    {
        if (MemoryPool.IsGuarded) return;
        foreach (nint bytes in new nint[] { 100, 5000, 100_000, 3_000_000 })
        {
            MemoryPool.Free(MemoryPool.Allocate(bytes), bytes);
            long reserved = MemoryPool.ReservedBytes;
            for (int i = 0; i < 50; i++) MemoryPool.Free(MemoryPool.Allocate(bytes), bytes);
            Assert.Equal(reserved, MemoryPool.ReservedBytes);
        }
    }

    [Fact]
    public void TrimGivesEverythingBack()
    {
        if (MemoryPool.IsGuarded) return;
        MemoryPool.Trim();
        long live = MemoryPool.ReservedBytes - MemoryPool.CachedBytes;
        var blocks = new List<(nint, nint)>();
        for (nint bytes = 1; bytes < 6_000_000; bytes = bytes * 3 / 2 + 1) blocks.Add(((nint)MemoryPool.Allocate(bytes), bytes));
        Assert.True(MemoryPool.ReservedBytes - MemoryPool.CachedBytes > live);
        foreach ((nint block, nint bytes) in blocks) MemoryPool.Free((void*)block, bytes);
        Assert.Equal(live, MemoryPool.ReservedBytes - MemoryPool.CachedBytes);
        Assert.True(MemoryPool.CachedBytes > 0);
        MemoryPool.Trim();
        Assert.Equal(live, MemoryPool.ReservedBytes - MemoryPool.CachedBytes);
    }

    [Fact]
    public void TheCacheIsBoundedByWhatWasAlive()
    {
        if (MemoryPool.IsGuarded) return;
        MemoryPool.Trim();
        // What stays is in the fronts of other threads: more, the more threads there are.
        long elsewhere = MemoryPool.CachedBytes;
        for (nint megabytes = 3; megabytes < 60; megabytes++)
            MemoryPool.Free(MemoryPool.Allocate(megabytes << 20), megabytes << 20);
        // One block of at most 64 MB was alive at a time; ever new sizes must not pile up.
        Assert.True(MemoryPool.CachedBytes - elsewhere <= (80L << 20), $"{(MemoryPool.CachedBytes - elsewhere) >> 20} MB cached");
        MemoryPool.Trim();
    }

    [Fact]
    public void ImpossibleSizesGiveNull()
    {
        Assert.True(MemoryPool.Allocate(-1) == null);
        Assert.True(MemoryPool.Allocate(nint.MinValue) == null);
        Assert.True(MemoryPool.Allocate(nint.MaxValue) == null);
        Assert.True(MemoryPool.Allocate((nint)1 << 60) == null);
        MemoryPool.Free(null, 100);
    }

    [Fact]
    public void TheLimitIsKeptAndCanBeLifted()
    {
        if (MemoryPool.IsGuarded) return;
        MemoryPool.Trim();
        long before = MemoryPool.Limit;
        try
        {
            MemoryPool.Limit = MemoryPool.ReservedBytes + (8 << 20);
            void* first = MemoryPool.Allocate(4 << 20);
            Assert.True(first != null);
            Assert.True(MemoryPool.Allocate(8 << 20) == null);
            MemoryPool.Free(first, 4 << 20);
            // Fits only once the cached 4 MB block has been given back.
            void* second = MemoryPool.Allocate(8 << 20);
            Assert.True(second != null);
            MemoryPool.Free(second, 8 << 20);
        }
        finally
        {
            MemoryPool.Limit = before;
        }
        Assert.Throws<ArgumentOutOfRangeException>(() => MemoryPool.Limit = -1);
    }

    [Fact]
    public void BlocksCrossThreadsAndEndedThreadsLeaveNothingBehind()
    {
        const int threads = 4, rounds = 2000;
        long live = MemoryPool.ReservedBytes - (MemoryPool.IsGuarded ? 0 : MemoryPool.CachedBytes);
        var slots = new nint[64];
        var failures = 0;
        var workers = new Thread[threads];
        for (int t = 0; t < threads; t++)
        {
            int id = t;
            workers[t] = new Thread(() =>
            {
                var random = new System.Random(id);
                for (int i = 0; i < rounds; i++)
                {
                    int slot = random.Next(slots.Length);
                    nint bytes = 32 + slot * 1024;
                    var mine = (long*)MemoryPool.Allocate(bytes);
                    mine[0] = slot;
                    mine[3] = ~slot;
                    var other = (long*)Interlocked.Exchange(ref slots[slot], (nint)mine);
                    if (other == null) continue;
                    if (other[0] != slot || other[3] != ~slot) Interlocked.Increment(ref failures);
                    MemoryPool.Free(other, bytes);
                }
            });
            workers[t].Start();
        }
        foreach (Thread worker in workers) worker.Join();
        for (int slot = 0; slot < slots.Length; slot++) MemoryPool.Free((void*)slots[slot], 32 + slot * 1024);
        Assert.Equal(0, failures);
        Assert.Equal(live, MemoryPool.ReservedBytes - (MemoryPool.IsGuarded ? 0 : MemoryPool.CachedBytes));
    }

    [Fact]
    public void ForkBracketLeavesThePoolUsable()
    {
        void* early = MemoryPool.Allocate(3 << 20);
        MemoryPool.PrepareFork();
        MemoryPool.Free(early, 3 << 20);
        void* between = MemoryPool.Allocate(5 << 20);
        MemoryPool.FinishFork();
        MemoryPool.Free(between, 5 << 20);
        void* block = MemoryPool.Allocate(1 << 20);
        Assert.True(block != null);
        MemoryPool.Free(block, 1 << 20);
    }
}
