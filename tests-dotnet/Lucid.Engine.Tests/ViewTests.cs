using System;
using Lucid.Memory;
using Xunit;
using static Lucid.TensorFunctions;

namespace Lucid.Engine.Tests;

/// <summary>Views share memory, allocate nothing, and count edits together.</summary>
public sealed class ViewTests
{
    public static TheoryData<string> Views => ["view", "reshape", "permute", "transpose", "expand", "slice", "select", "squeeze", "narrow", "detach", "index"];

    private static Tensor Make(string kind, Tensor x) => kind switch
    {
        "view" => x.View([4, 3, 1]),
        "reshape" => x.Reshape([-1]),
        "permute" => x.Permute([2, 0, 1]),
        "transpose" => x.Transpose(0, 1),
        "expand" => x.Expand([3, 4, 5]),
        "slice" => x[1..2, .., ..],
        "select" => x.Select(0, 2),
        "squeeze" => x.Squeeze(),
        "narrow" => x.Narrow(1, 1, 2),
        "detach" => x.Detach(),
        _ => x[TensorIndex.Ellipsis, 0],
    };

    [Theory]
    [MemberData(nameof(Views))]
    public void AViewAllocatesNothing(string kind)
    {
        using Tensor x = Arange(12).Reshape([3, 4, 1]);
        MemoryAccount account = MemoryAccount.Of(DeviceType.Cpu);
        (long allocations, long bytes) before = (account.Allocations, account.CurrentBytes);
        using Tensor view = Make(kind, x);
        Assert.Equal(before, (account.Allocations, account.CurrentBytes));
        Assert.Same(x.Storage, view.Storage);
    }

    [Theory]
    [MemberData(nameof(Views))]
    public void AnEditThroughAViewIsSeenByTheBase(string kind)
    {
        using Tensor x = Arange(12).Reshape([3, 4, 1]);
        using Tensor view = Make(kind, x);
        int version = x.Storage.Version;
        using (Tensor all = view.AsStrided([1], [1])) all.FillInPlace(77);
        Assert.Equal(version + 1, view.Storage.Version);
        Assert.Contains(77L, x.ToArray<long>());
    }

    [Fact]
    public void EveryInPlaceOpCountsOnce()
    {
        using Tensor x = Ones([3]);
        Assert.Equal(0, x.Storage.Version);
        x.AddInPlace(1).MulInPlace(2);
        Assert.Equal(2, x.Storage.Version);
        x[0] = Zeros([]);
        Assert.Equal(3, x.Storage.Version);
        using Tensor hidden = x.UntrackedAlias();
        hidden.AddInPlace(1);
        Assert.Equal(3, x.Storage.Version);
        Expect.Values(x, 1, 5, 5);
    }

    [Fact]
    public void AViewOfIncompatibleStridesIsRefused()
    {
        using Tensor x = Arange(6).Reshape([2, 3]);
        using Tensor transposed = x.Transpose(0, 1);
        Assert.ThrowsAny<LucidException>(() => { transposed.View([6]); });
        using Tensor copied = transposed.Reshape([6]);
        Assert.NotSame(x.Storage, copied.Storage);
        Expect.Values(copied, 0, 3, 1, 4, 2, 5);
        Assert.Throws<ShapeMismatchException>(() => { x.View([4]); });
    }

    [Fact]
    public void ViewsOutliveTheirBase()
    {
        Tensor x = Arange(4);
        using Tensor view = x[2..];
        x.Dispose();
        Expect.Values(view, 2, 3);
    }

    [Fact]
    public void WritingToExpandedMemoryIsRefused()
    {
        using Tensor x = Ones([1]);
        using Tensor wide = x.Expand([4]);
        var error = Assert.Throws<LucidException>(() => { wide.AddInPlace(1); });
        Assert.Contains("single memory location", error.Message);
        Expect.Values(x, 1);
    }

    [Fact]
    public void StridesOutsideTheMemoryAreRefused()
    {
        using Tensor x = Arange(6);
        Assert.ThrowsAny<LucidException>(() => { x.AsStrided([3, 3], [3, 1]); });
        Assert.ThrowsAny<LucidException>(() => { x.AsStrided([2], [1], storageOffset: 5); });
        Expect.Values(x.AsStrided([2, 2], [1, 1], storageOffset: 2), 2, 3, 3, 4);
    }
}
