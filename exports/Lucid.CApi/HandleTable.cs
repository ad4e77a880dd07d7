using System;
using System.Threading;

namespace Lucid.CApi;

/// <summary>
/// Tensors that C holds, by handle: slot number in the low half, the slot's generation in the high half. A slot that is
/// used again has another generation, so that a stale handle is found out.
/// </summary>
internal static class HandleTable
{
    private static readonly Lock s_gate = new();
    // Generations start anywhere, so that small numbers taken for handles are not handles.
    private static readonly uint s_start = (uint)Environment.TickCount64 | 0x10000u;
    private static Slot[] s_slots = new Slot[256];
    private static int[] s_free = new int[256];
    private static int s_freeCount;
    private static int s_used;

    private struct Slot
    {
        internal Tensor? Tensor;
        internal uint Generation;
        internal int Owners;
    }

    /// <summary>Handles given out and not yet released.</summary>
    internal static int Live
    {
        get { lock (s_gate) return s_used - s_freeCount; }
    }

    /// <summary>Gives out a handle; takes over one count of the tensor.</summary>
    internal static ulong Add(Tensor tensor)
    {
        lock (s_gate)
        {
            int index;
            if (s_freeCount > 0)
            {
                index = s_free[--s_freeCount];
            }
            else
            {
                if (s_used == s_slots.Length) Array.Resize(ref s_slots, s_slots.Length * 2);
                index = s_used++;
                s_slots[index].Generation = s_start;
            }
            ref Slot slot = ref s_slots[index];
            slot.Tensor = tensor;
            slot.Owners = 1;
            return ((ulong)slot.Generation << 32) | (uint)(index + 1);
        }
    }

    /// <summary>The tensor of a handle with one count added, so that another thread's release cannot take it away.</summary>
    /// <exception cref="BadHandleException">The handle is stale or no handle at all.</exception>
    internal static Tensor Pin(ulong handle, string function)
    {
        lock (s_gate)
        {
            Tensor tensor = Find(handle, function).Tensor!;
            tensor.Retain();
            return tensor;
        }
    }

    /// <summary>Adds an owner of the handle.</summary>
    internal static void Retain(ulong handle)
    {
        lock (s_gate)
        {
            ref Slot slot = ref Find(handle, "lucid_tensor_retain");
            if (slot.Owners == int.MaxValue) throw new LucidException("lucid_tensor_retain", "lucid_tensor_retain: the handle has too many owners");
            slot.Owners++;
        }
    }

    /// <summary>Removes an owner; with the last one the handle becomes stale.</summary>
    internal static void Release(ulong handle)
    {
        Tensor tensor;
        lock (s_gate)
        {
            ref Slot slot = ref Find(handle, "lucid_tensor_release");
            if (--slot.Owners > 0) return;
            tensor = slot.Tensor!;
            slot.Tensor = null;
            slot.Generation++;
            if (s_freeCount == s_free.Length) Array.Resize(ref s_free, s_free.Length * 2);
            s_free[s_freeCount++] = (int)(uint)handle - 1;
        }
        // Freeing a graph takes time; other threads need not wait for it.
        tensor.Release();
    }

    private static ref Slot Find(ulong handle, string function)
    {
        uint index = (uint)handle - 1;
        if (handle == 0 || index >= (uint)s_used || s_slots[index].Tensor is null || s_slots[index].Generation != (uint)(handle >> 32))
            throw new BadHandleException(function, handle);
        return ref s_slots[index];
    }
}
