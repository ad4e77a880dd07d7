using System;
using System.Runtime.CompilerServices;
using Lucid.Memory;

namespace Lucid.Streams;

/// <summary>What a kernel sees of a tensor: memory, layout, offset, element type.</summary>
/// <param name="storage">The memory.</param>
/// <param name="layout">Sizes and strides in elements.</param>
/// <param name="offset">First element, counted from the start of the memory.</param>
/// <param name="dtype">The element type.</param>
public readonly struct Operand(Storage storage, Layout layout, long offset, DType dtype)
{
    /// <summary>The memory.</summary>
    public Storage Storage { get; } = storage;

    /// <summary>Sizes and strides in elements.</summary>
    public Layout Layout { get; } = layout;

    /// <summary>First element, counted from the start of the memory.</summary>
    public long Offset { get; } = offset;

    /// <summary>The element type.</summary>
    public DType DType { get; } = dtype;

    /// <summary>The first element, for a kernel that runs now: recorded work is not waited for.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public unsafe T* Pointer<T>() where T : unmanaged => (T*)((byte*)Storage.RawData + Offset * sizeof(T));

    /// <summary>The first element as bytes.</summary>
    public unsafe byte* Bytes => (byte*)Storage.RawData + Offset * DType.ItemSize();

    /// <summary>Sizes of the dimensions.</summary>
    public ReadOnlySpan<long> Sizes => Layout.Sizes;

    /// <summary>Strides in elements.</summary>
    public ReadOnlySpan<long> Strides => Layout.Strides;

    /// <summary>Number of elements.</summary>
    public long Count => Layout.Count;

    /// <summary>The same memory seen through another layout.</summary>
    public Operand With(Layout layout) => new(Storage, layout, Offset, DType);
}
