using System;

namespace Lucid.Cpu.Gemm;

/// <summary>
/// The figures of scaled dot-product attention. Operands are indexed (batch, head, row, feature) with features contiguous;
/// strides in elements. Key and value heads may be fewer than query heads: each then serves a run of query heads.
/// </summary>
public readonly struct AttentionShape
{
    /// <summary>Batches.</summary>
    public nint Batch { get; init; }

    /// <summary>Heads of the query and the output.</summary>
    public nint Heads { get; init; }

    /// <summary>Heads of key and value; divides <see cref="Heads"/>.</summary>
    public nint KeyHeads { get; init; }

    /// <summary>Rows of the query.</summary>
    public nint Queries { get; init; }

    /// <summary>Rows of key and value.</summary>
    public nint Keys { get; init; }

    /// <summary>Features of query and key.</summary>
    public nint Features { get; init; }

    /// <summary>Features of value and output.</summary>
    public nint ValueFeatures { get; init; }

    /// <summary>Whether query row i sees keys 0 to i only.</summary>
    public bool Causal { get; init; }

    /// <summary>Factor of the scores, by custom 1 / sqrt(Features).</summary>
    public double Scale { get; init; }

    /// <summary>Strides of the query: batch, head, row.</summary>
    public (nint Batch, nint Head, nint Row) Query { get; init; }

    /// <summary>Strides of the key.</summary>
    public (nint Batch, nint Head, nint Row) Key { get; init; }

    /// <summary>Strides of the value.</summary>
    public (nint Batch, nint Head, nint Row) Value { get; init; }

    /// <summary>Strides of the output.</summary>
    public (nint Batch, nint Head, nint Row) Output { get; init; }

    /// <summary>Strides of the mask over batch, head, query and key; 0 repeats.</summary>
    public (nint Batch, nint Head, nint Row, nint Column) Mask { get; init; }

    /// <summary>Refuses figures that no attention has.</summary>
    /// <exception cref="ArgumentException">A negative extent, or key heads that do not divide the heads.</exception>
    internal void Check()
    {
        bool valid = Batch >= 0 && Heads >= 0 && Queries >= 0 && Keys >= 0 && Features >= 0 && ValueFeatures >= 0;
        if (!valid || (Heads > 0 && (KeyHeads < 1 || Heads % KeyHeads != 0)))
            throw new ArgumentException("The figures describe no attention.");
    }
}
