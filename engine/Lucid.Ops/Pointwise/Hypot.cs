using System.Numerics;
using Lucid.Cpu.Simd;
using Lucid.Ops.Declaration;

namespace Lucid.Ops.Pointwise;

/// <summary>Length of the hypotenuse: √(input² + other²), without overflow on the way.</summary>
[Op("hypot(Tensor input, Tensor other) -> Tensor")]
public readonly struct Hypot : IBinaryPointwise
{
    /// <inheritdoc/>
    public static ElementTypes Elements => ElementTypes.Float;

    /// <inheritdoc/>
    public static bool HasNumberLoops => false;

    /// <inheritdoc/>
    public static string Expression => "sqrt({0} * {0} + {1} * {1})";

    /// <inheritdoc/>
    public Vector<T> Invoke<T>(Vector<T> x, Vector<T> y) where T : unmanaged => VectorMath.Hypot(x, y);

    internal static Tensor GradOfInput(Tensor grad, Tensor input, Tensor result) => grad * (input / result);

    internal static Tensor GradOfOther(Tensor grad, Tensor other, Tensor result) => grad * (other / result);
}
