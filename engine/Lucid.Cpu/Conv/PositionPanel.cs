using System;
using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace Lucid.Cpu.Conv;

/// <summary>Packs one panel of output positions: for every depth of the product, the positions' inputs side by side.</summary>
internal static unsafe class PositionPanel
{
    private enum Layout
    {
        Contiguous,
        Runs,
        Scattered,
    }

    /// <summary>
    /// target[p * width + q] = source[levels[p] + positions[q]] for q below <paramref name="width"/> (two vectors); all
    /// positions are valid, missing lanes repeat one.
    /// </summary>
    public static void Pack<T>(T* source, nint* levels, int depth, nint* positions, T* target, int width)
        where T : unmanaged
    {
        int lanes = Vector<T>.Count;
        for (int part = 0; part < width; part += lanes)
        {
            nint* at = positions + part;
            T* to = target + part;
            T* first = source + at[0];
            switch (LayoutOf(at, lanes, out int split, out int last))
            {
                case Layout.Contiguous:
                    for (int p = 0; p < depth; p++, to += width) Vector.Store(Vector.Load(first + levels[p]), to);
                    break;
                case Layout.Runs:
                    T* second = source + at[split] - split;
                    T* third = source + at[last] - last;
                    Vector<T> mask = FirstLanes<T>(split), middle = FirstLanes<T>(last);
                    if (split == last)
                    {
                        for (int p = 0; p < depth; p++, to += width)
                            Vector.Store(Vector.ConditionalSelect(mask, Vector.Load(first + levels[p]), Vector.Load(second + levels[p])), to);
                        break;
                    }
                    for (int p = 0; p < depth; p++, to += width)
                    {
                        Vector<T> later = Vector.ConditionalSelect(middle, Vector.Load(second + levels[p]), Vector.Load(third + levels[p]));
                        Vector.Store(Vector.ConditionalSelect(mask, Vector.Load(first + levels[p]), later), to);
                    }
                    break;
                default:
                    for (int p = 0; p < depth; p++, to += width)
                    {
                        T* from = source + levels[p];
                        for (int q = 0; q < lanes; q++) to[q] = from[at[q]];
                    }
                    break;
            }
        }
    }

    // Runs: up to three of neighbouring positions, the second from lane split on, the third from lane last on.
    private static Layout LayoutOf(nint* positions, int lanes, out int split, out int last)
    {
        split = Run(positions, 0, lanes);
        last = split;
        if (split == lanes) return Layout.Contiguous;
        int end = Run(positions, split, lanes);
        if (end == lanes) return Layout.Runs;
        last = end;
        return Run(positions, last, lanes) == lanes ? Layout.Runs : Layout.Scattered;
    }

    // The first lane behind the run of neighbours that begins at a lane.
    private static int Run(nint* positions, int from, int lanes)
    {
        int q = from + 1;
        while (q < lanes && positions[q] - positions[q - 1] == 1) q++;
        return q;
    }

    internal static Vector<T> FirstLanes<T>(int count)
        where T : unmanaged
    {
        byte* mask = stackalloc byte[Vector<byte>.Count];
        for (int i = 0; i < Vector<byte>.Count; i++) mask[i] = i < count * sizeof(T) ? byte.MaxValue : (byte)0;
        return Vector.Load((T*)mask);
    }

    /// <summary>Whether <see cref="EverySecond"/> may be called.</summary>
    internal static bool TakesEverySecond => Vector<float>.Count == 16 ? Avx512F.IsSupported : Vector<float>.Count == 8 && Avx2.IsSupported;

    /// <summary>A vector of the elements 0, 2, 4, ... from a pointer on; two vectors are read.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static Vector<float> EverySecond(float* source)
    {
        if (Vector<float>.Count == 16)
        {
            Vector512<int> even = Vector512.Create(0, 2, 4, 6, 8, 10, 12, 14, 16, 18, 20, 22, 24, 26, 28, 30);
            return Avx512F.PermuteVar16x32x2(Vector512.Load(source), even, Vector512.Load(source + 16)).AsVector();
        }
        Vector256<float> low = Vector256.Load(source), high = Vector256.Load(source + 8);
        return Avx2.Permute4x64(Avx.Shuffle(low, high, 0x88).AsDouble(), 0xD8).AsSingle().AsVector();
    }

    /// <summary>Two vectors' elements 0, 2, 4, ... and 1, 3, 5, ...</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static void Split(float* source, out Vector<float> even, out Vector<float> odd)
    {
        if (Vector<float>.Count == 16)
        {
            Vector512<int> at = Vector512.Create(0, 2, 4, 6, 8, 10, 12, 14, 16, 18, 20, 22, 24, 26, 28, 30);
            Vector512<float> first = Vector512.Load(source), second = Vector512.Load(source + 16);
            even = Avx512F.PermuteVar16x32x2(first, at, second).AsVector();
            odd = Avx512F.PermuteVar16x32x2(first, at + Vector512<int>.One, second).AsVector();
            return;
        }
        Vector256<float> low = Vector256.Load(source), high = Vector256.Load(source + 8);
        even = Avx2.Permute4x64(Avx.Shuffle(low, high, 0x88).AsDouble(), 0xD8).AsSingle().AsVector();
        odd = Avx2.Permute4x64(Avx.Shuffle(low, high, 0xDD).AsDouble(), 0xD8).AsSingle().AsVector();
    }

    /// <summary>Stores two vectors' elements in turn.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static void Interleave(Vector<float> even, Vector<float> odd, float* target)
    {
        if (Vector<float>.Count == 16)
        {
            Vector512<int> low = Vector512.Create(0, 16, 1, 17, 2, 18, 3, 19, 4, 20, 5, 21, 6, 22, 7, 23), high = low + Vector512.Create(8);
            Avx512F.PermuteVar16x32x2(even.AsVector512(), low, odd.AsVector512()).Store(target);
            Avx512F.PermuteVar16x32x2(even.AsVector512(), high, odd.AsVector512()).Store(target + 16);
            return;
        }
        Vector256<float> a = Avx.UnpackLow(even.AsVector256(), odd.AsVector256()), b = Avx.UnpackHigh(even.AsVector256(), odd.AsVector256());
        Avx.Permute2x128(a, b, 0x20).Store(target);
        Avx.Permute2x128(a, b, 0x31).Store(target + 8);
    }
}
