namespace Lucid.Ops.Dispatch;

/// <summary>Determinants from the factors of elimination.</summary>
internal static class Determinants
{
    /// <summary>The pivots of the elimination, and the sign of its exchanges.</summary>
    internal static (Tensor Diagonal, Tensor Sign) Of(Tensor a, string op)
    {
        Matrices.Square(a, op);
        Matrices.Floating(a, op);
        (Tensor factors, Tensor pivots, _) = a.LinalgLuFactorEx();
        return (factors.Diagonal(0, -2, -1), Sign(pivots, a.DType));
    }

    /// <summary>1 or -1, by the number of exchanges.</summary>
    internal static Tensor Sign(Tensor pivots, DType type)
    {
        Tensor places = TensorFunctions.Arange(1, pivots.Shape[^1] + 1, 1, DType.Int32, pivots.Device);
        Tensor odd = pivots.Ne(places).Convert(DType.Int64).Sum([-1]).BitwiseAnd(1);
        return (1 - odd * 2).Convert(type);
    }
}
