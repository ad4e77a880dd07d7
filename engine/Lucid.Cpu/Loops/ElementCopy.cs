using System;
using System.Runtime.CompilerServices;
using Lucid.Numerics;

namespace Lucid.Cpu.Loops;

/// <summary>Gathers and scatters of elements by size alone; the type plays no part.</summary>
internal static unsafe class ElementCopy
{
    private readonly record struct Bytes16(ulong Low, ulong High);

    /// <summary>Packs count elements, stride elements apart, into dense storage.</summary>
    internal static void Gather(byte* from, long stride, byte* to, nint count, int size)
    {
        if (stride == 1)
        {
            Buffer.MemoryCopy(from, to, count * size, count * size);
            return;
        }
        switch (size)
        {
            case 1: Gather((byte*)from, (nint)stride, (byte*)to, count); break;
            case 2: Gather((ushort*)from, (nint)stride, (ushort*)to, count); break;
            case 4: Gather((uint*)from, (nint)stride, (uint*)to, count); break;
            case 8: Gather((ulong*)from, (nint)stride, (ulong*)to, count); break;
            default: Gather((Bytes16*)from, (nint)stride, (Bytes16*)to, count); break;
        }
    }

    /// <summary>Spreads count dense elements over storage stride elements apart.</summary>
    internal static void Scatter(byte* from, byte* to, long stride, nint count, int size)
    {
        if (stride == 1)
        {
            Buffer.MemoryCopy(from, to, count * size, count * size);
            return;
        }
        switch (size)
        {
            case 1: Scatter((byte*)from, (byte*)to, (nint)stride, count); break;
            case 2: Scatter((ushort*)from, (ushort*)to, (nint)stride, count); break;
            case 4: Scatter((uint*)from, (uint*)to, (nint)stride, count); break;
            case 8: Scatter((ulong*)from, (ulong*)to, (nint)stride, count); break;
            default: Scatter((Bytes16*)from, (Bytes16*)to, (nint)stride, count); break;
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Gather<T>(T* from, nint stride, T* to, nint count) where T : unmanaged
    {
        if (stride == 0)
        {
            T value = *from;
            for (nint i = 0; i < count; i++) to[i] = value;
            return;
        }
        nint j = 0;
        for (; j <= count - 4; j += 4, from += 4 * stride)
        {
            T a = from[0], b = from[stride], c = from[2 * stride], d = from[3 * stride];
            to[j] = a;
            to[j + 1] = b;
            to[j + 2] = c;
            to[j + 3] = d;
        }
        for (; j < count; j++, from += stride) to[j] = *from;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Scatter<T>(T* from, T* to, nint stride, nint count) where T : unmanaged
    {
        for (nint i = 0; i < count; i++, to += stride) *to = from[i];
    }
}
