using System;
using System.Runtime.InteropServices;
using Lucid.Gpu.Drivers;
using Lucid.Gpu.Drivers.Cuda;

namespace Lucid.Gpu.Probe;

internal static partial class CudaProving
{
    /// <summary>Convolutions and their derivatives against sums in double, and their speed.</summary>
    private static int Convolution()
    {
        using CudaDevice device = Open();
        var shape = new ConvolutionShape(MatmulType.Float32, [2, 6, 9, 8], [4, 3, 3, 2], [2, 1], [1, 1], [1, 2], Groups: 2);
        int[] sizes = shape.Output();
        float[] x = Numbers(shape.Input, 1), w = Numbers(shape.Weight, 2), y = Numbers(sizes, 3);
        double[] forward = new double[y.Length], toInput = new double[x.Length], toWeight = new double[w.Length];
        int perGroup = shape.Weight[0] / shape.Groups;
        for (int n = 0; n < sizes[0]; n++)
            for (int k = 0; k < sizes[1]; k++)
                for (int i = 0; i < sizes[2]; i++)
                    for (int j = 0; j < sizes[3]; j++)
                        for (int c = 0; c < shape.Weight[1]; c++)
                            for (int a = 0; a < shape.Weight[2]; a++)
                                for (int b = 0; b < shape.Weight[3]; b++)
                                {
                                    int row = i * shape.Stride[0] + a * shape.Dilation[0] - shape.Padding[0];
                                    int column = j * shape.Stride[1] + b * shape.Dilation[1] - shape.Padding[1];
                                    if (row < 0 || column < 0 || row >= shape.Input[2] || column >= shape.Input[3]) continue;
                                    int channel = k / perGroup * shape.Weight[1] + c;
                                    int at = ((n * shape.Input[1] + channel) * shape.Input[2] + row) * shape.Input[3] + column;
                                    int tap = ((k * shape.Weight[1] + c) * shape.Weight[2] + a) * shape.Weight[3] + b;
                                    int to = ((n * sizes[1] + k) * sizes[2] + i) * sizes[3] + j;
                                    forward[to] += (double)x[at] * w[tap];
                                    toInput[at] += (double)y[to] * w[tap];
                                    toWeight[tap] += (double)y[to] * x[at];
                                }
        int failures = 0;
        foreach (ConvolutionDirection direction in Enum.GetValues<ConvolutionDirection>())
        {
            using IBuffer input = Filled(device, x), weight = Filled(device, w), output = Filled(device, y);
            device.Convolution.Run(direction, shape, input, weight, output);
            (IBuffer written, double[] expected) = direction switch
            {
                ConvolutionDirection.Forward => (output, forward),
                ConvolutionDirection.InputGradient => (input, toInput),
                _ => (weight, toWeight),
            };
            var got = new float[expected.Length];
            written.Read(MemoryMarshal.AsBytes(got.AsSpan()));
            double worst = 0;
            for (int i = 0; i < got.Length; i++) worst = Math.Max(worst, Math.Abs(got[i] - expected[i]));
            if (worst > 1e-5) failures++;
            Console.WriteLine($"{(worst > 1e-5 ? "FAIL " : "")}convolution {direction}, 2 groups, stride (2, 1), dilation (1, 2): off by {worst:0.0e0}");
        }
        foreach (MatmulType type in new[] { MatmulType.Float32, MatmulType.TensorFloat32, MatmulType.Float16, MatmulType.BFloat16 })
        {
            var large = new ConvolutionShape(type, [64, 64, 56, 56], [64, 64, 3, 3], [1, 1], [1, 1], [1, 1]);
            using IBuffer p = device.Allocate(4L * 64 * 64 * 56 * 56), q = device.Allocate(4 * 64 * 64 * 9), r = device.Allocate(4L * 64 * 64 * 56 * 56);
            foreach (ConvolutionDirection direction in Enum.GetValues<ConvolutionDirection>())
                Console.WriteLine($"(64, 64, 56, 56), 64 windows of 3 x 3, {type} {direction}: {Microseconds(device, 5, () => device.Convolution.Run(direction, large, p, q, r)):0.0} us");
        }
        return failures;
    }

    private static float[] Numbers(int[] sizes, int seed)
    {
        int count = 1;
        foreach (int size in sizes) count *= size;
        var random = new System.Random(seed);
        var numbers = new float[count];
        for (int i = 0; i < count; i++) numbers[i] = random.NextSingle() - 0.5f;
        return numbers;
    }

    private static IBuffer Filled(CudaDevice device, float[] numbers)
    {
        IBuffer buffer = device.Allocate(4 * numbers.Length);
        buffer.Write(MemoryMarshal.AsBytes(numbers.AsSpan()));
        return buffer;
    }
}
