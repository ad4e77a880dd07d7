using System;
using System.Collections.Generic;
using Lucid.Graph;

namespace Lucid.Transforms;

/// <summary>What random ops do inside a batched function.</summary>
public enum BatchRandomness
{
    /// <summary>They are refused.</summary>
    Error,
    /// <summary>Every element of the batch sees the same numbers.</summary>
    Same,
    /// <summary>Every element of the batch sees numbers of its own.</summary>
    Different,
}

/// <summary>One active function transform: a batch (vmap), or a direction of forward-mode differentiation (jvp).</summary>
/// <remarks>Numbers are never used again, so that a value that outlives its level is known to.</remarks>
public sealed class TransformLevel
{
    private Dictionary<(Node, int), Tensor>? _outputTangents;

    internal TransformLevel(long number, long batchSize, BatchRandomness randomness)
    {
        Number = number;
        BatchSize = batchSize;
        Randomness = randomness;
    }

    /// <summary>The level's number; inner levels have higher ones.</summary>
    public long Number { get; }

    /// <summary>Elements in the batch; -1 for a dual level.</summary>
    public long BatchSize { get; }

    /// <summary>True for a batch, false for dual numbers.</summary>
    public bool IsBatch => BatchSize >= 0;

    /// <summary>What random ops do.</summary>
    public BatchRandomness Randomness { get; }

    /// <summary>True for a batch of directions only: values that are no tangents are the same for all its elements.</summary>
    public bool IsBasis { get; set; }

    /// <summary>True while this level's rule runs an op on whole batches: random ops are no longer its business.</summary>
    public bool IsSuspended { get; set; }

    /// <summary>Remembers the tangent of a recorded result, for formulas that use the result.</summary>
    public void KeepOutputTangent(Node node, int index, Tensor tangent)
    {
        _outputTangents ??= [];
        tangent.Retain();
        if (_outputTangents.Remove((node, index), out Tensor? old)) old.Release();
        _outputTangents[(node, index)] = tangent;
    }

    internal Tensor? OutputTangent(Node node, int index) =>
        _outputTangents is not null && _outputTangents.TryGetValue((node, index), out Tensor? tangent) ? tangent : null;

    internal void Close()
    {
        if (_outputTangents is null) return;
        foreach (Tensor tangent in _outputTangents.Values) tangent.Release();
        _outputTangents = null;
    }
}

/// <summary>What a wrapper adds to the tensor it stands for.</summary>
internal sealed class Wrapped(Tensor value, Tensor? tangent, long level) : IDisposable
{
    /// <summary>The tensor inside, owned.</summary>
    internal Tensor Value { get; private set; } = value;

    /// <summary>The tangent of a dual number, owned; null for a batch.</summary>
    internal Tensor? Tangent { get; private set; } = tangent;

    internal long Level { get; } = level;

    internal void Replace(Tensor? tangent)
    {
        tangent?.Retain();
        Tangent?.Release();
        Tangent = tangent;
    }

    internal void ReplaceValue(Tensor value)
    {
        value.Retain();
        Value.Release();
        Value = value;
    }

    public void Dispose()
    {
        Value.Release();
        Tangent?.Release();
    }
}

/// <summary>The numbers of a batched tensor were asked for, one element's worth of which do not exist on their own.</summary>
public sealed class BatchedAccessException : LucidException
{
    /// <summary>Makes the error.</summary>
    public BatchedAccessException() : base("vmap",
        "vmap: It looks like you're either (1) calling .item() on a Tensor or (2) attempting to use a Tensor in some data-dependent "
        + "control flow or (3) encountering this error in an op that looks at a tensor's memory. For (1): we don't support vmap over "
        + "calling .item() on a Tensor, please try to rewrite what you're doing with other operations. For (2): use lucid.where() "
        + "instead of an if. For (3): please report it.") { }

    /// <summary>Makes the error with a message of its own.</summary>
    public BatchedAccessException(string op, string message) : base(op, message) { }
}
