using Lucid.Ops.Declaration;
using Lucid.Ops.Dispatch;
using Lucid.Ops.Kernels;

namespace Lucid.Ops.LinearAlgebra;

/// <summary>The row of A that stands in each row of L U, from the exchanges of a factorisation.</summary>
[Op("_lu_order(Tensor pivots, int rows) -> Tensor", NoOut = true, Surface = OpSurface.Function)]
internal static unsafe class LuOrder
{
    internal static Tensor Forward(Tensor pivots, long rows)
    {
        if (pivots.DType != DType.Int32)
            throw new DtypeMismatchException("lu_unpack", "LU_pivots", "int32", pivots.DType.Name(), "Use the pivots that lu_factor returns.");
        Tensor exchanges = Conversions.ToContiguous(pivots);
        var numbers = (int*)Devices.Bytes(exchanges);
        for (long i = 0; i < exchanges.Count; i++)
        {
            if (numbers[i] < 1 || numbers[i] > rows)
                throw new ArgumentValueException("lu_unpack",
                    $"lu_unpack: pivots must be numbers of rows between 1 and {rows}, but there is {numbers[i]}. Use the pivots that lu_factor returns.",
                    "LU_pivots");
        }
        Tensor order = Matrices.Vectors(pivots.Shape[..^1], rows, DType.Int64, pivots.DeviceType);
        if (order.Count > 0 && pivots.Shape[^1] <= rows)
            Matrices.Submit("lu_order", &MatrixFunctions.Order, new MatrixJob { Rows = (nint)rows, Columns = (nint)pivots.Shape[^1] }, pivots.Shape[..^1],
                exchanges, order);
        return order;
    }
}
