using System.Numerics;
using Lucid.Ops.Declaration;

namespace Lucid.Ops.Pointwise;

/// <summary>The larger of each element and zero; NaN stays NaN.</summary>
[Op("relu(Tensor input) -> Tensor")]
public readonly struct Relu : IUnaryPointwise
{
    /// <inheritdoc/>
    public static ElementTypes Elements => ElementTypes.Real;

    /// <inheritdoc/>
    public static string Expression => "({0} < 0 ? 0 : {0})";

    /// <inheritdoc/>
    public Vector<T> Invoke<T>(Vector<T> x) where T : unmanaged => Vector.ConditionalSelect(Vector.LessThan(x, Vector<T>.Zero), Vector<T>.Zero, x);

    internal static Tensor GradOfInput(Tensor grad, Tensor result) => TensorFunctions.ThresholdBackward(grad, result, 0);
}
