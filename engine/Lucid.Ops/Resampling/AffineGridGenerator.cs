using System;
using Lucid.Ops.Declaration;

namespace Lucid.Ops.Resampling;

/// <summary>The grid of an affine map theta (N, 2, 3) for size (N, C, H, W), or (N, 3, 4) for (N, C, D, H, W).</summary>
[Op("affine_grid_generator(Tensor theta, int[] size, bool align_corners) -> Tensor", Composite = true, NoOut = true, Surface = OpSurface.Function)]
internal static class AffineGridGenerator
{
    internal static Tensor Forward(Tensor theta, ReadOnlySpan<long> size, bool alignCorners)
    {
        const string op = "affine_grid_generator";
        int dims = size.Length - 2;
        if (dims is not (2 or 3) || theta.Rank != 3 || theta.Shape[0] != size[0] || theta.Shape[1] != dims || theta.Shape[2] != dims + 1)
            throw new ShapeMismatchException(op, $"{op}: Expected a batch of 2D affine matrices of shape Nx2x3 for size (N, C, H, W), or 3D ones of shape "
                + $"Nx3x4 for (N, C, D, H, W). Got {theta.Layout} for size {Layout.Format(size)}.", "theta");
        if (!theta.DType.IsFloatingPoint()) throw new DtypeMismatchException(op, "theta", "floating point", theta.DType.Name());
        long[] extents = size[2..].ToArray();
        foreach (long extent in size)
        {
            if (extent < 1) throw new ShapeMismatchException(op, $"{op}: Expected non-zero, positive output size. Got {Layout.Format(size)}", "size");
        }
        var columns = new Tensor[dims + 1];
        Span<long> shape = stackalloc long[dims];
        for (int a = 0; a < dims; a++)
        {
            long count = extents[^(a + 1)];
            Tensor line = count == 1
                ? TensorFunctions.Zeros([1], theta.DType, theta.Device) : TensorFunctions.Linspace(-1, 1, count, theta.DType, theta.Device);
            if (!alignCorners) line = line * ((count - 1.0) / count);
            shape.Fill(1);
            shape[^(a + 1)] = count;
            columns[a] = line.Reshape(shape).Expand(extents);
        }
        columns[dims] = TensorFunctions.Ones(extents, theta.DType, theta.Device);
        Tensor positions = TensorFunctions.Stack(columns, -1).Reshape([-1, dims + 1]);
        return positions.Matmul(theta.Transpose(1, 2)).Reshape([size[0], .. extents, dims]);
    }
}
