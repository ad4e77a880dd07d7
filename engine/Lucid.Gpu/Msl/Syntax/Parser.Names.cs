using System.Collections.Generic;
using Lucid.Gpu.Msl.Lexer;
using Lucid.Gpu.Msl.Semantics;
using Lucid.Gpu.Msl.Tree;
using Lucid.Gpu.Msl.Types;

namespace Lucid.Gpu.Msl.Syntax;

/// <summary>A template's value parameter while its pattern is read.</summary>
internal sealed class PatternValue(string name, int depth, int index) : Symbol(name, 0)
{
    public int Depth => depth;

    public int Index => index;
}

/// <summary>Thrown where an expression needs a value that only an instantiation has.</summary>
internal sealed partial class Parser
{
    private int _patternDepth;

    /// <summary>What a possibly qualified name, with template arguments, turned out to be.</summary>
    private struct NameResult
    {
        public string Name;
        public int At;
        public Symbol? Symbol;
        public QualifiedType? Type;
        public IReadOnlyList<TemplateArgument>? Arguments;
        public StructType? Owner;
        public Scope? Qualifier;
    }

    /// <summary>Reads [::] a [&lt;...&gt;] :: b ...; with <c>member</c> the first name is looked up in that scope only.</summary>
    private NameResult ParseName(Scope? member = null)
    {
        Enter(Here);
        var result = new NameResult { At = Here, Qualifier = member };
        Scope? inside = member;
        if (member is null && Accept("::")) inside = _global;
        while (true)
        {
            AcceptWord("template");
            if (AtWord("operator")) { result.Name = ParseOperatorName(); }
            else if (At("~")) { _position++; result.Name = "~" + ExpectIdentifier("a destructor name"); }
            else result.Name = Current.Kind == TokenKind.Identifier ? _tokens[_position++].Text : throw Error(Here, $"expected a name{Found()}");
            int at = _tokens[_position - 1].At;
            result.At = at;
            result.Symbol = inside is null ? _scope.Lookup(result.Name) : inside.Member(result.Name) ?? (inside == _global ? _metal.Member(result.Name) : null);
            result.Type = null;
            result.Arguments = null;
            if (result.Symbol is null && inside?.Struct is not null && result.Name == inside.Struct.Name) result.Type = inside.Struct;
            if (result.Symbol is PackSymbol pack) result.Symbol = pack.Current >= 0 ? pack.Elements[pack.Current] : pack;
            // Bodies are read after the whole file: a struct whose name a later function took is meant where a type must be.
            if (result.Symbol is OverloadSet { HiddenType: { } hidden } && (Current.Kind == TokenKind.Identifier && !Keywords.Contains(Current.Text) || At("::") || At("{")))
                result.Symbol = hidden;
            // Inside a class template its plain name is the instance, but with arguments it is the template again.
            if (At("<") && result.Symbol is TypeSymbol { Type.Type: StructType { Template: { } injected } } && injected.Name == result.Name) result.Symbol = injected;
            ResolveTemplate(ref result, at);
            if (result.Symbol is TypeSymbol type) result.Type = type.Type;
            if (!At("::") || !CanQualify(ref result, ref inside)) break;
            _position++;
            result.Qualifier = inside;
        }
        Leave();
        return result;
    }

    private bool CanQualify(ref NameResult result, ref Scope? inside)
    {
        if (result.Symbol is NamespaceSymbol space) { inside = space.Scope; return true; }
        switch (result.Type?.Type)
        {
            case StructType structure:
                RequireComplete(structure, result.At);
                inside = structure.Scope;
                result.Owner = structure;
                return true;
            case EnumType enumeration when _enumScopes.TryGetValue(enumeration, out Scope? scope):
                inside = scope;
                return true;
            case ParameterPattern or TemplatePattern or SpecialType { IsDependent: true }:
                // T::anything in a pattern: swallow the rest, the instance will know.
                while (Accept("::"))
                {
                    AcceptWord("template");
                    if (Current.Kind == TokenKind.Identifier) _position++;
                    if (At("<") && TrySkipAngles()) { }
                }
                result.Type = SpecialType.Unknown;
                result.Symbol = null;
                return false;
            case ScalarType or VectorType or MatrixType:
                // "void ::space::name(...)": the "::" begins the declarator.
                return false;
        }
        if (result.Symbol is null && result.Type is null) throw Error(result.At, UnknownName(result.Name, $"use of undeclared identifier '{result.Name}'"));
        throw Error(result.At, $"'{result.Name}' is not a class, namespace, or enumeration");
    }

