using System;
using Lucid.Cpu.Gemm;
using Lucid.Memory;

namespace Lucid.Cpu.Conv;

/// <summary>
/// Convolutions of one to three dimensions and their gradients, float or double, contiguous operands. A transposed
/// convolution is the input gradient of the convolution whose output it takes as input.
/// </summary>
/// <remarks>Results do not depend on the thread count. Outputs must not overlap inputs.</remarks>
public static unsafe class Convolution
{
    /// <summary>
    /// y = activation(x * weight + bias): y[n, o, p] = bias[o] + sum over c, k of x[n, c, p stride - padding + k dilation]
    /// weight[o, c, k]. <paramref name="bias"/> has OutChannels values, or is null.
    /// </summary>
    /// <exception cref="ArgumentException">The shape describes no convolution.</exception>
    /// <exception cref="NotSupportedException">T is neither float nor double.</exception>
    /// <exception cref="OutOfMemoryException">There is no memory for packed blocks.</exception>
    public static void Forward<T>(in ConvolutionShape shape, T* x, T* weight, T* bias, T* y, Activation activation = Activation.None)
        where T : unmanaged
    {
        Require<T>(in shape);
        if (PointwiseProduct.Suits(in shape))
        {
            PointwiseProduct.Run(in shape, shape.GroupInputs, shape.GroupOutputs, x, weight, false, bias, y, activation);
            return;
        }
        using var table = new Workspace(TableBytes(in shape));
        Run(Product(in shape, x, weight, bias, y, activation, (nint*)table.Pointer));
    }

    /// <summary>What the forward pass computes; the table, of <see cref="TableBytes"/>, must live as long.</summary>
    internal static ImplicitProduct<T> Product<T>(in ConvolutionShape shape, T* x, T* weight, T* bias, T* y, Activation activation, nint* table)
        where T : unmanaged
    {
        nint* rest = Axes(in shape, table, out TapAxis depth, out TapAxis height, out TapAxis width);
        return new ImplicitProduct<T>
        {
            Depth = depth, Height = height, Width = width, Images = shape.Images, Groups = shape.Groups, X = x, Y = y, Activation = activation,
            Weights = WeightRows<T>.Of(in shape, in depth, in height, in width, weight, bias, rest, false),
        };
    }

    private static void Run<T>(ImplicitProduct<T> product)
        where T : unmanaged
    {
        if (!NarrowProduct<T>.Suits(product.Weights.Outputs))
        {
            product.Run();
            return;
        }
        var narrow = new NarrowProduct<T>
        {
            Depth = product.Depth, Height = product.Height, Width = product.Width, Images = product.Images, Groups = product.Groups,
            X = product.X, Y = product.Y, Weights = product.Weights, Activation = product.Activation,
        };
        narrow.Run();
    }

    /// <summary>
    /// The gradient with respect to the input, (Images, InChannels, *Input), from the output's gradient; input positions
    /// that no output sees get zero (plus the bias). As a transposed convolution <paramref name="bias"/> has InChannels values.
    /// </summary>
    /// <exception cref="ArgumentException">The shape describes no convolution.</exception>
    /// <exception cref="NotSupportedException">T is neither float nor double.</exception>
    /// <exception cref="OutOfMemoryException">There is no memory for packed blocks.</exception>
    public static void InputGradient<T>(in ConvolutionShape shape, T* gradient, T* weight, T* result, T* bias = null)
        where T : unmanaged
    {
        Require<T>(in shape);
        if (PointwiseProduct.Suits(in shape))
        {
            PointwiseProduct.Run(in shape, shape.GroupOutputs, shape.GroupInputs, gradient, weight, true, bias, result, Activation.None);
            return;
        }
        using var table = new Workspace(TableBytes(in shape));
        nint* table0 = (nint*)table.Pointer;
        nint* table1 = table0 + 2 * shape.Kernel[0];
        nint* table2 = table1 + 2 * shape.Kernel[1];
        nint* table3 = table2 + 2 * shape.Kernel[2];
        for (nint rd = 0; rd < shape.Stride[0]; rd++)
            for (nint rh = 0; rh < shape.Stride[1]; rh++)
            {
                TapAxis depth = TapAxis.Backward(in shape, 0, rd, table0, table0 + shape.Kernel[0]);
                TapAxis height = TapAxis.Backward(in shape, 1, rh, table1, table1 + shape.Kernel[1]);
                if (depth.Output == 0 || height.Output == 0) continue;
                if (typeof(T) == typeof(float) && shape.Stride[2] == 2 && WinogradProduct.Run(
                    Residue(in shape, in depth, in height, 0, (float*)gradient, (float*)weight, (float*)result, (float*)bias, table2),
                    Residue(in shape, in depth, in height, 1, (float*)gradient, (float*)weight, (float*)result, (float*)bias, table3 + shape.Kernel.Volume)))
                    continue;
                for (nint rw = 0; rw < shape.Stride[2]; rw++)
                {
                    ImplicitProduct<T> product = Residue(in shape, in depth, in height, rw, gradient, weight, result, bias, table2);
                    if (product.Width.Output != 0) Run(product);
                }
            }
    }

