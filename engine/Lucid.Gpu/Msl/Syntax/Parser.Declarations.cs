using System.Collections.Generic;
using Lucid.Gpu.Msl.Lexer;
using Lucid.Gpu.Msl.Semantics;
using Lucid.Gpu.Msl.Tree;
using Lucid.Gpu.Msl.Types;

namespace Lucid.Gpu.Msl.Syntax;

internal sealed partial class Parser
{
    private void ExternalDeclaration()
    {
        Enter(Here);
        if (Accept(";")) { Leave(); return; }
        if (Current.Kind == TokenKind.Unknown) throw Error(Here, $"unexpected character '{Current.Text}'");
        switch (Current.Text)
        {
            case "namespace": ParseNamespace(); break;
            case "inline" when Peek().IsWord("namespace"): _position++; ParseNamespace(); break;
            case "using": ParseUsing(); break;
            case "template": ParseTemplate(); break;
            case "static_assert" or "_Static_assert": ParseStaticAssert(); break;
            case "extern" when Peek().Kind == TokenKind.String:
                _position += 2;
                if (!Accept("{")) { ExternalDeclaration(); break; }
                while (!At("}")) ExternalDeclarationInBlock();
                _position++;
                break;
            default:
                ParseNamespaceDeclaration();
                break;
        }
        Leave();
    }

    private void ExternalDeclarationInBlock()
    {
        if (Current.Kind == TokenKind.End) throw Error(Here, "expected '}', found end of file");
        if (_speculation == 0) ExternalDeclarationOrSkip(); else ExternalDeclaration();
    }

    private void ParseNamespace()
    {
        _position++;
        Scope outer = _scope;
        SkipAttributes();
        if (At("{"))
        {
            var anonymous = new Scope(ScopeKind.Namespace, _scope);
            _scope.Usings.Add(anonymous);
            _scope = anonymous;
        }
        else
        {
            while (true)
            {
                string name = ExpectIdentifier("a namespace name");
                if (Accept("="))
                {
                    NameResult target = ParseName();
                    if (target.Symbol is not NamespaceSymbol aliased) throw Error(target.At, $"'{target.Name}' is not a namespace");
                    outer.Set(name, aliased);
                    Expect(";", "after namespace alias");
                    return;
                }
                _scope = OpenNamespace(name);
                if (!Accept("::")) break;
                AcceptWord("inline");
            }
        }
        Expect("{", "after namespace name");
        while (!At("}")) ExternalDeclarationInBlock();
        _position++;
        _scope = outer;
    }

    private Scope OpenNamespace(string name)
    {
        Symbol? known = _scope.Local(name) ?? (ReferenceEquals(_scope, _global) ? _metal.Local(name) : null);
        if (known is NamespaceSymbol existing) return existing.Scope;
        if (known is not null) throw Error(Here, $"redefinition of '{name}' as a namespace");
        var symbol = new NamespaceSymbol(name, Here, new Scope(ScopeKind.Namespace, _scope, name));
        _scope.Set(name, symbol);
        return symbol.Scope;
    }

    private void ParseUsing()
    {
        _position++;
        if (AcceptWord("namespace"))
        {
            NameResult name = ParseName();
            if (name.Symbol is not NamespaceSymbol space) throw Error(name.At, $"expected a namespace name after 'using namespace', found '{name.Name}'");
            Expect(";", "after using directive");
            if (!ReferenceEquals(space.Scope, _metal) && !_scope.Usings.Contains(space.Scope)) _scope.Usings.Add(space.Scope);
            return;
        }
        if (Current.Kind == TokenKind.Identifier && (Peek().Is("=") || Peek().Is("[") && Peek(2).Is("[")))
        {
            int at = Here;
            string name = ExpectIdentifier("an alias name");
            SkipAttributes();
            Expect("=");
            QualifiedType type = ParseTypeId();
            Expect(";", "after alias declaration");
            DeclareAlias(name, at, type);
            return;
        }
        AcceptWord("typename");
        NameResult used = ParseName();
        Symbol? symbol = used.Symbol ?? (used.Type is { } found ? new TypeSymbol(used.Name, used.At, found) : null);
        if (symbol is null) throw Error(used.At, $"no member named '{used.Name}' to use");
        if (_scope.Struct is { } structure && used.Owner is not null && used.Name == used.Owner.Name)
        {
            structure.Constructors.AddRange(used.Owner.Constructors);
            Expect(";", "after using declaration");
            return;
        }
        if (symbol is OverloadSet set && _scope.Local(used.Name) is OverloadSet mine) symbol = Scope.Merge(mine, set);
        _scope.Set(used.Name, symbol);
        Expect(";", "after using declaration");
    }

    private void DeclareAlias(string name, int at, QualifiedType type)
    {
        if (_scope.Local(name) is TypeSymbol known && known.Type.Type != type.Type && !known.Type.Type.IsDependent && !ReferenceEquals(_scope, _metal)
            && known.Type.Type is not FunctionType)
            throw Error(at, $"redefinition of '{name}' with a different type: '{type}' and '{known.Type}'");
        _scope.Set(name, new TypeSymbol(name, at, type));
    }

