using System.Collections.Generic;
using Lucid.Gpu.Corpus;
using Lucid.Gpu.Drivers;
using Lucid.Gpu.Drivers.Host;
using Xunit;

namespace Lucid.Gpu.Tests.Drivers;

public class CorpusTests
{
    public static IEnumerable<object[]> Cases()
    {
        foreach (KernelCase one in KernelCase.All) yield return [one.Name];
    }

    private static KernelCase Find(string name)
    {
        foreach (KernelCase one in KernelCase.All)
            if (one.Name == name) return one;
        throw new KeyNotFoundException(name);
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void AgreesWithItsReferenceWhenChecked(string name) => Verify(name, new HostOptions());

    [Theory]
    [MemberData(nameof(Cases))]
    public void AgreesWithItsReferenceOnSeveralThreads(string name) => Verify(name, new HostOptions(Checked: false, Threads: 3));

    private static void Verify(string name, HostOptions options)
    {
        using var device = new HostDevice(options);
        using (var runner = new KernelRunner(device)) Find(name).Verify(runner);
        Assert.Equal(new LiveObjects(0, 0, 0), device.Live);
    }

    [Fact]
    public void HasAtLeastSixtyKernels() => Assert.True(KernelCase.All.Count >= 60);
}
