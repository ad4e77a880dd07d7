using System;
using System.Runtime.InteropServices;

namespace Lucid.Cpu.Tests.Gemm;

/// <summary>Elements that end exactly where an inaccessible page begins, so that an access past the end ends the test run.</summary>
public sealed unsafe partial class FencedBuffer<T> : IDisposable
    where T : unmanaged
{
    private readonly byte* _map;
    private readonly nint _bytes;

    public FencedBuffer(nint length)
    {
        Length = length;
        nint page = Environment.SystemPageSize, payload = length * sizeof(T);
        if (OperatingSystem.IsWindows())
        {
            _map = (byte*)NativeMemory.AllocZeroed((nuint)payload);
            Pointer = (T*)_map;
            return;
        }
        nint whole = (payload + page - 1) / page * page;
        _bytes = whole + page;
        _map = (byte*)Pages.Map(null, _bytes, 3, OperatingSystem.IsMacOS() ? 0x1002 : 0x22, -1, 0);
        if (_map == (byte*)-1) throw new System.OutOfMemoryException();
        if (Pages.Protect(_map + whole, page, 0) != 0) throw new InvalidOperationException("mprotect failed");
        Pointer = (T*)(_map + whole - payload);
    }

    public nint Length { get; }

    public T* Pointer { get; }

    public ref T this[nint index] => ref Pointer[index];

    public void Dispose()
    {
        if (OperatingSystem.IsWindows()) NativeMemory.Free(_map);
        else Pages.Unmap(_map, _bytes);
    }
}

internal static unsafe partial class Pages
{
    [LibraryImport("libc", EntryPoint = "mmap")]
    internal static partial void* Map(void* address, nint length, int protection, int flags, int file, long offset);

    [LibraryImport("libc", EntryPoint = "munmap")]
    internal static partial int Unmap(void* address, nint length);

    [LibraryImport("libc", EntryPoint = "mprotect")]
    internal static partial int Protect(void* address, nint length, int protection);
}
