using System.Collections.Generic;
using Lucid.Gpu.Msl.Lexer;
using Lucid.Gpu.Msl.Semantics;
using Lucid.Gpu.Msl.Tree;
using Lucid.Gpu.Msl.Types;

namespace Lucid.Gpu.Msl.Syntax;

internal sealed partial class Parser
{
    private readonly Dictionary<EnumType, Scope> _enumScopes = [];
    private int _unnamed;

    private QualifiedType ParseClass()
    {
        int at = Here;
        bool isUnion = _tokens[_position++].Text == "union";
        SkipAttributes();
        int alignment = 1;
        while (AcceptWord("alignas"))
        {
            Expect("(");
            alignment = StartsType() ? ParseTypeId().Type.Alignment : (int)System.Math.Clamp(ConstantInteger("alignment"), 1, 4096);
            Expect(")");
        }
        string name = "";
        if (Current.Kind == TokenKind.Identifier && !Keywords.Contains(Current.Text))
        {
            if (!Peek().Is("{") && !Peek().Is(":") && !Peek().IsWord("final") || Peek().Is("::"))
            {
                if (Peek().Is(";") && _scope.Local(Current.Text) is null)
                {
                    DeclareClass(_tokens[_position].Text, at, isUnion);
                    return ((TypeSymbol)_scope.Local(_tokens[_position++].Text)!).Type;
                }
                NameResult known = ParseName();
                if (known.Type is { } type && !At("{")) return type;
                if (known.Type is null) throw Error(known.At, $"unknown type name '{known.Name}'");
                name = known.Name;
                if (known.Type is { Type: StructType { IsComplete: false } qualified })
                {
                    ParseClassBody(qualified, alignment);
                    return qualified;
                }
                throw Error(known.At, $"redefinition of '{known.Name}'");
            }
            name = _tokens[_position++].Text;
        }
        AcceptWord("final");
        StructType made = DeclareClass(name.Length > 0 ? name : $"(unnamed {++_unnamed})", at, isUnion, name.Length == 0);
        ParseClassBody(made, alignment);
        return made;
    }

    private StructType DeclareClass(string name, int at, bool isUnion, bool unnamed = false)
    {
        if (!unnamed && _scope.Local(name) is TypeSymbol { Type.Type: StructType known } && known.Name == Qualify(name))
        {
            if (known.IsComplete && At("{")) throw Error(at, $"redefinition of '{name}'");
            return known;
        }
        var scope = new Scope(ScopeKind.Struct, _scope, name);
        var made = new StructType(Qualify(name), isUnion, scope);
        scope.Struct = made;
        scope.Set(name, new TypeSymbol(name, at, made));
        if (!unnamed) _scope.Set(name, new TypeSymbol(name, at, made));
        return made;
    }

    private string Qualify(string name) => _scope.Kind == ScopeKind.Struct ? _scope.Struct!.Name + "::" + name : name;

    private void ParseClassBody(StructType type, int alignment)
    {
        Enter(Here);
        int at = Here;
        Scope outer = _scope;
        FunctionSymbol? function = _function;
        bool greater = _greaterCloses, instantiation = _inInstantiation;
        _greaterCloses = false;
        _inInstantiation = false;
        if (Accept(":"))
        {
            do
            {
                while (Current.Text is "public" or "private" or "protected" or "virtual") _position++;
                NameResult parent = ParseName();
                if (parent.Type is { Type: StructType instance }) RequireComplete(instance, parent.At);
                if (parent.Type is not { Type: StructType { IsComplete: true } parentType })
                {
                    if (parent.Type is { Type.IsDependent: true }) continue;
                    throw Error(parent.At, $"base class '{parent.Name}' is not a complete struct");
                }
                type.Bases.Add(parentType);
                type.Fields.Add(new Field(parentType.Name, parentType, type, type.Fields.Count, null));
            }
            while (Accept(","));
        }
        _scope = type.Scope;
        Expect("{", "after struct name");
        while (!At("}"))
        {
            if (Current.Kind == TokenKind.End) throw Error(Here, $"expected '}}' to end '{type.Name}', found end of file");
            ParseMember(type);
        }
        _position++;
        SkipAttributes();
        type.Complete(alignment);
        if (type.Size > 1 << 28) throw Error(at, $"'{type.Name}' is too large");
        _scope = outer;
        _function = function;
        _greaterCloses = greater;
        _inInstantiation = instantiation;
        Leave();
    }

