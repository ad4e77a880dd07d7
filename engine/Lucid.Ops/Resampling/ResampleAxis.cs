using Lucid.Cpu.NN;
using Lucid.Ops.Declaration;
using Lucid.Ops.Dispatch;

namespace Lucid.Ops.Resampling;

/// <summary>Interpolation along one dimension, from inputs to outputs samples, or the transpose of that map.</summary>
[Op("_resample_axis(Tensor input, int dim, int inputs, int outputs, str mode, bool align_corners, float scale, bool antialias, bool transposed) "
    + "-> Tensor", NoOut = true, Surface = OpSurface.None)]
internal static class ResampleAxis
{
    internal static Tensor Forward(Tensor input, long dim, long inputs, long outputs, string mode, bool alignCorners, double scale, bool antialias,
        bool transposed) => ResamplingDispatch.Along(input, dim, new ResamplingAxis
        {
            Mode = ResamplingDispatch.Parse(mode), Inputs = (nint)inputs, Outputs = (nint)outputs, AlignsCorners = alignCorners, Scale = scale,
            Antialias = antialias, Transposed = transposed, SinglePrecision = input.DType != DType.Float64,
        });

    internal static Tensor GradOfInput(Tensor grad, long dim, long inputs, long outputs, string mode, bool alignCorners, double scale, bool antialias,
        bool transposed) =>
        TensorFunctions.ResampleAxis(grad, dim, inputs, outputs, mode, alignCorners, scale, antialias, !transposed);
}
