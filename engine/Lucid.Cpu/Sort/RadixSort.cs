using System;
using System.Numerics;
using System.Runtime.InteropServices;
using System.Threading;
using Lucid.Cpu.Threads;
using Lucid.Memory;

namespace Lucid.Cpu.Sort;

/// <summary>Stable sort of words by some of their bits, least significant digit first, over all threads.</summary>
internal static unsafe class RadixSort
{
    /// <summary>Words from which on both buffers together leave the second-level cache, and worth a thread's while.</summary>
    internal const nint LargeFrom = 1 << 16;

    // Counts of fewer words cost more than another pass.
    private const nint ShortRow = 2048;
    private const int DigitBits = 11, ShortDigitBits = 8, LineWords = 8;

    private struct Pass
    {
        internal ulong* From, To;
        internal uint* Starts;
        internal nint Count, Chunk;
        internal int Shift, Bits, Digits;
        internal bool Buffered;
    }

    private struct Difference
    {
        internal ulong* Words;
        internal ulong Bits;
    }

    /// <summary>The bits in which not all words agree.</summary>
    internal static ulong Differing(ulong* words, nint count)
    {
        Difference difference = new() { Words = words };
        Team.Run(count, LargeFrom, &Compare, &difference);
        return difference.Bits;
    }

    private static void Compare(void* context, nint begin, nint end)
    {
        Difference* difference = (Difference*)context;
        ulong* words = difference->Words;
        ulong bits = 0, first = words[0];
        Vector<ulong> all = Vector<ulong>.Zero, same = Vector.Create(first);
        nint i = begin;
        for (; i <= end - Vector<ulong>.Count; i += Vector<ulong>.Count) all |= Vector.Load(words + i) ^ same;
        for (int l = 0; l < Vector<ulong>.Count; l++) bits |= all[l];
        for (; i < end; i++) bits |= words[i] ^ first;
        Interlocked.Or(ref difference->Bits, bits);
    }

    /// <summary>Sorts by the bits from the lowest to the highest that differ; the result lies in either buffer.</summary>
    internal static ulong* Run(ulong* words, ulong* other, nint count, ulong differing)
    {
        if (differing == 0) return words;
        int low = BitOperations.TrailingZeroCount(differing), width = 64 - BitOperations.LeadingZeroCount(differing) - low;
        int most = count < ShortRow ? ShortDigitBits : DigitBits, passes = (width + most - 1) / most, bits = (width + passes - 1) / passes;
        int buckets = 1 << bits;
        nint chunks = Team.IsInside || Team.ThreadCount == 1 ? 1 : Math.Clamp(count / LargeFrom, 1, 2 * Team.ThreadCount);
        using Workspace scratch = new(Math.Max(chunks, passes) * buckets * sizeof(uint));
        uint* starts = (uint*)scratch.Pointer;
        Pass pass = new()
        {
            From = words, To = other, Starts = starts, Count = count, Chunk = (count + chunks - 1) / chunks, Shift = low, Bits = bits, Digits = passes,
            Buffered = count >= LargeFrom && (nint)words % 64 == 0 && (nint)other % 64 == 0,
        };
        // One chunk has the same words in every pass: all its digits are counted at once.
        if (chunks == 1) Count(&pass, 0, 1);
        for (int i = 0; i < passes; i++, pass.Shift += bits)
        {
            if ((differing >> pass.Shift & (ulong)(buckets - 1)) == 0) continue;
            if (chunks == 1) pass.Starts = starts + i * buckets;
            else
            {
                pass.Digits = 1;
                Team.Run(chunks, 1, &Count, &pass);
            }
            uint sum = 0;
            for (int digit = 0; digit < buckets; digit++)
            {
                for (uint* start = pass.Starts + digit, end = start + chunks * buckets; start < end; start += buckets)
                {
                    uint n = *start;
                    *start = sum;
                    sum += n;
                }
            }
            Team.Run(chunks, 1, &Scatter, &pass);
            ulong* swap = pass.From;
            pass.From = pass.To;
            pass.To = swap;
        }
        return pass.From;
    }

