using Lucid.Gpu.Drivers.Host.Program;
using Lucid.Gpu.Msl.Types;

namespace Lucid.Gpu.Drivers.Host.Lowering;

/// <summary>A place in memory: base + index * scale + offset, in bytes.</summary>
internal sealed record Address(MemorySpace Space, byte Mode, int Base, int Index, int Scale, int Offset)
{
    public bool HasIndex => (Mode & AddressMode.IndexMask) != 0;

    public Address Plus(int bytes) => this with { Offset = Offset + bytes };
}

/// <summary>A value in registers (one per scalar inside the type), or an object in memory.</summary>
internal sealed class Value(MslType type, int[]? registers, Address? memory, int level = 0)
{
    public MslType Type => type;

    public int[]? Registers => registers;

    public Address? Memory => memory;

    /// <summary>Mask level at which a variable was made: writes on the same level need no mask.</summary>
    public int Level => level;

    public Value As(MslType other) => new(other, registers, memory, level);
}
