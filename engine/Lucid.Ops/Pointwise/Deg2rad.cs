using System;
using System.Numerics;
using Lucid.Ops.Declaration;

namespace Lucid.Ops.Pointwise;

/// <summary>Degrees to radians.</summary>
[Op("deg2rad(Tensor input) -> Tensor", Composite = true, InPlace = true)]
internal static class Deg2rad
{
    internal static Tensor Forward(Tensor input) => input.DType.IsComplex()
        ? throw new DtypeMismatchException("deg2rad", "input", "real (deg2rad is not supported for complex tensors)", input.DType.Name())
        : input * (Math.PI / 180);
}
