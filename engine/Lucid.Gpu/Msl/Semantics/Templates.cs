using System.Collections.Generic;
using Lucid.Gpu.Msl.Types;

namespace Lucid.Gpu.Msl.Semantics;

internal enum TemplateParameterKind : byte { Type, Value, Template }

/// <summary>One parameter of a template; token places are indices into the token list.</summary>
internal sealed record TemplateParameter(
    string Name, int At, TemplateParameterKind Kind, bool IsPack, int TypeTokens, int DefaultTokens);

internal enum TemplateArgumentKind : byte { Type, Value, Function, Template, Pack, Dependent }

/// <summary>What a template parameter stands for.</summary>
internal sealed class TemplateArgument
{
    public TemplateArgumentKind Kind { get; private init; }

    public QualifiedType Type { get; private init; }

    public ConstantValue Value { get; private init; }

    public Symbol? Symbol { get; private init; }

    public IReadOnlyList<TemplateArgument> Elements { get; private init; } = [];

    /// <summary>The parameter's index where a pattern names a non-type parameter; -1 for other dependent values.</summary>
    public int PatternIndex { get; private init; } = -1;

    public int PatternDepth { get; private init; } = -1;

    public static TemplateArgument OfType(QualifiedType type) => new() { Kind = TemplateArgumentKind.Type, Type = type };

    public static TemplateArgument OfValue(ConstantValue value, MslType type) => new() { Kind = TemplateArgumentKind.Value, Value = value, Type = type };

    public static TemplateArgument OfFunction(FunctionSymbol function) => new() { Kind = TemplateArgumentKind.Function, Symbol = function };

    /// <summary>A template, or functions of one name with the template arguments written after it.</summary>
    public static TemplateArgument OfTemplate(Symbol template, IReadOnlyList<TemplateArgument>? arguments = null) =>
        new() { Kind = TemplateArgumentKind.Template, Symbol = template, Elements = arguments ?? [] };

    public static TemplateArgument OfPack(IReadOnlyList<TemplateArgument> elements) => new() { Kind = TemplateArgumentKind.Pack, Elements = elements };

    public static TemplateArgument Dependent(int depth = -1, int index = -1) =>
        new() { Kind = TemplateArgumentKind.Dependent, PatternDepth = depth, PatternIndex = index };

    public bool IsDependent
    {
        get
        {
            if (Kind == TemplateArgumentKind.Dependent || Kind == TemplateArgumentKind.Type && Type.Type.IsDependent) return true;
            foreach (TemplateArgument element in Elements)
                if (element.IsDependent) return true;
            return false;
        }
    }

    public bool Same(TemplateArgument other)
    {
        if (Kind != other.Kind) return false;
        switch (Kind)
        {
            case TemplateArgumentKind.Type: return Type == other.Type;
            case TemplateArgumentKind.Value: return Value.Bits == other.Value.Bits && Value.Number.Equals(other.Value.Number);
            case TemplateArgumentKind.Pack: return Same(Elements, other.Elements);
            case TemplateArgumentKind.Dependent: return false;
            default: return ReferenceEquals(Symbol, other.Symbol);
        }
    }

    public static bool Same(IReadOnlyList<TemplateArgument> left, IReadOnlyList<TemplateArgument> right)
    {
        if (left.Count != right.Count) return false;
        for (int i = 0; i < left.Count; i++)
            if (!left[i].Same(right[i])) return false;
        return true;
    }

    public override string ToString() => Kind switch
    {
        TemplateArgumentKind.Type => Type.ToString(),
        TemplateArgumentKind.Value => Type.Type is EnumType e ? $"({e.Name}){Value}" : Value.ToString(),
        TemplateArgumentKind.Pack => string.Join(", ", Elements),
        TemplateArgumentKind.Dependent => "?",
        _ => Symbol!.Name,
    };
}

/// <summary>A template: its parameters, the scope it was written in, the place of its tokens.</summary>
internal abstract class TemplateSymbol(string name, int at, Scope scope, IReadOnlyList<TemplateParameter> parameters, int tokens) : Symbol(name, at)
{
    public Scope Scope => scope;

    public IReadOnlyList<TemplateParameter> Parameters { get; set; } = parameters;

    public int Tokens => tokens;
}

/// <summary>A partial or full specialisation of a class template; <c>ArgumentTokens</c> is the place of its argument list.</summary>
internal sealed record ClassSpecialization(
    IReadOnlyList<TemplateParameter> Parameters, IReadOnlyList<TemplateArgument> Pattern, Scope Scope, int Tokens, int ArgumentTokens);

internal sealed class ClassTemplate(string name, int at, Scope scope, IReadOnlyList<TemplateParameter> parameters, int tokens)
    : TemplateSymbol(name, at, scope, parameters, tokens)
{
    /// <summary>The place of the body; a forward declaration has none.</summary>
    public int BodyTokens { get; set; } = tokens;

    public Scope BodyScope { get; set; } = scope;

    public List<ClassSpecialization> Specializations { get; } = [];

    public List<StructType> Instances { get; } = [];
}

internal sealed class AliasTemplate(string name, int at, Scope scope, IReadOnlyList<TemplateParameter> parameters, int tokens)
    : TemplateSymbol(name, at, scope, parameters, tokens);

internal sealed class VariableTemplate(string name, int at, Scope scope, IReadOnlyList<TemplateParameter> parameters, int tokens)
    : TemplateSymbol(name, at, scope, parameters, tokens)
{
    public List<(IReadOnlyList<TemplateArgument> Arguments, VariableSymbol Variable)> Instances { get; } = [];

    public List<ClassSpecialization> Specializations { get; } = [];
}

internal sealed class FunctionTemplate(string name, int at, Scope scope, IReadOnlyList<TemplateParameter> parameters, int tokens)
    : TemplateSymbol(name, at, scope, parameters, tokens)
{
    public StructType? Owner { get; set; }

    public bool IsConstructor { get; set; }

    /// <summary>Index of the '&lt;' of its parameter list.</summary>
    public int Start { get; init; }

    /// <summary>Parameter types with template parameters left open; made when first asked for.</summary>
    public FunctionSymbol? Pattern { get; set; }

    public List<FunctionSymbol> Instances { get; } = [];

    /// <summary>Full specialisations and their arguments.</summary>
    public List<FunctionSymbol> Specializations { get; } = [];
}
