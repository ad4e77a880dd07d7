using System;
using System.Diagnostics;
using System.Globalization;
using System.Runtime.CompilerServices;
using System.Runtime.ExceptionServices;
using System.Runtime.InteropServices;
using System.Threading;

namespace Lucid.Cpu.Threads;

/// <summary>
/// The process's team of worker threads for fork-join loops. Work is cut into parts that each thread claims from its own
/// share first, so that a thread finds in its core's cache what the last run over the same data left there, and, when the
/// others are late, from their shares: a thread that the system has taken off its core is not waited for unless it is in the
/// middle of a part. Waiting threads spin with yields for about 50 µs, then sleep.
/// </summary>
/// <remarks>
/// Workers start with the first run that needs them. Call <see cref="PrepareFork"/> before a fork and
/// <see cref="FinishFork"/> after it on both sides; a child whose parent did not must call <see cref="ForgetWorkers"/>.
/// A run inside a run, and a second run while another thread's is under way, execute on the calling thread.
/// </remarks>
public static unsafe class Team
{
    /// <summary>Most threads that <see cref="ThreadCount"/> accepts.</summary>
    public const int MaximumThreads = 1024;

    private const int PartsPerThread = 4, StackBytes = 16 << 20, SpinMicroseconds = 50, ShareStride = 16;

    // How late another thread may be before its parts are taken: two microseconds, since it starts after the caller, and half
    // the time that the own share took, up to 16 µs. What is taken must come out of that thread's cache, now and at its next
    // run, and a thread whose core serves another one too is late by as much as that.
    private const int GraceMicroseconds = 2, MostGraceMicroseconds = 16;

    private static readonly IParking s_parking =
        FutexParking.IsSupported ? new FutexParking() : OperatingSystem.IsWindows() ? new WindowsParking() : new MonitorParking();

    private static readonly long s_spinTicks = Stopwatch.Frequency * SpinMicroseconds / 1_000_000;
    private static readonly long s_graceTicks = Stopwatch.Frequency * GraceMicroseconds / 1_000_000;
    private static readonly long s_mostGraceTicks = Stopwatch.Frequency * MostGraceMicroseconds / 1_000_000;
    private static readonly TeamState* s_state = AllocateState();

    private static int s_threadCount = DefaultThreadCount();
    private static int s_busy;
    private static Thread[]? s_workers;
    private static nint[] s_systemThreads = [];
    private static volatile bool s_stopping;
    private static ExceptionDispatchInfo? s_failure;

    // Two words per thread, ShareStride longs apart: generation << 32 | next part << 16 | end of the share, which a worker
    // waits to change; and 1 while the worker sleeps.
    private static long* s_shares;

    [ThreadStatic] private static bool t_inside;

    /// <summary>
    /// Threads that a run may use, the caller included: at first <c>LUCID_NUM_THREADS</c>, or the processors that affinity
    /// and the container's quota leave to the process. Setting it joins the present workers.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">Not within 1 and <see cref="MaximumThreads"/>.</exception>
    /// <exception cref="InvalidOperationException">Set from inside a run.</exception>
    public static int ThreadCount
    {
        get => Volatile.Read(ref s_threadCount);
        set
        {
            ArgumentOutOfRangeException.ThrowIfLessThan(value, 1);
            ArgumentOutOfRangeException.ThrowIfGreaterThan(value, MaximumThreads);
            if (value == ThreadCount) return;
            Own();
            try
            {
                JoinWorkers();
                Volatile.Write(ref s_threadCount, value);
            }
            finally
            {
                Volatile.Write(ref s_busy, 0);
            }
        }
    }

    /// <summary>Whether the calling thread is executing a part of a run.</summary>
    public static bool IsInside => t_inside;

    /// <summary>
    /// Calls <paramref name="body"/>(context, begin, end) on ranges that cover [0, units) once; ranges begin at multiples
    /// of <paramref name="grain"/>, the least number of units worth a thread's while (about 5 µs of work). Runs on the
    /// caller alone when there is only one such range. Which ranges are made depends on the thread count: results that
    /// must not, have to be the same for any cut.
    /// </summary>
    /// <exception cref="Exception">The first exception that the body threw, after all threads have finished.</exception>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Run(nint units, nint grain, delegate*<void*, nint, nint, void> body, void* context)
    {
        if (units <= 0) return;
        if (units <= grain || t_inside || s_threadCount == 1) body(context, 0, units);
        else Fork(units, Math.Max(grain, 1), body, context);
    }

    /// <summary>Ends and joins all workers; the next run starts them again.</summary>
    /// <exception cref="InvalidOperationException">Called from inside a run.</exception>
    public static void Drain()
    {
        Own();
        try
        {
            JoinWorkers();
        }
        finally
        {
            Volatile.Write(ref s_busy, 0);
        }
    }

    /// <summary>
    /// Ends all workers and waits until the system has no trace of them, so that the process may fork. Until
    /// <see cref="FinishFork"/> no worker starts: runs execute on their callers.
    /// </summary>
    /// <exception cref="InvalidOperationException">Called from inside a run.</exception>
    public static void PrepareFork()
    {
        Own();
        JoinWorkers();
    }

