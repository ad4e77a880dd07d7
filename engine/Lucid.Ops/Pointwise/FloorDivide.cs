using System.Numerics;
using Lucid.Cpu.Simd;
using Lucid.Ops.Declaration;
using Lucid.Ops.Dispatch;

namespace Lucid.Ops.Pointwise;

/// <summary>Quotient rounded down.</summary>
[Op("floor_divide(Tensor|Scalar input, Tensor|Scalar other) -> Tensor")]
public readonly struct FloorDivide : IBinaryPointwise
{
    /// <inheritdoc/>
    public static ElementTypes Elements => ElementTypes.Real;

    /// <inheritdoc/>
    public static string Expression => "floor({0} / {1})";

    /// <inheritdoc/>
    public Vector<T> Invoke<T>(Vector<T> x, Vector<T> y) where T : unmanaged => VectorMath.FloorDivide(x, y);

    internal static void Check(TensorOrScalar input, TensorOrScalar other) => Divisors.RefuseZero("floor_divide", input, other);
}
