using System;
using Lucid.Ops.Kernels;
using Lucid.Streams;

namespace Lucid.Ops.Dispatch;

/// <summary>Checks and launches of the Fourier transforms.</summary>
internal static class FourierDispatch
{
    /// <summary>The element type a transform computes in; complex where it takes complex numbers.</summary>
    internal static DType Type(Tensor input, bool complex, string op)
    {
        DType type = input.DType <= DType.Int64 ? DTypes.Default : input.DType;
        if (type is DType.Float16 or DType.BFloat16)
            throw new DtypeMismatchException(op, "input", "float32, float64 or complex", type.Name(), "Convert it with .float().");
        if (!complex && type.IsComplex())
            throw new DtypeMismatchException(op, "input", "real", type.Name(), "Use the complex transform, or take .real first.");
        return complex ? type.ToComplex() : type;
    }

    /// <summary>The dimensions, counted from the front and all different.</summary>
    internal static int[] Axes(Tensor input, ReadOnlySpan<long> dim, string op)
    {
        var axes = new int[dim.Length];
        for (int i = 0; i < axes.Length; i++)
        {
            axes[i] = Dimensions.Normalize(dim[i], input.Rank, op);
            if (Array.IndexOf(axes, axes[i], 0, i) >= 0)
                throw new ShapeMismatchException(op, $"{op}: FFT dims must be unique, but dimension {dim[i]} appears more than once");
            if (input.Rank > 0 && input.Shape[axes[i]] < 1)
                throw new ShapeMismatchException(op, $"{op}: invalid number of data points ({input.Shape[axes[i]]}) along dimension {dim[i]}");
        }
        return axes;
    }

    /// <summary>As <see cref="Axes"/>, and at least one.</summary>
    internal static int[] SomeAxes(Tensor input, ReadOnlySpan<long> dim, string op)
    {
        if (dim.Length == 0 || input.Rank == 0)
            throw new ShapeMismatchException(op, $"{op}: needs at least one dimension to transform; input is {input.Layout}");
        return Axes(input, dim, op);
    }

    /// <summary>The factor of a normalization as PyTorch numbers them: 0 none, 1 one over the root of the points, 2 one over the points.</summary>
    internal static double Factor(long normalization, ReadOnlySpan<long> sizes, int[] axes, string op)
    {
        double points = 1;
        foreach (int axis in axes) points *= sizes.Length == 0 ? 1 : sizes[axis];
        return normalization switch
        {
            0 => 1,
            1 => 1 / Math.Sqrt(points),
            2 => 1 / points,
            _ => throw new IndexException(op, $"{op}: normalization must be 0 (none), 1 (by the root) or 2 (by the size), but is {normalization}"),
        };
    }

    internal static Tensor Run(FourierKind kind, Tensor input, Layout layout, DType type, int[] axes, double factor)
    {
        Tensor result = Tensor.Allocate(layout, type, input.DeviceType);
        var kernel = new FourierKernel(kind, input.Operand, result.Operand, axes, factor);
        CommandStream.Submit(in kernel, input.DeviceType);
        return result;
    }
}
