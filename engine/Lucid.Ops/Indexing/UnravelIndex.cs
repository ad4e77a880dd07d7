using System;
using Lucid.Ops.Declaration;

namespace Lucid.Ops.Indexing;

/// <summary>Positions in a flattened tensor as positions in each of its dimensions.</summary>
[Op("unravel_index(Tensor indices, int[1] shape) -> Tensor[]", Composite = true, NoOut = true, Surface = OpSurface.Function)]
internal static class UnravelIndex
{
    internal static Tensor[] Forward(Tensor indices, ReadOnlySpan<long> shape)
    {
        if (!indices.DType.IsInteger()) throw new DtypeMismatchException("unravel_index", "indices", "of an integer type", indices.DType.Name());
        var results = new Tensor[shape.Length];
        Tensor rest = indices.Convert(DType.Int64);
        for (int i = shape.Length - 1; i >= 0; i--)
        {
            if (shape[i] < 0)
                throw new ArgumentValueException("unravel_index",
                    $"unravel_index: 'shape' cannot have negative values, but got {Layout.Format(shape)}", "shape");
            Tensor size = TensorFunctions.Full([], Math.Max(shape[i], 1), DType.Int64, indices.Device);
            results[i] = rest.Remainder(size);
            rest = rest.Div(size, "floor");
        }
        return results.Length == 0 ? results : TensorFunctions.Unbind(TensorFunctions.Stack(results, -1), -1);
    }
}
