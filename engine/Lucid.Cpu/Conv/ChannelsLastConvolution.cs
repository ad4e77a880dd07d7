using System;
using Lucid.Cpu.Gemm;
using Lucid.Cpu.Loops;
using Lucid.Memory;

namespace Lucid.Cpu.Conv;

/// <summary>Convolutions whose input and output have their channels innermost: (Images, *extents, channels), float; the weight as ever.</summary>
public static unsafe class ChannelsLastConvolution
{
    /// <summary>Whether there is a kernel for the shape that is better than one between two transposed copies.</summary>
    public static bool Suits(in ConvolutionShape shape) =>
        shape.Groups == 1 && (PointwiseProduct.Suits(in shape) || WinogradProduct.SuitsChannelsLast(in shape));

    /// <summary>y = activation(x * weight + bias), as <see cref="Convolution.Forward"/>, for a shape that <see cref="Suits"/>.</summary>
    /// <exception cref="ArgumentException">The shape describes no convolution, or one without a kernel here.</exception>
    /// <exception cref="OutOfMemoryException">There is no memory for packed blocks.</exception>
    public static void Forward(in ConvolutionShape shape, float* x, float* weight, float* bias, float* y, Activation activation = Activation.None)
    {
        shape.Check();
        if (!Suits(in shape)) throw new ArgumentException("There is no kernel for channels that lie innermost in this convolution.");
        if (PointwiseProduct.Suits(in shape))
        {
            var epilogue = new Epilogue<float> { Activation = activation, Bias = bias };
            MatrixProduct.Run(shape.Images * shape.Output.Volume, shape.OutChannels, shape.InChannels, x, shape.InChannels, 1,
                weight, 1, shape.InChannels, y, shape.OutChannels, in epilogue);
            return;
        }
        using var table = new Workspace(Convolution.TableBytes(in shape));
        if (activation == Activation.Gelu
            || !WinogradProduct.RunChannelsLast(Convolution.Product(in shape, x, weight, bias, y, activation, (nint*)table.Pointer)))
            BetweenCopies(in shape, x, weight, bias, y, activation);
    }

    private static void BetweenCopies(in ConvolutionShape shape, float* x, float* weight, float* bias, float* y, Activation activation)
    {
        ConvolutionShape one = shape with { Images = 1 };
        nint seen = shape.InChannels * shape.Input.Volume, made = shape.OutChannels * shape.Output.Volume;
        using var workspace = new Workspace((seen + made) * sizeof(float));
        float* from = (float*)workspace.Pointer, to = from + seen;
        for (nint image = 0; image < shape.Images; image++, x += seen, y += made)
        {
            Transpose.Block(shape.InChannels, shape.Input.Volume, x, shape.InChannels, from, shape.Input.Volume);
            Convolution.Forward(in one, from, weight, bias, to, activation);
            Transpose.Block(shape.Output.Volume, shape.OutChannels, to, shape.Output.Volume, y, shape.OutChannels);
        }
    }
}
