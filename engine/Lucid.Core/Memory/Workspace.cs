namespace Lucid.Memory;

/// <summary>Scratch memory of a kernel, borrowed from the pool until it is disposed.</summary>
public readonly unsafe ref struct Workspace
{
    private readonly nint _bytes;

    /// <summary>Borrows <paramref name="bytes"/>; none at all for zero.</summary>
    /// <exception cref="OutOfMemoryException">The pool's limit or the system refuses.</exception>
    public Workspace(nint bytes)
    {
        if (bytes == 0) return;
        Pointer = MemoryPool.Allocate(bytes);
        if (Pointer == null) throw new OutOfMemoryException(bytes, MemoryPool.ReservedBytes - MemoryPool.CachedBytes, MemoryPool.Limit, Device.Cpu);
        _bytes = bytes;
    }

    /// <summary>The memory, 64-byte aligned, contents undefined.</summary>
    public void* Pointer { get; }

    /// <summary>Gives the memory back.</summary>
    public void Dispose()
    {
        if (Pointer != null) MemoryPool.Free(Pointer, _bytes);
    }
}
