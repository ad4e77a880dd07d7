using System;
using System.Collections.Generic;
using System.Linq;
using System.Xml.Linq;
using Lucid.Ops.Declaration;
using Microsoft.CodeAnalysis;

namespace Lucid.Generators;

/// <summary>How an op's kernel is given.</summary>
internal enum OpKind
{
    Unary,
    Binary,
    Ternary,
    Comparison,
    Forward,
}

/// <summary>A parameter of a <c>GradOf...</c> method: its name and C# type.</summary>
internal readonly struct FormulaParameter(string name, string type)
{
    internal string Name { get; } = name;

    internal string Type { get; } = type;
}

/// <summary>A derivative formula: for which parameter, and what it needs.</summary>
internal sealed class Formula(int parameter, string method, List<FormulaParameter> needs)
{
    internal int Parameter { get; } = parameter;

    internal string Method { get; } = method;

    internal List<FormulaParameter> Needs { get; } = needs;
}

/// <summary>All that a declaration says of an op.</summary>
internal sealed class OpModel
{
    internal string TypeName = "";
    internal OpSchema Schema = null!;
    internal OpKind Kind;
    internal int Version = 1;
    internal int Amp;
    internal int DTypeRule;
    internal bool Deterministic = true;
    internal bool Composite;
    internal int Surface = 3;
    internal bool InPlace;
    internal bool Broadcasts;
    internal bool NoOut;
    internal bool Affine;
    internal int Index;
    internal string Aliases = "";
    internal bool VarArgs;
    internal bool InPlaceView;
    internal bool HasCheck;
    internal bool HasForwardInPlace;
    internal string Documentation = "";
    internal List<string> ConstructorParameters = [];
    internal List<Formula> Formulas = [];
    internal List<string> Problems = [];
    internal Location? Location;

    internal string MethodName => Pascal(Schema.Name);

    internal string Id => Pascal(Schema.Name) + (Schema.Overload.Length > 0 ? "_" + Pascal(Schema.Overload) : "");

    internal bool IsPointwise => Kind != OpKind.Forward;

    /// <summary>Whether a gradient is summed and converted to its operand's shape and type.</summary>
    internal bool FitsGradients => IsPointwise || Broadcasts;

    internal bool HasInPlace => (IsPointwise && Kind != OpKind.Comparison && !InPlaceImpossible) || InPlace || InPlaceView;

    internal bool HasOut => !NoOut && Schema.Results.All(r => r.Type == SchemaType.Tensor && !r.IsList);

    internal bool ReturnsTensor => HasSingleTensor;

    internal bool HasSingleTensor => Schema.Results.Length == 1 && Schema.Results[0].Type == SchemaType.Tensor && !Schema.Results[0].IsList;

    internal bool ReturnsList => Schema.Results.Length == 1 && Schema.Results[0].IsList;

    internal bool ReturnsTuple => Schema.Results.Length > 1;

    internal bool IsDifferentiable => Formulas.Count > 0;

    private bool InPlaceImpossible => Schema.Parameters.Length == 0 || !Schema.Parameters[0].IsTensorLike || Schema.Parameters[0].IsList;

    internal static OpModel? From(INamedTypeSymbol type, AttributeData attribute)
    {
        var model = new OpModel
        {
            TypeName = type.ToDisplayString(SymbolDisplayFormat.FullyQualifiedFormat),
            Location = type.Locations.FirstOrDefault(),
        };
        try
        {
            model.Schema = OpSchema.Parse((string)attribute.ConstructorArguments[0].Value!);
        }
        catch (FormatException error)
        {
            model.Schema = OpSchema.Parse("invalid() -> Tensor");
            model.Problems.Add(error.Message);
            return model;
        }
        foreach (KeyValuePair<string, TypedConstant> named in attribute.NamedArguments) model.Read(named.Key, named.Value);
        model.Kind = KindOf(type);
        if (model.VarArgs && model.Schema.Parameters.FirstOrDefault() is not { IsList: true, Type: SchemaType.Tensor })
            model.Problems.Add($"Op '{model.Schema.Name}': VarArgs needs a list of tensors as the first parameter.");
        model.Documentation = Summary(type.GetDocumentationCommentXml());
        if (model.Documentation.Length == 0) model.Problems.Add($"Op '{model.Schema.Name}' needs a <summary>.");
        model.HasCheck = type.GetMembers("Check").OfType<IMethodSymbol>().Any(m => m.IsStatic);
        model.HasForwardInPlace = type.GetMembers("ForwardInPlace").OfType<IMethodSymbol>().Any(m => m.IsStatic);
        if (model.IsPointwise)
        {
            IMethodSymbol? constructor = type.InstanceConstructors.FirstOrDefault(c => c.Parameters.Length > 0);
            if (constructor is not null) model.ConstructorParameters.AddRange(constructor.Parameters.Select(p => p.Name));
        }
        else if (!type.GetMembers("Forward").OfType<IMethodSymbol>().Any())
        {
            model.Problems.Add($"Op '{model.Schema.Name}' needs a static method Forward or a pointwise interface.");
        }
        model.ReadFormulas(type);
        return model;
    }

