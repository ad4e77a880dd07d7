using System;
using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace Lucid.Cpu.Gemm;

/// <summary>
/// Rearranges a block of A or B into panels of <c>width</c> lanes (rows of A, columns of B): depth after depth, the lanes
/// of one depth side by side, missing lanes zero.
/// </summary>
internal static unsafe class Packing
{
    /// <summary>
    /// Packs lanes x depth elements at <paramref name="source"/> into ceil(lanes / width) panels of depth * width each.
    /// </summary>
    public static void Pack<TElement, T>(TElement* source, nint laneStride, nint depthStride, int lanes, int depth, T* target, int width)
        where TElement : unmanaged
        where T : unmanaged
    {
        for (int lane = 0; lane < lanes; lane += width)
        {
            int count = Math.Min(width, lanes - lane);
            TElement* panel = source + lane * laneStride;
            if (typeof(TElement) != typeof(T) || (laneStride != 1 && depthStride != 1))
                Gather(panel, laneStride, depthStride, count, depth, target, width);
            else if (laneStride == 1)
                CopyRows((T*)panel, depthStride, count, depth, target, width);
            else
                Transpose((T*)panel, laneStride, count, depth, target, width);
            target += (nint)width * depth;
        }
    }

    private static void Gather<TElement, T>(TElement* source, nint laneStride, nint depthStride, int count, int depth, T* target, int width)
        where TElement : unmanaged
        where T : unmanaged
    {
        for (int p = 0; p < depth; p++, source += depthStride, target += width)
        {
            int q = 0;
            for (; q < count; q++) target[q] = Accumulation.Widen<TElement, T>(source[q * laneStride]);
            for (; q < width; q++) target[q] = default;
        }
    }

    private static void CopyRows<T>(T* source, nint depthStride, int count, int depth, T* target, int width)
        where T : unmanaged
    {
        int lanes = Vector<T>.Count;
        if (count == 2 * lanes && width == count)
        {
            for (int p = 0; p < depth; p++, source += depthStride, target += width)
            {
                Vector.Store(Vector.Load(source), target);
                Vector.Store(Vector.Load(source + lanes), target + lanes);
            }
            return;
        }
        if (count == width && count * sizeof(T) % 8 == 0)
        {
            int step = 16 / sizeof(T);
            for (int p = 0; p < depth; p++, source += depthStride, target += width)
            {
                int q = 0;
                for (; q + step <= count; q += step) Vector128.Load(source + q).Store(target + q);
                if (q < count) *(long*)(target + q) = *(long*)(source + q);
            }
            return;
        }
        for (int p = 0; p < depth; p++, source += depthStride, target += width)
        {
            int q = 0;
            for (; q < count; q++) target[q] = source[q];
            for (; q < width; q++) target[q] = default;
        }
    }

    private static void Transpose<T>(T* source, nint laneStride, int count, int depth, T* target, int width)
        where T : unmanaged
    {
        int q = 0;
        if (count < width) new Span<T>(target, depth * width).Clear();
        if (sizeof(T) == 4)
        {
            if (Sse.IsSupported && count == 6 && width == 6)
            {
                TransposeSix((float*)source, laneStride, depth, (float*)target);
                return;
            }
            if (Avx512F.IsSupported)
                for (; q + 16 <= count; q += 16) TransposeSixteen((float*)(source + q * laneStride), laneStride, depth, (float*)(target + q), width);
            if (Avx.IsSupported)
                for (; q + 8 <= count; q += 8) TransposeEight((float*)(source + q * laneStride), laneStride, depth, (float*)(target + q), width);
            for (; q + 4 <= count; q += 4) TransposeFour((float*)(source + q * laneStride), laneStride, depth, (float*)(target + q), width);
            for (; q + 2 <= count; q += 2) TransposeTwo((float*)(source + q * laneStride), laneStride, depth, (float*)(target + q), width);
        }
        else if (sizeof(T) == 8)
        {
            if (Avx.IsSupported)
                for (; q + 4 <= count; q += 4)
                    TransposeFour((double*)(source + q * laneStride), laneStride, depth, (double*)(target + q), width);
            for (; q + 2 <= count; q += 2) TransposeTwo((double*)(source + q * laneStride), laneStride, depth, (double*)(target + q), width);
        }
        for (; q < count; q++)
        {
            T* lane = source + q * laneStride;
            for (int p = 0; p < depth; p++) target[(nint)p * width + q] = lane[p];
        }
    }