    private void ParseMember(StructType type)
    {
        if (Accept(";")) return;
        switch (Current.Text)
        {
            case "public" or "private" or "protected" when Peek().Is(":"):
                _position += 2;
                return;
            case "using": ParseUsing(); return;
            case "template": ParseTemplate(); return;
            case "static_assert" or "_Static_assert": ParseStaticAssert(); return;
        }
        Specifiers specifiers = ParseSpecifiers(allowMissingType: true);
        if (Accept(";"))
        {
            // An anonymous struct or union gives its members to the one around it.
            if (specifiers.Type.Type is StructType inner && inner.Name.Contains("(unnamed")) AddAnonymous(type, inner);
            return;
        }
        if (!specifiers.HasType)
        {
            ParseConstructorOrConversion(type, specifiers);
            return;
        }
        do
        {
            Declarator declarator = ParseDeclarator(specifiers.Type, DeclaratorKind.Member);
            if (declarator.Name.Length == 0 && !At(":")) throw Error(Here, $"expected a member name or ';' after the type{Found()}");
            if (declarator.IsFunction)
            {
                if (specifiers.IsFriend)
                {
                    ParseFriend(specifiers, declarator);
                    return;
                }
                FunctionSymbol method = DeclareFunction(specifiers, declarator, type);
                if (MethodEnd(method)) return;
            }
            else if (specifiers.IsTypedef) DeclareAlias(declarator.Name, declarator.At, declarator.Type);
            else if (specifiers.IsStatic || specifiers.IsConstexpr) DeclareStaticMember(specifiers, declarator);
            else AddField(type, declarator);
        }
        while (Accept(","));
        Expect(";", "at end of declaration list");
    }

    private void ParseFriend(Specifiers specifiers, Declarator declarator)
    {
        Scope inside = _scope;
        while (_scope.Kind is ScopeKind.Struct or ScopeKind.Template) _scope = _scope.Parent!;
        specifiers.IsStatic = false;
        FunctionSymbol function = DeclareFunction(specifiers, declarator, null);
        function.ParameterScope = declarator.ParameterScope;
        MethodEnd(function);
        _scope = inside;
        Accept(";");
    }

    private void DeclareStaticMember(Specifiers specifiers, Declarator declarator)
    {
        if (_scope.Local(declarator.Name) is not null) throw Error(declarator.At, $"duplicate member '{declarator.Name}'");
        QualifiedType type = declarator.Type with { Space = AddressSpace.Constant, Const = true };
        VariableSymbol variable = ParseInitializer(declarator.Name, declarator.At, type, VariableKind.Global, true);
        variable.IsConstexpr = specifiers.IsConstexpr;
        _scope.Set(declarator.Name, variable);
    }

    private void AddField(StructType type, Declarator declarator)
    {
        if (At(":"))
        {
            AddBitField(type, declarator);
            return;
        }
        if (type.Scope.Local(declarator.Name) is FieldSymbol) throw Error(declarator.At, $"duplicate member '{declarator.Name}'");
        if (declarator.Type.Type == ScalarType.Void || declarator.Type.Type is FunctionType) throw Error(declarator.At, $"field '{declarator.Name}' has incomplete type '{declarator.Type}'");
        RequireComplete(declarator.Type.Type, declarator.At);
        if (declarator.Type.Type is ArrayType { Length: < 0 }) throw Error(declarator.At, $"field '{declarator.Name}' needs an array size");
        Expression? initializer = null;
        bool saved = _greaterCloses;
        _greaterCloses = false;
        if (Accept("=")) initializer = InitializeFrom(declarator.Type, At("{") ? ParseInitializerList() : ParseAssignment());
        else if (At("{")) initializer = InitializeFrom(declarator.Type, ParseInitializerList());
        _greaterCloses = saved;
        var field = new Field(declarator.Name, declarator.Type with { Space = AddressSpace.None }, type, type.Fields.Count, initializer);
        type.Fields.Add(field);
        type.Scope.Set(declarator.Name, new FieldSymbol(field, [], declarator.At));
    }

