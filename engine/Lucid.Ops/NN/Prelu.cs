using Lucid.Ops.Declaration;

namespace Lucid.Ops.NN;

/// <summary>x above zero, weight x below; weight has one element, or one for each channel (dimension 1).</summary>
[Op("prelu(Tensor input, Tensor weight) -> Tensor", Composite = true, NoOut = true)]
internal static class Prelu
{
    internal static Tensor Forward(Tensor input, Tensor weight)
    {
        if (weight.Rank > 1)
            throw new ShapeMismatchException("prelu", $"prelu: Expected `weight` to be a scalar or 1D tensor, but got: ndim = {weight.Rank}", "weight");
        if (weight.Count != 1)
        {
            long channels = input.Rank > 1 ? input.Shape[1] : 1;
            if (weight.Rank != 1 || weight.Count != channels)
                throw new ShapeMismatchException("prelu",
                    $"prelu: Mismatch of parameter numbers and input channel size. Found parameter numbers = {weight.Count} and channel size "
                        + $"= {channels}.", "weight");
            long[] shape = new long[input.Rank];
            System.Array.Fill(shape, 1);
            if (shape.Length > 1) shape[1] = channels;
            weight = weight.Reshape(shape);
        }
        else if (weight.Rank > 0)
        {
            weight = weight.Reshape([]);
        }
        return TensorFunctions.Where(input.Gt(0), input, input * weight);
    }
}
