using System;
using Lucid.Cpu.NN;
using Lucid.Ops.Kernels;
using Lucid.Streams;

namespace Lucid.Ops.Dispatch;

/// <summary>
/// Sampling at the positions of a grid (M. Jaderberg et al., "Spatial Transformer Networks", 2015), by kernels, or written with ops
/// where those will not do. Coordinates run from -1 to 1, the last dimension's first.
/// </summary>
internal static class GridSampling
{
    private const long Nearest = 1, Bicubic = 2, Zeros = 0, Border = 1;

    internal static Tensor Run(Tensor input, Tensor grid, long mode, long padding, bool alignCorners)
    {
        Check(input, grid, mode, padding, input.Rank - 2);
        DType type = input.DType;
        if (type != DType.Float64) (input, grid) = (input.Convert(DType.Float32), grid.Convert(DType.Float32));
        // Kernels have float32, and count the elements of a plane in 32 bits.
        bool suits = type != DType.Float64 && input.Count / Math.Max(input.Shape[0] * input.Shape[1], 1) <= int.MaxValue;
        Tensor result = ThreadState.Current.Transforming || !suits
            ? InOps(input, grid, mode, padding, alignCorners)
            : TensorFunctions.GridSample([input, grid], mode, padding, alignCorners);
        return result.Convert(type);
    }

    /// <summary>The kernel's pass.</summary>
    internal static Tensor Forward(Tensor input, Tensor grid, long mode, long padding, bool alignCorners)
    {
        Check(input, grid, mode, padding, input.Rank - 2);
        if (input.DType != DType.Float32) throw new DtypeMismatchException("_grid_sample", "input", "float32", input.DType.Name());
        long[] sizes = [.. input.Shape[..2], .. grid.Shape[1..^1]];
        Tensor result = Tensor.Allocate(Layout.Contiguous(sizes), input.DType, input.DeviceType);
        Submit(GridPass.Output, input, grid, null, result, mode, padding, alignCorners);
        return result;
    }

    /// <summary>Gradients of input and grid.</summary>
    internal static Tensor?[] Backward(Tensor gradient, Tensor[] operands, long mode, long padding, bool alignCorners)
    {
        if (ThreadState.Current.NeedsOps)
            return RecordedGradients.Of(operands, [gradient], points => [InOps(points[0], points[1], mode, padding, alignCorners)]);
        (Tensor input, Tensor grid) = (operands[0], operands[1]);
        Tensor ofInput = Tensor.Allocate(Layout.Contiguous(input.Shape), input.DType, input.DeviceType);
        Tensor ofGrid = Tensor.Allocate(Layout.Contiguous(grid.Shape), input.DType, input.DeviceType);
        Submit(GridPass.Input, input, grid, gradient, ofInput, mode, padding, alignCorners);
        Submit(GridPass.Grid, input, grid, gradient, ofGrid, mode, padding, alignCorners);
        return [ofInput, ofGrid];
    }

    private static void Submit(GridPass pass, Tensor input, Tensor grid, Tensor? gradient, Tensor result, long mode, long padding, bool alignCorners)
    {
        int dims = input.Rank - 2;
        var shape = new GridShape
        {
            Images = (nint)input.Shape[0], Channels = (nint)input.Shape[1], Input = SpatialArguments.Last(input.Shape, dims), Dims = dims,
            Points = (nint)(grid.Count / Math.Max(input.Shape[0] * dims, 1)), Padding = (GridPadding)padding, AlignCorners = alignCorners,
            Mode = mode == Bicubic ? GridMode.Cubic : mode == Nearest ? GridMode.Nearest : GridMode.Linear,
        };
        if (result.Count == 0) return;
        CommandStream.Submit(new GridSampleKernel(Conversions.ToContiguous(input).Operand, Conversions.ToContiguous(grid).Operand,
            gradient is null ? default : Conversions.ToContiguous(gradient).Operand, result.Operand, shape, pass), input.DeviceType);
    }

    private static Tensor InOps(Tensor input, Tensor grid, long mode, long padding, bool alignCorners)
    {
        int dims = input.Rank - 2;
        long[] sizes = [.. input.Shape[..2], .. grid.Shape[1..^1]];
        long images = input.Shape[0], channels = input.Shape[1], points = grid.Count / Math.Max(images * dims, 1);
        Tensor plane = input.Reshape([images, channels, -1]);
        var axes = new (Tensor Weight, Tensor Index)[dims][];
        for (int a = 0; a < dims; a++)
        {
            long size = input.Shape[^(a + 1)];
            Tensor at = Position(grid.Select(-1, a).Reshape([images, 1, points]), size, alignCorners);
            axes[a] = Taps(at, size, mode, padding, alignCorners);
        }
        Tensor? sum = null;
        Gather(dims - 1, null, null);
        return sum!.Reshape(sizes);

        // One term for every choice of a tap on each axis, the outermost dimension first.
        void Gather(int axis, Tensor? weight, Tensor? index)
        {
            if (axis < 0)
            {
                Tensor term = plane.Gather(2, index!.Expand([images, channels, points])) * weight!;
                sum = sum is null ? term : sum + term;
                return;
            }
            foreach ((Tensor own, Tensor position) in axes[axis])
                Gather(axis - 1, weight is null ? own : weight * own, index is null ? position : index * input.Shape[^(axis + 1)] + position);
        }
    }

