using System.Numerics;
using Lucid.Cpu.Simd;
using Lucid.Ops.Declaration;

namespace Lucid.Ops.Pointwise;

/// <summary>Angle of the point (other, input), in radians.</summary>
[Op("atan2(Tensor input, Tensor other) -> Tensor", DType = DTypeRule.Float, Aliases = "arctan2")]
public readonly struct Atan2 : IBinaryPointwise
{
    /// <inheritdoc/>
    public static ElementTypes Elements => ElementTypes.Float;

    /// <inheritdoc/>
    public static string Expression => "atan2({0}, {1})";

    /// <inheritdoc/>
    public Vector<T> Invoke<T>(Vector<T> x, Vector<T> y) where T : unmanaged => VectorMath.Atan2(x, y);

    internal static Tensor GradOfInput(Tensor grad, Tensor input, Tensor other) => grad * (other / (input * input + other * other));

    internal static Tensor GradOfOther(Tensor grad, Tensor input, Tensor other) => grad * (input / (input * input + other * other)).Neg();
}
