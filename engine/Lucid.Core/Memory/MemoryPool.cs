using System;
using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Threading;

namespace Lucid.Memory;

/// <summary>
/// The caching allocator behind every tensor: 64-byte aligned blocks in size classes, a lock-free front per thread for
/// blocks up to 64 KB, shared lists above, 2 MB aligned pages with huge-page advice from 2 MB up.
/// Setting the environment variable <c>LUCID_GUARDED_POOL=1</c> before the first allocation sends every block through
/// <see cref="GuardedAllocator"/> instead.
/// </summary>
/// <remarks>
/// Fork: a child may be made at any time between <see cref="PrepareFork"/> and <see cref="FinishFork"/>, which hold and
/// release the only lock. A fork outside of them is safe as well unless another thread is inside the pool at that moment.
/// </remarks>
public static unsafe class MemoryPool
{
    private struct SharedList
    {
        public void* Head;
        public long Count;
        public long LastUse;
    }

    private const long CacheFloor = 32L << 20, Unlimited = long.MaxValue;

    private static readonly bool s_guarded = Environment.GetEnvironmentVariable("LUCID_GUARDED_POOL") == "1";
    private static readonly IPageSource s_pages = OperatingSystem.IsWindows() ? new WindowsPages() : new PosixPages();
    private static readonly SharedList[] s_shared = new SharedList[SizeClasses.Count];
    private static readonly long s_cacheCeiling = Math.Max(CacheFloor, GC.GetGCMemoryInfo().TotalAvailableMemoryBytes / 8);

    // The lock's word, and the value it gets when left: 1 while a fork holds it.
    private static int s_lock, s_resting, s_forkingThread;
    private static ThreadFront? s_fronts;
    private static long s_reserved, s_sharedBytes, s_recentPeak, s_lastDecay, s_useClock;
    private static long s_limit = Unlimited;

    /// <summary>Whether every block carries red zones and poison (environment variable <c>LUCID_GUARDED_POOL=1</c>).</summary>
    public static bool IsGuarded => s_guarded;

    /// <summary>Most bytes to hold at once, live and cached together; <see cref="long.MaxValue"/> is no limit.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is negative.</exception>
    public static long Limit
    {
        get => Volatile.Read(ref s_limit);
        set
        {
            ArgumentOutOfRangeException.ThrowIfNegative(value);
            Volatile.Write(ref s_limit, value);
        }
    }

    /// <summary>Bytes obtained from the operating system and not given back: live blocks and cached ones.</summary>
    public static long ReservedBytes => s_guarded ? GuardedAllocator.LiveBytes : Volatile.Read(ref s_reserved);

    /// <summary>Bytes of free blocks kept for reuse; live bytes are <see cref="ReservedBytes"/> less this.</summary>
    public static long CachedBytes
    {
        get
        {
            Enter();
            long bytes = s_sharedBytes;
            for (ThreadFront? front = s_fronts; front != null; front = front.Next) bytes += front.CachedBytes;
            Leave();
            return bytes;
        }
    }

    /// <summary>
    /// A block of at least <paramref name="bytes"/>, 64-byte aligned, contents undefined; zero bytes give a distinct
    /// block too. Null when the size is negative, memory is out, or <see cref="Limit"/> is reached after trimming.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void* Allocate(nint bytes)
    {
        ThreadFront.List* lists = ThreadFront.t_lists;
        if (lists != null && (nuint)bytes <= 64 << 10)
        {
            ThreadFront.List* list = lists + SizeClasses.IndexOf(bytes);
            void* block = list->Head;
            if (block != null)
            {
                list->Head = *(void**)block;
                list->Count--;
                return block;
            }
        }
        return AllocateShared(bytes);
    }

    /// <summary>Gives back a block; <paramref name="bytes"/> is the size it was asked with. Null is ignored.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Free(void* block, nint bytes)
    {
        ThreadFront.List* lists = ThreadFront.t_lists;
        if (lists != null && block != null && (nuint)bytes <= 64 << 10)
        {
            ThreadFront.List* list = lists + SizeClasses.IndexOf(bytes);
            if (list->Count < list->Limit)
            {
                *(void**)block = list->Head;
                list->Head = block;
                list->Count++;
                return;
            }
        }
        FreeShared(block, bytes);
    }

