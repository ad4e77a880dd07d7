using Lucid.Ops.Declaration;
using Lucid.Ops.Dispatch;
using Lucid.Ops.Kernels;

namespace Lucid.Ops.Pointwise;

/// <summary>The next number of the element type after input towards other.</summary>
[Op("nextafter(Tensor input, Tensor other) -> Tensor", InPlace = true, Broadcasts = true)]
internal static class Nextafter
{
    internal static Tensor Forward(Tensor input, Tensor other)
    {
        DType type = Promotion.Of(input, other, DTypeRule.Promote);
        if (!type.IsFloatingPoint()) throw ElementSwitch.Unsupported(type, "nextafter");
        DType bitsType = type.ItemSize() switch { 2 => DType.Int16, 4 => DType.Int32, _ => DType.Int64 };
        Layout shape = Broadcasting.Common(input.Layout, other.Layout, "nextafter");
        Tensor x = Conversions.ToContiguous(input.Convert(type).BroadcastTo(shape.Sizes)), y = other.Convert(type).BroadcastTo(shape.Sizes);
        // Neighbours of one sign have neighbouring bit patterns; zero steps to the smallest number of other's sign.
        Tensor away = y.Gt(x).Eq(x.Gt(0)).Convert(bitsType) * 2 - 1;
        Tensor stepped = (x.Reinterpret(bitsType) + away).Reinterpret(type);
        Tensor smallest = TensorFunctions.Ones(x.Shape, bitsType, x.Device).Reinterpret(type);
        stepped = TensorFunctions.Where(x.Eq(0), TensorFunctions.Where(y.Gt(0), smallest, smallest.Neg()), stepped);
        Tensor still = TensorFunctions.Where(x.Eq(y), y, stepped);
        return TensorFunctions.Where(x.Isnan().LogicalOr(y.Isnan()), x + y, still);
    }

    internal static Tensor GradOfInput(Tensor grad, Tensor input, Tensor other) => grad.MaskedFill(input.Eq(other), 0);

    internal static Tensor GradOfOther(Tensor grad) => TensorFunctions.ZerosLike(grad);
}
