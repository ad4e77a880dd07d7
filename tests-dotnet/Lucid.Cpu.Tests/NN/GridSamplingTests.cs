using System;
using Lucid.Cpu.Conv;
using Lucid.Cpu.NN;
using Lucid.Cpu.Tests.Gemm;
using Xunit;

namespace Lucid.Cpu.Tests.NN;

/// <summary>Sampling by its definition, position by position in double; the input's gradient as the adjoint, the grid's by differences.</summary>
public sealed unsafe class GridSamplingTests
{
    public static TheoryData<GridMode, GridPadding, bool, int[], int> Cases
    {
        get
        {
            var data = new TheoryData<GridMode, GridPadding, bool, int[], int>();
            foreach (GridMode mode in Enum.GetValues<GridMode>())
                foreach (GridPadding padding in Enum.GetValues<GridPadding>())
                    foreach (bool corners in new[] { false, true })
                    {
                        data.Add(mode, padding, corners, [5, 7], 67);
                        data.Add(mode, padding, corners, [1, 9], 64);
                        if (mode != GridMode.Cubic) data.Add(mode, padding, corners, [3, 4, 5], 131);
                    }
            return data;
        }
    }

    private static GridShape Shape(GridMode mode, GridPadding padding, bool corners, int[] input, int points) => new()
    {
        Images = 2, Channels = 3, Points = points, Dims = input.Length, Mode = mode, Padding = padding, AlignCorners = corners,
        Input = input.Length == 2 ? Extents.Of(1, input[0], input[1]) : Extents.Of(input[0], input[1], input[2]),
    };

