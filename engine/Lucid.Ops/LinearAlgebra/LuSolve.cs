using Lucid.Ops.Declaration;

namespace Lucid.Ops.LinearAlgebra;

/// <summary>Solutions X of A X = input from the factors that <c>linalg.lu_factor</c> returns.</summary>
[Op("lu_solve(Tensor input, Tensor LU_data, Tensor LU_pivots) -> Tensor", Composite = true)]
internal static class LuSolve
{
    internal static Tensor Forward(Tensor input, Tensor lUData, Tensor lUPivots) => TensorFunctions.LinalgLuSolve(lUData, lUPivots, input);
}
