using System;
using System.Numerics;
using System.Runtime.CompilerServices;

namespace Lucid.Cpu.Conv;

/// <summary>
/// The transforms of F(2, r), which takes r + 1 products for two outputs of r taps: r = 2 at the points 0, 1 and infinity, r = 3 at -1
/// too (A. Lavin, S. Gray, "Fast Algorithms for Convolutional Neural Networks", 2015), r = 5 at 2 and -2 too. Two and three taps are
/// meant across and down, five across alone.
/// </summary>
internal readonly unsafe struct WinogradForm(int taps)
{
    /// <summary>The forms, the one that saves most first.</summary>
    public static ReadOnlySpan<int> All => [3, 2, 5];

    public int Taps => taps;

    public bool IsLine => taps == 5;

    /// <summary>Outputs of a tile, one below the other; across there are always two.</summary>
    public int Down => IsLine ? 1 : 2;

    /// <summary>Products of a tile.</summary>
    public int Products => IsLine ? taps + 1 : (taps + 1) * (taps + 1);

    /// <summary>Tiles of a unit of work: its planes of products stay in the second-level cache.</summary>
    public const nint UnitTiles = 112;

    /// <summary>Whether the axis has the taps in a row, at stride 1.</summary>
    public static bool Fits(in TapAxis axis, int taps) => axis.Count == taps && axis.Span == taps - 1 && axis.Stride == 1;

    // A surplus line keeps the planes of one position out of each other's cache sets.
    public static nint Plane(nint channels, nint pitch) => channels * pitch + 16;

    // The products' shares of G g: one row for each product, with a factor for each tap.
    private static ReadOnlySpan<float> OfTwo => [1, 0, 1, 1, 0, 1];

    private static ReadOnlySpan<float> OfThree => [1, 0, 0, 0.5f, 0.5f, 0.5f, 0.5f, -0.5f, 0.5f, 0, 0, 1];

    private static ReadOnlySpan<float> OfFive =>
    [
        1 / 4f, 0, 0, 0, 0, -1 / 6f, -1 / 6f, -1 / 6f, -1 / 6f, -1 / 6f, -1 / 6f, 1 / 6f, -1 / 6f, 1 / 6f, -1 / 6f,
        1 / 24f, 1 / 12f, 1 / 6f, 1 / 3f, 2 / 3f, 1 / 24f, -1 / 12f, 1 / 6f, -1 / 3f, 2 / 3f, 0, 0, 0, 0, 1,
    ];

    /// <summary>What a tap, row-major, counts in a product.</summary>
    public float Factor(int product, int tap)
    {
        int side = taps + 1;
        ReadOnlySpan<float> factors = taps == 2 ? OfTwo : taps == 3 ? OfThree : OfFive;
        float across = factors[product % side * taps + tap % taps];
        return IsLine ? across : across * factors[product / side * taps + tap / taps];
    }

    /// <summary>
    /// B' d B of one plane's tiles, vectors of neighbours, one row of tiles below the other: part of each tile's rows are the
    /// next one's. Lanes past the last tile are written too.
    /// </summary>
    public void TransformInput(float* plane, nint pitch, float* products, nint distance, nint rows, nint columns)
    {
        // Backwards, so that the lanes past a row's end are overwritten by the row to their right.
        for (nint x = (columns - 1) / Vector<float>.Count * Vector<float>.Count; x >= 0; x -= Vector<float>.Count)
        {
            float* source = plane + 2 * x;
            float* target = products + x;
            if (taps == 2) Pairs(source, pitch, target, distance, rows, columns);
            else if (taps == 3) Triples(source, pitch, target, distance, rows, columns);
            else
                for (nint r = 0; r < rows; r++, source += pitch, target += columns) Line(source, target, distance);
        }
    }

    private static void Pairs(float* source, nint pitch, float* target, nint distance, nint rows, nint columns)
    {
        Row(source, out Vector<float> a0, out Vector<float> a1, out Vector<float> a2);
        for (nint r = 0; r < rows; r++, target += columns)
        {
            Row(source + pitch, out Vector<float> b0, out Vector<float> b1, out Vector<float> b2);
            source += 2 * pitch;
            Row(source, out Vector<float> c0, out Vector<float> c1, out Vector<float> c2);
            Store(target, distance, a0 - b0, a1 - b1, a2 - b2);
            Store(target + 3 * distance, distance, b0, b1, b2);
            Store(target + 6 * distance, distance, b0 - c0, b1 - c1, b2 - c2);
            (a0, a1, a2) = (c0, c1, c2);
        }
    }

    private static void Triples(float* source, nint pitch, float* target, nint distance, nint rows, nint columns)
    {
        Row(source, out Vector<float> a0, out Vector<float> a1, out Vector<float> a2, out Vector<float> a3);
        Row(source + pitch, out Vector<float> b0, out Vector<float> b1, out Vector<float> b2, out Vector<float> b3);
        for (nint r = 0; r < rows; r++, target += columns)
        {
            source += 2 * pitch;
            Row(source, out Vector<float> c0, out Vector<float> c1, out Vector<float> c2, out Vector<float> c3);
            Row(source + pitch, out Vector<float> d0, out Vector<float> d1, out Vector<float> d2, out Vector<float> d3);
            Store(target, distance, a0 - c0, a1 - c1, a2 - c2, a3 - c3);
            Store(target + 4 * distance, distance, b0 + c0, b1 + c1, b2 + c2, b3 + c3);
            Store(target + 8 * distance, distance, c0 - b0, c1 - b1, c2 - b2, c3 - b3);
            Store(target + 12 * distance, distance, b0 - d0, b1 - d1, b2 - d2, b3 - d3);
            (a0, a1, a2, a3, b0, b1, b2, b3) = (c0, c1, c2, c3, d0, d1, d2, d3);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Row(float* source, out Vector<float> x0, out Vector<float> x1, out Vector<float> x2)
    {
        PositionPanel.Split(source, out Vector<float> d0, out x1);
        x0 = d0 - x1;
        x2 = x1 - PositionPanel.EverySecond(source + 2);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Row(float* source, out Vector<float> x0, out Vector<float> x1, out Vector<float> x2, out Vector<float> x3)
    {
        PositionPanel.Split(source, out Vector<float> d0, out Vector<float> d1);
        PositionPanel.Split(source + 2, out Vector<float> d2, out Vector<float> d3);
        x0 = d0 - d2;
        x1 = d1 + d2;
        x2 = d2 - d1;
        x3 = d1 - d3;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Line(float* source, float* target, nint distance)
    {
        PositionPanel.Split(source, out Vector<float> d0, out Vector<float> d1);
        PositionPanel.Split(source + 2, out Vector<float> d2, out Vector<float> d3);
        PositionPanel.Split(source + 4, out Vector<float> d4, out Vector<float> d5);
        Vector<float> four = Vector.Create(4f), two = Vector.Create(2f);
        Vector<float> even = d4 - four * d2, odd = d3 - four * d1, late = d4 - d2, twice = two * (d3 - d1);
        Store(target, distance, four * (d0 - d2) + late, even + odd, even - odd);
        Store(target + 3 * distance, distance, late + twice, late - twice, four * (d1 - d3) + (d5 - d3));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Store(float* target, nint plane, Vector<float> x0, Vector<float> x1, Vector<float> x2)
    {
        Vector.Store(x0, target);
        Vector.Store(x1, target + plane);
        Vector.Store(x2, target + 2 * plane);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Store(float* target, nint plane, Vector<float> x0, Vector<float> x1, Vector<float> x2, Vector<float> x3)
    {
        Store(target, plane, x0, x1, x2);
        Vector.Store(x3, target + 3 * plane);
    }

    /// <summary>A' m A of a row of tiles, as two rows of outputs; of a line one. NaN is added to spoilt where one is not finite.</summary>
    public void TransformOutput(
        float* source, nint plane, nint columns, Vector<float> bias, Vector<float> floor, float* first, float* second, ref Vector<float> spoilt)
    {
        Vector<float> bad = spoilt;
        for (nint x = 0; x < columns; x += Vector<float>.Count, source += Vector<float>.Count)
        {
            float* one = first + 2 * x, other = second + 2 * x;
            if (taps == 2)
            {
                Sum(source, 3 * plane, out Vector<float> s0, out Vector<float> t0);
                Sum(source + plane, 3 * plane, out Vector<float> s1, out Vector<float> t1);
                Sum(source + 2 * plane, 3 * plane, out Vector<float> s2, out Vector<float> t2);
                Interleave(s0 + s1 + bias, s1 - s2 + bias, floor, one, ref bad);
                Interleave(t0 + t1 + bias, t1 - t2 + bias, floor, other, ref bad);
            }
            else if (taps == 3)
            {
                SumOfFour(source, plane, out Vector<float> s0, out Vector<float> t0);
                SumOfFour(source + plane, plane, out Vector<float> s1, out Vector<float> t1);
                SumOfFour(source + 2 * plane, plane, out Vector<float> s2, out Vector<float> t2);
                SumOfFour(source + 3 * plane, plane, out Vector<float> s3, out Vector<float> t3);
                Interleave(s0 + s1 + s2 + bias, s1 - s2 - s3 + bias, floor, one, ref bad);
                Interleave(t0 + t1 + t2 + bias, t1 - t2 - t3 + bias, floor, other, ref bad);
            }
            else
            {
                Vector<float> m1 = Vector.Load(source + plane), m2 = Vector.Load(source + 2 * plane), m3 = Vector.Load(source + 3 * plane);
                Vector<float> m4 = Vector.Load(source + 4 * plane), far = m3 - m4;
                Interleave(
                    (Vector.Load(source) + (m1 + m2)) + ((m3 + m4) + bias), (m1 - m2) + (far + far) + (Vector.Load(source + 5 * plane) + bias),
                    floor, one, ref bad);
            }
        }
        spoilt = bad;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Sum(float* source, nint row, out Vector<float> s, out Vector<float> t)
    {
        Vector<float> m1 = Vector.Load(source + row);
        s = Vector.Load(source) + m1;
        t = m1 - Vector.Load(source + 2 * row);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void SumOfFour(float* source, nint plane, out Vector<float> s, out Vector<float> t)
    {
        Sum(source, 4 * plane, out s, out t);
        s += Vector.Load(source + 8 * plane);
        t -= Vector.Load(source + 12 * plane);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Interleave(Vector<float> even, Vector<float> odd, Vector<float> floor, float* target, ref Vector<float> spoilt)
    {
        // Infinity less itself, like anything with NaN, is NaN.
        spoilt += (even - even) + (odd - odd);
        even = Vector.ConditionalSelect(Vector.LessThan(even, floor), floor, even);
        odd = Vector.ConditionalSelect(Vector.LessThan(odd, floor), floor, odd);
        PositionPanel.Interleave(even, odd, target);
    }
}
