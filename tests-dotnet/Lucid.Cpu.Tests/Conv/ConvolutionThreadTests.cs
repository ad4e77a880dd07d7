using Lucid.Cpu.Conv;
using Lucid.Cpu.Threads;
using Xunit;

namespace Lucid.Cpu.Tests.Conv;

[Collection("team")]
public sealed unsafe class ConvolutionThreadTests
{
    [Theory]
    [InlineData(3, 32, 32, 1, 20, 3, 1, 1), InlineData(2, 3, 40, 1, 31, 7, 2, 3), InlineData(3, 6, 6, 6, 19, 3, 1, 1)]
    [InlineData(4, 40, 70, 1, 7, 3, 1, 1), InlineData(3, 20, 120, 1, 12, 1, 1, 0), InlineData(2, 30, 2, 1, 21, 4, 2, 1), InlineData(3, 32, 24, 1, 40, 4, 2, 1)]
    public void ResultsAreTheSameBitsForAnyThreadCount(int n, int c, int o, int groups, int extent, int kernel, int stride, int padding)
    {
        nint output = ConvolutionShape.OutputExtent(extent, kernel, stride, padding, 1);
        var shape = new ConvolutionShape
        {
            Images = n, InChannels = c, OutChannels = o, Groups = groups, Input = Extents.Of(1, extent, extent), Kernel = Extents.Of(1, kernel, kernel),
            Output = Extents.Of(1, output, output), Stride = Extents.Of(1, stride, stride), Padding = Extents.Of(0, padding, padding),
            Dilation = Extents.Of(1, 1, 1),
        };
        float[] x = Numbers(n * c * extent * extent, 1), w = Numbers(o * c / groups * kernel * kernel, 2), g = Numbers(n * o * (int)(output * output), 3);
        float[][]? first = null;
        int before = Team.ThreadCount;
        try
        {
            foreach (int threads in new[] { 1, 2, 3, 16 })
            {
                Team.ThreadCount = threads;
                float[] y = new float[g.Length], dx = new float[x.Length], dw = new float[w.Length], last = new float[g.Length];
                fixed (float* px = x, pw = w, pg = g, py = y, pdx = dx, pdw = dw, pl = last)
                {
                    Convolution.Forward(in shape, px, pw, null, py);
                    Convolution.InputGradient(in shape, pg, pw, pdx);
                    Convolution.WeightGradient(in shape, px, pg, pdw);
                    if (ChannelsLastConvolution.Suits(in shape)) ChannelsLastConvolution.Forward(in shape, px, pw, null, pl);
                }
                first ??= [y, dx, dw, last];
                Assert.Equal(first[0], y);
                Assert.Equal(first[1], dx);
                Assert.Equal(first[2], dw);
                Assert.Equal(first[3], last);
            }
        }
        finally
        {
            Team.ThreadCount = before;
        }
    }

    private static float[] Numbers(int count, int seed)
    {
        var random = new System.Random(seed);
        var numbers = new float[count];
        for (int i = 0; i < count; i++) numbers[i] = random.NextSingle() - 0.5f;
        return numbers;
    }
}
