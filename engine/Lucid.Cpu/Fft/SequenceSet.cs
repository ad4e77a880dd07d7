using System;

namespace Lucid.Cpu.Fft;

/// <summary>The sequences along one dimension of an array: where each begins in the input and in the output.</summary>
internal unsafe struct SequenceSet
{
    internal const int MaxRank = 64;

    private int _rank;
    private fixed long _sizes[MaxRank];
    private fixed long _input[MaxRank];
    private fixed long _output[MaxRank];

    /// <summary>How many sequences there are.</summary>
    internal long Count;

    /// <summary>Strides along the dimension, in real numbers.</summary>
    internal nint InputStride, OutputStride;

    /// <summary>Whether sequence i + 1 begins where sequence i's second number would if they were beside each other.</summary>
    internal bool Adjacent;

    /// <summary>Collects all dimensions but one; strides in real numbers.</summary>
    internal static SequenceSet Of(ReadOnlySpan<long> shape, int axis, ReadOnlySpan<long> input, ReadOnlySpan<long> output, int inputUnit, int outputUnit)
    {
        SequenceSet set = default;
        set.Count = 1;
        set.InputStride = (nint)(input[axis] * inputUnit);
        set.OutputStride = (nint)(output[axis] * outputUnit);
        for (int d = 0; d < shape.Length; d++)
        {
            if (d == axis || shape[d] == 1) continue;
            set._sizes[set._rank] = shape[d];
            set._input[set._rank] = input[d] * inputUnit;
            set._output[set._rank] = output[d] * outputUnit;
            set._rank++;
            set.Count *= shape[d];
        }
        // The dimension with the smallest stride last, so that neighbouring sequences are near each other.
        for (int d = 0; d < set._rank - 1; d++)
        {
            if (Math.Abs(set._output[d]) >= Math.Abs(set._output[set._rank - 1])) continue;
            int last = set._rank - 1;
            (set._sizes[d], set._sizes[last]) = (set._sizes[last], set._sizes[d]);
            (set._input[d], set._input[last]) = (set._input[last], set._input[d]);
            (set._output[d], set._output[last]) = (set._output[last], set._output[d]);
        }
        set.Adjacent = set._rank > 0 && set._input[set._rank - 1] == inputUnit && set._output[set._rank - 1] == outputUnit;
        return set;
    }

    /// <summary>Where sequences [first, first + count) begin; true if all of them are beside each other.</summary>
    internal bool Offsets(long first, int count, long* input, long* output)
    {
        bool adjacent = Adjacent;
        for (int i = 0; i < count; i++)
        {
            long rest = first + i, from = 0, to = 0;
            for (int d = _rank - 1; d >= 0; d--)
            {
                (rest, long at) = Math.DivRem(rest, _sizes[d]);
                if (i > 0 && d == _rank - 1 && at == 0) adjacent = false;
                from += at * _input[d];
                to += at * _output[d];
            }
            input[i] = from;
            output[i] = to;
        }
        return adjacent;
    }
}
