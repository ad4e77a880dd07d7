using System;

namespace Lucid.Cpu.Sort;

/// <summary>A 64-bit key with the element's place.</summary>
internal struct WideEntry : IComparable<WideEntry>
{
    internal ulong Key;
    internal long Index;

    public readonly int CompareTo(WideEntry other) => Key != other.Key ? Key.CompareTo(other.Key) : Index.CompareTo(other.Index);
}
