using System;
using System.Collections.Generic;
using Lucid.Gpu.Msl.Lexer;
using Lucid.Gpu.Msl.Semantics;
using Lucid.Gpu.Msl.Tree;
using Lucid.Gpu.Msl.Types;

namespace Lucid.Gpu.Msl.Syntax;

internal sealed partial class Parser
{
    private enum DeclaratorKind { Abstract, Parameter, Local, Namespace, Member }

    private struct Declarator
    {
        public string Name;
        public int At;
        public QualifiedType Type;
        public bool IsFunction, IsConstMethod, IsPack;
        public AddressSpace MethodSpace;
        public List<VariableSymbol>? Parameters;
        public Scope? ParameterScope;
        public StructType? Owner;
        public Scope? Qualifier;
        public List<MslAttribute>? Attributes;
        public IReadOnlyList<TemplateArgument>? Arguments;
    }

    private static QualifiedType InThread(QualifiedType type) =>
        type.Space == AddressSpace.None && type.Type is not (FunctionType or SpecialType { Name: "auto" }) ? type with { Space = AddressSpace.Thread } : type;

    private Declarator ParseDeclarator(QualifiedType type, DeclaratorKind kind)
    {
        Enter(Here);
        var result = new Declarator { Name = "", At = Here };
        SkipAttributes();
        type = ParsePointers(type);
        if (At("(") && (IsNestedDeclarator() || kind is DeclaratorKind.Namespace or DeclaratorKind.Member && IsParenthesizedName()))
        {
            int inner = _position + 1;
            _position = AfterClosing(_position);
            type = ParseTypeSuffixes(type, kind);
            int end = _position;
            _position = inner;
            result = ParseDeclarator(type, kind == DeclaratorKind.Local ? DeclaratorKind.Local : kind);
            if (!At(")")) throw Error(Here, $"expected ')'{Found()}");
            _position = end;
            while (At("[") && Peek().Is("[")) ParseAttributes(result.Attributes ??= []);
            SkipGnu();
            Leave();
            return result;
        }
        if (At("...")) { _position++; result.IsPack = true; }
        if (kind != DeclaratorKind.Abstract && (Current.Kind == TokenKind.Identifier && (!Keywords.Contains(Current.Text) || AtWord("operator"))
            || At("::") || kind == DeclaratorKind.Member && At("~")))
            ParseDeclaratorName(ref result, kind);
        if (At("(") && result.Name.Length > 0 && IsFunctionDeclarator(kind)) ParseFunctionDeclarator(ref result, type, kind);
        else result.Type = ParseTypeSuffixes(type, kind);
        while (At("[") && Peek().Is("[")) ParseAttributes(result.Attributes ??= []);
        SkipGnu();
        SkipAssemblyLabel();
        Leave();
        return result;
    }

    private void SkipGnu()
    {
        while (AtWord("__attribute__") || AtWord("__attribute")) ParseGnuAttribute();
    }

    private const int PointerLimit = 32;

    private QualifiedType ParsePointers(QualifiedType type)
    {
        int levels = 0;
        while (true)
        {
            if (At("*"))
            {
                if (++levels > PointerLimit) throw Error(Here, $"more than {PointerLimit} levels of pointers");
                if (type.Type is ReferenceType) throw Error(Here, $"cannot declare a pointer to the reference type '{type}'");
                _position++;
                type = MslType.PointerTo(InThread(type));
            }
            else if (At("&") || At("&&"))
            {
                bool forwarding = At("&&");
                _position++;
                type = type.Type is ReferenceType ? type : MslType.ReferenceTo(forwarding ? type : InThread(type));
            }
            else if (Current.Kind == TokenKind.Identifier && Current.Text is "const" or "volatile" or "device" or "constant" or "threadgroup" or "thread"
                or "restrict" or "__restrict" or "__restrict__")
            {
                type = _tokens[_position++].Text switch
                {
                    "const" => type with { Const = true },
                    "volatile" => type with { Volatile = true },
                    "device" => type with { Space = AddressSpace.Device },
                    "constant" => type with { Space = AddressSpace.Constant },
                    "threadgroup" => type with { Space = AddressSpace.Threadgroup },
                    "thread" => type with { Space = AddressSpace.Thread },
                    _ => type,
                };
            }
            else return type;
        }
    }

