using System.Collections.Generic;
using Lucid.Gpu.Msl.Lexer;
using Lucid.Gpu.Msl.Semantics;
using Lucid.Gpu.Msl.Tree;
using Lucid.Gpu.Msl.Types;

namespace Lucid.Gpu.Msl.Syntax;

internal sealed partial class Parser
{
    private static readonly HashSet<string> TypeWords =
    [
        "const", "constexpr", "volatile", "device", "constant", "threadgroup", "thread", "static", "inline", "extern", "unsigned", "signed",
        "struct", "class", "union", "enum", "auto", "typename", "decltype", "mutable", "threadgroup_imageblock", "ray_data", "object_data", "__underlying_type", "coherent", "typeof", "__typeof__", "__typeof",
        "alignas", "double", "__attribute__", "__attribute", "register", "explicit", "virtual", "friend", "typedef", "kernel", "vertex", "fragment",
    ];

    /// <summary>The words before a declarator.</summary>
    private struct Specifiers
    {
        public QualifiedType Type;
        public bool HasType, IsTypedef, IsConstexpr, IsStatic, IsKernel, IsExplicit, IsFriend, IsStage;
        public int Alignment;
        public int At;
        public List<MslAttribute>? Attributes;
    }

    private bool StartsType()
    {
        Token token = Current;
        if (token.Kind != TokenKind.Identifier) return token.Is("::") && Peek().Kind == TokenKind.Identifier && NameIsType();
        if (TypeWords.Contains(token.Text)) return true;
        if (Keywords.Contains(token.Text) && token.Text != "void") return false;
        Symbol? symbol = _scope.Lookup(token.Text);
        if (symbol is PackSymbol pack) symbol = pack.Current >= 0 ? pack.Elements[pack.Current] : pack.Elements.Count > 0 ? pack.Elements[0] : pack;
        if (Peek().Is("::")) return symbol is not null && NameIsType();
        if (symbol is OverloadSet { HiddenType: not null } && Peek().Kind == TokenKind.Identifier) return true;
        return symbol is TypeSymbol || symbol is AliasTemplate or ClassTemplate or BuiltinTemplate && Peek().Is("<");
    }

    private bool NameIsType()
    {
        State state = Save();
        _speculation++;
        try
        {
            NameResult name = ParseName();
            return name.Type is not null;
        }
        catch (Text.CompileException)
        {
            return false;
        }
        finally
        {
            _speculation--;
            Restore(state);
        }
    }

    private QualifiedType ParseTypeId()
    {
        Specifiers specifiers = ParseSpecifiers();
        if (!specifiers.HasType) throw Error(Here, $"expected a type{Found()}");
        return ParseDeclarator(specifiers.Type, DeclaratorKind.Abstract).Type;
    }