    [Theory]
    [MemberData(nameof(Cases))]
    public void ValuesAreThoseOfTheDefinition(GridMode mode, GridPadding padding, bool corners, int[] input, int points)
    {
        GridShape shape = Shape(mode, padding, corners, input, points);
        nint volume = shape.Input.Volume;
        using FencedBuffer<double> x = Numbers(6 * volume, 1, 1), grid = Numbers(2 * points * shape.Dims, 3, 2), y = Numbers(6 * points, 1, 3);
        using FencedBuffer<float> single = new(x.Length), singleGrid = new(grid.Length), singleY = new(y.Length);
        // Coordinates that float has too, so that both take the same elements.
        for (nint i = 0; i < grid.Length; i++) grid[i] = singleGrid[i] = (float)grid[i];
        for (nint i = 0; i < x.Length; i++) x[i] = single[i] = (float)x[i];
        GridSampling.Forward(in shape, x.Pointer, grid.Pointer, y.Pointer);
        GridSampling.Forward(in shape, single.Pointer, singleGrid.Pointer, singleY.Pointer);
        for (nint at = 0; at < y.Length; at++)
        {
            nint image = at / (3 * points), point = at % points;
            double exact = Value(in shape, x.Pointer + at / points * volume, grid.Pointer + (image * points + point) * shape.Dims);
            Assert.Equal(exact, y[at], 1e-10);
            if (mode != GridMode.Nearest) Assert.Equal(exact, singleY[at], 1e-4);
        }
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void GradientsAreTheAdjointAndTheDifferences(GridMode mode, GridPadding padding, bool corners, int[] input, int points)
    {
        GridShape shape = Shape(mode, padding, corners, input, points);
        using FencedBuffer<double> x = Numbers(6 * shape.Input.Volume, 1, 1), grid = Numbers(2 * points * shape.Dims, 1.5, 2), g = Numbers(6 * points, 1, 3);
        using FencedBuffer<double> y = new(g.Length), dx = new(x.Length), dgrid = new(grid.Length), near = new(g.Length);
        GridSampling.Forward(in shape, x.Pointer, grid.Pointer, y.Pointer);
        GridSampling.InputGradient(in shape, g.Pointer, grid.Pointer, dx.Pointer);
        GridSampling.GridGradient(in shape, g.Pointer, x.Pointer, grid.Pointer, dgrid.Pointer);
        Assert.Equal(Dot(g, y), Dot(dx, x), 1e-9);
        const double step = 1e-6;
        for (nint at = 0; at < grid.Length; at += 7)
        {
            double old = grid[at];
            grid[at] = old + step;
            GridSampling.Forward(in shape, x.Pointer, grid.Pointer, y.Pointer);
            grid[at] = old - step;
            GridSampling.Forward(in shape, x.Pointer, grid.Pointer, near.Pointer);
            grid[at] = old;
            Assert.Equal((Dot(g, y) - Dot(g, near)) / (2 * step), dgrid[at], 1e-5);
        }
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void WildCoordinatesAreHarmless(GridMode mode, GridPadding padding, bool corners, int[] input, int points)
    {
        GridShape shape = Shape(mode, padding, corners, input, points);
        using FencedBuffer<float> x = new(6 * shape.Input.Volume), grid = new(2 * points * shape.Dims), g = new(6 * points), dgrid = new(grid.Length);
        float[] wild = [float.NaN, float.PositiveInfinity, float.NegativeInfinity, 1e30f, -1e30f, 3e9f, 0];
        for (nint i = 0; i < grid.Length; i++) grid[i] = wild[i % 7];
        GridSampling.Forward(in shape, x.Pointer, grid.Pointer, g.Pointer);
        GridSampling.InputGradient(in shape, g.Pointer, grid.Pointer, x.Pointer);
        GridSampling.GridGradient(in shape, g.Pointer, x.Pointer, grid.Pointer, dgrid.Pointer);
    }

    private static double Value(in GridShape shape, double* plane, double* coordinates)
    {
        double sum = 0;
        Extents size = shape.Input;
        nint around = shape.Mode == GridMode.Cubic ? 2 : 1;
        var at = new double[3];
        for (int d = 0; d < 3; d++)
        {
            double u = 2 - d < shape.Dims ? coordinates[2 - d] : shape.AlignCorners ? -1 : 0;
            at[d] = shape.AlignCorners ? (u + 1) / 2 * (size[d] - 1) : ((u + 1) * size[d] - 1) / 2;
            if (shape.Mode != GridMode.Cubic) at[d] = Fold(at[d], size[d], in shape);
        }
        nint deep = shape.Dims == 3 ? 1 : 0;
        for (nint z = (nint)Math.Floor(at[0]) - deep; z <= Math.Floor(at[0]) + deep; z++)
            for (nint r = (nint)Math.Floor(at[1]) - around; r <= Math.Floor(at[1]) + around; r++)
                for (nint c = (nint)Math.Floor(at[2]) - around; c <= Math.Floor(at[2]) + around; c++)
                {
                    double weight = (shape.Dims == 3 ? Weight(at[0] - z, z, at[0], shape.Mode) : 1)
                        * Weight(at[1] - r, r, at[1], shape.Mode) * Weight(at[2] - c, c, at[2], shape.Mode);
                    nint row = r, column = c;
                    if (shape.Mode == GridMode.Cubic) (row, column) = ((nint)Fold(r, size[1], in shape), (nint)Fold(c, size[2], in shape));
                    bool inside = z >= 0 && z < size[0] && row >= 0 && row < size[1] && column >= 0 && column < size[2];
                    if (inside) sum += weight * plane[(z * size[1] + row) * size[2] + column];
                }
        return sum;
    }

    // Keys' kernel, the hat, or the box.
    private static double Weight(double distance, nint place, double at, GridMode mode)
    {
        double t = Math.Abs(distance);
        return mode switch
        {
            GridMode.Nearest => Math.Round(at) == place ? 1 : 0,
            GridMode.Linear => Math.Max(1 - t, 0),
            _ => t <= 1 ? 1.25 * t * t * t - 2.25 * t * t + 1 : t < 2 ? -0.75 * t * t * t + 3.75 * t * t - 6 * t + 3 : 0,
        };
    }

    private static double Fold(double at, nint size, in GridShape shape)
    {
        if (shape.Padding == GridPadding.Zeros) return at;
        if (shape.Padding == GridPadding.Reflection)
        {
            double low = shape.AlignCorners ? 0 : -0.5, high = shape.AlignCorners ? size - 1 : size - 0.5;
            if (low == high) return 0;
            while (at < low || at > high) at = at < low ? 2 * low - at : 2 * high - at;
        }
        return Math.Clamp(at, 0, size - 1);
    }

    private static double Dot(FencedBuffer<double> x, FencedBuffer<double> y)
    {
        double sum = 0;
        for (nint i = 0; i < x.Length; i++) sum += x[i] * y[i];
        return sum;
    }

    private static FencedBuffer<double> Numbers(nint count, double scale, int seed)
    {
        var random = new System.Random(seed);
        var buffer = new FencedBuffer<double>(count);
        for (nint i = 0; i < count; i++) buffer[i] = (2 * random.NextDouble() - 1) * scale;
        return buffer;
    }
}
