namespace Lucid.Ops.Dispatch;

/// <summary>How bytes go between devices.</summary>
public static class Transfers
{
    /// <summary>
    /// Above this many bytes a transfer writes straight into its destination; below it the bytes travel inside the
    /// command, so that the transfer need not wait for recorded work. A build constant.
    /// </summary>
    public const int ZeroCopyThreshold = 64 * 1024;
}
