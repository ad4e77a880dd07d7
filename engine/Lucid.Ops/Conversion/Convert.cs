using Lucid.Ops.Declaration;
using Lucid.Ops.Dispatch;

namespace Lucid.Ops.Conversion;

/// <summary>The tensor in another element type or on another device; itself when nothing changes and no copy is asked for.</summary>
[Op("convert(Tensor input, ScalarType? dtype=None, Device? device=None, bool copy=False) -> Tensor", NoOut = true, Surface = OpSurface.None)]
internal static class Convert
{
    internal static Tensor Forward(Tensor input, DType? dtype, Device? device, bool copy)
    {
        Tensor moved = device is { } target ? Devices.Move(input, target.Type) : input;
        Tensor converted = dtype is { } type ? Conversions.To(moved, type) : moved;
        return copy && ReferenceEquals(converted, input) ? MemoryFormats.Clone(input, "preserve_format", "to") : converted;
    }

    internal static Tensor GradOfInput(Tensor grad, DType inputDType, Device inputDevice)
    {
        if (grad.DType.IsComplex() && !inputDType.IsComplex()) grad = grad.Real();
        return grad.Convert(inputDType, inputDevice);
    }
}
