using System.Runtime.InteropServices;

namespace Lucid.Memory;

/// <summary>VirtualAlloc and VirtualFree; blocks are aligned to 64 KB.</summary>
internal sealed unsafe partial class WindowsPages : IPageSource
{
    private const uint Commit = 0x1000, Reserve = 0x2000, Release = 0x8000, ReadWrite = 4;

    [LibraryImport("kernel32", EntryPoint = "VirtualAlloc")]
    private static partial void* VirtualAllocate(void* address, nuint bytes, uint kind, uint protection);

    [LibraryImport("kernel32", EntryPoint = "VirtualFree")]
    private static partial int VirtualRelease(void* address, nuint bytes, uint kind);

    public void* Map(nint bytes) => VirtualAllocate(null, (nuint)bytes, Commit | Reserve, ReadWrite);

    public void Unmap(void* block, nint bytes) => VirtualRelease(block, 0, Release);
}
