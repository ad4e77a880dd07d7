using Lucid.Ops.Declaration;

namespace Lucid.Ops.Statistics;

/// <summary>Distances of order p between all pairs of rows i before j.</summary>
[Op("pdist(Tensor input, float p=2) -> Tensor", Composite = true, NoOut = true, Surface = OpSurface.Function)]
internal static class Pdist
{
    internal static Tensor Forward(Tensor input, double p)
    {
        if (input.Rank != 2)
            throw new ShapeMismatchException("pdist", $"pdist: only supports 2D tensors, but input is {input.Layout}", "input");
        if (input.DType is not (DType.Float32 or DType.Float64))
            throw new DtypeMismatchException("pdist", "input", "float32 or float64", input.DType.Name(), "Convert it with .float().");
        if (!(p >= 0)) throw new ArgumentValueException("pdist", $"pdist: only supports non-negative p values, but p is {p}", "p");
        long rows = input.Shape[0];
        Tensor pairs = TensorFunctions.Ones([rows, rows], DType.Bool, input.Device).Triu(1).Nonzero();
        Tensor first = input.IndexSelect(0, pairs.Select(1, 0)), second = input.IndexSelect(0, pairs.Select(1, 1));
        return (first - second).LinalgVectorNorm(p, [1]);
    }
}
