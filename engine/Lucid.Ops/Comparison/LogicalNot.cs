using Lucid.Ops.Declaration;

namespace Lucid.Ops.Comparison;

/// <summary>True where the element is zero.</summary>
[Op("logical_not(Tensor input) -> Tensor", InPlace = true)]
internal static class LogicalNot
{
    internal static Tensor Forward(Tensor input) => input.Eq(0);

    internal static Tensor GradOfInput(Tensor grad) => TensorFunctions.ZerosLike(grad);
}
