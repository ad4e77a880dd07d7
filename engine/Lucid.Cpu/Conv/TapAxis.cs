namespace Lucid.Cpu.Conv;

/// <summary>
/// One dimension of a convolution as a list of taps: output position o reads input positions o * Stride + Offsets[t],
/// and lies at Start + o * Step of the result. Forward convolutions have all taps and step 1; input gradients are one such
/// list for every residue of the result's position modulo the stride.
/// </summary>
internal unsafe struct TapAxis
{
    public nint Input, Output, Stride, Start, Step, Full;
    public int Count;

    /// <summary>For each tap, the offset and the kernel index.</summary>
    public nint* Offsets;
    public nint* Kernels;

    public nint Least, Span;

    /// <summary>The taps of a forward convolution; the arrays have room for the kernel.</summary>
    public static TapAxis Forward(in ConvolutionShape shape, int d, nint* offsets, nint* kernels)
    {
        for (nint k = 0; k < shape.Kernel[d]; k++)
        {
            offsets[k] = k * shape.Dilation[d] - shape.Padding[d];
            kernels[k] = k;
        }
        return new TapAxis
        {
            Input = shape.Input[d],
            Output = shape.Output[d],
            Stride = shape.Stride[d],
            Step = 1,
            Full = shape.Output[d],
            Count = (int)shape.Kernel[d],
            Offsets = offsets,
            Kernels = kernels,
        }.Measured();
    }

    /// <summary>
    /// The taps that lead from the output's gradient to the input positions congruent to <paramref name="residue"/>:
    /// input = output * stride - padding + k * dilation, solved for the output.
    /// </summary>
    public static TapAxis Backward(in ConvolutionShape shape, int d, nint residue, nint* offsets, nint* kernels)
    {
        nint stride = shape.Stride[d];
        int count = 0;
        for (nint k = 0; k < shape.Kernel[d]; k++)
        {
            nint numerator = residue + shape.Padding[d] - k * shape.Dilation[d];
            if (numerator % stride != 0) continue;
            offsets[count] = numerator / stride;
            kernels[count++] = k;
        }
        return new TapAxis
        {
            Input = shape.Output[d],
            Output = residue < shape.Input[d] ? (shape.Input[d] - residue + stride - 1) / stride : 0,
            Stride = 1,
            Start = residue,
            Step = stride,
            Full = shape.Input[d],
            Count = count,
            Offsets = offsets,
            Kernels = kernels,
        }.Measured();
    }

    private readonly TapAxis Measured()
    {
        TapAxis axis = this;
        nint least = 0, most = 0;
        for (int t = 0; t < Count; t++)
        {
            if (t == 0 || Offsets[t] < least) least = Offsets[t];
            if (t == 0 || Offsets[t] > most) most = Offsets[t];
        }
        axis.Least = least;
        axis.Span = most - least;
        return axis;
    }
}
