using System;
using Lucid.Ops.Declaration;
using Lucid.Ops.Dispatch;

namespace Lucid.Ops.Joining;

/// <summary>Tensors of one shape laid along a new dimension.</summary>
[Op("stack(Tensor[] tensors, int dim=0) -> Tensor", Composite = true, Surface = OpSurface.Function)]
internal static class Stack
{
    internal static Tensor Forward(ReadOnlySpan<Tensor> tensors, long dim)
    {
        if (tensors.Length == 0) throw new ShapeMismatchException("stack", "stack: stack expects a non-empty TensorList", "tensors");
        int at = Dimensions.Normalize(dim, tensors[0].Rank + 1, "stack");
        var parts = new Tensor[tensors.Length];
        for (int i = 0; i < parts.Length; i++)
        {
            if (!tensors[i].Layout.SameSizes(tensors[0].Layout))
                throw new ShapeMismatchException("stack",
                    $"stack: stack expects each tensor to be equal size, but got {tensors[0].Layout} at entry 0 and "
                    + $"{tensors[i].Layout} at entry {i}", "tensors", tensors[0].Layout.ToString(), tensors[i].Layout.ToString());
            parts[i] = tensors[i].Unsqueeze(at);
        }
        // Stacks are row-major; Cat would take the channels' order from its parts, if all had it.
        if (MemoryFormats.Suggested(parts[0].Layout) is not null) parts[0] = parts[0].Clone("contiguous_format");
        return TensorFunctions.Cat(parts, at);
    }
}
