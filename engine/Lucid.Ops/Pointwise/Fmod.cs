using System.Numerics;
using Lucid.Cpu.Simd;
using Lucid.Ops.Declaration;
using Lucid.Ops.Dispatch;

namespace Lucid.Ops.Pointwise;

/// <summary>Remainder with the sign of the dividend, as in C.</summary>
[Op("fmod(Tensor input, Tensor|Scalar other) -> Tensor")]
public readonly struct Fmod : IBinaryPointwise
{
    /// <inheritdoc/>
    public static ElementTypes Elements => ElementTypes.Real;

    /// <inheritdoc/>
    public static string Expression => "fmod({0}, {1})";

    /// <inheritdoc/>
    public Vector<T> Invoke<T>(Vector<T> x, Vector<T> y) where T : unmanaged => VectorMath.Fmod(x, y);

    internal static void Check(Tensor input, TensorOrScalar other) => Divisors.RefuseZero("fmod", input, other);

    internal static Tensor GradOfInput(Tensor grad) => grad;

    internal static Tensor GradOfOther(Tensor grad, Tensor input, TensorOrScalar other) => grad * (input / other).Trunc().Neg();
}