    internal static string Pascal(string name)
    {
        var text = new System.Text.StringBuilder();
        bool upper = true;
        foreach (char c in name)
        {
            if (c == '_') { upper = true; continue; }
            text.Append(upper ? char.ToUpperInvariant(c) : c);
            upper = false;
        }
        return text.ToString();
    }

    internal static string Camel(string name)
    {
        string pascal = Pascal(name);
        return char.ToLowerInvariant(pascal[0]) + pascal.Substring(1);
    }

    private void Read(string key, TypedConstant value)
    {
        switch (key)
        {
            case "Version": Version = (int)value.Value!; break;
            case "Amp": Amp = (int)value.Value!; break;
            case "DType": DTypeRule = (int)value.Value!; break;
            case "Deterministic": Deterministic = (bool)value.Value!; break;
            case "Composite": Composite = (bool)value.Value!; break;
            case "Surface": Surface = (int)value.Value!; break;
            case "InPlace": InPlace = (bool)value.Value!; break;
            case "Affine": Affine = (bool)value.Value!; break;
            case "Broadcasts": Broadcasts = (bool)value.Value!; break;
            case "NoOut": NoOut = (bool)value.Value!; break;
            case "Aliases": Aliases = (string)value.Value!; break;
            case "InPlaceView": InPlaceView = (bool)value.Value!; break;
            case "VarArgs": VarArgs = (bool)value.Value!; break;
        }
    }

    private static OpKind KindOf(INamedTypeSymbol type)
    {
        foreach (INamedTypeSymbol implemented in type.AllInterfaces)
        {
            switch (implemented.Name)
            {
                case "IUnaryPointwise": return OpKind.Unary;
                case "IBinaryPointwise": return OpKind.Binary;
                case "ITernaryPointwise": return OpKind.Ternary;
                case "IComparisonPointwise": return OpKind.Comparison;
            }
        }
        return OpKind.Forward;
    }

    private void ReadFormulas(INamedTypeSymbol type)
    {
        foreach (IMethodSymbol method in type.GetMembers().OfType<IMethodSymbol>())
        {
            if (!method.IsStatic || !method.Name.StartsWith("GradOf", StringComparison.Ordinal)) continue;
            string target = method.Name.Substring("GradOf".Length);
            int index = Array.FindIndex(Schema.Parameters, p => Pascal(p.Name) == target);
            if (index < 0 || !Schema.Parameters[index].IsTensorLike)
            {
                Problems.Add($"Op '{Schema.Name}': {method.Name} matches no tensor parameter of the schema.");
                continue;
            }
            var needs = method.Parameters.Select(p => new FormulaParameter(p.Name, p.Type.ToDisplayString())).ToList();
            Formulas.Add(new Formula(index, method.Name, needs));
        }
        Formulas.Sort((a, b) => a.Parameter.CompareTo(b.Parameter));
    }

    private static string Summary(string? xml)
    {
        if (string.IsNullOrEmpty(xml)) return "";
        try
        {
            XElement? summary = XElement.Parse(xml!).Element("summary");
            if (summary is null) return "";
            string text = string.Concat(summary.Nodes().Select(n => n is not XElement e ? n.ToString()
                : e.Value.Length > 0 ? e.Value : e.Attribute("cref")?.Value ?? e.Attribute("name")?.Value ?? ""));
            return System.Text.RegularExpressions.Regex.Replace(text, "\\s+", " ").Trim();
        }
        catch (System.Xml.XmlException)
        {
            return "";
        }
    }
}
