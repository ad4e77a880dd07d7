using Lucid.Ops.Declaration;
using Lucid.Ops.Dispatch;

namespace Lucid.Ops.Creation;

/// <summary>Row and column indices of the lower triangle of a matrix, as two rows.</summary>
[Op(
    "tril_indices(int row, int? col=None, int offset=0, *, ScalarType? dtype=None, Device? device=None) -> Tensor", NoOut = true, Surface = OpSurface.Function)]
internal static class TrilIndices
{
    internal static Tensor Forward(long row, long? col, long offset, DType? dtype, Device? device) =>
        TriangleIndices.Of(row, col ?? row, offset, upper: false, dtype ?? DType.Int64, device ?? Device.Default, "tril_indices");
}