    // The input gradient's columns of one residue; the table has room for a row's taps and the kernel.
    private static ImplicitProduct<T> Residue<T>(
        in ConvolutionShape shape, in TapAxis depth, in TapAxis height, nint residue, T* gradient, T* weight, T* result, T* bias, nint* table)
        where T : unmanaged
    {
        TapAxis width = TapAxis.Backward(in shape, 2, residue, table, table + shape.Kernel[2]);
        return new ImplicitProduct<T>
        {
            Depth = depth, Height = height, Width = width, Images = shape.Images, Groups = shape.Groups, X = gradient, Y = result,
            Weights = WeightRows<T>.Of(in shape, in depth, in height, in width, weight, bias, table + 2 * shape.Kernel[2], true),
        };
    }

    /// <summary>The gradient with respect to the weight, of the weight's shape, summed over the images.</summary>
    /// <exception cref="ArgumentException">The shape describes no convolution.</exception>
    /// <exception cref="NotSupportedException">T is neither float nor double.</exception>
    /// <exception cref="OutOfMemoryException">There is no memory for packed blocks.</exception>
    public static void WeightGradient<T>(in ConvolutionShape shape, T* x, T* gradient, T* result)
        where T : unmanaged
    {
        Require<T>(in shape);
        using var table = new Workspace(TableBytes(in shape));
        Axes(in shape, (nint*)table.Pointer, out TapAxis depth, out TapAxis height, out TapAxis width);
        if (DepthwiseWeights<T>.Suits(shape.GroupInputs, shape.GroupOutputs))
        {
            var rows = new DepthwiseWeights<T>
            {
                Depth = depth, Height = height, Width = width, Images = shape.Images, Groups = shape.Groups, Outputs = shape.GroupOutputs,
                X = x, Gradient = gradient, Weights = result,
            };
            rows.Run();
            return;
        }
        var product = new WeightProduct<T>
        {
            Depth = depth, Height = height, Width = width, Images = shape.Images, Groups = shape.Groups, Inputs = shape.GroupInputs,
            Outputs = shape.GroupOutputs, X = x, Gradient = gradient, Weights = result,
        };
        product.Run();
    }

    // The forward taps of all dimensions; returns the rest of the table.
    private static nint* Axes(in ConvolutionShape shape, nint* table, out TapAxis depth, out TapAxis height, out TapAxis width)
    {
        depth = TapAxis.Forward(in shape, 0, table, table + shape.Kernel[0]);
        table += 2 * shape.Kernel[0];
        height = TapAxis.Forward(in shape, 1, table, table + shape.Kernel[1]);
        table += 2 * shape.Kernel[1];
        width = TapAxis.Forward(in shape, 2, table, table + shape.Kernel[2]);
        return table + 2 * shape.Kernel[2];
    }

    internal static nint TableBytes(in ConvolutionShape shape) =>
        (2 * (shape.Kernel[0] + shape.Kernel[1] + 2 * shape.Kernel[2]) + 2 * shape.Kernel.Volume) * sizeof(nint);

    private static void Require<T>(in ConvolutionShape shape)
    {
        if (typeof(T) != typeof(float) && typeof(T) != typeof(double))
            throw new NotSupportedException($"There is no convolution for elements of type {typeof(T).Name}.");
        shape.Check();
    }
}