    private Specifiers ParseSpecifiers(bool allowMissingType = false)
    {
        Enter(Here);
        var result = new Specifiers { At = Here };
        bool isConst = false, isVolatile = false, unsigned = false, signed = false;
        int longs = 0, shorts = 0;
        string? word = null;
        AddressSpace space = AddressSpace.None;
        QualifiedType? named = null;
        while (true)
        {
            if (At("[") && Peek().Is("[")) { ParseAttributes(result.Attributes ??= []); continue; }
            Token token = Current;
            if (token.Kind != TokenKind.Identifier && !token.Is("::")) break;
            bool taken = true;
            switch (token.Text)
            {
                case "const": isConst = true; break;
                case "volatile": isVolatile = true; break;
                case "constexpr" or "consteval" or "constinit": result.IsConstexpr = true; break;
                case "device": space = OneSpace(space, AddressSpace.Device); break;
                case "constant": space = OneSpace(space, AddressSpace.Constant); break;
                case "threadgroup" or "threadgroup_imageblock" or "object_data": space = OneSpace(space, AddressSpace.Threadgroup); break;
                case "thread" or "ray_data": space = OneSpace(space, AddressSpace.Thread); break;
                case "static": result.IsStatic = true; break;
                case "typedef": result.IsTypedef = true; break;
                case "kernel": result.IsKernel = true; break;
                case "vertex" or "fragment": result.IsStage = true; break;
                case "explicit": result.IsExplicit = true; break;
                case "friend": result.IsFriend = true; break;
                case "inline" or "extern" or "mutable" or "register" or "virtual" or "__inline__" or "__restrict" or "restrict" or "__restrict__":
                    break;
                case "typename" when named is null: break;
                case "unsigned" or "signed" when named is not null: throw Error(token.At, $"cannot combine '{token.Text}' with the type before it");
                case "unsigned": unsigned = true; break;
                case "signed": signed = true; break;
                case "long" when named is null && word is null or "int": longs++; break;
                case "short" when named is null && word is null or "int": shorts++; break;
                case "int" or "char" when (unsigned || signed || longs + shorts > 0) && word is null: word = token.Text; break;
                case "double" when named is null: throw Error(token.At, "'double' is not supported in Metal");
                default: taken = false; break;
            }
            if (taken) { _position++; continue; }
            if (token.Text is "__attribute__" or "__attribute") { ParseGnuAttribute(); continue; }
            if (token.Text == "coherent" && named is null && (Peek().Is("(") || TypeWords.Contains(Peek().Text)))
            {
                // coherent(device | system) asks for wider visibility than this memory model lacks.
                _position++;
                if (At("(")) _position = AfterClosing(_position);
                continue;
            }
            if (token.Text == "alignas")
            {
                _position++;
                Expect("(");
                result.Alignment = StartsType() ? ParseTypeId().Type.Alignment : (int)ConstantInteger("alignment");
                if (result.Alignment is < 0 or > 4096) throw Error(token.At, "alignment is not a power of two up to 4096");
                Expect(")");
                continue;
            }
            if (named is not null || unsigned || signed || longs > 0 || shorts > 0 || word is not null) break;
            if (!ParseTypeName(ref named, allowMissingType)) break;
        }
        if (unsigned || signed || longs > 0 || shorts > 0 || word is not null) named = Combine(unsigned, longs, shorts, word);
        Leave();
        if (named is { } type)
        {
            result.HasType = true;
            result.Type = new QualifiedType(type.Type, isConst || type.Const, isVolatile || type.Volatile,
                space != AddressSpace.None ? space : type.Space);
        }
        else
        {
            result.Type = new QualifiedType(SpecialType.Unknown, isConst, isVolatile, space);
        }
        return result;
    }

    private AddressSpace OneSpace(AddressSpace before, AddressSpace now)
    {
        if (before != AddressSpace.None && before != now) throw Error(Here, "multiple address spaces specified for type");
        return now;
    }

    private static MslType Combine(bool unsigned, int longs, int shorts, string? word)
    {
        NumberKind kind = word == "char" ? NumberKind.Char : longs > 0 ? NumberKind.Long : shorts > 0 ? NumberKind.Short : NumberKind.Int;
        return ScalarType.Of(unsigned ? kind + 1 : kind);
    }

    private bool ParseTypeName(ref QualifiedType? named, bool allowMissingType)
    {
        Token token = Current;
        switch (token.Text)
        {
            case "auto":
                _position++;
                named = SpecialType.Auto;
                return true;
            case "decltype":
                _position++;
                named = ParseDecltype();
                while (At("::") && named.Value.Type is StructType of)
                {
                    _position++;
                    RequireComplete(of, token.At);
                    named = ParseName(of.Scope).Type ?? throw Error(token.At, "expected a type after '::'");
                }
                return true;
            case "__underlying_type" when Peek().Is("("):
                named = ParseUnderlyingType();
                return true;
            case "typeof" or "__typeof__" or "__typeof" when Peek().Is("("):
                named = ParseTypeof();
                return true;
            case "struct" or "class" or "union":
                named = ParseClass();
                return true;
            case "enum":
                named = ParseEnum();
                return true;
        }
        if (Keywords.Contains(token.Text) && token.Text is not "void") return false;
        State state = Save();
        NameResult name = ParseName();
        if (name.Type is { } type)
        {
            // A constructor's own name is no type specifier: "Foo(int)" inside Foo.
            if (allowMissingType && At("(") && type.Type is StructType structure && ReferenceEquals(EnclosingStruct(), structure)
                && !Peek().Is("*") && !(Peek().Is("&"))) { Restore(state); return false; }
            named = type;
            return true;
        }
        Restore(state);
        if (allowMissingType) return false;
        if (name.Symbol is null) throw Error(token.At, UnknownName(token.Text, $"unknown type name '{token.Text}'"));
        if (name.Symbol is ClassTemplate) throw Error(token.At, $"use of class template '{token.Text}' requires template arguments");
        return false;
    }

