using System;
using Lucid.Ops.Declaration;
using Lucid.Ops.Dispatch;

namespace Lucid.Ops.Shape;

/// <summary>Elements moved along dimensions; those pushed out come in at the other end. Without dims, along the flattened tensor.</summary>
[Op("roll(Tensor input, int[1] shifts, int[1] dims=[]) -> Tensor", Composite = true, NoOut = true)]
internal static class Roll
{
    internal static Tensor Forward(Tensor input, ReadOnlySpan<long> shifts, ReadOnlySpan<long> dims)
    {
        if (shifts.IsEmpty) throw new ArgumentValueException("roll", "roll: `shifts` required", "shifts");
        if (dims.IsEmpty && shifts.Length == 1) return input.Reshape([-1]).Roll(shifts, [0L]).Reshape(input.Shape);
        if (shifts.Length != dims.Length)
            throw new ArgumentValueException("roll",
                $"roll: shifts and dimensions must align. shifts: {shifts.Length}, dims:{dims.Length}", "shifts");
        Tensor result = input;
        for (int i = 0; i < dims.Length; i++)
        {
            int at = Dimensions.Normalize(dims[i], input.Rank, "roll", "dims");
            if (input.Rank == 0) throw new IndexException("roll", "roll: Dimension specified as 0 but tensor has no dimensions", "dims");
            if (input.Count == 0) continue;
            long size = input.Shape[at];
            long cut = (size - shifts[i] % size) % size;
            if (cut == 0) continue;
            result = TensorFunctions.Cat([result.Narrow(at, cut, size - cut), result.Narrow(at, 0, cut)], at);
        }
        return ReferenceEquals(result, input) ? input.Clone() : result;
    }
}
