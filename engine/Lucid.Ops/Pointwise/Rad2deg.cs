using System;
using System.Numerics;
using Lucid.Ops.Declaration;

namespace Lucid.Ops.Pointwise;

/// <summary>Radians to degrees.</summary>
[Op("rad2deg(Tensor input) -> Tensor", Composite = true, InPlace = true)]
internal static class Rad2deg
{
    internal static Tensor Forward(Tensor input) => input.DType.IsComplex()
        ? throw new DtypeMismatchException("rad2deg", "input", "real (rad2deg is not supported for complex tensors)", input.DType.Name())
        : input * (180 / Math.PI);
}
