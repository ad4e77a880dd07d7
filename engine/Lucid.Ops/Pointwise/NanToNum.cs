using System.Numerics;
using Lucid.Ops.Declaration;
using Lucid.Ops.Dispatch;

namespace Lucid.Ops.Pointwise;

/// <summary>NaN and the infinities replaced by numbers: 0, the largest and the least finite number unless others are given.</summary>
[Op("nan_to_num(Tensor input, float? nan=None, float? posinf=None, float? neginf=None) -> Tensor", InPlace = true)]
internal static class NanToNum
{
    internal static Tensor Forward(Tensor input, double? nan, double? posinf, double? neginf)
    {
        if (input.DType <= DType.Int64) return input.Clone();
        if (input.DType.IsComplex())
        {
            Tensor clean = input.Clone();
            for (int part = 0; part < 2; part++)
            {
                Tensor view = ComplexParts.View(clean, part);
                Conversions.Copy(view, view.NanToNum(nan, posinf, neginf), "nan_to_num");
            }
            return clean;
        }
        double limit = input.DType switch
        {
            DType.Float16 => 65504,
            DType.BFloat16 => 3.3895313892515355e38,
            DType.Float32 => float.MaxValue,
            _ => double.MaxValue,
        };
        Tensor result = TensorFunctions.Where(input.Isnan(), nan ?? 0, input);
        result = TensorFunctions.Where(input.Eq(double.PositiveInfinity), posinf ?? limit, result);
        return TensorFunctions.Where(input.Eq(double.NegativeInfinity), neginf ?? -limit, result);
    }

    internal static Tensor GradOfInput(Tensor grad, Tensor input) => grad * input.Isfinite();
}