    /// <summary>Ends <see cref="PrepareFork"/>, in the parent and in the child.</summary>
    public static void FinishFork() => Volatile.Write(ref s_busy, 0);

    /// <summary>In a forked child: drops the record of workers that exist in the parent only.</summary>
    public static void ForgetWorkers()
    {
        s_workers = null;
        s_stopping = false;
        s_failure = null;
        s_state->Sleepers = 0;
        s_state->CallerSleeps = 0;
        t_inside = false;
        Volatile.Write(ref s_busy, 0);
    }

    private static TeamState* AllocateState()
    {
        var state = (TeamState*)NativeMemory.AlignedAlloc((nuint)sizeof(TeamState), 128);
        *state = default;
        return state;
    }

    private static int DefaultThreadCount()
    {
        string? asked = Environment.GetEnvironmentVariable("LUCID_NUM_THREADS");
        bool valid = int.TryParse(asked, NumberStyles.None, CultureInfo.InvariantCulture, out int count) && count > 0;
        return Math.Min(valid ? count : Environment.ProcessorCount, MaximumThreads);
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static void Fork(nint units, nint grain, delegate*<void*, nint, nint, void> body, void* context)
    {
        if (Interlocked.CompareExchange(ref s_busy, 1, 0) != 0)
        {
            body(context, 0, units);
            return;
        }
        t_inside = true;
        ExceptionDispatchInfo? failure;
        try
        {
            if (s_workers == null) StartWorkers();
            TeamState* state = s_state;
            nint blocks = (units - 1) / grain + 1;
            int participants = (int)nint.Min(blocks, s_workers!.Length + 1);
            int parts = (int)nint.Min(blocks, participants * PartsPerThread);
            int generation = state->Generation + 1;
            state->Body = body;
            state->Context = context;
            state->Units = units;
            state->Grain = grain;
            state->Blocks = blocks;
            state->Parts = parts;
            state->Participants = participants;
            Volatile.Write(ref state->Pending, parts);
            state->Generation = generation;
            // The last first: a worker that has seen its share wakes those behind it, who must find theirs.
            for (int i = participants - 1; i >= 0; i--)
            {
                long next = (long)parts * i / participants, end = (long)parts * (i + 1) / participants;
                Volatile.Write(ref s_shares[i * ShareStride], (long)generation << 32 | next << 16 | end);
            }
            Interlocked.MemoryBarrier();
            Participate(0, generation);
            AwaitOthers();
            failure = Interlocked.Exchange(ref s_failure, null);
        }
        finally
        {
            t_inside = false;
            Volatile.Write(ref s_busy, 0);
        }
        failure?.Throw();
    }

    /// <summary>Executes one's own share, then what is left of the others' shares if they are late.</summary>
    private static void Participate(int id, int generation)
    {
        TeamState* state = s_state;
        int participants = state->Participants;
        WakeFollowers(id, participants);
        long start = Stopwatch.GetTimestamp();
        Report(Execute(id, generation));
        if (AllFinish(Stopwatch.GetTimestamp() - start)) return;
        int done = 0;
        for (int turn = 1; turn < participants; turn++) done += Execute((id + turn) % participants, generation);
        Report(done);
    }

    /// <summary>Each thread wakes two, so that the time until the last one starts grows with the logarithm of their number.</summary>
    private static void WakeFollowers(int id, int participants)
    {
        if (Volatile.Read(ref s_state->Sleepers) == 0) return;
        for (int other = 2 * id + 1; other <= 2 * id + 2 && other < participants; other++)
        {
            if (Volatile.Read(ref *Asleep(other)) != 0) s_parking.Wake(Signal(other), 1);
        }
    }

    /// <summary>The half of a share's word that holds the generation; the supported processors store the low half first.</summary>
    private static int* Signal(int id) => (int*)(s_shares + id * ShareStride) + 1;

    private static int* Asleep(int id) => (int*)(s_shares + id * ShareStride + 1);

    private static void Report(int done)
    {
        TeamState* state = s_state;
        if (done > 0 && Interlocked.Add(ref state->Pending, -done) == 0 && Volatile.Read(ref state->CallerSleeps) != 0)
            s_parking.Wake(&state->Pending, 1);
    }

    /// <summary>Gives the others a little time beyond what the own share took; true if no part is left then.</summary>
    private static bool AllFinish(long ownTicks)
    {
        long deadline = 0;
        for (int i = 0; Volatile.Read(ref s_state->Pending) > 0; i++)
        {
            Thread.SpinWait(1);
            if ((i & 7) != 7) continue;
            long now = Stopwatch.GetTimestamp();
            if (deadline == 0) deadline = now + s_graceTicks + Math.Min(ownTicks / 2, s_mostGraceTicks);
            else if (now > deadline) return false;
        }
        return true;
    }

    /// <summary>Claims and executes parts of one share until none of this generation is left; their number.</summary>
    private static int Execute(int owner, int generation)
    {
        int done = 0;
        TeamState* state = s_state;
        ref long share = ref s_shares[owner * ShareStride];
        while (true)
        {
            long word = Volatile.Read(ref share);
            int next = (int)(word >> 16) & 0xFFFF, end = (int)word & 0xFFFF;
            if ((int)(word >> 32) != generation || next >= end) return done;
            // Read before the claim: they belong to this generation if the claim succeeds, since the next run
            // cannot begin while a part of this one is unclaimed.
            delegate*<void*, nint, nint, void> body = state->Body;
            void* context = state->Context;
            nint units = state->Units, grain = state->Grain, blocks = state->Blocks;
            int parts = state->Parts;
            if (Interlocked.CompareExchange(ref share, word + (1 << 16), word) != word) continue;
            nint begin = Part(blocks, next, parts) * grain;
            nint finish = next + 1 == parts ? units : Part(blocks, next + 1, parts) * grain;
            try
            {
                body(context, begin, finish);
            }
            catch (Exception exception)
            {
                Interlocked.CompareExchange(ref s_failure, ExceptionDispatchInfo.Capture(exception), null);
            }
            done++;
        }
    }

    /// <summary>blocks * part / parts without overflow.</summary>
    private static nint Part(nint blocks, int part, int parts) => blocks / parts * part + blocks % parts * part / parts;

    private static void AwaitOthers()
    {
        TeamState* state = s_state;
        if (SpinWhileEqual(&state->Pending, 0, invert: true)) return;
        Interlocked.Exchange(ref state->CallerSleeps, 1);
        int pending;
        while ((pending = Volatile.Read(ref state->Pending)) != 0) s_parking.Wait(&state->Pending, pending);
        Volatile.Write(ref state->CallerSleeps, 0);
    }

    /// <summary>
    /// Spins until the word differs from the value (or equals it, inverted) or the spinning time is over; true if it did.
    /// </summary>
    private static bool SpinWhileEqual(int* word, int value, bool invert)
    {
        long deadline = 0;
        for (int i = 0; ; i++)
        {
            if ((Volatile.Read(ref *word) == value) == invert) return true;
            Thread.SpinWait(1);
            if (i < 64 || (i & 15) != 0) continue;
            // A yield lets a thread that shares this core finish its part.
            Thread.Yield();
            long now = Stopwatch.GetTimestamp();
            if (deadline == 0) deadline = now + s_spinTicks;
            else if (now > deadline) return false;
        }
    }

    private static void StartWorkers()
    {
        int count = s_threadCount;
        NativeMemory.AlignedFree(s_shares);
        nuint bytes = (nuint)(count * ShareStride * sizeof(long));
        s_shares = (long*)NativeMemory.AlignedAlloc(bytes, 128);
        NativeMemory.Clear(s_shares, bytes);
        s_stopping = false;
        s_state->Sleepers = 0;
        int generation = s_state->Generation;
        for (int i = 0; i < count; i++) *Signal(i) = generation;
        var workers = new Thread[count - 1];
        nint[] systemThreads = s_systemThreads = new nint[workers.Length];
        int started = 0;
        try
        {
            for (; started < workers.Length; started++)
            {
                int id = started + 1;
                workers[started] = new Thread(() => Work(id, generation, systemThreads), StackBytes) { IsBackground = true, Name = "lucid worker" };
                workers[started].Start();
            }
        }
        catch (Exception exception) when (exception is System.OutOfMemoryException or ThreadStartException)
        {
            // The system allows fewer threads: those that started do the work.
            Array.Resize(ref workers, started);
        }
        s_workers = workers;
    }

    private static void Work(int id, int seen, nint[] systemThreads)
    {
        t_inside = true;
        systemThreads[id - 1] = SystemThread.Current();
        int* signal = Signal(id), asleep = Asleep(id);
        while (true)
        {
            while (!SpinWhileEqual(signal, seen, invert: false))
            {
                Interlocked.Exchange(ref *asleep, 1);
                Interlocked.Increment(ref s_state->Sleepers);
                s_parking.Wait(signal, seen);
                Interlocked.Decrement(ref s_state->Sleepers);
                Volatile.Write(ref *asleep, 0);
            }
            seen = Volatile.Read(ref *signal);
            if (s_stopping) return;
            Participate(id, seen);
        }
    }

    /// <summary>Waits until no run is under way and keeps others from starting.</summary>
    private static void Own()
    {
        if (t_inside) throw new InvalidOperationException("The team cannot be changed from inside one of its runs.");
        var spin = default(SpinWait);
        while (Interlocked.CompareExchange(ref s_busy, 1, 0) != 0) spin.SpinOnce();
    }

    private static void JoinWorkers()
    {
        Thread[]? workers = s_workers;
        if (workers == null) return;
        s_stopping = true;
        int generation = ++s_state->Generation;
        for (int id = 1; id <= workers.Length; id++)
        {
            Volatile.Write(ref s_shares[id * ShareStride], (long)generation << 32);
            s_parking.Wake(Signal(id), 1);
        }
        foreach (Thread worker in workers) worker.Join();
        foreach (nint thread in s_systemThreads) SystemThread.AwaitEnd(thread);
        s_workers = null;
    }
}