    private void ParseStaticAssert()
    {
        int at = Here;
        _position++;
        Expect("(");
        bool saved = _greaterCloses;
        _greaterCloses = false;
        Expression condition = ParseAssignment();
        string text = "";
        if (Accept(","))
        {
            while (Current.Kind == TokenKind.String) text += StringValue(_tokens[_position++].Text);
        }
        _greaterCloses = saved;
        Expect(")");
        Expect(";", "after static_assert");
        if (!TryEvaluate(condition, out ConstantValue value)) throw Error(condition.At, "static_assert expression is not a constant expression");
        if (value.IsTrue) return;
        if (_function is not null) _function.IsBroken = true;
        _diagnostics.Error(at, "static assertion failed" + (text.Length > 0 ? ": " + text : ""));
    }

    private void ParseNamespaceDeclaration()
    {
        Specifiers specifiers = ParseSpecifiers(allowMissingType: true);
        if (Accept(";")) return;
        if (!specifiers.HasType)
            throw Error(Here, Current.Kind == TokenKind.End ? "expected a declaration, found end of file" : UnknownName(Current.Text, $"unknown type name '{Current.Text}'"));
        bool first = true;
        do
        {
            Declarator declarator = ParseDeclarator(specifiers.Type, DeclaratorKind.Namespace);
            if (declarator.Name.Length == 0) throw Error(Here, $"expected a name or ';' after the type{Found()}");
            if (declarator.IsFunction)
            {
                FunctionSymbol function = DeclareFunction(specifiers, declarator, null);
                if (At("{"))
                {
                    if (!first) throw Error(Here, "expected ';' after declaration");
                    TakeBody(function, declarator);
                    return;
                }
                if (Accept("=")) { if (!AcceptWord("delete")) throw Error(Here, "expected 'delete'"); function.IsDeleted = true; }
            }
            else if (specifiers.IsTypedef) DeclareAlias(declarator.Name, declarator.At, declarator.Type);
            else DeclareGlobal(specifiers, declarator);
            first = false;
        }
        while (Accept(","));
        Expect(";", specifiers.IsTypedef ? "after typedef" : "after top level declarator");
    }

    private FunctionSymbol DeclareFunction(Specifiers specifiers, Declarator declarator, StructType? owner)
    {
        Scope scope = declarator.Qualifier ?? _scope;
        owner ??= declarator.Owner;
        if (declarator.Type.Type is not SpecialType && specifiers.IsStage && _patternDepth == 0)
            _diagnostics.Warning(declarator.At, "vertex and fragment functions are not run by this compiler");
        var function = new FunctionSymbol(declarator.Name, declarator.At, scope)
        {
            ReturnType = declarator.Type, Owner = owner, IsStatic = specifiers.IsStatic, IsKernel = specifiers.IsKernel, IsStage = specifiers.IsStage,
            IsConstexpr = specifiers.IsConstexpr, IsExplicit = specifiers.IsExplicit, ParameterScope = declarator.ParameterScope,
        };
        function.Parameters.AddRange(declarator.Parameters!);
        foreach (VariableSymbol parameter in function.Parameters) parameter.Owner = function;
        if (specifiers.Attributes is not null)
            foreach (MslAttribute attribute in specifiers.Attributes)
            {
                if (attribute.Name == "kernel") function.IsKernel = true;
                else if (attribute.Name is "vertex" or "fragment" or "object" or "mesh" or "intersection") function.IsStage = true;
                else if (attribute.Name == "host_name") function.HostName = attribute.Text;
                else if (attribute.Name == "max_total_threads_per_threadgroup") function.MaxTotalThreads = attribute.Index;
            }
        if (declarator.Attributes is not null)
            foreach (MslAttribute attribute in declarator.Attributes)
            {
                if (attribute.Name == "host_name") function.HostName = attribute.Text;
                else if (attribute.Name == "max_total_threads_per_threadgroup") function.MaxTotalThreads = attribute.Index;
                else if (attribute.Name == "kernel") function.IsKernel = true;
            }
        if (owner is not null && !function.IsStatic) AddThis(function, owner, declarator);
        if (_patternDepth > 0 || _inInstantiation) return function;
        if (scope.Local(declarator.Name) is { } known and not OverloadSet)
        {
            if (known is not TypeSymbol) throw Error(declarator.At, $"redefinition of '{declarator.Name}' as a different kind of symbol");
        }
        if (scope.Local(declarator.Name) is not OverloadSet set)
        {
            set = new OverloadSet(declarator.Name, declarator.At) { HiddenType = scope.Local(declarator.Name) as TypeSymbol };
            scope.Set(declarator.Name, set);
        }
        foreach (FunctionSymbol other in set.Functions)
            if (Scope.SameParameters(other, function))
            {
                if (other.ReturnType.Type != function.ReturnType.Type && other.ReturnType.Type != SpecialType.Auto)
                    throw Error(declarator.At, $"functions that differ only in their return type cannot be overloaded: '{declarator.Name}'");
                if (At("{") && other.State == BodyState.Absent) return Adopt(other, function);
                if (At("{")) throw Error(declarator.At, $"redefinition of '{declarator.Name}'");
                return other;
            }
        set.Functions.Add(function);
        if (function.IsKernel) AddKernel(function);
        return function;
    }

