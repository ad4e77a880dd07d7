using System;
using Lucid.Ops.Declaration;
using Lucid.Ops.Dispatch;

namespace Lucid.Ops.Joining;

/// <summary>Grids of coordinates from vectors: rows first for indexing 'ij' (the default), columns first for 'xy'.</summary>
[Op("meshgrid(Tensor[] tensors, *, str? indexing=None) -> Tensor[]", Composite = true, NoOut = true, Surface = OpSurface.Function, VarArgs = true)]
internal static class Meshgrid
{
    internal static Tensor[] Forward(ReadOnlySpan<Tensor> tensors, string? indexing)
    {
        if (tensors.Length == 0) throw new ShapeMismatchException("meshgrid", "meshgrid: meshgrid expects a non-empty TensorList", "tensors");
        bool columnsFirst = indexing switch
        {
            null or "ij" => false,
            "xy" => true,
            _ => throw new ArgumentValueException("meshgrid", $"meshgrid: indexing must be one of \"xy\" or \"ij\", but received: {indexing}", "indexing"),
        };
        bool swap = columnsFirst && tensors.Length >= 2;
        var parts = tensors.ToArray();
        if (swap) (parts[0], parts[1]) = (parts[1], parts[0]);
        var sizes = new long[parts.Length];
        for (int i = 0; i < parts.Length; i++)
        {
            if (parts[i].Rank > 1)
                throw new ShapeMismatchException("meshgrid",
                    $"meshgrid: Expected 0D or 1D tensor in the tensor list but got a tensor of shape {parts[i].Layout}", "tensors");
            if (parts[i].DType != parts[0].DType)
                throw new DtypeMismatchException("meshgrid", "every tensor", $"of the same dtype ({parts[0].DType.Name()})", parts[i].DType.Name());
            if (parts[i].DeviceType != parts[0].DeviceType)
                throw new DeviceMismatchException("meshgrid", "every tensor", parts[0].Device, parts[i].Device);
            sizes[i] = parts[i].Count;
        }
        var shape = new long[parts.Length];
        for (int i = 0; i < parts.Length; i++)
        {
            Array.Fill(shape, 1);
            shape[i] = sizes[i];
            parts[i] = parts[i].View(shape).Expand(sizes);
        }
        if (swap) (parts[0], parts[1]) = (parts[1], parts[0]);
        return parts;
    }
}
