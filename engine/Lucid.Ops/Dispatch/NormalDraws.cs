using Lucid.Ops.Kernels;
using Lucid.Random;

namespace Lucid.Ops.Dispatch;

/// <summary>Normal numbers with a mean and a deviation for each element.</summary>
internal static class NormalDraws
{
    internal static Tensor Of(Layout shape, DType type, Device device, Generator? generator, in TensorOrScalar mean, in TensorOrScalar std)
    {
        if (std.Tensor is { } deviations && deviations.Count > 0 && deviations.Lt(0).Any().Item().ToBool())
            throw new ArgumentValueException("normal", "normal: normal expects all elements of std >= 0.0", "std");
        if (type.IsComplex()) throw new DtypeMismatchException("normal", "std", "real (normal expects standard deviation to be non-complex)", type.Name());
        Tensor draw = RandomDispatch.Floating(RandomKind.Normal, shape.ToContiguous(), type, device, generator, false, "normal");
        return Conversions.To(draw * std + mean, type);
    }
}
