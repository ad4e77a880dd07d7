using System.Numerics;
using Lucid.Ops.Declaration;
using Lucid.Ops.Dispatch;

namespace Lucid.Ops.ComplexNumbers;

/// <summary>Complex numbers of given real and imaginary parts.</summary>
[Op("complex(Tensor real, Tensor imag) -> Tensor", Broadcasts = true, Surface = OpSurface.Function)]
internal static class ComplexFrom
{
    internal static Tensor Forward(Tensor real, Tensor imag)
    {
        if (!real.DType.IsFloatingPoint() || real.DType == DType.BFloat16)
            throw new DtypeMismatchException("complex", "real", "float16, float32 or float64", real.DType.Name(), "Convert it with .float().");
        if (real.DType != imag.DType)
            throw new DtypeMismatchException("complex", "imag", real.DType.Name(), imag.DType.Name(), "Both parts must have one dtype.");
        Devices.Same("complex", real, imag, "imag");
        Layout shape = Broadcasting.Common(real.Layout, imag.Layout, "complex", "real", "imag");
        Tensor result = Tensor.AllocateDense(ResultOrder.Of(shape, real, imag, null), real.DType.ToComplex(), real.DeviceType, ThreadState.Current);
        Conversions.Copy(ComplexParts.View(result, 0), real, "complex");
        Conversions.Copy(ComplexParts.View(result, 1), imag, "complex");
        return result;
    }

    internal static Tensor GradOfReal(Tensor grad) => grad.DType.IsComplex() ? grad.Real() : grad;

    internal static Tensor GradOfImag(Tensor grad) => grad.DType.IsComplex() ? grad.Imag() : TensorFunctions.ZerosLike(grad);
}
