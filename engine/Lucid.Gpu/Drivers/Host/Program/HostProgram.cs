using System.Collections.Generic;
using Lucid.Gpu.Msl;
using Lucid.Gpu.Msl.Semantics;

namespace Lucid.Gpu.Drivers.Host.Program;

/// <summary>A position attribute the kernel reads: which, which component, into which register.</summary>
internal readonly record struct PositionInput(string Attribute, int Component, int Register);

/// <summary>A kernel as a register program.</summary>
internal sealed class HostProgram
{
    /// <summary>True where a function constant may have left the buffer parameter of this index out.</summary>
    public bool IsOptional(int index)
    {
        foreach (KernelBinding binding in Bindings)
            if (binding.Kind == BindingKind.Buffer && binding.Index == index && binding.IsOptional) return true;
        return false;
    }

    public required string KernelName { get; init; }

    public required KernelLibrary Library { get; init; }

    public required Instruction[] Code { get; init; }

    /// <summary>128-byte slots per simdgroup.</summary>
    public required int Registers { get; init; }

    public required int MaskSlots { get; init; }

    /// <summary>Bytes of private memory per thread.</summary>
    public required int PrivateBytes { get; init; }

    /// <summary>Bytes of threadgroup variables; argument-bound threadgroup memory follows.</summary>
    public required int ThreadgroupBytes { get; init; }

    /// <summary>Constant registers: (register, value, 64-bit).</summary>
    public required IReadOnlyList<(int Register, long Bits, bool Wide)> Constants { get; init; }

    public required IReadOnlyList<PositionInput> Positions { get; init; }

    public required IReadOnlyList<KernelBinding> Bindings { get; init; }

    /// <summary>Bytes of constant arrays of the program.</summary>
    public required byte[] ConstantData { get; init; }

    public required IReadOnlyList<(int Index, int Slot)> BufferSlots { get; init; }

    /// <summary>Buffer slot of the constant data.</summary>
    public required int ConstantSlot { get; init; }

    public required int SlotCount { get; init; }

    /// <summary>Slots through which the kernel may write.</summary>
    public required bool[] SlotWritable { get; init; }

    /// <summary>Base-2 logarithm of the smallest element accessed in device memory, at most 2: how finely races are told apart.</summary>
    public required int RaceShift { get; init; }

    /// <summary>The same for threadgroup memory.</summary>
    public required int SharedRaceShift { get; init; }

    /// <summary>Registers that receive the offset of each argument-bound threadgroup block.</summary>
    public required IReadOnlyList<(int Index, int Register)> ThreadgroupArguments { get; init; }
}
