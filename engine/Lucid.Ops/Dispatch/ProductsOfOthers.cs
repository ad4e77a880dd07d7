namespace Lucid.Ops.Dispatch;

/// <summary>For each element of the last dimension, the product of all the others; exact where elements are zero.</summary>
internal static class ProductsOfOthers
{
    internal static Tensor Of(Tensor rows)
    {
        if (rows.Shape[^1] == 0) return rows;
        return ScanDispatch.ProductsBefore(rows, -1) * ScanDispatch.ProductsBefore(rows.Flip([-1]), -1).Flip([-1]);
    }
}
