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
        using FencedBuffer<float> x = Numbers(6 * volume, 1, 1), grid = Numbers(2 * points * shape.Dims, 3, 2), y = Numbers(6 * points, 1, 3);
        GridSampling.Forward(in shape, x.Pointer, grid.Pointer, y.Pointer);
        for (nint at = 0; at < y.Length; at++)
        {
            nint image = at / (3 * points), point = at % points;
            Assert.Equal(Value(in shape, x.Pointer + at / points * volume, grid.Pointer + (image * points + point) * shape.Dims), y[at], 1e-4);
        }
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void GradientsAreTheAdjointAndTheDifferences(GridMode mode, GridPadding padding, bool corners, int[] input, int points)
    {
        GridShape shape = Shape(mode, padding, corners, input, points);
        nint volume = shape.Input.Volume;
        using FencedBuffer<float> x = Numbers(6 * volume, 1, 1), grid = Numbers(2 * points * shape.Dims, 1.5, 2), g = Numbers(6 * points, 1, 3);
        using FencedBuffer<float> y = new(g.Length), dx = new(x.Length), dgrid = new(grid.Length);
        GridSampling.Forward(in shape, x.Pointer, grid.Pointer, y.Pointer);
        GridSampling.InputGradient(in shape, g.Pointer, grid.Pointer, dx.Pointer);
        GridSampling.GridGradient(in shape, g.Pointer, x.Pointer, grid.Pointer, dgrid.Pointer);
        Assert.Equal(Dot(g, y), Dot(dx, x), 1e-3);
        // Central differences of the definition, in double.
        const double step = 1e-6;
        var near = new double[shape.Dims];
        for (nint at = 0; at < grid.Length; at += 7)
        {
            nint point = at / shape.Dims, image = point / points, axis = at % shape.Dims;
            double difference = 0;
            foreach (int sign in new[] { 1, -1 })
            {
                for (int a = 0; a < shape.Dims; a++) near[a] = grid[point * shape.Dims + a] + (a == axis ? sign * step : 0);
                for (nint c = 0; c < 3; c++)
                    difference += sign * g[(image * 3 + c) * points + point % points] * Value(in shape, x.Pointer + (image * 3 + c) * volume, near);
            }
            Assert.Equal(difference / (2 * step), dgrid[at], 2e-3);
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

    [Theory]
    [InlineData(GridMode.Linear, 19, 520, false, 2), InlineData(GridMode.Cubic, 16, 65, true, 2), InlineData(GridMode.Nearest, 8, 70, false, 2)]
    [InlineData(GridMode.Linear, 33, 513, true, 3)]
    public void ManyChannelsAreSampledAsEachAlone(GridMode mode, int channels, int points, bool corners, int dims)
    {
        GridShape all = new()
        {
            Images = 2, Channels = channels, Points = points, Dims = dims, Mode = mode, Padding = GridPadding.Zeros, AlignCorners = corners,
            Input = dims == 2 ? Extents.Of(1, 9, 11) : Extents.Of(5, 6, 7),
        };
        nint volume = all.Input.Volume;
        using FencedBuffer<float> x = Numbers(2 * channels * volume, 1, 1), grid = Numbers(2 * points * dims, 1.2, 2), g = Numbers(2 * channels * points, 1, 3);
        using FencedBuffer<float> y = new(g.Length), dx = new(x.Length), dgrid = new(grid.Length);
        GridSampling.Forward(in all, x.Pointer, grid.Pointer, y.Pointer);
        GridSampling.InputGradient(in all, g.Pointer, grid.Pointer, dx.Pointer);
        GridSampling.GridGradient(in all, g.Pointer, x.Pointer, grid.Pointer, dgrid.Pointer);
        for (nint at = 0; at < y.Length; at++)
        {
            nint image = at / (channels * points), point = at % points;
            Assert.Equal(Value(in all, x.Pointer + at / points * volume, grid.Pointer + (image * points + point) * dims), y[at], 1e-4);
        }
        Assert.Equal(Dot(g, y), Dot(dx, x), 2e-3 * Math.Sqrt(channels));
        // One channel at a time takes another kernel: gradients of the input are its own, those of the grid add up.
        GridShape one = all with { Images = 1, Channels = 1 };
        using FencedBuffer<float> dx1 = new(volume), dgrid1 = new(points * dims);
        for (int image = 0; image < 2; image++)
        {
            var sums = new double[points * dims];
            for (int c = 0; c < channels; c++)
            {
                nint plane = image * channels + c;
                GridSampling.InputGradient(in one, g.Pointer + plane * points, grid.Pointer + image * points * dims, dx1.Pointer);
                for (nint i = 0; i < volume; i++) Assert.Equal(dx1[i], dx[plane * volume + i], 1e-4);
                GridSampling.GridGradient(in one, g.Pointer + plane * points, x.Pointer + plane * volume, grid.Pointer + image * points * dims, dgrid1.Pointer);
                for (int i = 0; i < sums.Length; i++) sums[i] += dgrid1[i];
            }
            for (int i = 0; i < sums.Length; i++) Assert.Equal(sums[i], dgrid[image * sums.Length + i], 2e-3);
        }
    }

    private static double Value(in GridShape shape, float* plane, float* coordinates)
    {
        var wide = new double[shape.Dims];
        for (int a = 0; a < wide.Length; a++) wide[a] = coordinates[a];
        return Value(in shape, plane, wide);
    }

    private static double Value(in GridShape shape, float* plane, double[] coordinates)
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

    private static double Dot(FencedBuffer<float> x, FencedBuffer<float> y)
    {
        double sum = 0;
        for (nint i = 0; i < x.Length; i++) sum += (double)x[i] * y[i];
        return sum;
    }

    private static FencedBuffer<float> Numbers(nint count, double scale, int seed)
    {
        var random = new System.Random(seed);
        var buffer = new FencedBuffer<float>(count);
        for (nint i = 0; i < count; i++) buffer[i] = (float)((2 * random.NextDouble() - 1) * scale);
        return buffer;
    }
}
