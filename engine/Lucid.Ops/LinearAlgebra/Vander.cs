using Lucid.Ops.Declaration;

namespace Lucid.Ops.LinearAlgebra;

/// <summary>Powers of the elements of a vector, a row for each.</summary>
[Op("vander(Tensor x, int? N=None, bool increasing=False) -> Tensor", Composite = true, NoOut = true, Surface = OpSurface.Function)]
internal static class Vander
{
    internal static Tensor Forward(Tensor x, long? n, bool increasing)
    {
        if (x.Rank != 1) throw new ShapeMismatchException("vander", $"vander: x must be a one-dimensional tensor, but is {x.Layout}", "x");
        long columns = n ?? x.Count;
        if (columns < 0) throw new ArgumentValueException("vander", $"vander: N must be non-negative, but is {columns}", "N");
        DType type = x.DType <= DType.Int64 ? DType.Int64 : x.DType;
        if (columns == 0) return TensorFunctions.Ones([x.Count, 0], x.DType, x.Device);
        Tensor one = TensorFunctions.Ones([x.Count, 1], type, x.Device);
        if (columns == 1) return one;
        Tensor powers = x.Convert(type).Unsqueeze(1).Expand([x.Count, columns - 1]).Cumprod(1);
        Tensor ascending = TensorFunctions.Cat([one, powers], 1);
        return increasing ? ascending : ascending.Flip([1]);
    }
}