    private static void TransposeFour(double* source, nint stride, int depth, double* target, int width)
    {
        double* s1 = source + stride, s2 = s1 + stride, s3 = s2 + stride;
        int p = 0;
        for (; p + 4 <= depth; p += 4, target += 4 * width)
        {
            Vector256<double> r0 = Vector256.Load(source + p), r1 = Vector256.Load(s1 + p);
            Vector256<double> r2 = Vector256.Load(s2 + p), r3 = Vector256.Load(s3 + p);
            Vector256<double> t0 = Avx.UnpackLow(r0, r1), t1 = Avx.UnpackHigh(r0, r1), t2 = Avx.UnpackLow(r2, r3), t3 = Avx.UnpackHigh(r2, r3);
            Avx.Permute2x128(t0, t2, 0x20).Store(target);
            Avx.Permute2x128(t1, t3, 0x20).Store(target + width);
            Avx.Permute2x128(t0, t2, 0x31).Store(target + 2 * width);
            Avx.Permute2x128(t1, t3, 0x31).Store(target + 3 * width);
        }
        for (; p < depth; p++, target += width)
        {
            target[0] = source[p];
            target[1] = s1[p];
            target[2] = s2[p];
            target[3] = s3[p];
        }
    }

    private static void TransposeTwo(float* source, nint stride, int depth, float* target, int width)
    {
        float* next = source + stride;
        int p = 0;
        for (; p + 2 <= depth; p += 2, target += 2 * width)
        {
            Vector128<float> pairs = Interleave(
                Vector128.CreateScalarUnsafe(*(double*)(source + p)).AsSingle(), Vector128.CreateScalarUnsafe(*(double*)(next + p)).AsSingle());
            *(double*)target = pairs.AsDouble().ToScalar();
            *(double*)(target + width) = pairs.AsDouble().GetElement(1);
        }
        if (p < depth)
        {
            target[0] = source[p];
            target[1] = next[p];
        }
    }

