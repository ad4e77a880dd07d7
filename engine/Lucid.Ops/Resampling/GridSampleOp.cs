using System;
using Lucid.Ops.Declaration;
using Lucid.Ops.Dispatch;

namespace Lucid.Ops.Resampling;

/// <summary>Sampling of operands input and grid by a kernel; the modes as in grid_sampler.</summary>
[Op("_grid_sample(Tensor[] operands, int interpolation_mode, int padding_mode, bool align_corners) -> Tensor", NoOut = true, Surface = OpSurface.None)]
internal static class GridSampleOp
{
    internal static Tensor Forward(ReadOnlySpan<Tensor> operands, long interpolationMode, long paddingMode, bool alignCorners)
    {
        if (operands.Length != 2)
            throw new ArgumentValueException("_grid_sample", $"_grid_sample: operands must be input and grid, but are {operands.Length} tensors", "operands");
        return GridSampling.Forward(operands[0], operands[1], interpolationMode, paddingMode, alignCorners);
    }

    internal static Tensor?[] GradOfOperands(Tensor grad, Tensor[] operands, long interpolationMode, long paddingMode, bool alignCorners) =>
        GridSampling.Backward(grad, operands, interpolationMode, paddingMode, alignCorners);
}
