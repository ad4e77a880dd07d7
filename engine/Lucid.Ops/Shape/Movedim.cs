using System;
using Lucid.Ops.Declaration;
using Lucid.Ops.Dispatch;

namespace Lucid.Ops.Shape;

/// <summary>A view with dimensions moved to other places.</summary>
[Op("movedim(Tensor input, int[1] source, int[1] destination) -> Tensor", NoOut = true, Composite = true, Aliases = "moveaxis")]
internal static class Movedim
{
    internal static Tensor Forward(Tensor input, ReadOnlySpan<long> source, ReadOnlySpan<long> destination)
    {
        if (source.Length != destination.Length)
            throw new ShapeMismatchException("movedim",
                $"movedim: Invalid source or destination dims: source ({Layout.Format(source)} dims) should contain the same "
                + $"number of dims as destination ({Layout.Format(destination)} dims)", "source");
        Span<long> order = stackalloc long[input.Rank];
        Span<bool> moved = stackalloc bool[input.Rank];
        order.Fill(-1);
        moved.Clear();
        for (int i = 0; i < source.Length; i++)
        {
            int from = Dimensions.Normalize(source[i], input.Rank, "movedim", "source");
            int to = Dimensions.Normalize(destination[i], input.Rank, "movedim", "destination");
            if (moved[from] || order[to] >= 0) throw new ArgumentValueException("movedim", "movedim: repeated dim in source or destination", "source");
            moved[from] = true;
            order[to] = from;
        }
        int next = 0;
        for (int i = 0; i < order.Length; i++)
        {
            if (order[i] >= 0) continue;
            while (moved[next]) next++;
            order[i] = next++;
        }
        return input.Permute(order);
    }
}
