using System;
using Lucid.Ops.Declaration;
using Lucid.Ops.Dispatch;

namespace Lucid.Ops.Shape;

/// <summary>The tensor laid side by side along one dimension, or, without one, as often along each as repeats says.</summary>
[Op("repeat.along(Tensor input, int[1] repeats, int? dim=None) -> Tensor", Composite = true, NoOut = true, Surface = OpSurface.Function)]
internal static class RepeatAlong
{
    internal static Tensor Forward(Tensor input, ReadOnlySpan<long> repeats, long? dim)
    {
        if (dim is not { } along) return input.Repeat(repeats);
        if (repeats.Length != 1)
            throw new ArgumentValueException("repeat", $"repeat: with dim, repeats must be one number, but is {Layout.Format(repeats)}", "repeats");
        var counts = new long[Math.Max(input.Rank, 1)];
        Array.Fill(counts, 1);
        counts[Dimensions.Normalize(along, input.Rank, "repeat")] = repeats[0];
        return input.Repeat(counts);
    }
}
