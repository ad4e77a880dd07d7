using System.Collections.Generic;
using Lucid.Gpu.Msl.Library;
using Lucid.Gpu.Msl.Semantics;
using Lucid.Gpu.Msl.Tree;
using Lucid.Gpu.Msl.Types;

namespace Lucid.Gpu.Msl.Syntax;

internal sealed partial class Parser
{
    private Expression ParseMemberAccess(Expression value, bool arrow, int at)
    {
        if (arrow)
        {
            if (value.Type is StructType) value = TryOperator("->", value, null, at) ?? value;
            if (value.Type is ArrayType) value = Decay(value);
            if (value.Type is not PointerType) throw Error(at, $"member reference type '{value.QualifiedType.Unqualified}' is not a pointer; did you mean to use '.'?");
            value = BuildUnary("*", value, at);
        }
        else if (value.Type is PointerType) throw Error(at, $"member reference type '{value.Type}' is a pointer; did you mean to use '->'?");
        AcceptWord("template");
        switch (value.Type)
        {
            case StructType structure: return StructMember(value, structure, at);
            case VectorType vector: return Swizzle(value, vector, at);
            case MatrixType when AtColumns():
                return value;
            case SimdgroupMatrixType matrix:
                string name = ExpectIdentifier("a member name");
                if (name != "thread_elements" || !Accept("(")) throw Error(at, $"no member named '{name}' in '{matrix.Name}'");
                Expect(")");
                return new MatrixElementsExpression(at, value, matrix);
            case TextureType texture: return TextureMember(value, texture, at);
        }
        if (value is FunctionNameExpression) throw Error(at, "reference to a function must be called");
        throw Error(at, $"member reference base type '{value.QualifiedType.Unqualified}' is not a structure");
    }

    private bool AtColumns()
    {
        if (!AtWord("columns")) return false;
        _position++;
        return true;
    }

    private Expression StructMember(Expression value, StructType structure, int at)
    {
        RequireComplete(structure, at);
        if (AtWord("operator") && Peek().Kind == Lexer.TokenKind.Identifier)
        {
            // value.operator T() names the conversion function.
            _position++;
            QualifiedType target = ParseConversionTarget();
            Expect("(");
            Expect(")");
            return ConvertExplicit(value, target.Type, at);
        }
        NameResult member = ParseName(structure.Scope);
        switch (member.Symbol)
        {
            case FieldSymbol field: return FieldOf(value, field, at);
            case BitFieldSymbol bits: return BitFieldOf(value, bits, at);
            case OverloadSet set: return new FunctionNameExpression(at, set, member.Arguments, value);
            case VariableSymbol variable: return VariableOf(variable, at);
            case ConstantSymbol constant: return new ConstantExpression(at, constant.Type, constant.Value);
        }
        throw Error(member.At, $"no member named '{member.Name}' in '{structure.Name}'");
    }

    private Expression Swizzle(Expression value, VectorType vector, int at)
    {
        int place = Here;
        string name = ExpectIdentifier("vector components");
        if (name.Length > 4) throw Error(place, $"no member named '{name}' in '{vector}'");
        var components = new byte[name.Length];
        bool? colors = null;
        bool repeated = false;
        int seen = 0;
        for (int i = 0; i < name.Length; i++)
        {
            int index = "xyzw".IndexOf(name[i]);
            bool color = index < 0;
            if (color) index = "rgba".IndexOf(name[i]);
            if (index < 0 || colors is { } known && known != color) throw Error(place, $"illegal vector component name '{name}'");
            if (index >= vector.Count) throw Error(place, $"vector component '{name[i]}' is out of range for '{vector}'");
            colors = color;
            repeated |= (seen & 1 << index) != 0;
            seen |= 1 << index;
            components[i] = (byte)index;
        }
        MslType type = name.Length == 1 ? ScalarType.Of(vector.Element) : VectorType.Of(vector.Element, name.Length);
        QualifiedType outer = value.QualifiedType;
        return new SwizzleExpression(at, value, components, new QualifiedType(type, outer.Const || repeated, outer.Volatile, outer.Space));
    }

    private Expression ParseLambda()
    {
        int at = Here;
        int end = AfterClosing(_position);
        for (int i = _position + 1; i < end - 1; i++)
            if (_tokens[i].Is("=") && _tokens[i - 1].Kind == Lexer.TokenKind.Identifier) throw Error(_tokens[i].At, "captures with initialisers are not supported");
        _position = end;
        int parameters = _position;
        if (At("(")) _position = AfterClosing(_position);
        while (AtWord("mutable") || AtWord("constexpr") || AtWord("noexcept") || AtWord("thread")) _position++;
        SkipAttributes();
        if (Accept("->")) ParseTypeId();
        if (!At("{")) throw Error(Here, $"expected lambda body{Found()}");
        _position = AfterClosing(_position);
        var type = new StructType("(lambda)", false, new Scope(ScopeKind.Struct, _scope)) { Lambda = new LambdaSymbol(at, _scope, parameters, _function) };
        type.Scope.Struct = type;
        type.Complete(1);
        return new LambdaExpression(at, type);
    }

    private Expression CallLambda(StructType closure, Expression value, List<Expression> arguments, int at)
    {
        LambdaSymbol lambda = closure.Lambda!;
        BeginInstantiation(at);
        State state = Save();
        FunctionSymbol function;
        try
        {
            _position = lambda.ParameterTokens;
            _scope = lambda.Scope;
            _greaterCloses = false;
            function = new FunctionSymbol("(lambda)", lambda.At, lambda.Scope) { Lambda = lambda, ReturnType = SpecialType.Auto, ParameterScope = new Scope(ScopeKind.Block, lambda.Scope) };
            if (At("(")) function.Parameters.AddRange(ParseParameters(function.ParameterScope));
            while (AtWord("mutable") || AtWord("constexpr") || AtWord("noexcept") || AtWord("thread")) _position++;
            SkipAttributes();
            if (Accept("->")) function.ReturnType = ParseTypeId();
            foreach (VariableSymbol parameter in function.Parameters) parameter.Owner = function;
            if (arguments.Count > function.Parameters.Count || arguments.Count < function.RequiredParameters)
                throw Error(at, $"lambda takes {function.Parameters.Count} arguments, {arguments.Count} are given");
            for (int i = 0; i < arguments.Count; i++)
            {
                VariableSymbol parameter = function.Parameters[i];
                if (!ContainsAuto(parameter.Type)) continue;
                Expression argument = arguments[i].Type is ArrayType && parameter.Type.Type is not ReferenceType ? Decay(arguments[i]) : arguments[i];
                parameter.Type = Complete(parameter.Type, argument);
            }
            foreach (FunctionSymbol known in lambda.Instances)
                if (Scope.SameParameters(known, function)) { function = known; break; }
            if (!lambda.Instances.Contains(function))
            {
                function.BodyTokens = _position;
                function.State = BodyState.Unparsed;
                lambda.Instances.Add(function);
                ParseBody(function);
            }
        }
        finally
        {
            Restore(state);
            EndInstantiation();
        }
        _ = value;
        return BuildCall(function, null, arguments, at);
    }
}
