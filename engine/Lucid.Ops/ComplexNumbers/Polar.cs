using System.Numerics;
using Lucid.Ops.Declaration;

namespace Lucid.Ops.ComplexNumbers;

/// <summary>Complex numbers of given modulus and angle.</summary>
[Op("polar(Tensor abs, Tensor angle) -> Tensor", Composite = true, Surface = OpSurface.Function)]
internal static class Polar
{
    internal static Tensor Forward(Tensor abs, Tensor angle)
    {
        if (!abs.DType.IsFloatingPoint()) throw new DtypeMismatchException("polar", "abs", "floating point", abs.DType.Name(), "Convert it with .float().");
        if (abs.DType != angle.DType)
            throw new DtypeMismatchException("polar", "angle", $"of the same dtype as abs ({abs.DType.Name()})", angle.DType.Name());
        return TensorFunctions.Complex(abs * angle.Cos(), abs * angle.Sin());
    }
}
