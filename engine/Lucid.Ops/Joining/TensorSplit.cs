using System;
using Lucid.Ops.Declaration;
using Lucid.Ops.Dispatch;

namespace Lucid.Ops.Joining;

/// <summary>Views of pieces: so many nearly equal ones, or cut at the positions of an integer vector.</summary>
[Op("tensor_split(Tensor input, Tensor indices_or_sections, int dim=0) -> Tensor[]", Composite = true, NoOut = true)]
internal static class TensorSplit
{
    internal static Tensor[] Forward(Tensor input, Tensor indicesOrSections, long dim)
    {
        Tensor given = indicesOrSections;
        if (given.DType != DType.Int64) throw new DtypeMismatchException("tensor_split", "tensor_indices_or_sections", "int64", given.DType.Name());
        if (given.Rank > 1)
            throw new ShapeMismatchException("tensor_split",
                $"tensor_split: expected tensor_indices_or_sections to be a zero-dimensional or one-dimensional tensor, but got {given.Layout}",
                "indices_or_sections");
        if (given.DeviceType != DeviceType.Cpu)
            throw new DeviceMismatchException("tensor_split", "tensor_indices_or_sections", Device.Cpu, given.Device);
        if (given.Rank == 0) return input.TensorSplit(given.Item().ToInt64(), dim);
        var positions = new long[given.Count];
        for (int i = 0; i < positions.Length; i++) positions[i] = given.Select(0, i).Item().ToInt64();
        return input.TensorSplit(positions, dim);
    }
}
