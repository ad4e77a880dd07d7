using System;
using System.Runtime.InteropServices;

namespace Lucid.Memory;

/// <summary>
/// One thread's own free blocks of the small classes, reached without a lock. The owner thread alone touches the
/// lists while it lives; the finalizer hands them to the shared lists after the thread has ended.
/// </summary>
internal sealed unsafe class ThreadFront
{
    /// <summary>A list of free blocks of one class, linked through their first eight bytes.</summary>
    internal struct List
    {
        public void* Head;
        public int Count;
        public int Limit;
    }

    /// <summary>Classes up to 64 KB have a front list.</summary>
    public const int Classes = 36;

    // Here and not in the pool: this class has no static constructor, so reaching them costs no check.
    [ThreadStatic] public static List* t_lists;
    [ThreadStatic] public static ThreadFront? t_own;

    private const nint BytesPerClass = 32 << 10;

    public List* Lists { get; private set; }

    public ThreadFront? Previous, Next;

    private ThreadFront(List* lists) => Lists = lists;

    /// <summary>Empty lists for the calling thread; null when memory is out.</summary>
    public static ThreadFront? Create()
    {
        var lists = (List*)MemoryPool.TryAlignedAlloc(Classes * sizeof(List));
        if (lists == null) return null;
        for (int c = 0; c < Classes; c++)
        {
            nint fitting = BytesPerClass / SizeClasses.BytesOf(c);
            lists[c] = new List { Limit = (int)nint.Clamp(fitting, 4, 64) };
        }
        return new ThreadFront(lists);
    }

    /// <summary>Bytes held; exact on the owner thread, a snapshot elsewhere.</summary>
    public long CachedBytes
    {
        get
        {
            long bytes = 0;
            List* lists = Lists;
            for (int c = 0; c < Classes && lists != null; c++) bytes += (long)lists[c].Count * SizeClasses.BytesOf(c);
            return bytes;
        }
    }

    ~ThreadFront()
    {
        MemoryPool.Retire(this);
        NativeMemory.AlignedFree(Lists);
        Lists = null;
    }
}
