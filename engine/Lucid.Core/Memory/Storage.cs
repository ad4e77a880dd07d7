using System;
using System.Runtime.CompilerServices;
using System.Threading;
using Lucid.Streams;

namespace Lucid.Memory;

/// <summary>A reference-counted block of native memory that tensors and their views share.</summary>
/// <remarks>
/// Storage objects are recycled: releasing the last reference returns the block to the pool and the object to a
/// per-thread stack, so a steady loop allocates nothing on the managed heap. The finalizer only serves C# callers
/// who drop tensors without disposing them.
/// </remarks>
public sealed unsafe class Storage
{
    private const int RecycleLimit = 1024;

    [ThreadStatic] private static Storage[]? t_recycled;
    [ThreadStatic] private static int t_recycledCount;

    private void* _data;
    private nint _bytes;
    private int _references;
    private int _version;
    private DeviceType _device;
    private bool _pending;
    private bool _shared;
    private BorrowedMemory? _borrowed;

    private Storage() { }

    /// <summary>Safety net for C# callers; the engine releases by count.</summary>
    ~Storage()
    {
        if (_references > 0) ReleaseBlock();
    }

    /// <summary>Size in bytes.</summary>
    public nint Bytes => _bytes;

    /// <summary>Where the memory lives.</summary>
    public DeviceType Device => _device;

    /// <summary>How many tensors and saved values share the memory.</summary>
    public int References => Volatile.Read(ref _references);

    /// <summary>Counts in-place edits; saved values compare it.</summary>
    public int Version
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => _version;
    }

    /// <summary>True while a recorded command that writes here has not run yet.</summary>
    public bool IsPending => _pending;

    /// <summary>True when the memory belongs to someone else (a Python buffer, for example).</summary>
    public bool IsBorrowed => _borrowed is not null;

    /// <summary>True where the caller asked for memory that both processors see.</summary>
    public bool IsShared => _shared;

    /// <summary>The memory as kernels running inside a flush see it: no flush is triggered.</summary>
    public void* RawData
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => _data;
    }

    /// <summary>The memory with all recorded work on it done.</summary>
    public void* Data
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get
        {
            if (_pending) CommandStream.Metal.Flush();
            return _data;
        }
    }

    /// <summary>Takes memory from the pool; its content is undefined.</summary>
    /// <exception cref="OutOfMemoryException">The pool's limit or the system refuses.</exception>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Storage Allocate(nint bytes, Device device)
    {
        void* data = MemoryPool.Allocate(bytes);
        if (data is null) data = AllocateAfterPressure(bytes, device);
        Storage storage = Take();
        storage._data = data;
        storage._bytes = bytes;
        storage._device = device.Type;
        storage._version = 0;
        storage._references = 1;
        MemoryAccount.Of(device.Type).Add(bytes);
        return storage;
    }

    /// <summary>Wraps memory that someone else owns; <paramref name="memory"/> is told when the last tensor lets go.</summary>
    public static Storage Borrow(void* data, nint bytes, BorrowedMemory memory)
    {
        Storage storage = Take();
        storage._data = data;
        storage._bytes = bytes;
        storage._device = DeviceType.Cpu;
        storage._version = 0;
        storage._references = 1;
        storage._borrowed = memory;
        return storage;
    }

    /// <summary>Notes an in-place edit.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void BumpVersion() => _version++;

    /// <summary>Notes that both processors are to see this memory; on the Host driver all memory is such.</summary>
    public void MarkShared() => _shared = true;

    /// <summary>Marks the content as awaiting a recorded command, or as done.</summary>
    public void SetPending(bool pending) => _pending = pending;

    /// <summary>Adds an owner.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Retain() => Interlocked.Increment(ref _references);

    /// <summary>Removes an owner; the last one returns the memory.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Release()
    {
        if (Interlocked.Decrement(ref _references) == 0)
        {
            ReleaseBlock();
            Recycle();
        }
    }

    private void ReleaseBlock()
    {
        void* data = _data;
        _data = null;
        _references = 0;
        _pending = false;
        _shared = false;
        if (_borrowed is { } borrowed)
        {
            _borrowed = null;
            borrowed.Release();
            return;
        }
        MemoryPool.Free(data, _bytes);
        MemoryAccount.Of(_device).Remove(_bytes);
    }

    private static Storage Take()
    {
        int count = t_recycledCount;
        if (count > 0)
        {
            t_recycledCount = --count;
            Storage taken = t_recycled![count];
            // A slot that still named it would keep the finalizer from ever freeing what a caller dropped.
            t_recycled[count] = null!;
            return taken;
        }
        return new Storage();
    }

    private void Recycle()
    {
        Storage[] recycled = t_recycled ??= new Storage[RecycleLimit];
        int count = t_recycledCount;
        if (count < recycled.Length)
        {
            recycled[count] = this;
            t_recycledCount = count + 1;
        }
        else
        {
            GC.SuppressFinalize(this);
        }
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static void* AllocateAfterPressure(nint bytes, Device device)
    {
        // Pending commands and tensors that C# callers dropped may hold memory; give both a chance.
        CommandStream.FlushAll();
        GC.Collect();
        GC.WaitForPendingFinalizers();
        MemoryPool.Trim();
        void* data = MemoryPool.Allocate(bytes);
        if (data is null)
        {
            long limit = MemoryPool.Limit == long.MaxValue ? 0 : MemoryPool.Limit;
            throw new OutOfMemoryException(bytes, MemoryAccount.Of(device.Type).CurrentBytes, limit, device);
        }
        return data;
    }
}

/// <summary>Memory owned outside the engine; told when the engine no longer needs it.</summary>
public abstract class BorrowedMemory
{
    /// <summary>Called once, when the last tensor on the memory is gone; possibly on the finalizer thread.</summary>
    public abstract void Release();
}
