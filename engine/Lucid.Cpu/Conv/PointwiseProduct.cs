using System;
using Lucid.Cpu.Gemm;

namespace Lucid.Cpu.Conv;

/// <summary>Kernels of one tap that stay on their position: plain matrix products over the positions.</summary>
internal static unsafe class PointwiseProduct
{
    /// <summary>Whether the convolution is one.</summary>
    public static bool Suits(in ConvolutionShape shape)
    {
        bool suits = shape.Kernel.Volume == 1 && shape.Stride.Volume == 1;
        for (int d = 0; d < 3; d++) suits &= shape.Padding[d] == 0 && shape.Input[d] == shape.Output[d];
        return suits;
    }

    /// <summary>
    /// y = activation(W x + bias) for every image and group, or with W transposed for the way back; x has
    /// <paramref name="inputs"/> channels to a group, y <paramref name="outputs"/>.
    /// </summary>
    public static void Run<T>(
        in ConvolutionShape shape, nint inputs, nint outputs, T* x, T* weight, bool transposed, T* bias, T* y, Activation activation)
        where T : unmanaged
    {
        nint positions = shape.Input.Volume;
        var epilogue = new Epilogue<T> { Activation = activation };
        if (bias != null)
        {
            nint channels = shape.Groups * outputs;
            for (nint row = 0; row < shape.Images * channels; row++)
                new Span<T>(y + row * positions, checked((int)positions)).Fill(bias[row % channels]);
            epilogue.Beta = 1;
        }
        MatrixProduct.RunBatched(
            [shape.Images, shape.Groups], outputs, positions, inputs,
            weight, transposed ? 1 : inputs, transposed ? outputs : 1, [0, outputs * inputs],
            x, positions, 1, [shape.Groups * inputs * positions, inputs * positions],
            y, positions, [shape.Groups * outputs * positions, outputs * positions], in epilogue);
    }
}
