using System.Runtime.InteropServices;

namespace Lucid.Cpu.Threads;

/// <summary>
/// What the team's threads share, each group of words on cache lines of its own (128 bytes, since lines are fetched in
/// pairs).
/// </summary>
[StructLayout(LayoutKind.Explicit, Size = 5 * 128)]
internal unsafe struct TeamState
{
    /// <summary>Counts the runs.</summary>
    [FieldOffset(0)] public int Generation;

    /// <summary>Parts not yet finished; the caller waits for zero.</summary>
    [FieldOffset(128)] public int Pending;

    /// <summary>Workers asleep.</summary>
    [FieldOffset(256)] public int Sleepers;

    /// <summary>1 while the caller sleeps.</summary>
    [FieldOffset(384)] public int CallerSleeps;

    [FieldOffset(512)] public delegate*<void*, nint, nint, void> Body;
    [FieldOffset(520)] public void* Context;
    [FieldOffset(528)] public nint Units;
    [FieldOffset(536)] public nint Grain;
    [FieldOffset(544)] public nint Blocks;
    [FieldOffset(552)] public int Parts;
    [FieldOffset(556)] public int Participants;
}
