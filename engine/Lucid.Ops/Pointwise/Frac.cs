using System.Numerics;
using Lucid.Cpu.Simd;
using Lucid.Ops.Declaration;

namespace Lucid.Ops.Pointwise;

/// <summary>Each element less its integer part, with its sign.</summary>
[Op("frac(Tensor input) -> Tensor")]
public readonly struct Frac : IUnaryPointwise
{
    /// <inheritdoc/>
    public static ElementTypes Elements => ElementTypes.Float;

    /// <inheritdoc/>
    public static string Expression => "({0} - trunc({0}))";

    /// <inheritdoc/>
    public Vector<T> Invoke<T>(Vector<T> x) where T : unmanaged => VectorMath.Fraction(x);

    internal static Tensor GradOfInput(Tensor grad) => grad;
}
