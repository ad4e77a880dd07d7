using System;
using System.Globalization;
using Lucid.Ops.Declaration;
using Lucid.Ops.Dispatch;
using Lucid.Python.Interop;

namespace Lucid.Python.Arguments;

/// <summary>A parameter with the Python strings that may name it and its default, ready to put into a frame.</summary>
internal sealed unsafe class BoundParameter
{
    // NumPy's names for PyTorch's parameters.
    private static readonly (string Name, string[] Aliases)[] Synonyms =
    [
        ("input", ["self", "x", "a", "x1", "condition_input", "impl", "t", "mat", "vec1", "values", "A", "H"]),
        ("other", ["x2", "b", "y", "exponent"]),
        ("dim", ["axis"]),
        ("keepdim", ["keepdims"]),
        ("dims", ["axes", "reps"]),
        ("size", ["shape"]),
        ("shape", ["size", "sizes"]),
        ("tensors", ["arrays"]),
        ("condition", ["cond"]),
        ("start_dim", ["start_axis"]),
        ("end_dim", ["end_axis"]),
        ("dim0", ["axis0"]),
        ("dim1", ["axis1"]),
        ("repeats", ["reps"]),
        ("index", ["indices"]),
        ("split_size", ["split_size_or_sections", "split_sizes"]),
        ("sections", ["indices_or_sections"]),
        ("indices", ["indices_or_sections"]),
        ("indices_or_sections", ["tensor_indices_or_sections"]),
        ("correction", ["ddof"]),
        ("mat2", ["other", "b"]),
        ("vec", ["vec2"]),
        ("vec2", ["y"]),
        ("vec2", ["b", "other"]),
        ("exponent", ["other", "b", "y"]),
        ("pad", ["padding"]),
        ("tensor1", ["t1"]),
        ("tensor2", ["t2"]),
        ("src", ["other", "source"]),
        ("diagonal", ["k"]),
        ("sorted_sequence", ["sorted_seq"]),
        ("values", ["input"]),
        ("A", ["input", "x"]),
        ("B", ["b"]),
    ];

    private readonly object? _default;
    private readonly Scalar _scalarDefault;

    internal BoundParameter(SchemaParameter parameter)
    {
        Parameter = parameter;
        Name = Py.Intern(parameter.Name);
        foreach ((string name, string[] aliases) in Synonyms)
        {
            if (name != parameter.Name) continue;
            Aliases = new nint[aliases.Length];
            for (int i = 0; i < aliases.Length; i++) Aliases[i] = (nint)Py.Intern(aliases[i]);
        }
        if (parameter.DefaultText is not { } text || text == "None" || parameter.IsList) return;
        if (text is "True" or "False") _scalarDefault = text == "True";
        else if (text[0] == '\'') _default = text.Trim('\'');
        else if (long.TryParse(text, CultureInfo.InvariantCulture, out long integer)) _scalarDefault = integer;
        else if (text is "inf" or "-inf") _scalarDefault = text == "inf" ? double.PositiveInfinity : double.NegativeInfinity;
        else _scalarDefault = double.Parse(text, CultureInfo.InvariantCulture);
    }

    internal SchemaParameter Parameter { get; }

    internal PyObject* Name { get; }

    internal nint[] Aliases { get; } = [];

    internal bool IsRequired => Parameter.DefaultText is null;

    /// <summary>True when a bare run of integers may stand for this list.</summary>
    internal bool TakesRun => Parameter.IsList && !Parameter.AcceptsSingle && Parameter.Type == SchemaType.Int;

    /// <summary>A new Python tuple of (name, other name) pairs: spellings that every op accepts for a parameter.</summary>
    internal static PyObject* SynonymsToPython()
    {
        nint count = 0;
        foreach ((_, string[] aliases) in Synonyms) count += aliases.Length;
        PyObject* pairs = Py.PyTuple_New(count);
        nint at = 0;
        foreach ((string name, string[] aliases) in Synonyms)
        {
            foreach (string alias in aliases)
            {
                PyObject* pair = Py.PyTuple_New(2);
                Py.PyTuple_SetItem(pair, 0, Py.String(name));
                Py.PyTuple_SetItem(pair, 1, Py.String(alias));
                Py.PyTuple_SetItem(pairs, at++, pair);
            }
        }
        return pairs;
    }

    internal void SetDefault(CallFrame frame, int index)
    {
        if (_default is not null) frame.SetObject(index, _default);
        else if (Parameter.DefaultText == "None" || Parameter.IsList) frame.SetAbsent(index);
        else frame.SetScalar(index, _scalarDefault);
    }

    internal bool IsNamed(PyObject* keyword, bool exact)
    {
        if (keyword == Name) return true;
        foreach (nint alias in Aliases)
        {
            if (keyword == (PyObject*)alias) return true;
        }
        if (!exact) return false;
        if (Py.PyUnicode_Compare(keyword, Name) == 0) return true;
        foreach (nint alias in Aliases)
        {
            if (Py.PyUnicode_Compare(keyword, (PyObject*)alias) == 0) return true;
        }
        return false;
    }
}

/// <summary>A schema prepared for calls from Python.</summary>
internal sealed class BoundSchema
{
    internal BoundSchema(OpEntry entry)
    {
        Entry = entry;
        SchemaParameter[] parameters = entry.Schema.Parameters;
        Parameters = new BoundParameter[parameters.Length];
        for (int i = 0; i < parameters.Length; i++)
        {
            Parameters[i] = new BoundParameter(parameters[i]);
            if (!parameters[i].IsKeywordOnly) PositionalCount = i + 1;
            if (parameters[i].DefaultText is null && !parameters[i].IsKeywordOnly) RequiredCount = i + 1;
            if (parameters[i] is { Type: SchemaType.Tensor, IsList: false, DefaultText: null }) TensorCount++;
        }
        RunAt = -1;
        for (int i = 0; i < Math.Min(2, PositionalCount); i++)
        {
            if (Parameters[i].TakesRun && RunAt < 0 && (i == 0 || parameters[0].Type == SchemaType.Tensor)) RunAt = i;
        }
    }

    internal OpEntry Entry { get; }

    internal BoundParameter[] Parameters { get; }

    internal int PositionalCount { get; }

    /// <summary>How many tensors must be given.</summary>
    internal int TensorCount { get; }

    internal int RequiredCount { get; }

    /// <summary>The parameter that a bare run of integers fills (<c>x.view(2, 3)</c>); -1 when there is none.</summary>
    internal int RunAt { get; }
}
