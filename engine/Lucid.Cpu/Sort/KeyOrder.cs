using System;
using System.Runtime.CompilerServices;

namespace Lucid.Cpu.Sort;

/// <summary>Sorts of keys that carry their places: stable, without knowing the element type.</summary>
internal static unsafe class KeyOrder
{
    private const int ShortRow = 1024;

    /// <summary>Sorts words of key and place; the result lies in either buffer.</summary>
    internal static ulong* Sort(ulong* words, ulong* other, nint count)
    {
        // A word holds key and place, so every order of words is stable.
        if (count > ShortRow) return Radix(words, other, count);
        new Span<ulong>(words, (int)count).Sort();
        return words;
    }

    /// <summary>Sorts wide entries; the result lies in either buffer.</summary>
    internal static WideEntry* Sort(WideEntry* entries, WideEntry* other, nint count)
    {
        if (count > ShortRow) return Radix(entries, other, count);
        new Span<WideEntry>(entries, (int)count).Sort();
        return entries;
    }

    /// <summary>Moves words that may be among the first take to the front: a histogram of the keys' top 11 bits finds the
    /// bucket where the last of them lies.</summary>
    internal static nint Candidates(ulong* words, nint size, nint take)
    {
        if (size <= 64 || take > size / 2) return size;
        uint* counts = stackalloc uint[2048];
        ulong bucket = BucketOf(words, size, take, counts, out _);
        nint count = 0;
        for (nint i = 0; i < size; i++)
        {
            ulong word = words[i];
            words[count] = word;
            count += word >> 53 <= bucket ? 1 : 0;
        }
        return count;
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

    [SkipLocalsInit]
    private static WideEntry* Radix(WideEntry* entries, WideEntry* other, nint count)
    {
        uint* counts = stackalloc uint[2048];
        for (int shift = 0; shift < 64; shift += 11)
        {
            new Span<uint>(counts, 2048).Clear();
            for (nint i = 0; i < count; i++) counts[entries[i].Key >> shift & 2047]++;
            if (counts[entries[0].Key >> shift & 2047] == (uint)count) continue;
            Accumulate(counts);
            for (nint i = 0; i < count; i++) other[counts[entries[i].Key >> shift & 2047]++] = entries[i];
            WideEntry* swap = entries;
            entries = other;
            other = swap;
        }
        return entries;
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