    private static void TransposeTwo(double* source, nint stride, int depth, double* target, int width)
    {
        double* next = source + stride;
        int p = 0;
        for (; p + 2 <= depth; p += 2, target += 2 * width)
        {
            Vector128<double> x = Vector128.Load(source + p), y = Vector128.Load(next + p);
            (Sse2.IsSupported ? Sse2.UnpackLow(x, y) : Vector128.Create(x.GetLower(), y.GetLower())).Store(target);
            (Sse2.IsSupported ? Sse2.UnpackHigh(x, y) : Vector128.Create(x.GetUpper(), y.GetUpper())).Store(target + width);
        }
        if (p < depth)
        {
            target[0] = source[p];
            target[1] = next[p];
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<float> Interleave(Vector128<float> x, Vector128<float> y) =>
        Sse.IsSupported ? Sse.UnpackLow(x, y) : Vector128.Shuffle(Vector128.Create(x.GetLower(), y.GetLower()), Vector128.Create(0, 2, 1, 3));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<float> InterleaveHigh(Vector128<float> x, Vector128<float> y) =>
        Sse.IsSupported ? Sse.UnpackHigh(x, y) : Vector128.Shuffle(Vector128.Create(x.GetUpper(), y.GetUpper()), Vector128.Create(0, 2, 1, 3));

    private static void TransposeFour(float* source, nint stride, int depth, float* target, int width)
    {
        float* s1 = source + stride, s2 = s1 + stride, s3 = s2 + stride;
        int p = 0;
        if (Avx.IsSupported)
        {
            for (; p + 8 <= depth; p += 8, target += 8 * width)
            {
                Vector256<float> r0 = Vector256.Load(source + p), r1 = Vector256.Load(s1 + p), r2 = Vector256.Load(s2 + p), r3 = Vector256.Load(s3 + p);
                Vector256<float> t0 = Avx.UnpackLow(r0, r1), t1 = Avx.UnpackHigh(r0, r1), t2 = Avx.UnpackLow(r2, r3), t3 = Avx.UnpackHigh(r2, r3);
                // Each holds one depth in its lower half and the depth four on in its upper half.
                Vector256<float> u0 = Avx.Shuffle(t0, t2, 0x44), u1 = Avx.Shuffle(t0, t2, 0xEE), u2 = Avx.Shuffle(t1, t3, 0x44), u3 = Avx.Shuffle(t1, t3, 0xEE);
                u0.GetLower().Store(target);
                u1.GetLower().Store(target + width);
                u2.GetLower().Store(target + 2 * width);
                u3.GetLower().Store(target + 3 * width);
                float* upper = target + 4 * width;
                u0.GetUpper().Store(upper);
                u1.GetUpper().Store(upper + width);
                u2.GetUpper().Store(upper + 2 * width);
                u3.GetUpper().Store(upper + 3 * width);
            }
        }
        for (; p + 4 <= depth && !Avx.IsSupported; p += 4)
        {
            Vector128<float> r0 = Vector128.Load(source + p), r1 = Vector128.Load(s1 + p), r2 = Vector128.Load(s2 + p), r3 = Vector128.Load(s3 + p);
            Vector128<float> low01 = Interleave(r0, r1), high01 = InterleaveHigh(r0, r1);
            Vector128<float> low23 = Interleave(r2, r3), high23 = InterleaveHigh(r2, r3);
            Vector128.Create(low01.GetLower(), low23.GetLower()).Store(target);
            Vector128.Create(low01.GetUpper(), low23.GetUpper()).Store(target + width);
            Vector128.Create(high01.GetLower(), high23.GetLower()).Store(target + 2 * width);
            Vector128.Create(high01.GetUpper(), high23.GetUpper()).Store(target + 3 * width);
            target += 4 * width;
        }
        for (; p < depth; p++, target += width)
        {
            target[0] = source[p];
            target[1] = s1[p];
            target[2] = s2[p];
            target[3] = s3[p];
        }
    }

    /// <summary>The tile height of AVX2: four depths become six full vectors.</summary>
    private static void TransposeSix(float* source, nint stride, int depth, float* target)
    {
        float* s1 = source + stride, s2 = s1 + stride, s3 = s2 + stride, s4 = s3 + stride, s5 = s4 + stride;
        int p = 0;
        for (; p + 4 <= depth; p += 4, target += 24)
        {
            Vector128<float> r0 = Vector128.Load(source + p), r1 = Vector128.Load(s1 + p), r2 = Vector128.Load(s2 + p);
            Vector128<float> r3 = Vector128.Load(s3 + p), r4 = Vector128.Load(s4 + p), r5 = Vector128.Load(s5 + p);
            Vector128<float> low01 = Sse.UnpackLow(r0, r1), high01 = Sse.UnpackHigh(r0, r1), low23 = Sse.UnpackLow(r2, r3);
            Vector128<float> high23 = Sse.UnpackHigh(r2, r3), low45 = Sse.UnpackLow(r4, r5), high45 = Sse.UnpackHigh(r4, r5);
            Sse.MoveLowToHigh(low01, low23).Store(target);
            Sse.Shuffle(low45, low01, 0b11_10_01_00).Store(target + 4);
            Sse.MoveHighToLow(low45, low23).Store(target + 8);
            Sse.MoveLowToHigh(high01, high23).Store(target + 12);
            Sse.Shuffle(high45, high01, 0b11_10_01_00).Store(target + 16);
            Sse.MoveHighToLow(high45, high23).Store(target + 20);
        }
        for (; p < depth; p++, target += 6)
        {
            target[0] = source[p];
            target[1] = s1[p];
            target[2] = s2[p];
            target[3] = s3[p];
            target[4] = s4[p];
            target[5] = s5[p];
        }
    }

    private static void TransposeSixteen(float* source, nint stride, int depth, float* target, int width)
    {
        int p = 0;
        // A quarter of a line at a time takes half the shuffles, but sixteen lines must stay in the cache meanwhile.
        if (stride % 1024 != 0)
            for (; p + 4 <= depth; p += 4, target += 4 * width)
            {
                Vector512<float> r0 = FourRows(source + p, stride), r1 = FourRows(source + stride + p, stride);
                Vector512<float> r2 = FourRows(source + 2 * stride + p, stride), r3 = FourRows(source + 3 * stride + p, stride);
                Vector512<float> t0 = Avx512F.UnpackLow(r0, r1), t1 = Avx512F.UnpackHigh(r0, r1);
                Vector512<float> t2 = Avx512F.UnpackLow(r2, r3), t3 = Avx512F.UnpackHigh(r2, r3);
                Avx512F.Shuffle(t0, t2, 0x44).Store(target);
                Avx512F.Shuffle(t0, t2, 0xEE).Store(target + width);
                Avx512F.Shuffle(t1, t3, 0x44).Store(target + 2 * width);
                Avx512F.Shuffle(t1, t3, 0xEE).Store(target + 3 * width);
            }
        for (; p + 16 <= depth; p += 16, target += 16 * width)
            Loops.Transpose.SquareInRegisters((uint*)source + p, stride, (uint*)target, width, bypass: false);
        for (; p < depth; p++, target += width)
            for (int q = 0; q < 16; q++) target[q] = source[q * stride + p];
    }

    /// <summary>Four numbers of every fourth row, of sixteen.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<float> FourRows(float* source, nint stride)
    {
        Vector512<float> rows = Vector128.Load(source).ToVector256Unsafe().ToVector512Unsafe();
        rows = Avx512F.InsertVector128(rows, Vector128.Load(source + 4 * stride), 1);
        rows = Avx512F.InsertVector128(rows, Vector128.Load(source + 8 * stride), 2);
        return Avx512F.InsertVector128(rows, Vector128.Load(source + 12 * stride), 3);
    }

    private static void TransposeEight(float* source, nint stride, int depth, float* target, int width)
    {
        int p = 0;
        for (; p + 8 <= depth; p += 8, target += 8 * width)
        {
            float* s = source + p;
            float* s4 = s + 4 * stride;
            Square(s, s + stride, s + 2 * stride, s + 3 * stride, s4, s4 + stride, s4 + 2 * stride, s4 + 3 * stride, target, width);
        }
        for (; p < depth; p++, target += width)
            for (int q = 0; q < 8; q++) target[q] = source[q * stride + p];
    }

    /// <summary>Eight lanes of eight depths each become eight rows of the target.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Square(
        float* s0, float* s1, float* s2, float* s3, float* s4, float* s5, float* s6, float* s7, float* target, int width)
    {
        Vector256<float> r0 = Vector256.Load(s0), r1 = Vector256.Load(s1), r2 = Vector256.Load(s2), r3 = Vector256.Load(s3);
        Vector256<float> r4 = Vector256.Load(s4), r5 = Vector256.Load(s5), r6 = Vector256.Load(s6), r7 = Vector256.Load(s7);
        Vector256<float> t0 = Avx.UnpackLow(r0, r1), t1 = Avx.UnpackHigh(r0, r1), t2 = Avx.UnpackLow(r2, r3);
        Vector256<float> t3 = Avx.UnpackHigh(r2, r3), t4 = Avx.UnpackLow(r4, r5), t5 = Avx.UnpackHigh(r4, r5);
        Vector256<float> t6 = Avx.UnpackLow(r6, r7), t7 = Avx.UnpackHigh(r6, r7);
        Vector256<float> u0 = Avx.Shuffle(t0, t2, 0x44), u1 = Avx.Shuffle(t0, t2, 0xEE), u2 = Avx.Shuffle(t1, t3, 0x44);
        Vector256<float> u3 = Avx.Shuffle(t1, t3, 0xEE), u4 = Avx.Shuffle(t4, t6, 0x44), u5 = Avx.Shuffle(t4, t6, 0xEE);
        Vector256<float> u6 = Avx.Shuffle(t5, t7, 0x44), u7 = Avx.Shuffle(t5, t7, 0xEE);
        Avx.Permute2x128(u0, u4, 0x20).Store(target);
        Avx.Permute2x128(u1, u5, 0x20).Store(target + width);
        Avx.Permute2x128(u2, u6, 0x20).Store(target + 2 * width);
        Avx.Permute2x128(u3, u7, 0x20).Store(target + 3 * width);
        target += 4 * width;
        Avx.Permute2x128(u0, u4, 0x31).Store(target);
        Avx.Permute2x128(u1, u5, 0x31).Store(target + width);
        Avx.Permute2x128(u2, u6, 0x31).Store(target + 2 * width);
        Avx.Permute2x128(u3, u7, 0x31).Store(target + 3 * width);
    }
}
