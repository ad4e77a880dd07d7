using System;
using System.IO;
using System.Threading;
using Lucid.Cpu.Threads;
using Xunit;

namespace Lucid.Cpu.Tests.Threads;

[CollectionDefinition("team", DisableParallelization = true)]
public sealed class TeamCollection;

/// <summary>The team is one for the process and its size is changed here, so these run alone.</summary>
[Collection("team")]
public sealed unsafe class TeamTests : IDisposable
{
    private readonly int _before = Team.ThreadCount;

    public void Dispose() => Team.ThreadCount = _before;

    private struct Visits
    {
        public int* Counts;
        public nint Units, Grain;
        public int Misaligned, Calls;
    }

    private static void Count(void* context, nint begin, nint end)
    {
        var visits = (Visits*)context;
        Interlocked.Increment(ref visits->Calls);
        if (begin % visits->Grain != 0 || begin >= end || end > visits->Units) Interlocked.Increment(ref visits->Misaligned);
        for (nint i = begin; i < end; i++) Interlocked.Increment(ref visits->Counts[i]);
    }

    private static int CheckCover(int units, int grain)
    {
        int[] counts = new int[units + 1];
        fixed (int* pointer = counts)
        {
            var visits = new Visits { Counts = pointer, Units = units, Grain = Math.Max(grain, 1) };
            Team.Run(units, grain, &Count, &visits);
            Assert.Equal(0, visits.Misaligned);
            for (int i = 0; i < units; i++) Assert.Equal(1, counts[i]);
            Assert.Equal(0, counts[units]);
            return visits.Calls;
        }
    }

    [Theory]
    [InlineData(1), InlineData(2), InlineData(3), InlineData(7)]
    public void EveryUnitIsVisitedOnce(int threads)
    {
        Team.ThreadCount = threads;
        foreach (int units in new[] { 0, 1, 2, 3, 7, 64, 1000, 4097 })
            foreach (int grain in new[] { 0, 1, 2, 5, 64, 4096, int.MaxValue })
                CheckCover(units, grain);
    }

    [Fact]
    public void SmallWorkStaysOnTheCaller()
    {
        Team.ThreadCount = 4;
        Assert.Equal(1, CheckCover(100, 100));
        Assert.InRange(CheckCover(100, 50), 1, 2);
    }

    [Fact]
    public void ManyShortRunsLoseNothing()
    {
        Team.ThreadCount = 3;
        for (int i = 0; i < 20000; i++)
        {
            long sum = 0;
            Team.Run(10, 1, &AddRange, &sum);
            Assert.Equal(45, sum);
            // Long enough for the workers to fall asleep now and then.
            if (i % 2000 == 0) Thread.Sleep(2);
        }
    }

    private static void AddRange(void* context, nint begin, nint end)
    {
        for (nint i = begin; i < end; i++) Interlocked.Add(ref *(long*)context, i);
    }

    private static void Nested(void* context, nint begin, nint end)
    {
        for (nint i = begin; i < end; i++)
        {
            Assert.True(Team.IsInside);
            Team.Run(10, 1, &AddRange, context);
        }
    }

    [Fact]
    public void NestedRunsWork()
    {
        Team.ThreadCount = 4;
        long sum = 0;
        Team.Run(32, 1, &Nested, &sum);
        Assert.Equal(32 * 45, sum);
        Assert.False(Team.IsInside);
    }

    [Fact]
    public void SeveralCallersAtOnceEachGetTheirResult()
    {
        Team.ThreadCount = 3;
        int wrong = 0;
        var callers = new Thread[5];
        for (int t = 0; t < callers.Length; t++)
        {
            callers[t] = new Thread(() =>
            {
                for (int i = 0; i < 2000; i++)
                {
                    long sum = 0;
                    Team.Run(100, 1, &AddRange, &sum);
                    if (sum != 4950) Interlocked.Increment(ref wrong);
                }
            });
            callers[t].Start();
        }
        foreach (Thread caller in callers) caller.Join();
        Assert.Equal(0, wrong);
    }

    private static void ThrowAtSeven(void* context, nint begin, nint end)
    {
        for (nint i = begin; i < end; i++)
        {
            if (i == 7) throw new ArithmeticException("seven");
            Interlocked.Increment(ref *(int*)context);
        }
    }

    [Theory]
    [InlineData(1), InlineData(4)]
    public void AnExceptionReachesTheCallerAndTheTeamSurvives(int threads)
    {
        Team.ThreadCount = threads;
        for (int i = 0; i < 100; i++)
        {
            int count = 0;
            int* counter = &count;
            var exception = Assert.Throws<ArithmeticException>(() => Team.Run(64, 1, &ThrowAtSeven, counter));
            Assert.Equal("seven", exception.Message);
            CheckCover(64, 1);
        }
    }

    [Fact]
    public void DrainJoinsAndTheNextRunStartsAgain()
    {
        Team.ThreadCount = 4;
        for (int i = 0; i < 20; i++)
        {
            CheckCover(1000, 1);
            Team.Drain();
            Team.Drain();
            if (i % 2 == 0) Team.ForgetWorkers();
        }
    }

    [Fact]
    public void NoWorkerIsLeftWhenAForkIsPrepared()
    {
        Team.ThreadCount = 4;
        for (int i = 0; i < 20; i++)
        {
            CheckCover(1000, 1);
            Team.PrepareFork();
            if (OperatingSystem.IsLinux()) Assert.Equal(0, SystemThreadsNamed("lucid worker"));
            CheckCover(1000, 1);
            if (OperatingSystem.IsLinux()) Assert.Equal(0, SystemThreadsNamed("lucid worker"));
            Team.FinishFork();
        }
    }

    private static int SystemThreadsNamed(string name)
    {
        int count = 0;
        foreach (string directory in Directory.GetDirectories("/proc/self/task"))
        {
            try
            {
                if (File.ReadAllText(Path.Combine(directory, "comm")).Trim() == name) count++;
            }
            catch (IOException)
            {
                // This thread, another's, has ended meanwhile.
            }
        }
        return count;
    }

    private static void DrainInside(void* context, nint begin, nint end) => Team.Drain();

    [Fact]
    public void MisuseIsRefused()
    {
        Team.ThreadCount = 2;
        Assert.Throws<InvalidOperationException>(() => Team.Run(10, 1, &DrainInside, null));
        Assert.Throws<ArgumentOutOfRangeException>(() => Team.ThreadCount = 0);
        Assert.Throws<ArgumentOutOfRangeException>(() => Team.ThreadCount = Team.MaximumThreads + 1);
    }

    [Fact]
    public void ABusyNeighbourChangesNoResult()
    {
        Team.ThreadCount = Environment.ProcessorCount + 1;
        bool stop = false;
        var neighbours = new Thread[Environment.ProcessorCount];
        for (int i = 0; i < neighbours.Length; i++)
        {
            neighbours[i] = new Thread(() => { while (!Volatile.Read(ref stop)) { } }) { IsBackground = true };
            neighbours[i].Start();
        }
        try
        {
            for (int i = 0; i < 200; i++) CheckCover(500, 1);
        }
        finally
        {
            Volatile.Write(ref stop, true);
            foreach (Thread neighbour in neighbours) neighbour.Join();
        }
    }
}
