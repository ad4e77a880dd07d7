using System.Numerics;
using Lucid.Ops.Declaration;

namespace Lucid.Ops.Comparison;

/// <summary>True where exactly one element is non-zero.</summary>
[Op("logical_xor(Tensor input, Tensor other) -> Tensor", InPlace = true)]
public readonly struct LogicalXor : IComparisonPointwise
{
    /// <inheritdoc/>
    public static ElementTypes Elements => ElementTypes.All;

    /// <inheritdoc/>
    public Vector<T> Invoke<T>(Vector<T> x, Vector<T> y) where T : unmanaged => Vector.Equals(x, Vector<T>.Zero) ^ Vector.Equals(y, Vector<T>.Zero);

    /// <inheritdoc/>
    public bool Invoke(Complex x, Complex y) => (x != Complex.Zero) != (y != Complex.Zero);

    internal static Tensor GradOfInput(Tensor grad) => TensorFunctions.ZerosLike(grad);
}
