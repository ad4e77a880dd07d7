using System.Numerics;
using Lucid.Cpu.Simd;
using Lucid.Cpu.Special;
using Lucid.Ops.Declaration;

namespace Lucid.Ops.Pointwise;

/// <summary>Inverse tangent of each element, in radians.</summary>
[Op("atan(Tensor input) -> Tensor", DType = DTypeRule.Float, Aliases = "arctan")]
public readonly struct Atan : IUnaryPointwise
{
    /// <inheritdoc/>
    public static ElementTypes Elements => ElementTypes.Float | ElementTypes.Complex;

    /// <inheritdoc/>
    public static string Expression => "atan({0})";

    /// <inheritdoc/>
    public Vector<T> Invoke<T>(Vector<T> x) where T : unmanaged => VectorMath.Atan(x);

    /// <inheritdoc/>
    public Complex Invoke(Complex x) => ComplexFunctions.Atan(x);

    internal static Tensor GradOfInput(Tensor grad, Tensor input) => grad / (1 + input * input).Conj();
}
