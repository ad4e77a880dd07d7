using System.Collections.Generic;

namespace Lucid.Gpu.Drivers.Cuda.Emission;

/// <summary>What a slot of the parameter block holds.</summary>
internal enum SlotKind : byte
{
    /// <summary>The 64-bit address of a buffer; 0 where the value stands in the block itself.</summary>
    Address,
    /// <summary>A value copied at dispatch, read where the address is 0.</summary>
    Inline,
    /// <summary>Address and extents of a texture.</summary>
    Texture,
    /// <summary>Offset into dynamic threadgroup memory.</summary>
    Threadgroup,
}

/// <summary>One slot of the parameter block.</summary>
/// <param name="Kind">What it holds.</param>
/// <param name="Index">The index of the argument.</param>
/// <param name="Offset">Its place in the block.</param>
/// <param name="Size">Bytes of an inline value.</param>
/// <param name="IsOptional">True where a function constant may have left the parameter out.</param>
internal readonly record struct ParameterSlot(SlotKind Kind, int Index, int Offset, int Size, bool IsOptional);

/// <summary>A kernel as CUDA C++, and how its parameter block is laid out.</summary>
internal sealed class KernelText
{
    /// <summary>Bytes before the first slot: grid extents, a flag for flattened grids, threadgroup counts.</summary>
    public const int HeaderBytes = 32;

    /// <summary>Values up to this size travel in the block; larger ones through device memory.</summary>
    public const int InlineLimit = 1024;

    /// <summary>The whole translation unit.</summary>
    public required string Source { get; init; }

    /// <summary>Defined before the source, this macro makes the form for grids along x alone.</summary>
    public const string LineMacro = "LUCID_LINE";

    /// <summary>The form of the source for grids along x alone.</summary>
    public string LineSource => field ??= $"#define {LineMacro} 1\n{Source}";

    /// <summary>Defined before the source, this macro makes the form in which each thread runs four neighbours.</summary>
    public const string SeveralMacro = "LUCID_SEVERAL";

    /// <summary>The form of the source in which each thread runs four neighbours.</summary>
    public string SeveralSource => field ??= $"#define {SeveralMacro} 1\n{Source}";

    /// <summary>True where the source has that form; its entry takes the buffers of pointer parameters besides the block, in order.</summary>
    public bool HasSeveral { get; init; }

    /// <summary>True where the kernel asks for positions along more than x.</summary>
    public bool IsPlanar { get; init; }

    /// <summary>True where threads share nothing and know nothing of their threadgroup, so that its size is free.</summary>
    public bool IsElementwise { get; init; }

    /// <summary>Name of the entry point.</summary>
    public required string Entry { get; init; }

    /// <summary>Slots of the block.</summary>
    public required IReadOnlyList<ParameterSlot> Slots { get; init; }

    /// <summary>Size of the block.</summary>
    public required int BlockBytes { get; init; }
}
