namespace Lucid.Memory;

/// <summary>Whole pages from the operating system: the only place where the pool touches it.</summary>
internal unsafe interface IPageSource
{
    /// <summary>
    /// Maps <paramref name="bytes"/> (a multiple of 64 KB) of zeroed memory, aligned to 2 MB where the system allows
    /// it, with large pages asked for; null when there is none.
    /// </summary>
    void* Map(nint bytes);

    /// <summary>Gives back a block that <see cref="Map"/> returned, whole.</summary>
    void Unmap(void* block, nint bytes);
}
