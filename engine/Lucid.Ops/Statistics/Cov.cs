using System;
using Lucid.Ops.Declaration;

namespace Lucid.Ops.Statistics;

/// <summary>Covariance matrix of variables (rows) over observations (columns), with counts or weights of the observations.</summary>
[Op("cov(Tensor input, int correction=1, *, Tensor? fweights=None, Tensor? aweights=None) -> Tensor", Composite = true, NoOut = true)]
internal static class Cov
{
    internal static Tensor Forward(Tensor input, long correction, Tensor? fweights, Tensor? aweights)
    {
        if (input.Rank > 2) throw new ShapeMismatchException("cov", $"cov: expected input to have two or fewer dimensions but got an input of shape {input.Layout}", "input");
        if (input.DType == DType.Bool) throw new DtypeMismatchException("cov", "input", "a number", "bool", "Convert it with .float().");
        Tensor x = input.Rank < 2 ? input.Reshape([1, -1]) : input;
        if (!x.DType.IsDifferentiable()) x = x.Convert(DTypes.Default);
        long observations = x.Shape[1];
        Tensor? weights = Weights(x, fweights, aweights, observations);
        if (observations == 0 || x.Shape[0] == 0) return Squeezed(TensorFunctions.Full([x.Shape[0], x.Shape[0]], double.NaN, x.DType, x.Device));
        Tensor? total = weights?.Sum();
        if (total is not null && total.Item().ToDouble() == 0) throw new ArgumentValueException("cov", "cov: weights sum to zero, can't be normalized", "aweights");
        Tensor mean = total is null ? x.Mean([1], keepdim: true) : (x * weights!).Sum([1], keepdim: true) / total;
        Tensor centered = x - mean;
        Tensor product = (weights is null ? centered : centered * weights).Matmul(centered.Transpose(0, 1).Conj());
        if (total is null) return Squeezed(product / Math.Max(0.0, observations - correction));
        Tensor norm = aweights is not null && correction != 0 ? total - (weights! * aweights).Sum() * correction / total : total - correction;
        return Squeezed(product / norm.Real().Clamp(min: 0));
    }

    private static Tensor Squeezed(Tensor matrix) => matrix.Count == 1 ? matrix.Reshape([]) : matrix;

    private static Tensor? Weights(Tensor x, Tensor? counts, Tensor? weights, long observations)
    {
        RequireWeights(x, counts, observations, "fweights");
        RequireWeights(x, weights, observations, "aweights");
        if (counts is { DType: not (>= DType.UInt8 and <= DType.Int64) })
            throw new DtypeMismatchException("cov", "fweights", "an integer type", counts.DType.Name());
        if (weights is not null && !weights.DType.IsFloatingPoint())
            throw new DtypeMismatchException("cov", "aweights", "floating point", weights.DType.Name());
        if (counts is null) return weights;
        return weights is null ? counts.Convert(x.DType.ToReal()) : counts * weights;
    }

    private static void RequireWeights(Tensor x, Tensor? weights, long observations, string name)
    {
        if (weights is null) return;
        if (weights.Rank > 1 || weights.Count != observations)
            throw new ShapeMismatchException("cov", $"cov: expected {name} to have one dimension and {observations} elements, but it is {weights.Layout}", name);
        if (observations > 0 && weights.Lt(0).Any().Item().ToBool()) throw new ArgumentValueException("cov", $"cov: {name} cannot be negative", name);
    }
}