    private static FunctionSymbol Adopt(FunctionSymbol known, FunctionSymbol definition)
    {
        for (int i = 0; i < known.Parameters.Count; i++)
            if (definition.Parameters[i].DefaultTokens < 0)
            {
                definition.Parameters[i].DefaultTokens = known.Parameters[i].DefaultTokens;
                definition.Parameters[i].DefaultScope = known.Parameters[i].DefaultScope;
            }
        known.Parameters.Clear();
        known.Parameters.AddRange(definition.Parameters);
        foreach (VariableSymbol parameter in known.Parameters) parameter.Owner = known;
        known.ParameterScope = definition.ParameterScope;
        known.This = definition.This ?? known.This;
        return known;
    }

    private static void AddThis(FunctionSymbol function, StructType owner, Declarator declarator)
    {
        AddressSpace space = declarator.MethodSpace == AddressSpace.None ? AddressSpace.Thread : declarator.MethodSpace;
        var type = new QualifiedType(owner, declarator.IsConstMethod, false, space);
        function.This = new VariableSymbol("this", function.At, MslType.ReferenceTo(type), VariableKind.This) { Owner = function };
    }

    private void AddKernel(FunctionSymbol function)
    {
        if (function.ReturnType.Type != ScalarType.Void && !function.ReturnType.Type.IsDependent)
            BreakKernel(function, function.At, $"kernel must have void return type, found '{function.ReturnType}'");
        foreach (FunctionSymbol other in Kernels)
            if ((other.HostName ?? other.Name) == (function.HostName ?? function.Name)) return;
        Kernels.Add(function);
        KernelSignature.Bind(function, (at, message) => BreakKernel(function, at, message));
    }

    private void BreakKernel(FunctionSymbol kernel, int at, string message)
    {
        kernel.IsBroken = true;
        _diagnostics.Error(at, message);
    }

    private void TakeBody(FunctionSymbol function, Declarator declarator)
    {
        function.BodyTokens = _position;
        function.State = BodyState.Unparsed;
        SkipBody();
        _ = declarator;
        if (function.ReturnType.Type is SpecialType { Name: "auto" } || ContainsAuto(function.ReturnType)) return;
        if (!ReferenceEquals(function.Scope, _metal) && !function.IsStage) _pending.Enqueue(function);
    }

    private void SkipBody()
    {
        if (Accept(":"))
        {
            while (!At("{"))
            {
                if (Current.Kind == TokenKind.End) throw Error(Here, "expected '{', found end of file");
                // A member's braces are no body when a name stands before them.
                while (Current.Kind == TokenKind.Identifier || At("::") || At("<") || At(">")) _position++;
                if (At("(") || At("{")) _position = AfterClosing(_position); else throw Error(Here, $"expected '(' in member initialiser{Found()}");
                Accept("...");
                if (!Accept(",")) break;
            }
        }
        if (!At("{")) throw Error(Here, $"expected a function body{Found()}");
        _position = AfterClosing(_position);
    }

    private void DeclareGlobal(Specifiers specifiers, Declarator declarator)
    {
        QualifiedType type = declarator.Type;
        bool isConstant = type.Space == AddressSpace.Constant || specifiers.IsConstexpr || type.Const;
        var attributes = specifiers.Attributes ?? [];
        if (declarator.Attributes is not null) attributes.AddRange(declarator.Attributes);
        int functionConstant = -1;
        foreach (MslAttribute attribute in attributes)
            if (attribute.Name == "function_constant") functionConstant = attribute.Index ?? throw Error(attribute.At, "function_constant needs an index");
        if (!isConstant && type.Type is not SpecialType)
            throw Error(declarator.At, "program scope variable must reside in constant address space");
        type = type with { Space = AddressSpace.Constant, Const = true };
        Scope scope = declarator.Qualifier ?? _scope;
        if (scope.Local(declarator.Name) is { } known && !ReferenceEquals(_scope, _metal) && declarator.Qualifier is null)
            if (known is not VariableSymbol { Initializer: null }) throw Error(declarator.At, $"redefinition of '{declarator.Name}'");
        VariableSymbol variable = ParseInitializer(declarator.Name, declarator.At, type, VariableKind.Global, functionConstant >= 0);
        variable.IsConstexpr = specifiers.IsConstexpr;
        variable.FunctionConstant = functionConstant;
        if (functionConstant >= 0)
        {
            if (variable.Type.Type is not (ScalarType or VectorType or EnumType)) throw Error(declarator.At, "function_constant requires a scalar or vector type");
            variable.Constant = null;
            FunctionConstants.Add(variable);
        }
        scope.Set(declarator.Name, variable);
    }
}