    private bool TrySkipAngles()
    {
        int start = _position++;
        while (true)
        {
            SkipTemplateArgument();
            if (Accept(",")) continue;
            if (Accept(">")) return true;
            _position = start;
            return false;
        }
    }

    private void ResolveTemplate(ref NameResult result, int at)
    {
        switch (result.Symbol)
        {
            case ClassTemplate or AliasTemplate or BuiltinTemplate when At("<"):
                var arguments = ParseTemplateArguments();
                result.Arguments = arguments;
                result.Type = result.Symbol switch
                {
                    ClassTemplate template => InstantiateClass(template, arguments, at),
                    AliasTemplate alias => InstantiateAlias(alias, arguments, at),
                    _ => BuiltinInstance((BuiltinTemplate)result.Symbol, arguments, at),
                };
                result.Symbol = null;
                return;
            case VariableTemplate variable when At("<"):
                result.Symbol = InstantiateVariable(variable, ParseTemplateArguments(), at);
                return;
            case OverloadSet set when At("<") && (set.Templates.Count > 0 || set.Intrinsic is not null && set.Functions.Count == 0):
                State state = Save();
                try
                {
                    _speculation++;
                    result.Arguments = ParseTemplateArguments();
                }
                catch (Text.CompileException) when (set.Functions.Count > 0)
                {
                    Restore(state);
                }
                finally
                {
                    _speculation--;
                }
                return;
        }
        if (result.Name == "as_type" && At("<")) result.Arguments = ParseTemplateArguments();
    }

    private string ParseOperatorName()
    {
        _position++;
        if (Accept("(")) { Expect(")"); return "operator()"; }
        if (Accept("[")) { Expect("]"); return "operator[]"; }
        string text = ReadOperator() ?? "";
        return text.Length > 0 ? "operator" + text : "operator ";
    }

    /// <summary>The operator token at the position, with '>' pieces put together; null where there is none.</summary>
    private string? ReadOperator()
    {
        if (Current.Kind != TokenKind.Punctuation) return null;
        string text = _tokens[_position++].Text;
        if (text != ">") return text;
        if (At(">") && !Current.SpaceBefore) { _position++; text = ">>"; }
        if (At("=") && !Current.SpaceBefore) { _position++; text += "="; }
        else if (At("==") && !Current.SpaceBefore) { text += "="; }
        return text;
    }

    private List<TemplateArgument> ParseTemplateArguments()
    {
        int open = Here;
        Expect("<");
        Enter(open);
        bool saved = _greaterCloses;
        _greaterCloses = true;
        var arguments = new List<TemplateArgument>();
        if (!At(">"))
        {
            do
            {
                if (TryExpandPack(SkipTemplateArgument, () => arguments.Add(ParseTemplateArgument()))) continue;
                arguments.Add(ParseTemplateArgument());
                if (At("...") && _patternDepth > 0) { _position++; arguments[^1] = TemplateArgument.OfPack([arguments[^1]]); }
            }
            while (Accept(","));
        }
        if (!At(">")) throw Error(Here, $"expected '>' to close the template argument list{Found()}");
        _position++;
        _greaterCloses = saved;
        Leave();
        return arguments;
    }

    private const int ArgumentRetryDepth = 8;
    private int _argumentDepth;

    private TemplateArgument ParseTemplateArgument()
    {
        _argumentDepth++;
        try
        {
            return ParseTemplateArgumentCore();
        }
        finally
        {
            _argumentDepth--;
        }
    }

