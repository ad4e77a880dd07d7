using System;
using System.Collections.Generic;

namespace Lucid.Ops.Declaration;

/// <summary>Types that a schema's parameters and results may have.</summary>
public enum SchemaType
{
    /// <summary>A tensor.</summary>
    Tensor,
    /// <summary>A tensor or a number.</summary>
    TensorOrScalar,
    /// <summary>A number.</summary>
    Scalar,
    /// <summary>An integer.</summary>
    Int,
    /// <summary>A real number.</summary>
    Float,
    /// <summary>A truth value.</summary>
    Bool,
    /// <summary>Text.</summary>
    Str,
    /// <summary>An element type.</summary>
    DType,
    /// <summary>A device.</summary>
    Device,
    /// <summary>A random generator.</summary>
    Generator,
}

/// <summary>One parameter of a schema.</summary>
public sealed class SchemaParameter
{
    internal SchemaParameter(string name, SchemaType type, bool isList, bool isOptional, bool acceptsSingle, bool isKeywordOnly, string? defaultText)
    {
        Name = name;
        Type = type;
        IsList = isList;
        IsOptional = isOptional;
        AcceptsSingle = acceptsSingle;
        IsKeywordOnly = isKeywordOnly;
        DefaultText = defaultText;
    }

    /// <summary>The name, as PyTorch has it.</summary>
    public string Name { get; }

    /// <summary>The element type.</summary>
    public SchemaType Type { get; }

    /// <summary>True for a list of that type.</summary>
    public bool IsList { get; }

    /// <summary>True when None is accepted.</summary>
    public bool IsOptional { get; }

    /// <summary>True for a list that also takes one bare element (<c>int[1]</c>).</summary>
    public bool AcceptsSingle { get; }

    /// <summary>True behind the <c>*</c>.</summary>
    public bool IsKeywordOnly { get; }

    /// <summary>The default as written; null when the argument is required.</summary>
    public string? DefaultText { get; }

    /// <summary>True for tensors and lists of them: arguments that gradients may flow to.</summary>
    public bool IsTensorLike => Type == SchemaType.Tensor || Type == SchemaType.TensorOrScalar;

    /// <summary>The type as PyTorch's error messages spell it.</summary>
    public string TypeText
    {
        get
        {
            string text = Type switch
            {
                SchemaType.TensorOrScalar => "Tensor or Number",
                SchemaType.Scalar => "Number",
                SchemaType.Int => "int",
                SchemaType.Float => "float",
                SchemaType.Bool => "bool",
                SchemaType.Str => "str",
                SchemaType.DType => "lucid.dtype",
                SchemaType.Device => "lucid.device",
                SchemaType.Generator => "lucid.Generator",
                _ => "Tensor",
            };
            return IsList ? $"tuple of {text}s" : text;
        }
    }
}

/// <summary>One result of a schema.</summary>
public sealed class SchemaResult
{
    internal SchemaResult(string name, SchemaType type, bool isList)
    {
        Name = name;
        Type = type;
        IsList = isList;
    }

    /// <summary>The name; <c>result</c> when the schema gives none.</summary>
    public string Name { get; }

    /// <summary>The type.</summary>
    public SchemaType Type { get; }

    /// <summary>True for a list.</summary>
    public bool IsList { get; }
}

/// <summary>
/// A schema string in PyTorch's syntax, parsed:
/// <c>sum(Tensor input, int[1]? dim=None, bool keepdim=False, *, ScalarType? dtype=None) -> Tensor</c>.
/// One spelling is our own: <c>Tensor|Scalar</c> is an argument that may be either.
/// </summary>
public sealed class OpSchema
{
    private OpSchema(string text, string name, string overload, SchemaParameter[] parameters, SchemaResult[] results)
    {
        Text = text;
        Name = name;
        Overload = overload;
        Parameters = parameters;
        Results = results;
    }

    /// <summary>The schema as written.</summary>
    public string Text { get; }

    /// <summary>The op's name without overload.</summary>
    public string Name { get; }

    /// <summary>The overload's name; empty for the first.</summary>
    public string Overload { get; }