    private static Tensor Position(Tensor coordinate, long size, bool alignCorners) =>
        alignCorners ? (coordinate + 1) * ((size - 1) / 2.0) : ((coordinate + 1) * size - 1) / 2;

    private static (Tensor Weight, Tensor Index)[] Taps(Tensor at, long size, long mode, long padding, bool alignCorners)
    {
        if (mode == Bicubic)
        {
            Tensor floor = at.Floor().Detach(), t = at - floor;
            var taps = new (Tensor, Tensor)[4];
            for (int k = -1; k <= 2; k++) taps[k + 1] = Tap(Cubic(k < 1 ? t - k : k - t, k is -1 or 2), Bounded(floor + k, size, padding, alignCorners), size);
            return taps;
        }
        at = Bounded(at, size, padding, alignCorners);
        if (mode == Nearest)
        {
            Tensor nearest = at.Round().Detach();
            return [Tap(TensorFunctions.OnesLike(nearest), nearest, size)];
        }
        Tensor first = at.Floor().Detach(), share = at - first;
        return [Tap(1 - share, first, size), Tap(share, first + 1, size)];
    }

    // A tap outside counts nothing: only zero padding leaves one there, or a weight that is zero.
    private static (Tensor Weight, Tensor Index) Tap(Tensor weight, Tensor position, long size)
    {
        Tensor inside = position.Ge(0).LogicalAnd(position.Le(size - 1));
        return (weight.MaskedFill(inside.LogicalNot(), 0), position.Detach().Convert(DType.Int64).Clamp(0, size - 1));
    }

    private static Tensor Bounded(Tensor at, long size, long padding, bool alignCorners)
    {
        if (padding == Zeros) return at;
        if (padding == Border) return at.Clamp(0, size - 1);
        double low = alignCorners ? 0 : -0.5, span = alignCorners ? size - 1 : size;
        if (span == 0) return TensorFunctions.ZerosLike(at);
        Tensor distance = (at - low).Abs(), rest = distance.Fmod(span);
        Tensor even = (distance / span).Floor().Fmod(2.0).Eq(0);
        return TensorFunctions.Where(even, rest + low, span - rest + low).Clamp(0, size - 1);
    }

    // Keys' cubic convolution with a = -0.75, for distances up to 1 or between 1 and 2.
    private static Tensor Cubic(Tensor x, bool far) => far
        ? (((x - 5) * x + 8) * x - 4) * -0.75
        : (x * 1.25 - 2.25) * x * x + 1;

    private static void Check(Tensor input, Tensor grid, long mode, long padding, int dims)
    {
        const string op = "grid_sampler";
        if (dims is not (2 or 3) || grid.Rank != input.Rank || grid.Shape[0] != input.Shape[0] || grid.Shape[^1] != dims)
            throw new ShapeMismatchException(op, $"{op}: expected input (N, C, H, W) with grid (N, H_out, W_out, 2), or (N, C, D, H, W) with (N, D_out, H_out, "
                + $"W_out, 3), of the same batch size, but got input {input.Layout} and grid {grid.Layout}", "grid");
        if (!input.DType.IsFloatingPoint()) throw new DtypeMismatchException(op, "input", "floating point", input.DType.Name());
        if (grid.DType != input.DType)
            throw new DtypeMismatchException(op, "grid", $"of the same dtype as input ({input.DType.Name()})", grid.DType.Name());
        if (grid.DeviceType != input.DeviceType) throw new DeviceMismatchException(op, "grid", input.Device, grid.Device);
        for (int i = 2; i < input.Rank; i++)
        {
            if (input.Shape[i] == 0)
                throw new ShapeMismatchException(op, $"{op}: expected input to have non-empty spatial dimensions, but input is {input.Layout}", "input");
        }
        if (mode is < 0 or > 2 || padding is < 0 or > 2)
            throw new ArgumentValueException(op, $"{op}: interpolation_mode and padding_mode must be 0, 1 or 2, but are {mode} and {padding}", "padding_mode");
        if (mode == Bicubic && dims == 3)
            throw new ArgumentValueException(op, $"{op}: bicubic interpolation only supports 4D input, but input is {input.Layout}", "interpolation_mode");
    }
}