    private static void AddAnonymous(StructType type, StructType inner)
    {
        var holder = new Field(inner.Name, inner, type, type.Fields.Count, null);
        type.Fields.Add(holder);
        if (inner.Scope.Names is not { } names) return;
        // The inner scope knows the members of anonymous members of its own as well.
        foreach (Symbol symbol in names.Values)
            if (symbol is FieldSymbol field) type.Scope.Set(field.Name, new FieldSymbol(field.Field, [holder, .. field.Holders], 0));
    }

    private void ParseConstructorOrConversion(StructType type, Specifiers specifiers)
    {
        int at = Here;
        if (AtWord("operator"))
        {
            int start = _position;
            string name = ParseOperatorName();
            if (name != "operator ") throw Error(at, "expected a return type before 'operator'");
            QualifiedType target = ParseConversionTarget();
            _ = start;
            var conversion = new Declarator { Name = "operator ", At = at };
            ParseFunctionDeclarator(ref conversion, target, DeclaratorKind.Member);
            FunctionSymbol method = DeclareConversion(specifiers, conversion, type);
            MethodEnd(method);
            return;
        }
        if (Accept("~"))
        {
            ExpectIdentifier("a destructor name");
            var ignored = new Declarator { Name = "~" };
            ParseFunctionDeclarator(ref ignored, ScalarType.Void, DeclaratorKind.Member);
            if (At("{")) SkipBody(); else { if (Accept("=")) _position++; Expect(";"); }
            return;
        }
        if (Current.Kind != TokenKind.Identifier || !Peek().Is("(")) throw Error(at, $"unknown type name '{Current.Text}'");
        FunctionSymbol constructor = ParseConstructor(type, specifiers);
        if (MethodEnd(constructor)) return;
        Expect(";");
    }

    private QualifiedType ParseConversionTarget()
    {
        Specifiers target = ParseSpecifiers();
        return ParsePointers(target.Type);
    }

    // Conversions of one class differ in what they give, not in parameters.
    private FunctionSymbol DeclareConversion(Specifiers specifiers, Declarator declarator, StructType type)
    {
        bool saved = _inInstantiation;
        _inInstantiation = true;
        FunctionSymbol method = DeclareFunction(specifiers, declarator, type);
        _inInstantiation = saved;
        if (_patternDepth > 0 || _inInstantiation) return method;
        if (type.Scope.Local("operator ") is not OverloadSet set) type.Scope.Set("operator ", set = new OverloadSet("operator ", declarator.At));
        set.Functions.Add(method);
        return method;
    }

    private FunctionSymbol ParseConstructor(StructType type, Specifiers specifiers)
    {
        var declarator = new Declarator { Name = _tokens[_position].Text, At = Here };
        _position++;
        ParseFunctionDeclarator(ref declarator, ScalarType.Void, DeclaratorKind.Member);
        var constructor = new FunctionSymbol(declarator.Name, declarator.At, type.Scope)
        {
            ReturnType = ScalarType.Void, Owner = type, IsConstructor = true, IsConstexpr = specifiers.IsConstexpr,
            IsExplicit = specifiers.IsExplicit, ParameterScope = declarator.ParameterScope,
        };
        constructor.Parameters.AddRange(declarator.Parameters!);
        foreach (VariableSymbol parameter in constructor.Parameters) parameter.Owner = constructor;
        declarator.IsConstMethod = false;
        AddThis(constructor, type, declarator);
        if (_patternDepth == 0 && !_inInstantiation)
        {
            // Address-space variants of one constructor differ only in where the object lies.
            bool duplicate = false;
            foreach (FunctionSymbol other in type.Constructors) duplicate |= Scope.SameParameters(other, constructor);
            if (!duplicate) type.Constructors.Add(constructor);
        }
        return constructor;
    }

