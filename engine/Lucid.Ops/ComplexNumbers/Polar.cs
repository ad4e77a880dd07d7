using System.Numerics;
using Lucid.Ops.Declaration;

namespace Lucid.Ops.ComplexNumbers;

/// <summary>Complex numbers of given modulus and angle.</summary>
[Op("polar(Tensor abs, Tensor angle) -> Tensor", Composite = true, Surface = OpSurface.Function)]
internal static class Polar
{
    internal static Tensor Forward(Tensor abs, Tensor angle) => TensorFunctions.Complex(abs * angle.Cos(), abs * angle.Sin());
}