    // "void (name)(int)": the name of a function type may stand in parentheses.
    private bool IsParenthesizedName() =>
        Peek().Kind == TokenKind.Identifier && !Keywords.Contains(Peek().Text) && Peek(2).Is(")") && (Peek(3).Is("(") || Peek(3).Is("["));

    private bool IsNestedDeclarator()
    {
        Token next = Peek();
        if (next.Is("*") || next.Is("&") || next.Is("&&")) return true;
        return next.Kind == TokenKind.Identifier && next.Text is "thread" or "device" or "constant" or "threadgroup" or "const"
            && (Peek(2).Is("*") || Peek(2).Is("&"));
    }

    private void ParseDeclaratorName(ref Declarator result, DeclaratorKind kind)
    {
        result.At = Here;
        if (kind == DeclaratorKind.Namespace && Peek().Is("<") && _scope.Lookup(Current.Text) is VariableTemplate)
        {
            // The variable is being specialised here: its arguments are known, its value must not be asked for.
            result.Name = _tokens[_position++].Text;
            TrySkipAngles();
            return;
        }
        if (Peek().Is("::") || At("::") || Peek().Is("<") && kind is DeclaratorKind.Namespace)
        {
            NameResult name = ParseName();
            result.Name = name.Name;
            result.Owner = name.Owner;
            result.Qualifier = name.Qualifier;
            result.Arguments = name.Arguments;
            result.At = name.At;
            return;
        }
        if (AtWord("operator")) { result.Name = ParseOperatorName(); return; }
        if (Accept("~")) { result.Name = "~" + ExpectIdentifier("a destructor name"); return; }
        result.Name = _tokens[_position++].Text;
        if (kind == DeclaratorKind.Namespace && At("<")) result.Arguments = ParseTemplateArguments();
    }

    private bool IsFunctionDeclarator(DeclaratorKind kind)
    {
        if (kind is DeclaratorKind.Local or DeclaratorKind.Parameter) return false;
        if (kind == DeclaratorKind.Member || Peek().Is(")") || Peek().Is("...") || Peek().Is("[")) return true;
        State state = Save();
        _position++;
        bool result = StartsType();
        Restore(state);
        return result;
    }

    private void ParseFunctionDeclarator(ref Declarator result, QualifiedType type, DeclaratorKind kind)
    {
        result.IsFunction = true;
        Scope outer = _scope;
        if (result.Owner is not null) _scope = result.Owner.Scope;
        result.ParameterScope = new Scope(ScopeKind.Block, _scope);
        result.Parameters = ParseParameters(result.ParameterScope);
        while (true)
        {
            if (AcceptWord("const")) result.IsConstMethod = true;
            else if (AcceptWord("device")) result.MethodSpace = AddressSpace.Device;
            else if (AcceptWord("constant")) { result.MethodSpace = AddressSpace.Constant; result.IsConstMethod = true; }
            else if (AcceptWord("threadgroup")) result.MethodSpace = AddressSpace.Threadgroup;
            else if (AcceptWord("thread")) result.MethodSpace = AddressSpace.Thread;
            else if (AcceptWord("volatile") || AcceptWord("override") || AcceptWord("final")) { }
            else if (AcceptWord("noexcept")) { if (At("(")) _position = AfterClosing(_position); }
            else if (kind == DeclaratorKind.Member && (At("&") || At("&&"))) _position++;
            else break;
        }
        while (At("[") && Peek().Is("[")) ParseAttributes(result.Attributes ??= []);
        SkipGnu();
        if (Accept("->"))
        {
            _scope = result.ParameterScope;
            type = ParseTypeId();
        }
        if (type.Type is ArrayType or FunctionType) throw Error(result.At, $"function cannot return type '{type}'");
        _scope = outer;
        result.Type = type;
    }

