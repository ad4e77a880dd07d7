using System;
using Lucid.Memory;
using Xunit;
using static Lucid.TensorFunctions;

namespace Lucid.Engine.Tests;

/// <summary>The account of live bytes, and the limit that turns into an error with figures.</summary>
public sealed class MemoryTests
{
    [Theory]
    [InlineData(DeviceType.Cpu)]
    [InlineData(DeviceType.Metal)]
    public void BytesAreBookedPerDevice(DeviceType device)
    {
        MemoryAccount account = MemoryAccount.Of(device);
        long before = account.CurrentBytes;
        using (Empty([100], dtype: DType.Float64, device: new Device(device)))
        {
            Assert.Equal(before + 800, account.CurrentBytes);
            Assert.True(account.PeakBytes >= before + 800);
        }
        Assert.Equal(before, account.CurrentBytes);
    }

    [Fact]
    public void PastTheLimitThereIsAnErrorWithFigures()
    {
        const long wanted = 256L << 20;
        long limit = MemoryPool.ReservedBytes + (32 << 20);
        MemoryPool.Limit = limit;
        try
        {
            var error = Assert.Throws<OutOfMemoryException>(() => { Empty([wanted / 4]); });
            Assert.Equal(wanted, error.RequestedBytes);
            Assert.Equal(limit, error.LimitBytes);
            Assert.Equal(Device.Cpu, error.Device);
            Assert.Contains("256.00 MiB", error.Message);
            // Smaller work goes on.
            using Tensor small = Ones([1024]);
            Assert.Equal(1024f, small.Sum().Item<float>());
        }
        finally
        {
            MemoryPool.Limit = long.MaxValue;
        }
        using Tensor large = Empty([wanted / 4]);
        Assert.Equal(wanted / 4, large.Count);
    }

    [Fact]
    public void AnErrorInTheMiddleOfAnOpFreesItsParts()
    {
        using Tensor x = Ones([4 << 20]);
        Expect.Balanced(() =>
        {
            MemoryPool.Trim();
            MemoryPool.Limit = MemoryPool.ReservedBytes + (4 << 20);
            try
            {
                Assert.Throws<OutOfMemoryException>(() => { (x + 1).Dispose(); });
            }
            finally
            {
                MemoryPool.Limit = long.MaxValue;
            }
        });
    }
}