    private StructType? EnclosingStruct()
    {
        Scope? scope = _scope;
        while (scope is { Kind: ScopeKind.Template }) scope = scope.Parent;
        return scope?.Struct;
    }

    private QualifiedType ParseDecltype()
    {
        Expect("(");
        if (AcceptWord("auto")) { Expect(")"); return SpecialType.Auto; }
        if (_patternDepth > 0)
        {
            // What depends on a template parameter has no type yet; the instance will have one.
            State state = Save();
            int end = AfterClosing(_position - 1);
            _speculation++;
            try
            {
                _greaterCloses = false;
                Expression known = ParseExpression();
                if (!At(")") || known.Type.IsDependent) throw Error(Here, "dependent");
                Restore(state);
            }
            catch (Text.CompileException)
            {
                Restore(state);
                _position = end;
                return SpecialType.Unknown;
            }
            finally
            {
                _speculation--;
            }
        }
        bool saved = _greaterCloses;
        _greaterCloses = false;
        Expression expression = ParseExpression();
        _greaterCloses = saved;
        Expect(")");
        if (expression is FunctionNameExpression name) return SingleFunction(name, expression.At).FunctionType;
        return expression is MemberExpression member ? member.Field.Type
            : expression is VariableExpression variable ? variable.Variable.Type with { Space = AddressSpace.None }
            : expression.IsLvalue ? MslType.ReferenceTo(expression.QualifiedType) : expression.QualifiedType.Unqualified;
    }

    private void ParseGnuAttribute()
    {
        _position++;
        if (!At("(")) throw Error(Here, $"expected '(' after '__attribute__'{Found()}");
        _position = AfterClosing(_position);
    }

    private void SkipAttributes()
    {
        while (true)
        {
            if (At("[") && Peek().Is("[")) ParseAttributes([]);
            else if (AtWord("__attribute__") || AtWord("__attribute")) ParseGnuAttribute();
            else return;
        }
    }

    /// <summary>[[a, b(1), ns::c]].</summary>
    private void ParseAttributes(List<MslAttribute> into)
    {
        _position += 2;
        while (!At("]"))
        {
            if (Accept(",")) continue;
            int at = Here;
            if (Current.Kind != TokenKind.Identifier) throw Error(at, $"expected an attribute name{Found()}");
            string name = _tokens[_position++].Text;
            while (Accept("::"))
            {
                if (Current.Kind != TokenKind.Identifier) throw Error(Here, $"expected an attribute name{Found()}");
                name = _tokens[_position++].Text;
            }
            int? index = null;
            string? text = null;
            Expression? condition = null;
            if (At("("))
            {
                int end = AfterClosing(_position) - 1;
                _position++;
                if (Current.Kind == TokenKind.String)
                {
                    text = "";
                    for (; Current.Kind == TokenKind.String; _position++) text += StringValue(Current.Text);
                }
                else if (name is "buffer" or "texture" or "sampler" or "threadgroup" or "function_constant" or "id" or "max_total_threads_per_threadgroup"
                    && _position < end && _patternDepth == 0)
                {
                    bool saved = _greaterCloses;
                    _greaterCloses = false;
                    Expression expression = ParseAssignment();
                    _greaterCloses = saved;
                    if (name == "function_constant" && ReadsFunctionConstant(expression)) condition = expression;
                    else if (!TryEvaluate(expression, out ConstantValue value) || value.Signed is < 0 or > 65535)
                        throw Error(at, $"'{name}' attribute requires a constant from 0 to 65535");
                    else index = (int)value.Signed;
                }
                else text = Current.Text;
                _position = end + 1;
            }
            into.Add(new MslAttribute(name, index, text, at) { Condition = condition });
        }
        Expect("]");
        Expect("]");
    }

    private static string StringValue(string literal) => literal.Length >= 2 ? literal[1..^1].Replace("\\\"", "\"") : literal;

    private long ConstantInteger(string what)
    {
        int at = Here;
        Expression expression = ParseConditional();
        if (!TryEvaluate(expression, out ConstantValue value) || value.IsFloating)
            throw Error(at, $"{what} is not an integer constant expression");
        return value.Signed;
    }
}
