using System;
using System.Numerics;
using System.Runtime.CompilerServices;
using Lucid.Memory;

namespace Lucid.Cpu.Sort;

/// <summary>Sorts of keys that carry their places: stable, without knowing the element type.</summary>
internal static unsafe class KeyOrder
{
    private const int ShortRow = 256, ShortWide = 1024;

    /// <summary>Sorts words of key and place; the result lies in either buffer.</summary>
    internal static ulong* Sort(ulong* words, ulong* other, nint count)
    {
        // A word holds key and place, so every order of words is stable.
        if (count > ShortRow) return Radix(words, other, count);
        new Span<ulong>(words, (int)count).Sort();
        return words;
    }

    /// <summary>Sorts keys that carry no place; the result lies in either buffer.</summary>
    internal static ulong* SortKeys(ulong* keys, ulong* other, nint count)
    {
        if (count <= ShortWide)
        {
            new Span<ulong>(keys, (int)count).Sort();
            return keys;
        }
        ulong differing = 0;
        for (nint i = 1; i < count; i++) differing |= keys[i] ^ keys[0];
        uint* starts = stackalloc uint[2048];
        // 11 bits a pass, where there is a difference.
        for (int shift = 0; shift < 64; shift += 11)
        {
            if ((differing >> shift & 2047) == 0) continue;
            new Span<uint>(starts, 2048).Clear();
            for (nint i = 0; i < count; i++) starts[keys[i] >> shift & 2047]++;
            Accumulate(starts);
            for (nint i = 0; i < count; i++) other[starts[keys[i] >> shift & 2047]++] = keys[i];
            ulong* swap = keys;
            keys = other;
            other = swap;
        }
        return keys;
    }

    /// <summary>Sorts wide entries; the result lies in either buffer.</summary>
    internal static WideEntry* Sort(WideEntry* entries, WideEntry* other, nint count)
    {
        if (count > ShortWide) return Windowed(entries, other, count);
        new Span<WideEntry>(entries, (int)count).Sort();
        return entries;
    }

    /// <summary>
    /// Moves words that may be among the first take to the front. A few are no larger than the take-th smallest of the minima of as
    /// many groups; for more, a histogram of the keys' top 11 bits finds the bucket where the last of them lies.
    /// </summary>
    internal static nint Candidates(ulong* words, nint size, nint take)
    {
        if (size <= 64 || take > size / 2) return size;
        uint* counts = stackalloc uint[2048];
        ulong last = take <= 3 * Vector<ulong>.Count && size >= 16 * Vector<ulong>.Count
            ? Limit(words, size, (int)take)
            : BucketOf(words, size, take, counts, out _) << 53 | (1UL << 53) - 1;
        nint count = 0;
        for (nint i = 0; i < size; i++)
        {
            ulong word = words[i];
            words[count] = word;
            count += word <= last ? 1 : 0;
        }
        return count;
    }

    // Each lane of four vectors is the smallest of a group, and take of the groups have nothing above the limit as their smallest.
    private static ulong Limit(ulong* words, nint size, int take)
    {
        int width = Vector<ulong>.Count;
        Vector<ulong> a = Vector.Load(words), b = Vector.Load(words + width), c = Vector.Load(words + 2 * width), d = Vector.Load(words + 3 * width);
        for (nint i = 4 * width; i <= size - 4 * width; i += 4 * width)
        {
            a = Vector.Min(a, Vector.Load(words + i));
            b = Vector.Min(b, Vector.Load(words + i + width));
            c = Vector.Min(c, Vector.Load(words + i + 2 * width));
            d = Vector.Min(d, Vector.Load(words + i + 3 * width));
        }
        ulong* smallest = stackalloc ulong[4 * Vector<ulong>.Count];
        a.Store(smallest);
        b.Store(smallest + width);
        c.Store(smallest + 2 * width);
        d.Store(smallest + 3 * width);
        var groups = new Span<ulong>(smallest, 4 * width);
        groups.Sort();
        return groups[take - 1];
    }

    /// <summary>The word that a full sort would put at a position: only the bucket where it lies is sorted.</summary>
    internal static ulong Select(ulong* words, nint size, nint position)
    {
        if (size > 64)
        {
            uint* counts = stackalloc uint[2048];
            ulong bucket = BucketOf(words, size, position + 1, counts, out nint before);
            nint count = 0;
            for (nint i = 0; i < size; i++)
            {
                ulong word = words[i];
                words[count] = word;
                count += word >> 53 == bucket ? 1 : 0;
            }
            position -= before;
            size = count;
        }
        new Span<ulong>(words, (int)size).Sort();
        return words[position];
    }

    // The bucket of the keys' top 11 bits in which the word number rank (from 1) lies, and how many come before it.
    private static ulong BucketOf(ulong* words, nint size, nint rank, uint* counts, out nint before)
    {
        new Span<uint>(counts, 2048).Clear();
        for (nint i = 0; i < size; i++) counts[words[i] >> 53]++;
        ulong bucket = 0;
        before = 0;
        while (before + (nint)counts[bucket] < rank) before += (nint)counts[bucket++];
        return bucket;
    }

    // Least significant digit first, 11 bits a pass; the place bits need no pass because the scatter is stable.
    [SkipLocalsInit]
    private static ulong* Radix(ulong* words, ulong* other, nint count)
    {
        uint* counts = stackalloc uint[3 * 2048];
        new Span<uint>(counts, 3 * 2048).Clear();
        for (nint i = 0; i < count; i++)
        {
            uint key = (uint)(words[i] >> 32);
            counts[key & 2047]++;
            counts[2048 + (key >> 11 & 2047)]++;
            counts[4096 + (key >> 22)]++;
        }
        for (int pass = 0; pass < 3; pass++)
        {
            uint* starts = counts + pass * 2048;
            int shift = 32 + 11 * pass;
            if (starts[(words[0] >> shift) & 2047] == (uint)count) continue;
            Accumulate(starts);
            for (nint i = 0; i < count; i++)
            {
                ulong word = words[i];
                other[starts[(word >> shift) & 2047]++] = word;
            }
            ulong* swap = words;
            words = other;
            other = swap;
        }
        return words;
    }

    // Sorts by the 32 bits below the keys' highest difference, as short keys are; the few that agree there are sorted apart.
    private static WideEntry* Windowed(WideEntry* entries, WideEntry* other, nint count)
    {
        ulong differing = 0;
        for (nint i = 1; i < count; i++) differing |= entries[i].Key ^ entries[0].Key;
        if (differing == 0) return entries;
        int shift = Math.Max(0, 32 - BitOperations.LeadingZeroCount(differing));
        using Workspace scratch = new(2 * count * sizeof(ulong));
        ulong* words = (ulong*)scratch.Pointer;
        for (nint i = 0; i < count; i++) words[i] = entries[i].Key >> shift << 32 | (uint)i;
        words = Radix(words, words + count, count);
        for (nint i = 0; i < count; i++) other[i] = entries[(uint)words[i]];
        if (shift == 0) return other;
        for (nint first = 0; first < count;)
        {
            ulong window = other[first].Key >> shift;
            nint last = first + 1;
            while (last < count && other[last].Key >> shift == window) last++;
            if (last - first > 1) new Span<WideEntry>(other + first, (int)(last - first)).Sort();
            first = last;
        }
        return other;
    }

    private static void Accumulate(uint* counts)
    {
        uint sum = 0;
        for (int d = 0; d < 2048; d++)
        {
            uint n = counts[d];
            counts[d] = sum;
            sum += n;
        }
    }
}