    private List<VariableSymbol> ParseParameters(Scope scope)
    {
        Expect("(");
        Scope outer = _scope;
        bool saved = _greaterCloses;
        _greaterCloses = false;
        _scope = scope;
        var parameters = new List<VariableSymbol>();
        if (AtWord("void") && Peek().Is(")")) _position++;
        if (!At(")"))
        {
            do
            {
                if (At("...")) throw Error(Here, "C-style variadic functions are not supported in Metal");
                PackSymbol? pack = null;
                bool expanded = TryExpandPack(SkipArgument, () =>
                {
                    VariableSymbol one = ParseParameter(scope, parameters, true);
                    pack ??= new PackSymbol(one.Name, one.At);
                    pack.Elements.Add(one);
                }, out string packName);
                if (expanded)
                {
                    pack ??= new PackSymbol(packName, Here);
                    if (pack.Name.Length > 0) scope.Set(pack.Name, pack);
                    continue;
                }
                ParseParameter(scope, parameters, false);
            }
            while (Accept(","));
        }
        if (!At(")")) throw Error(Here, $"expected ')' to close the parameter list{Found()}");
        _position++;
        _scope = outer;
        _greaterCloses = saved;
        return parameters;
    }

    private VariableSymbol ParseParameter(Scope scope, List<VariableSymbol> parameters, bool inPack)
    {
        int at = Here;
        Specifiers specifiers = ParseSpecifiers();
        if (!specifiers.HasType) throw Error(at, $"expected a parameter declaration{Found()}");
        Declarator declarator = ParseDeclarator(specifiers.Type, DeclaratorKind.Parameter);
        QualifiedType type = declarator.Type;
        if (type.Type is ArrayType array) type = MslType.PointerTo(InThread(array.Element with { Space = type.Space == AddressSpace.None ? array.Element.Space : type.Space }));
        else if (type.Type is TemplatePattern { Template: BuiltinTemplate { Name: "<array>" }, Arguments: [var first, ..] })
            type = MslType.PointerTo(InThread(first.Type with { Const = type.Const, Volatile = type.Volatile, Space = type.Space }));
        else if (type.Type is FunctionType) type = MslType.PointerTo(type);
        if (type.Type == ScalarType.Void) throw Error(at, "a parameter cannot have type 'void'");
        var attributes = specifiers.Attributes;
        if (declarator.Attributes is not null) (attributes ??= []).AddRange(declarator.Attributes);
        var variable = new VariableSymbol(declarator.Name, declarator.Name.Length > 0 ? declarator.At : at, type, VariableKind.Parameter)
        {
            Attributes = attributes is null ? [] : attributes,
        };
        _patternPacks.Remove(variable);
        if (declarator.IsPack && _patternDepth > 0) _patternPacks.Add(variable);
        if (Accept("="))
        {
            variable.DefaultTokens = _position;
            variable.DefaultScope = _scope;
            SkipArgument();
        }
        parameters.Add(variable);
        if (variable.Name.Length > 0 && !inPack)
        {
            if (scope.Local(variable.Name) is not null) throw Error(variable.At, $"redefinition of parameter '{variable.Name}'");
            scope.Set(variable.Name, variable);
        }
        return variable;
    }

    private readonly HashSet<VariableSymbol> _patternPacks = [];

    /// <summary>Skips to a ',' or closing bracket outside all brackets; angle brackets of known templates count as brackets.</summary>
    private void SkipArgument()
    {
        int angle = 0;
        while (Current.Kind != TokenKind.End)
        {
            if (At("(") || At("[") || At("{")) { _position = AfterClosing(_position); continue; }
            if (At(")") || At("]") || At("}") || At(";")) return;
            if (At("<") && _position > 0 && _tokens[_position - 1].Kind == TokenKind.Identifier
                && _scope.Lookup(_tokens[_position - 1].Text) is TemplateSymbol or BuiltinTemplate or OverloadSet { Templates.Count: > 0 }) angle++;
            else if (At(">") && angle > 0) angle--;
            if (At(",") && angle == 0) return;
            _position++;
        }
    }

