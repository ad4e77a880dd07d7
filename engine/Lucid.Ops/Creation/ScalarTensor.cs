using System.Numerics;
using Lucid.Ops.Declaration;
using Lucid.Ops.Dispatch;

namespace Lucid.Ops.Creation;

/// <summary>A number as a 0-d tensor of the default floating type.</summary>
[Op(
    "scalar_tensor(Scalar s, "
    + "*, ScalarType? dtype=None, Device? device=None, bool requires_grad=False) -> Tensor", NoOut = true, Surface = OpSurface.Function)]
internal static class ScalarTensor
{
    internal static Tensor Forward(Scalar s, DType? dtype, Device? device, bool requiresGrad) =>
        Factories.Full([], s, dtype ?? (s.Kind == ScalarKind.Complex ? DTypes.DefaultComplex : DTypes.Default), device, requiresGrad, "scalar_tensor");
}
