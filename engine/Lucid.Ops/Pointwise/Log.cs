using System.Numerics;
using Lucid.Cpu.Simd;
using Lucid.Ops.Declaration;

namespace Lucid.Ops.Pointwise;

/// <summary>Natural logarithm of each element.</summary>
[Op("log(Tensor input) -> Tensor", DType = DTypeRule.Float, Amp = AmpPolicy.Float32)]
public readonly struct Log : IUnaryPointwise
{
    /// <inheritdoc/>
    public static ElementTypes Elements => ElementTypes.Float | ElementTypes.Complex;

    /// <inheritdoc/>
    public static string Expression => "log({0})";

    /// <inheritdoc/>
    public Vector<T> Invoke<T>(Vector<T> x) where T : unmanaged => VectorMath.Log(x);

    /// <inheritdoc/>
    public Complex Invoke(Complex x) => Complex.Log(x);

    internal static Tensor GradOfInput(Tensor grad, Tensor input) => grad / input.Conj();
}
