using System;
using System.Numerics;
using Lucid.Cpu.Threads;

namespace Lucid.Cpu.Sort;

/// <summary>Sorts of keys that carry their places: stable, without knowing the element type.</summary>
internal static unsafe class KeyOrder
{
    private const int ShortRow = 256;

    private struct Part
    {
        internal ulong* Keys, Words;
        internal int Shift;
        internal void* X;
        internal nint Stride;
        internal ulong Flip;
        internal delegate*<void*, nint, nint, nint, ulong, ulong*, void> Read;
    }

    /// <summary>Reads a row's keys by one of <see cref="SortKey"/>'s readers, exclusive-or flip.</summary>
    internal static void Read(
        delegate*<void*, nint, nint, nint, ulong, ulong*, void> read, void* x, nint stride, nint size, ulong flip, ulong* keys)
    {
        Part part = new() { Keys = keys, X = x, Stride = stride, Flip = flip, Read = read };
        Team.Run(size, RadixSort.LargeFrom, &Read, &part);
    }

    private static void Read(void* context, nint begin, nint end)
    {
        Part* part = (Part*)context;
        part->Read(part->X, part->Stride, begin, end, part->Flip, part->Keys);
    }

    /// <summary>Sorts words of key and place; the result lies in either buffer.</summary>
    internal static ulong* Sort(ulong* words, ulong* other, nint count)
    {
        // A word holds key and place, so every order of words is stable.
        if (count > ShortRow) return RadixSort.Run(words, other, count, RadixSort.Differing(words, count) & ~(ulong)uint.MaxValue);
        new Span<ulong>(words, (int)count).Sort();
        return words;
    }

    /// <summary>
    /// The places of 64-bit keys in order, in the low halves of words in either buffer: sorts by the 32 bits from the keys' highest
    /// difference on, as short keys are, which the words' upper halves hold; the few that agree there are sorted by the bits below.
    /// </summary>
    /// <param name="keys">The keys.</param>
    /// <param name="words">A buffer.</param>
    /// <param name="other">Another.</param>
    /// <param name="count">Keys, and words that the buffers have room for.</param>
    /// <param name="below">How many bits there are below.</param>
    internal static ulong* SortWide(ulong* keys, ulong* words, ulong* other, nint count, out int below)
    {
        Part part = new() { Keys = keys, Words = words };
        below = part.Shift = Math.Max(0, 32 - BitOperations.LeadingZeroCount(RadixSort.Differing(keys, count)));
        Team.Run(count, RadixSort.LargeFrom, &Window, &part);
        ulong* sorted = Sort(words, other, count), free = sorted == words ? other : words;
        if (below == 0) return sorted;
        ulong rest = (1UL << below) - 1;
        for (nint first = 0, last; first < count; first = last)
        {
            ulong window = sorted[first] >> 32 << 32;
            for (last = first + 1; last < count && sorted[last] - window <= uint.MaxValue;) last++;
            nint n = last - first;
            if (n == 1) continue;
            if (n == 2)
            {
                ulong one = sorted[first], two = sorted[first + 1];
                bool turned = (keys[(uint)one] & rest) > (keys[(uint)two] & rest);
                sorted[first] = turned ? two : one;
                sorted[first + 1] = turned ? one : two;
                continue;
            }
            for (nint i = 0; i < n; i++)
            {
                uint place = (uint)sorted[first + i];
                free[i] = (keys[place] & rest) << 32 | place;
            }
            ulong* run = Sort(free, sorted + first, n);
            for (nint i = 0; i < n; i++) sorted[first + i] = window | (uint)run[i];
        }
        return sorted;
    }

    private static void Window(void* context, nint begin, nint end)
    {
        Part* part = (Part*)context;
        for (nint i = begin; i < end; i++) part->Words[i] = part->Keys[i] >> part->Shift << 32 | (uint)i;
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
}
