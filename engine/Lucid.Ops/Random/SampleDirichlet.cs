using Lucid.Cpu.Random;
using Lucid.Ops.Declaration;
using Lucid.Ops.Dispatch;
using Lucid.Random;

namespace Lucid.Ops.Random;

/// <summary>Dirichlet random vectors along the last dimension, of the shapes given there.</summary>
[Op("_sample_dirichlet(Tensor input, *, Generator? generator=None) -> Tensor", NoOut = true, Surface = OpSurface.Function)]
internal static class SampleDirichlet
{
    internal static Tensor Forward(Tensor input, Generator? generator)
    {
        if (!input.DType.IsFloatingPoint() || input.Rank == 0)
            throw new DtypeMismatchException("_sample_dirichlet", "input", "floating point shapes along a dimension", $"{input.DType.Name()} {input.Layout}");
        Tensor parts = ElementDraws.Run(DrawKind.Gamma, input.Convert(DType.Float64), null, generator).ClampMin(1e-300);
        return (parts / parts.Sum([-1], keepdim: true)).Convert(input.DType).ClampMin(ElementDraws.Least(input.DType));
    }

    internal static Tensor GradOfInput(Tensor grad, Tensor input, Tensor result)
    {
        Tensor slope = TensorFunctions.DirichletGrad(result, input, input.Sum([-1], keepdim: true).ExpandAs(input));
        return slope * (grad - (result * grad).Sum([-1], keepdim: true));
    }
}
