using System;
using System.Text;
using Lucid.Ops.Declaration;

namespace Lucid.Ops.Dispatch;

/// <summary>One op as the registry shows it and the bridges call it.</summary>
public sealed unsafe class OpEntry
{
    private readonly int _index;
    private OpSchema? _schema;

    internal OpEntry(
        int index, int version, AmpPolicy amp, bool deterministic, OpSurface surface, string aliases,
        bool differentiable, DTypeRule? rule, bool varArgs, OpTraits traits, uint differentiableParameters,
        delegate*<CallFrame, void> invoke, delegate*<CallFrame, void> inPlace, delegate*<CallFrame, void> into)
    {
        _index = index;
        SchemaText = OpTable.Text(2 * index);
        Version = version;
        Amp = amp;
        Deterministic = deterministic;
        Surface = surface;
        Aliases = aliases;
        Differentiable = differentiable;
        VarArgs = varArgs;
        Rule = rule;
        Traits = traits;
        DifferentiableParameters = differentiableParameters;
        Invoke = invoke;
        InPlace = inPlace;
        Into = into;
        int end = SchemaText.IndexOf('(');
        FullName = SchemaText[..end];
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
    public string Documentation => OpTable.Text(2 * _index + 1);

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
    private static int[]? s_lines;

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

    /// <summary>A line of the generated texts: schemas at even numbers, documentation at odd ones.</summary>
    internal static string Text(int line)
    {
        int[] lines = s_lines ??= FindLines();
        return Encoding.UTF8.GetString(Texts[lines[line]..(lines[line + 1] - 1)]);
    }

    private static int[] FindLines()
    {
        ReadOnlySpan<byte> texts = Texts;
        var lines = new int[texts.Count((byte)'\n') + 1];
        for (int i = 1; i < lines.Length; i++) lines[i] = lines[i - 1] + texts[lines[i - 1]..].IndexOf((byte)'\n') + 1;
        return lines;
    }
}
