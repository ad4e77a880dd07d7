using System;
using System.Numerics;
using Lucid.Cpu.Special;
using Lucid.Ops.Declaration;
using Lucid.Ops.Dispatch;

namespace Lucid.Ops.Pointwise;

/// <summary>sin(π x) / (π x), 1 at 0.</summary>
[Op("sinc(Tensor input) -> Tensor", InPlace = true, Broadcasts = true)]
internal static unsafe class Sinc
{
    internal static Tensor Forward(Tensor input)
    {
        if (!input.DType.IsComplex()) return FunctionDispatch.Unary(&ElementaryFunctions.Sinc, input, "sinc");
        Tensor scaled = input * Math.PI;
        return TensorFunctions.Where(input.Eq(0), 1, scaled.Sin() / scaled);
    }

    internal static Tensor GradOfInput(Tensor grad, Tensor input)
    {
        Tensor scaled = input * Math.PI;
        Tensor slope = (scaled * scaled.Cos() - scaled.Sin()) / (scaled * input);
        return grad * slope.MaskedFill(input.Eq(0), 0).Conj();
    }
}
