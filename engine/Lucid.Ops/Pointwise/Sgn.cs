using System.Numerics;
using Lucid.Cpu.Special;
using Lucid.Ops.Declaration;
using Lucid.Ops.Dispatch;

namespace Lucid.Ops.Pointwise;

/// <summary>The sign of each element: -1, 0 or 1; of complex elements the number of modulus 1 in the same direction.</summary>
[Op("sgn(Tensor input) -> Tensor", InPlace = true)]
internal static unsafe class Sgn
{
    internal static Tensor Forward(Tensor input) => input.DType.IsComplex() ? FunctionDispatch.Complex(&ComplexFunctions.Direction, input, "sgn")
        : input.Sign();

    internal static Tensor GradOfInput(Tensor grad, Tensor input)
    {
        if (!input.DType.IsComplex()) return TensorFunctions.ZerosLike(grad);
        // PyTorch's sgn_backward: (grad / |z| - Re(grad / z) sgn z) with 0 at 0.
        Tensor modulus = input.Abs();
        Tensor slope = grad / modulus - (grad / input).Real() * input.Sgn();
        return slope.MaskedFill(modulus.Eq(0), 0);
    }
}
