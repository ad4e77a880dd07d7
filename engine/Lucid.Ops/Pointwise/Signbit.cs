using System.Numerics;
using Lucid.Ops.Declaration;

namespace Lucid.Ops.Pointwise;

/// <summary>True where the sign bit is set: negative numbers, negative zero, negative NaN.</summary>
[Op("signbit(Tensor input) -> Tensor", Composite = true)]
internal static class Signbit
{
    internal static Tensor Forward(Tensor input)
    {
        if (input.DType.IsComplex()) throw new DtypeMismatchException("signbit", "input", "real (signbit is not implemented for complex tensors)",
            input.DType.Name());
        if (input.DType is DType.Bool or DType.UInt8) return TensorFunctions.Zeros(input.Shape, DType.Bool, input.Device);
        DType bits = input.DType.ItemSize() switch { 1 => DType.Int8, 2 => DType.Int16, 4 => DType.Int32, _ => DType.Int64 };
        return input.Reinterpret(bits).Lt(0);
    }
}
