using System;
using Lucid.Ops.Declaration;

namespace Lucid.Ops.Dispatch;

/// <summary>One op as the registry shows it and the bridges call it.</summary>
public sealed unsafe class OpEntry
{
    private OpSchema? _schema;

    internal OpEntry(
        string schemaText, int version, AmpPolicy amp, bool deterministic, OpSurface surface, string aliases, string documentation,
        bool differentiable, DTypeRule? rule, bool varArgs, OpTraits traits, uint differentiableParameters,
        delegate*<CallFrame, void> invoke, delegate*<CallFrame, void> inPlace, delegate*<CallFrame, void> into)
    {
        SchemaText = schemaText;
        Version = version;
        Amp = amp;
        Deterministic = deterministic;
        Surface = surface;
        Aliases = aliases;
        Documentation = documentation;
        Differentiable = differentiable;
        VarArgs = varArgs;
        Rule = rule;
        Traits = traits;
        DifferentiableParameters = differentiableParameters;
        Invoke = invoke;
        InPlace = inPlace;
        Into = into;
        int end = schemaText.IndexOf('(');
        FullName = schemaText[..end];
        int dot = FullName.IndexOf('.');
        Name = dot < 0 ? FullName : FullName[..dot];
    }

    /// <summary>Name without overload.</summary>
    public string Name { get; }

    /// <summary>Name with overload, such as <c>max.dim</c>.</summary>
    public string FullName { get; }

    /// <summary>The schema as declared.</summary>
    public string SchemaText { get; }

    /// <summary>The schema, parsed on first use.</summary>
    public OpSchema Schema => _schema ??= OpSchema.Parse(SchemaText);

    /// <summary>Raised when the op's meaning changes.</summary>
    public int Version { get; }

    /// <summary>What mixed precision does.</summary>
    public AmpPolicy Amp { get; }

    /// <summary>True when runs are bit-identical.</summary>
    public bool Deterministic { get; }

    /// <summary>Where Python finds it.</summary>
    public OpSurface Surface { get; }

    /// <summary>Further Python names, separated by commas.</summary>
    public string Aliases { get; }

    /// <summary>One paragraph on what it computes.</summary>
    public string Documentation { get; }

    /// <summary>True when gradients flow through it.</summary>
    public bool Differentiable { get; }

    /// <summary>True when the leading list of tensors may come as separate arguments.</summary>
    public bool VarArgs { get; }

    /// <summary>How a pointwise op's result type follows from its arguments; null for other ops.</summary>
    public DTypeRule? Rule { get; }

    /// <summary>True for ops that work element by element.</summary>
    public bool IsPointwise => (Traits & OpTraits.Pointwise) != 0;

    /// <summary>True for ops written with other ops.</summary>
    public bool IsComposite => (Traits & OpTraits.Composite) != 0;

    /// <summary>True for ops that are linear in all tensors that gradients flow to, taken together.</summary>
    public bool IsLinear => (Traits & OpTraits.Linear) != 0;

    /// <summary>True for ops that are linear in each of two tensors.</summary>
    public bool IsBilinear => (Traits & OpTraits.Bilinear) != 0;

    /// <summary>True for ops that draw random numbers.</summary>
    public bool IsRandom => (Traits & OpTraits.Random) != 0;

    /// <summary>Which parameters gradients flow to, one bit each.</summary>
    public uint DifferentiableParameters { get; }

    private OpTraits Traits { get; }

    /// <summary>Computes from a call frame.</summary>
    public delegate*<CallFrame, void> Invoke { get; }

    /// <summary>The in-place form; null when there is none.</summary>
    public delegate*<CallFrame, void> InPlace { get; }

    /// <summary>The <c>out=</c> form; null when there is none.</summary>
    public delegate*<CallFrame, void> Into { get; }
}

/// <summary>What function transforms use to choose a rule; found by the generator from the declaration.</summary>
[Flags]
internal enum OpTraits
{
    None = 0,
    Pointwise = 1,
    Composite = 2,
    Linear = 4,
    Bilinear = 8,
    Random = 16,
}

/// <summary>All registered ops, sorted by name and overload.</summary>
public static unsafe partial class OpTable
{
    private static OpEntry[]? s_entries;

    /// <summary>The ops.</summary>
    public static ReadOnlySpan<OpEntry> Entries => s_entries ??= Build();

    /// <summary>The first overload of a name; null when unknown.</summary>
    public static OpEntry? Find(ReadOnlySpan<char> fullName)
    {
        foreach (OpEntry entry in Entries)
        {
            if (fullName.SequenceEqual(entry.FullName)) return entry;
        }
        return null;
    }
}
