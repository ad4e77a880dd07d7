using System.Numerics;
using Lucid.Cpu.Simd;
using Lucid.Ops.Declaration;
using Lucid.Ops.Dispatch;

namespace Lucid.Ops.Pointwise;

/// <summary>Remainder with the sign of the divisor, as in Python.</summary>
[Op("remainder(Tensor|Scalar input, Tensor|Scalar other) -> Tensor")]
public readonly struct Remainder : IBinaryPointwise
{
    /// <inheritdoc/>
    public static ElementTypes Elements => ElementTypes.Real;

    /// <inheritdoc/>
    public Vector<T> Invoke<T>(Vector<T> x, Vector<T> y) where T : unmanaged => VectorMath.Remainder(x, y);

    internal static void Check(TensorOrScalar input, TensorOrScalar other) => Divisors.RefuseZero("remainder", input, other);

    internal static Tensor GradOfInput(Tensor grad) => grad;

    internal static Tensor GradOfOther(Tensor grad, TensorOrScalar input, TensorOrScalar other) => grad * (input.AsTensor() / other).Floor().Neg();
}
