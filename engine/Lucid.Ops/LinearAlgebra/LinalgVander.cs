using Lucid.Ops.Declaration;

namespace Lucid.Ops.LinearAlgebra;

/// <summary>Powers 0 to N - 1 of the elements of vectors, a row for each; descending unless increasing.</summary>
[Op("linalg_vander(Tensor x, int? N=None, bool increasing=False) -> Tensor", Composite = true, NoOut = true, Surface = OpSurface.Function)]
internal static class LinalgVander
{
    internal static Tensor Forward(Tensor x, long? n, bool increasing)
    {
        const string Op = "linalg.vander";
        if (x.DType is DType.Bool or DType.Float16 or DType.BFloat16)
            throw new DtypeMismatchException(Op, "x", "float32, float64, complex or an integer", x.DType.Name(), "Convert it with .float().");
        if (x.Rank == 0) x = x.Unsqueeze(0);
        long columns = n ?? x.Shape[^1];
        if (columns <= 1) throw new ArgumentValueException(Op, $"{Op}: N must be greater than 1, but is {columns}", "N");
        DType type = x.DType <= DType.Int64 ? DType.Int64 : x.DType;
        Tensor powers = x.Convert(type).Unsqueeze(-1).Expand([.. x.Shape, columns - 1]).Cumprod(-1);
        Tensor ascending = TensorFunctions.Cat([TensorFunctions.OnesLike(powers.Narrow(-1, 0, 1)), powers], -1);
        return increasing ? ascending : ascending.Flip([-1]);
    }
}
