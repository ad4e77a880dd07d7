using System;
using Lucid.Ops.Declaration;

namespace Lucid.Ops.LinearAlgebra;

/// <summary>All tuples with one element of each vector, as rows.</summary>
[Op("_cartesian_prod(Tensor[] tensors) -> Tensor", Composite = true, NoOut = true, Surface = OpSurface.Function)]
internal static class CartesianProd
{
    internal static Tensor Forward(ReadOnlySpan<Tensor> tensors)
    {
        if (tensors.IsEmpty) throw new ArgumentValueException("cartesian_prod", "cartesian_prod: expected at least one vector", "tensors");
        Span<long> sizes = stackalloc long[tensors.Length], own = stackalloc long[tensors.Length];
        for (int i = 0; i < tensors.Length; i++)
        {
            if (tensors[i].Rank != 1)
                throw new ShapeMismatchException("cartesian_prod", $"cartesian_prod: Expect a 1D vector, but got shape {tensors[i].Layout}", "tensors");
            if (tensors[i].DType != tensors[0].DType)
                throw new DtypeMismatchException("cartesian_prod", $"tensor {i}", $"of the same dtype as tensor 0 ({tensors[0].DType.Name()})",
                    tensors[i].DType.Name());
            sizes[i] = tensors[i].Shape[0];
        }
        if (tensors.Length == 1) return tensors[0];
        var columns = new Tensor[tensors.Length];
        for (int i = 0; i < columns.Length; i++)
        {
            own.Fill(1);
            own[i] = sizes[i];
            columns[i] = tensors[i].Reshape(own).Expand(sizes).Reshape([-1]);
        }
        return TensorFunctions.Stack(columns, 1);
    }
}
