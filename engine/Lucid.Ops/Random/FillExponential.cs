using Lucid.Ops.Declaration;
using Lucid.Ops.Dispatch;
using Lucid.Ops.Kernels;
using Lucid.Random;

namespace Lucid.Ops.Random;

/// <summary>Exponential random numbers of a rate in the shape and type of the tensor.</summary>
[Op("exponential(Tensor input, float lambd=1.0, *, Generator? generator=None) -> Tensor", NoOut = true, InPlace = true, Surface = OpSurface.Method)]
internal static class FillExponential
{
    internal static Tensor Forward(Tensor input, double lambd, Generator? generator)
    {
        if (!(lambd > 0)) throw new ArgumentValueException("exponential_",
            $"exponential_: exponential_ expects lambda > 0.0, but found lambda={lambd}", "lambd");
        if (!input.DType.IsFloatingPoint()) throw new DtypeMismatchException("exponential_", "input", "floating point", input.DType.Name());
        return RandomDispatch.Floating(RandomKind.Exponential, input.Layout, input.DType, input.Device, generator, false, "exponential_", lambd);
    }

    internal static Tensor GradOfInput(Tensor grad) => TensorFunctions.ZerosLike(grad);
}
