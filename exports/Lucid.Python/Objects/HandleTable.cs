using System;
using System.Runtime.CompilerServices;

namespace Lucid.Python.Objects;

/// <summary>
/// Managed objects that Python objects stand for, by slot number. Guarded by Python's lock. A GCHandle would cost four
/// times as much per object.
/// </summary>
internal static class HandleTable<T> where T : class
{
    private static T?[] s_items = new T?[1024];
    private static int[] s_free = new int[1024];
    private static int s_freeCount;
    private static int s_used = 1;

    /// <summary>Slots in use.</summary>
    internal static int Live => s_used - 1 - s_freeCount;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static nint Add(T item)
    {
        int slot;
        if (s_freeCount > 0) slot = s_free[--s_freeCount];
        else
        {
            slot = s_used++;
            if (slot >= s_items.Length) Array.Resize(ref s_items, s_items.Length * 2);
        }
        s_items[slot] = item;
        return slot;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static T? Get(nint slot) => s_items[slot];

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static void Remove(nint slot)
    {
        s_items[slot] = null;
        if (s_freeCount == s_free.Length) Array.Resize(ref s_free, s_free.Length * 2);
        s_free[s_freeCount++] = (int)slot;
    }
}
