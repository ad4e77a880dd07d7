namespace Lucid.Gpu.Msl.Types;

/// <summary>Where an object lives (specification section 4).</summary>
internal enum AddressSpace : byte { None, Thread, Threadgroup, Device, Constant }

/// <summary>A type with const, volatile, and the address space of the object it describes.</summary>
internal readonly record struct QualifiedType(MslType Type, bool Const = false, bool Volatile = false, AddressSpace Space = AddressSpace.None)
{
    /// <summary>The space with "unsaid" read as thread.</summary>
    public AddressSpace EffectiveSpace => Space == AddressSpace.None ? AddressSpace.Thread : Space;

    public QualifiedType Unqualified => new(Type);

    public static implicit operator QualifiedType(MslType type) => new(type);

    public override string ToString()
    {
        string prefix = Space switch
        {
            AddressSpace.Device => "device ",
            AddressSpace.Constant => "constant ",
            AddressSpace.Threadgroup => "threadgroup ",
            AddressSpace.Thread => "thread ",
            _ => "",
        };
        return prefix + (Const ? "const " : "") + (Volatile ? "volatile " : "") + Type?.Name;
    }
}
