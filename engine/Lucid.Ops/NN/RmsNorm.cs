using System;
using Lucid.Ops.Declaration;
using Lucid.Ops.Dispatch;

namespace Lucid.Ops.NN;

/// <summary>
/// Each row divided by the root of its mean square, times weight (B. Zhang, R. Sennrich, 2019); rows are the trailing
/// dimensions given. Without eps it is the type's machine epsilon.
/// </summary>
[Op("rms_norm(Tensor input, int[] normalized_shape, Tensor? weight=None, float? eps=None) -> Tensor",
    NoOut = true, Surface = OpSurface.Function, Composite = true)]
internal static class RmsNorm
{
    internal static Tensor Forward(Tensor input, ReadOnlySpan<long> normalizedShape, Tensor? weight, double? eps) =>
        LayerNormDispatch.RootMeanSquare(input, normalizedShape, weight, eps);
}
