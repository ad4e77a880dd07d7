using System;
using Lucid.Ops.Declaration;

namespace Lucid.Ops.Comparison;

/// <summary>True where the element is among the test elements.</summary>
[Op("isin(Tensor|Scalar elements, Tensor|Scalar test_elements, *, bool assume_unique=False, bool invert=False) -> Tensor", Surface = OpSurface.Function)]
internal static class Isin
{
    // Elements are compared with this many test elements at a time, which bounds the memory taken.
    private const long Block = 64;

    internal static Tensor Forward(TensorOrScalar elements, TensorOrScalar testElements, bool assumeUnique, bool invert)
    {
        if (elements.Tensor is null && testElements.Tensor is null)
            throw new ArgumentValueException("isin", "isin: at least one of elements and test_elements must be a tensor", "elements");
        Tensor wanted = elements.AsTensor();
        foreach (Tensor? operand in (ReadOnlySpan<Tensor?>)[elements.Tensor, testElements.Tensor])
        {
            if (operand is { } given && (given.DType == DType.Bool || given.DType.IsComplex()))
                throw new DtypeMismatchException("isin", "elements", "integers or reals (Unsupported input type encountered for isin())", given.DType.Name());
        }
        Tensor tests = testElements.AsTensor().Reshape([-1]);
        Tensor column = wanted.Unsqueeze(-1);
        Tensor found = TensorFunctions.Zeros(wanted.Shape, DType.Bool, wanted.Device);
        for (long at = 0; at < tests.Count; at += Block)
        {
            using TensorScope scope = TensorScope.Open();
            Tensor part = tests.Narrow(0, at, Math.Min(Block, tests.Count - at));
            found.LogicalOrInPlace(column.Eq(part).Any([-1]));
        }
        return invert ? found.LogicalNot() : found;
    }
}