    /// <summary>After a method's declarator: body, "= default", "= delete" (true when the declaration is over).</summary>
    private bool MethodEnd(FunctionSymbol method)
    {
        if (At("{") || At(":"))
        {
            method.BodyTokens = _position;
            method.State = BodyState.Unparsed;
            SkipBody();
            if (_patternDepth == 0 && method.Owner is { Template: null } && !_inTemplateClass && !ContainsAuto(method.ReturnType)) _pending.Enqueue(method);
            return true;
        }
        if (!Accept("=")) return false;
        if (AcceptWord("delete")) method.IsDeleted = true;
        else if (AcceptWord("default"))
        {
            method.State = BodyState.Parsed;
            method.Body = new BlockStatement(Here, []);
            // A defaulted constructor leaves the struct copyable and braces-initialisable as before.
            if (method.IsConstructor && method.Parameters.Count > 0) method.Owner!.Constructors.Remove(method);
        }
        else if (Current.Text == "0") throw Error(Here, "virtual functions are not supported in Metal");
        else throw Error(Here, $"expected 'default' or 'delete'{Found()}");
        Expect(";");
        return true;
    }

    private QualifiedType ParseEnum()
    {
        int at = Here;
        _position++;
        bool scoped = AcceptWord("class") || AcceptWord("struct");
        SkipAttributes();
        string name = Current.Kind == TokenKind.Identifier && !Keywords.Contains(Current.Text) ? _tokens[_position++].Text : "";
        NumberKind underlying = NumberKind.Int;
        bool isFixed = false;
        if (Accept(":"))
        {
            QualifiedType type = ParseTypeId();
            if (type.Type is not ScalarType { Kind: >= NumberKind.Bool and <= NumberKind.ULong } scalar) throw Error(at, $"enum's underlying type '{type}' is not an integer");
            underlying = scalar.Kind;
            isFixed = true;
        }
        if (!At("{"))
        {
            if (name.Length > 0 && _scope.Lookup(name) is TypeSymbol { Type.Type: EnumType known }) return known;
            if (name.Length == 0 || !At(";")) throw Error(Here, $"expected '{{' after enum{Found()}");
        }
        var made = new EnumType(name.Length > 0 ? Qualify(name) : "(unnamed enum)", underlying, scoped);
        if (name.Length > 0) _scope.Set(name, new TypeSymbol(name, at, made));
        var members = new Scope(ScopeKind.Namespace, _scope, name);
        _enumScopes[made] = members;
        if (!Accept("{")) return made;
        long next = 0;
        while (!At("}"))
        {
            int place = Here;
            string member = ExpectIdentifier("an enumerator name");
            SkipAttributes();
            if (Accept("="))
            {
                Scope outer = _scope;
                _scope = members;
                next = ConstantInteger("enumerator value");
                _scope = outer;
            }
            // Without a fixed type an enum grows to hold its largest value.
            if (!isFixed && underlying == NumberKind.Int && next > int.MaxValue) made.Underlying = next > uint.MaxValue ? NumberKind.ULong : NumberKind.UInt;
            var symbol = new ConstantSymbol(member, place, made, ConstantValue.FromBits(made.Underlying, (ulong)next++));
            if (!scoped && _scope.Local(member) is { } taken and not TypeSymbol && !(_patternDepth > 0)) throw Error(place, $"redefinition of '{taken.Name}'");
            members.Set(member, symbol);
            if (!scoped) _scope.Set(member, symbol);
            if (!Accept(",")) break;
        }
        Expect("}", "to close the enum");
        SkipAttributes();
        return made;
    }
}

/// <summary>A field by name; <c>Holders</c> are the anonymous members it is reached through, the outermost first.</summary>
internal sealed class FieldSymbol(Field member, IReadOnlyList<Field> holders, int at) : Symbol(member.Name, at)
{
    public Field Field => member;

    public IReadOnlyList<Field> Holders => holders;

    /// <summary>The direct member of the struct that the name was found in.</summary>
    public Field Outermost => holders.Count > 0 ? holders[0] : member;
}
