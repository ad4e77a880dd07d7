using System;
using System.Runtime.InteropServices;

namespace Lucid.Memory;

/// <summary>mmap, munmap and madvise of Linux, macOS and their relatives.</summary>
internal sealed unsafe partial class PosixPages : IPageSource
{
    private const int ReadWrite = 1 | 2, Private = 2, LinuxAnonymous = 0x20, DarwinAnonymous = 0x1000, HugePage = 14;
    private const nint Alignment = SizeClasses.HugeBlock;
    private static readonly void* s_failed = (void*)-1;

    [LibraryImport("libc", EntryPoint = "mmap")]
    private static partial void* MapPages(void* address, nint length, int protection, int flags, int file, long offset);

    [LibraryImport("libc", EntryPoint = "munmap")]
    private static partial int UnmapPages(void* address, nint length);

    [LibraryImport("libc", EntryPoint = "madvise")]
    private static partial int Advise(void* address, nint length, int advice);

    public void* Map(nint bytes)
    {
        if (bytes > nint.MaxValue - Alignment) return null;
        int flags = Private | (OperatingSystem.IsLinux() ? LinuxAnonymous : DarwinAnonymous);
        byte* raw = (byte*)MapPages(null, bytes + Alignment, ReadWrite, flags, -1, 0);
        if (raw == s_failed) return null;
        byte* block = (byte*)(((nint)raw + Alignment - 1) & ~(Alignment - 1));
        nint head = (nint)(block - raw), tail = Alignment - head;
        if (head > 0) UnmapPages(raw, head);
        if (tail > 0) UnmapPages(block + bytes, tail);
        if (OperatingSystem.IsLinux()) Advise(block, bytes, HugePage);
        return block;
    }

    public void Unmap(void* block, nint bytes) => UnmapPages(block, bytes);
}