    private TemplateArgument ParseTemplateArgumentCore()
    {
        State state = Save();
        int start = Here;
        if (StartsType())
        {
            try
            {
                _speculation++;
                QualifiedType type = ParseTypeId();
                if (At(",") || At(">") || At("...") || At("=")) return TemplateArgument.OfType(type);
            }
            catch (Text.CompileException) when (!IsPlainTypeStart(state.Position) && _argumentDepth <= ArgumentRetryDepth)
            {
                // Retrying at every level of deep nesting would take exponential time.
            }
            finally
            {
                _speculation--;
            }
            Restore(state);
        }
        if (Current.Kind == TokenKind.Identifier && Peek().Is("::") || At("::"))
        {
            // A template of a namespace as the argument of a template template parameter.
            _speculation++;
            try
            {
                NameResult named = ParseName();
                if (named.Symbol is ClassTemplate or AliasTemplate or BuiltinTemplate && (At(",") || At(">"))) return TemplateArgument.OfTemplate(named.Symbol);
            }
            catch (Text.CompileException)
            {
            }
            finally
            {
                _speculation--;
            }
            Restore(state);
        }
        if (Current.Kind == TokenKind.Identifier && (Peek().Is(",") || Peek().Is(">") || Peek().Is("...") && _patternDepth > 0) && _scope.Lookup(Current.Text) is { } symbol)
        {
            if (symbol is PatternValue pattern) { _position++; return TemplateArgument.Dependent(pattern.Depth, pattern.Index); }
            if (symbol is ClassTemplate or AliasTemplate or BuiltinTemplate) { _position++; return TemplateArgument.OfTemplate(symbol); }
        }
        if (_patternDepth > 0)
        {
            try
            {
                _speculation++;
                return ArgumentOf(ParseAssignment(), start);
            }
            catch (Text.CompileException)
            {
                Restore(state);
                SkipTemplateArgument();
                return TemplateArgument.Dependent();
            }
            finally
            {
                _speculation--;
            }
        }
        return ArgumentOf(ParseAssignment(), start);
    }

    private bool IsPlainTypeStart(int position) => TypeWords.Contains(_tokens[position].Text) && _tokens[position].Text != "typename";

    private TemplateArgument ArgumentOf(Expression expression, int at)
    {
        if (expression is FunctionNameExpression name)
        {
            // Which overload is meant shows only when the parameter's type is known.
            if (name.Arguments is null && name.Set.Templates.Count + name.Set.Functions.Count > 1 || name.Set.Templates.Count == 1 && name.Arguments is null)
                return TemplateArgument.OfTemplate(name.Set);
            if (name.Arguments is not null && IsDependent(name.Arguments)) return TemplateArgument.Dependent();
            if (name.Arguments is not null && SingleInstance(name) is null) return TemplateArgument.OfTemplate(name.Set, name.Arguments);
            return TemplateArgument.OfFunction(SingleFunction(name, at));
        }
        if (!TryEvaluate(expression, out ConstantValue value))
            throw Error(at, "non-type template argument is not a constant expression");
        return TemplateArgument.OfValue(value, expression.Type);
    }

    private FunctionSymbol? SingleInstance(FunctionNameExpression name)
    {
        foreach (FunctionTemplate template in name.Set.Templates)
            if (TryInstantiateExplicit(template, name.Arguments!) is { } made) return made;
        return null;
    }

    private FunctionSymbol SingleFunction(FunctionNameExpression name, int at)
    {
        if (name.Arguments is not null)
        {
            if (SingleInstance(name) is { } instance) return instance;
            throw Error(at, $"no function template matches '{name.Set.Name}' with these arguments");
        }
        if (name.Set.Functions.Count == 1) return name.Set.Functions[0];
        throw Error(at, name.Set.Functions.Count == 0
            ? $"'{name.Set.Name}' names no function that can be referred to"
            : $"reference to overloaded function '{name.Set.Name}' could not be resolved");
    }
}