    private static void Count(void* context, nint begin, nint end)
    {
        Pass* pass = (Pass*)context;
        int bits = pass->Bits, shift = pass->Shift, digits = pass->Digits, buckets = 1 << bits;
        nuint mask = (nuint)buckets - 1;
        for (nint chunk = begin; chunk < end; chunk++)
        {
            uint* counts = pass->Starts + chunk * buckets;
            new Span<uint>(counts, digits * buckets).Clear();
            ulong* from = pass->From + chunk * pass->Chunk, last = pass->From + Math.Min(pass->Count, (chunk + 1) * pass->Chunk);
            int digit = 0;
            for (; digit <= digits - 3; digit += 3, counts += 3 * buckets) CountThree(from, last, counts, shift + digit * bits, bits);
            for (; digit < digits; digit++, counts += buckets)
                for (ulong* word = from; word < last; word++) counts[(nuint)(*word >> shift + digit * bits) & mask]++;
        }
    }

    private static void CountThree(ulong* from, ulong* last, uint* counts, int shift, int bits)
    {
        nuint buckets = (nuint)1 << bits, mask = buckets - 1;
        uint* second = counts + buckets, third = second + buckets;
        for (; from < last; from++)
        {
            nuint word = (nuint)(*from >> shift);
            counts[word & mask]++;
            word >>= bits;
            second[word & mask]++;
            third[word >> bits & mask]++;
        }
    }

    private static void Scatter(void* context, nint begin, nint end)
    {
        Pass* pass = (Pass*)context;
        int shift = pass->Shift, buckets = 1 << pass->Bits;
        nuint mask = (nuint)buckets - 1;
        ulong* to = pass->To;
        for (nint chunk = begin; chunk < end; chunk++)
        {
            uint* starts = pass->Starts + chunk * buckets;
            ulong* from = pass->From + chunk * pass->Chunk, last = pass->From + Math.Min(pass->Count, (chunk + 1) * pass->Chunk);
            if (pass->Buffered) ScatterLines(from, last, to, starts, buckets, shift);
            else
                for (; from < last; from++)
                {
                    ulong word = *from;
                    to[starts[(nuint)(word >> shift) & mask]++] = word;
                }
        }
    }

    // Lines of each bucket are filled in the cache, and written past it when they are full: the array is not read, only written.
    private static void ScatterLines(ulong* from, ulong* last, ulong* to, uint* starts, int buckets, int shift)
    {
        using Workspace scratch = new(buckets * (LineWords * sizeof(ulong) + sizeof(uint)));
        ulong* lines = (ulong*)scratch.Pointer;
        uint* begins = (uint*)(lines + buckets * LineWords);
        NativeMemory.Copy(starts, begins, (nuint)(buckets * sizeof(uint)));
        Fill(from, last, to, starts, begins, lines, shift, (uint)buckets - 1);
        for (int digit = 0; digit < buckets; digit++)
        {
            ulong* line = lines + digit * LineWords;
            uint end = starts[digit], full = Math.Max(begins[digit], end == 0 ? 0 : (end - 1) / LineWords * LineWords);
            for (uint i = full; i < end; i++) to[i] = line[i % LineWords];
        }
    }

    private static void Fill(ulong* from, ulong* last, ulong* to, uint* starts, uint* begins, ulong* lines, int shift, nuint mask)
    {
        for (; from < last; from++)
        {
            ulong word = *from;
            nuint digit = (nuint)(word >> shift) & mask, at = starts[digit];
            ulong* line = lines + digit * LineWords;
            starts[digit] = (uint)at + 1;
            // A full line goes when the next word comes: by then its words have arrived in the cache and are read as vectors.
            if (at % LineWords == 0 && at > begins[digit])
            {
                if (at - begins[digit] >= LineWords)
                {
                    for (int i = 0; i < LineWords; i += Vector<ulong>.Count) Vector.Load(line + i).StoreAlignedNonTemporal(to + at - LineWords + i);
                }
                else
                    for (nuint i = begins[digit]; i < at; i++) to[i] = line[i % LineWords];
            }
            line[at % LineWords] = word;
        }
    }
}
