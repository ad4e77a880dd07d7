namespace Lucid.Ops.Dispatch;

/// <summary>Cross products, written with ops.</summary>
internal static class CrossProduct
{
    internal static Tensor Of(Tensor input, Tensor other, long? dim, string op)
    {
        if (input.Rank != other.Rank)
            throw new ShapeMismatchException(op,
                $"{op}: inputs must have the same number of dimensions: input is {input.Layout}, other is {other.Layout}", "other");
        int at = dim is { } given ? Dimensions.Normalize(given, input.Rank, op) : FirstOfThree(input, op);
        if (input.Rank == 0 || input.Shape[at] != 3 || other.Shape[at] != 3)
            throw new ShapeMismatchException(op,
                $"{op}: inputs dimension {at} must have length 3. Got {input.Layout} and {other.Layout}", "dim", input.Layout.ToString(), other.Layout.ToString());
        Broadcasting.Common(input.Layout, other.Layout, op);
        return Turned(input, at, 1, 2) * Turned(other, at, 2, 0) - Turned(input, at, 2, 0) * Turned(other, at, 1, 2);
    }

    // Components first, second and the third one left, along the dimension.
    private static Tensor Turned(Tensor x, int at, long first, long second) =>
        TensorFunctions.Cat([x.Narrow(at, first, 1), x.Narrow(at, second, 1), x.Narrow(at, 3 - first - second, 1)], at);

    private static int FirstOfThree(Tensor input, string op)
    {
        for (int i = 0; i < input.Rank; i++)
            if (input.Shape[i] == 3) return i;
        throw new ShapeMismatchException(op, $"{op}: no dimension of size 3 in input {input.Layout}", "input");
    }
}