    private bool OpensParameters()
    {
        if (Peek().Is(")")) return true;
        State state = Save();
        _position++;
        bool result = StartsType();
        Restore(state);
        return result;
    }

    private QualifiedType ParseTypeSuffixes(QualifiedType type, DeclaratorKind kind)
    {
        if (At("(") && kind != DeclaratorKind.Local && (kind is not (DeclaratorKind.Abstract or DeclaratorKind.Namespace) || OpensParameters()))
        {
            var scope = new Scope(ScopeKind.Block, _scope);
            List<VariableSymbol> parameters = ParseParameters(scope);
            var types = new QualifiedType[parameters.Count];
            for (int i = 0; i < types.Length; i++) types[i] = parameters[i].Type;
            return new FunctionType(type, types);
        }
        if (!At("[") || Peek().Is("[")) return type;
        int at = Here;
        _position++;
        long length = -1;
        TemplateArgument? dependent = null;
        if (!At("]"))
        {
            bool saved = _greaterCloses;
            _greaterCloses = false;
            if (_patternDepth > 0 && Current.Kind == TokenKind.Identifier && Peek().Is("]") && _scope.Lookup(Current.Text) is PatternValue pattern)
            {
                _position++;
                dependent = TemplateArgument.Dependent(pattern.Depth, pattern.Index);
            }
            else if (_patternDepth > 0)
            {
                State state = Save();
                try { length = ConstantInteger("array size"); }
                catch (Text.CompileException) { Restore(state); SkipArgument(); dependent = TemplateArgument.Dependent(); }
            }
            else length = ConstantInteger("array size");
            _greaterCloses = saved;
            if (dependent is null && length < 0) throw Error(at, "array has a negative size");
            if (length > 1 << 28) throw Error(at, "array is too large");
        }
        if (!At("]")) throw Error(Here, $"expected ']'{Found()}");
        _position++;
        Enter(at);
        QualifiedType element = ParseTypeSuffixes(type, kind);
        Leave();
        if (element.Type is ReferenceType || element.Type == ScalarType.Void || element.Type is FunctionType) throw Error(at, $"array of elements of type '{element}' is not allowed");
        if (dependent is not null) return new QualifiedType(new TemplatePattern(BuiltinTemplate.Array, [TemplateArgument.OfType(element.Unqualified), dependent]), type.Const, type.Volatile, type.Space);
        // Qualifiers of the element are those of the array object.
        return new QualifiedType(MslType.ArrayOf(new QualifiedType(element.Type), length), type.Const, type.Volatile, type.Space);
    }

    private bool TryExpandPack(Action skip, Action parse) => TryExpandPack(skip, parse, out _);

    /// <summary>Where the next element ends in "..." and names packs, parses it once per pack element.</summary>
    private bool TryExpandPack(Action skip, Action parse, out string lastName)
    {
        int start = _position;
        lastName = "";
        skip();
        int end = _position;
        _position = start;
        int dots = -1;
        for (int i = end - 1; i >= start && i >= end - 2; i--)
            if (_tokens[i].Is("...") && (i == end - 1 || _tokens[i + 1].Kind == TokenKind.Identifier)) dots = i;
        if (dots < 0) return false;
        var packs = new List<PackSymbol>();
        for (int i = start; i < end; i++)
            if (_tokens[i].Kind == TokenKind.Identifier && _scope.Lookup(_tokens[i].Text) is PackSymbol { Current: < 0 } pack && !packs.Contains(pack)) packs.Add(pack);
        if (packs.Count == 0) return false;
        if (dots == end - 2) lastName = _tokens[end - 1].Text;
        int count = packs[0].Elements.Count;
        try
        {
            for (int i = 0; i < count; i++)
            {
                foreach (PackSymbol pack in packs)
                {
                    if (pack.Elements.Count != count) throw Error(Here, "parameter packs of different lengths are expanded together");
                    pack.Current = i;
                }
                _position = start;
                parse();
            }
        }
        finally
        {
            foreach (PackSymbol pack in packs) pack.Current = -1;
        }
        _position = end;
        return true;
    }
}
