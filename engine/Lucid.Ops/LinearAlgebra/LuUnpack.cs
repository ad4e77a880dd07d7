using System;
using Lucid.Ops.Declaration;
using Lucid.Ops.Dispatch;

namespace Lucid.Ops.LinearAlgebra;

/// <summary>P, L and U with A = P L U, from what <c>linalg.lu_factor</c> returns.</summary>
[Op("lu_unpack(Tensor LU_data, Tensor LU_pivots, bool unpack_data=True, bool unpack_pivots=True) -> (Tensor P, Tensor L, Tensor U)",
    Composite = true, Surface = OpSurface.Function)]
internal static class LuUnpack
{
    internal static (Tensor P, Tensor L, Tensor U) Forward(Tensor lUData, Tensor lUPivots, bool unpackData, bool unpackPivots)
    {
        Matrices.Matrix(lUData, "lu_unpack", "LU_data");
        long rows = lUData.Shape[^2], columns = lUData.Shape[^1], size = Math.Min(rows, columns);
        Tensor permutation = unpackPivots ? Permutation(lUPivots, rows, lUData.DType) : TensorFunctions.Empty([0], dtype: lUData.DType, device: lUData.Device);
        if (!unpackData)
        {
            Tensor none = TensorFunctions.Empty([0], dtype: lUData.DType, device: lUData.Device);
            return (permutation, none, none.Clone());
        }
        Tensor left = lUData.Narrow(-1, 0, size).Tril(-1), unit = TensorFunctions.Eye(rows, size, dtype: lUData.DType, device: lUData.Device);
        return (permutation, left + unit, lUData.Narrow(-2, 0, size).Triu());
    }

    // Column i of P has its one in the row that stands at place i.
    private static Tensor Permutation(Tensor pivots, long rows, DType type)
    {
        Tensor order = TensorFunctions.LuOrder(pivots, rows);
        Tensor numbers = TensorFunctions.Arange(0, rows, 1, DType.Int64, pivots.Device);
        return numbers.Unsqueeze(-1).Eq(order.Unsqueeze(-2)).Convert(type);
    }
}