    /// <summary>The parameters in order.</summary>
    public SchemaParameter[] Parameters { get; }

    /// <summary>The results in order.</summary>
    public SchemaResult[] Results { get; }

    /// <summary>Parses a schema string.</summary>
    /// <exception cref="FormatException">The text is no schema.</exception>
    public static OpSchema Parse(string text)
    {
        int open = text.IndexOf('(');
        int arrow = text.IndexOf(") ->", StringComparison.Ordinal);
        if (open <= 0 || arrow < open) throw new FormatException($"Not an op schema: '{text}'.");
        string fullName = text.Substring(0, open).Trim();
        int dot = fullName.IndexOf('.');
        string name = dot < 0 ? fullName : fullName.Substring(0, dot);
        string overload = dot < 0 ? "" : fullName.Substring(dot + 1);

        var parameters = new List<SchemaParameter>();
        bool keywordOnly = false;
        foreach (string part in Split(text.Substring(open + 1, arrow - open - 1)))
        {
            if (part == "*") { keywordOnly = true; continue; }
            parameters.Add(ParseParameter(part, keywordOnly, text));
        }

        var results = new List<SchemaResult>();
        string returns = text.Substring(arrow + 4).Trim();
        if (returns.Length > 1 && returns[0] == '(' && returns[returns.Length - 1] == ')') returns = returns.Substring(1, returns.Length - 2);
        foreach (string part in Split(returns))
        {
            int space = part.IndexOf(' ');
            string typeText = space < 0 ? part : part.Substring(0, space);
            SchemaType type = ParseType(typeText, text, out bool isList, out _, out _);
            results.Add(new SchemaResult(space < 0 ? "result" : part.Substring(space + 1).Trim(), type, isList));
        }
        return new OpSchema(text, name, overload, parameters.ToArray(), results.ToArray());
    }

    private static SchemaParameter ParseParameter(string part, bool keywordOnly, string schema)
    {
        string? defaultText = null;
        int equals = part.IndexOf('=');
        if (equals >= 0)
        {
            defaultText = part.Substring(equals + 1).Trim();
            part = part.Substring(0, equals).Trim();
        }
        int space = part.LastIndexOf(' ');
        if (space < 0) throw new FormatException($"Parameter '{part}' lacks a type or a name in schema '{schema}'.");
        SchemaType type = ParseType(part.Substring(0, space).Trim(), schema, out bool isList, out bool isOptional, out bool single);
        return new SchemaParameter(part.Substring(space + 1), type, isList, isOptional, single, keywordOnly, defaultText);
    }

    private static SchemaType ParseType(string text, string schema, out bool isList, out bool isOptional, out bool acceptsSingle)
    {
        isOptional = text[text.Length - 1] == '?';
        if (isOptional) text = text.Substring(0, text.Length - 1);
        int bracket = text.IndexOf('[');
        isList = bracket >= 0;
        acceptsSingle = false;
        if (isList)
        {
            acceptsSingle = text.Substring(bracket) != "[]";
            text = text.Substring(0, bracket);
        }
        return text switch
        {
            "Tensor" => SchemaType.Tensor,
            "Tensor|Scalar" => SchemaType.TensorOrScalar,
            "Scalar" => SchemaType.Scalar,
            "int" => SchemaType.Int,
            "float" => SchemaType.Float,
            "bool" => SchemaType.Bool,
            "str" => SchemaType.Str,
            "ScalarType" => SchemaType.DType,
            "Device" => SchemaType.Device,
            "Generator" => SchemaType.Generator,
            _ => throw new FormatException($"Unknown type '{text}' in schema '{schema}'."),
        };
    }

    // Splits at commas outside brackets.
    private static IEnumerable<string> Split(string list)
    {
        int depth = 0;
        int start = 0;
        for (int i = 0; i <= list.Length; i++)
        {
            char c = i < list.Length ? list[i] : ',';
            if (c == '[' || c == '(') depth++;
            if (c == ']' || c == ')') depth--;
            if (c != ',' || (depth > 0 && i < list.Length)) continue;
            string part = list.Substring(start, i - start).Trim();
            start = i + 1;
            if (part.Length > 0) yield return part;
        }
    }
}
