using System;
using Lucid.Ops.Declaration;
using Lucid.Ops.Dispatch;

namespace Lucid.Ops.Creation;

/// <summary>A dense tensor with undefined content whose dimensions lie in memory in the order given, outermost first.</summary>
[Op(
    "empty_permuted(int[] size, int[] physical_layout, "
    + "*, ScalarType? dtype=None, Device? device=None, bool requires_grad=False) -> Tensor", NoOut = true, Surface = OpSurface.Function)]
internal static class EmptyPermuted
{
    internal static Tensor Forward(ReadOnlySpan<long> size, ReadOnlySpan<long> physicalLayout, DType? dtype, Device? device, bool requiresGrad)
    {
        if (physicalLayout.Length != size.Length)
            throw new ArgumentValueException("empty_permuted",
                $"empty_permuted: Number of dimensions in size does not match the length of the physical_layout; i.e. len(size) = "
                    + $"{size.Length} is not equal to "
                + $"len(physical_layout) = {physicalLayout.Length}", "physical_layout");
        long[] strides = new long[size.Length];
        long step = 1;
        for (int i = size.Length - 1; i >= 0; i--)
        {
            long dim = physicalLayout[i];
            if (dim < 0 || dim >= size.Length)
                throw new ArgumentValueException("empty_permuted",
                    $"empty_permuted: Dimension out of range (expected to be between 0 and {size.Length - 1}, but got {dim} at index {i}).", "physical_layout");
            if (strides[dim] != 0) throw new ArgumentValueException("empty_permuted", $"empty_permuted: Duplicate dim {dim} not allowed", "physical_layout");
            strides[dim] = step;
            step *= Math.Max(1, size[(int)dim]);
        }
        return Factories.Strided(size, strides, dtype ?? DTypes.Default, device, requiresGrad, "empty_permuted");
    }
}
