using System;
using System.Runtime.InteropServices;

namespace Lucid.Cpu.Tests;

/// <summary>Elements that end exactly where the next page may not be touched: reading or writing past them faults.</summary>
internal sealed unsafe partial class GuardedBuffer<T> : IDisposable where T : unmanaged
{
    private readonly byte* _base;
    private readonly nint _bytes;

    internal GuardedBuffer(long count)
    {
        nint page = Environment.SystemPageSize, data = (nint)count * sizeof(T), body = Math.Max(page, (data + page - 1) / page * page);
        _bytes = body + 2 * page;
        _base = (byte*)GuardedBufferNative.Map(0, _bytes, 3, 0x22, -1, 0);
        if (_base == (byte*)-1) throw new InvalidOperationException("mmap");
        if (GuardedBufferNative.Protect(_base, page, 0) != 0 || GuardedBufferNative.Protect(_base + page + body, page, 0) != 0)
            throw new InvalidOperationException("mprotect");
        Pointer = (T*)(_base + page + body - data);
        Length = count;
    }

    internal T* Pointer { get; }

    internal long Length { get; }

    internal Span<T> Span => new(Pointer, (int)Length);

    public void Dispose() => GuardedBufferNative.Unmap(_base, _bytes);
}

internal static unsafe partial class GuardedBufferNative
{
    [LibraryImport("libc", EntryPoint = "mmap")] internal static partial nint Map(nint address, nint length, int protection, int flags, int file, nint offset);
    [LibraryImport("libc", EntryPoint = "mprotect")] internal static partial int Protect(void* address, nint length, int protection);
    [LibraryImport("libc", EntryPoint = "munmap")] internal static partial int Unmap(void* address, nint length);
}