    /// <summary>
    /// Gives every cached block back to the operating system, save those in the fronts of other threads (at most a few
    /// MB for each).
    /// </summary>
    public static void Trim()
    {
        if (s_guarded) return;
        if (ThreadFront.t_own != null) DrainFront(ThreadFront.t_own);
        for (int c = 0; c < SizeClasses.Count; c++)
        {
            Enter();
            void* chain = s_shared[c].Head;
            s_sharedBytes -= s_shared[c].Count * SizeClasses.BytesOf(c);
            s_shared[c].Head = null;
            s_shared[c].Count = 0;
            Leave();
            while (chain != null)
            {
                void* next = *(void**)chain;
                Release(chain, c);
                chain = next;
            }
        }
        Enter();
        s_recentPeak = 0;
        Leave();
    }

    /// <summary>Takes the pool's lock so that a fork finds it in order; call <see cref="FinishFork"/> on both sides.</summary>
    public static void PrepareFork()
    {
        Enter();
        s_resting = 1;
        s_forkingThread = Environment.CurrentManagedThreadId;
    }

    /// <summary>Ends <see cref="PrepareFork"/>, in the parent and in the child.</summary>
    public static void FinishFork()
    {
        s_forkingThread = 0;
        s_resting = 0;
        Leave();
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static void* AllocateShared(nint bytes)
    {
        if (bytes < 0 || bytes > SizeClasses.BytesOf(SizeClasses.Count - 1)) return null;
        if (s_guarded) return GuardedAllocator.LiveBytes + bytes > Limit ? null : GuardedAllocator.Allocate(bytes);
        if (ThreadFront.t_lists == null) OpenFront();
        int c = SizeClasses.IndexOf(bytes);
        ThreadFront.List* front = c < ThreadFront.Classes && ThreadFront.t_lists != null ? ThreadFront.t_lists + c : null;
        nint size = SizeClasses.BytesOf(c);

        Enter();
        ref SharedList list = ref s_shared[c];
        list.LastUse = ++s_useClock;
        void* block = list.Head;
        if (block != null)
        {
            list.Head = *(void**)block;
            // Half a front's worth comes along, so that the next few allocations need no lock.
            int taken = 1, extra = front != null ? front->Limit / 2 : 0;
            for (; extra > 0 && list.Head != null; extra--, taken++)
            {
                void* moved = list.Head;
                list.Head = *(void**)moved;
                *(void**)moved = front->Head;
                front->Head = moved;
                front->Count++;
            }
            list.Count -= taken;
            s_sharedBytes -= taken * size;
        }
        s_recentPeak = Math.Max(s_recentPeak, s_reserved - s_sharedBytes);
        Leave();
        return block != null ? block : Obtain(c);
    }

    private static void* Obtain(int c)
    {
        nint size = SizeClasses.BytesOf(c);
        long limit = Limit;
        if (Interlocked.Add(ref s_reserved, size) > limit)
        {
            Trim();
            if (Volatile.Read(ref s_reserved) > limit)
            {
                Interlocked.Add(ref s_reserved, -size);
                return null;
            }
        }
        void* block = FromSystem(size);
        if (block == null)
        {
            Trim();
            block = FromSystem(size);
        }
        if (block == null) Interlocked.Add(ref s_reserved, -size);
        return block;
    }

    private static void* FromSystem(nint size) =>
        size >= SizeClasses.HugeBlock ? s_pages.Map(size) : TryAlignedAlloc(size);

    /// <summary>64-byte aligned memory of the C library, or null.</summary>
    internal static void* TryAlignedAlloc(nint bytes)
    {
        try
        {
            return NativeMemory.AlignedAlloc((nuint)bytes, 64);
        }
        catch (System.OutOfMemoryException)
        {
            return null;
        }
    }

    private static void Release(void* block, int c)
    {
        nint size = SizeClasses.BytesOf(c);
        if (size >= SizeClasses.HugeBlock) s_pages.Unmap(block, size);
        else NativeMemory.AlignedFree(block);
        Interlocked.Add(ref s_reserved, -size);
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static void FreeShared(void* block, nint bytes)
    {
        if (block == null) return;
        if (s_guarded)
        {
            GuardedAllocator.Free(block, bytes);
            return;
        }
        if (ThreadFront.t_lists == null) OpenFront();
        int c = SizeClasses.IndexOf(bytes);
        *(void**)block = null;
        void* last = block;
        int count = 1;
        if (c < ThreadFront.Classes && ThreadFront.t_lists != null)
        {
            // The front is full: half of it goes along to the shared list under one lock.
            ThreadFront.List* front = ThreadFront.t_lists + c;
            for (int moving = front->Limit / 2; moving > 0 && front->Head != null; moving--, count++)
            {
                void* moved = front->Head;
                front->Head = *(void**)moved;
                front->Count--;
                *(void**)moved = block;
                block = moved;
            }
        }
        Share(c, block, last, count);
    }

    /// <summary>Puts a chain of free blocks on a shared list, then evicts what exceeds the cache's bound.</summary>
    private static void Share(int c, void* first, void* last, int count)
    {
        nint size = SizeClasses.BytesOf(c);
        Enter();
        ref SharedList list = ref s_shared[c];
        s_recentPeak = Math.Max(s_recentPeak, s_reserved - s_sharedBytes);
        *(void**)last = list.Head;
        list.Head = first;
        list.Count += count;
        list.LastUse = ++s_useClock;
        s_sharedBytes += count * size;
        DecayPeak();
        long bound = Math.Clamp(s_recentPeak, CacheFloor, s_cacheCeiling);
        while (s_sharedBytes > bound)
        {
            int oldest = OldestClass();
            void* evicted = s_shared[oldest].Head;
            s_shared[oldest].Head = *(void**)evicted;
            s_shared[oldest].Count--;
            s_sharedBytes -= SizeClasses.BytesOf(oldest);
            Leave();
            Release(evicted, oldest);
            Enter();
        }
        Leave();
    }

    /// <summary>The cache may hold as much as was lately alive; without demand that falls by a quarter a second.</summary>
    private static void DecayPeak()
    {
        long now = Environment.TickCount64;
        if (now - s_lastDecay < 1000) return;
        s_lastDecay = now;
        s_recentPeak = Math.Max(s_reserved - s_sharedBytes, s_recentPeak - s_recentPeak / 4);
    }

    private static int OldestClass()
    {
        int oldest = -1;
        for (int c = 0; c < SizeClasses.Count; c++)
            if (s_shared[c].Count > 0 && (oldest < 0 || s_shared[c].LastUse < s_shared[oldest].LastUse)) oldest = c;
        return oldest;
    }

    private static void OpenFront()
    {
        if (ThreadFront.t_own != null) return;
        ThreadFront? front = ThreadFront.Create();
        if (front == null) return;
        Enter();
        front.Next = s_fronts;
        if (s_fronts != null) s_fronts.Previous = front;
        s_fronts = front;
        Leave();
        ThreadFront.t_own = front;
        ThreadFront.t_lists = front.Lists;
    }

    /// <summary>Takes over the blocks of a thread that has ended.</summary>
    internal static void Retire(ThreadFront front)
    {
        Enter();
        if (front.Previous != null) front.Previous.Next = front.Next;
        else if (s_fronts == front) s_fronts = front.Next;
        if (front.Next != null) front.Next.Previous = front.Previous;
        Leave();
        DrainFront(front);
    }

    private static void DrainFront(ThreadFront front)
    {
        for (int c = 0; c < ThreadFront.Classes; c++)
        {
            ref ThreadFront.List list = ref front.Lists[c];
            if (list.Head == null) continue;
            void* last = list.Head;
            while (*(void**)last != null) last = *(void**)last;
            void* first = list.Head;
            int count = list.Count;
            list.Head = null;
            list.Count = 0;
            Share(c, first, last, count);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Enter()
    {
        if (Interlocked.CompareExchange(ref s_lock, 1, 0) != 0) Wait();
    }

    private static void Wait()
    {
        // Between the two calls around a fork the forking thread itself may free blocks: Python collects garbage there.
        if (s_forkingThread == Environment.CurrentManagedThreadId) return;
        var spin = default(SpinWait);
        do spin.SpinOnce();
        while (Volatile.Read(ref s_lock) != 0 || Interlocked.CompareExchange(ref s_lock, 1, 0) != 0);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Leave() => Volatile.Write(ref s_lock, s_resting);
}
