using System.Collections.Generic;
using Lucid.Gpu.Msl.Lexer;
using Lucid.Gpu.Msl.Library;
using Lucid.Gpu.Msl.Semantics;
using Lucid.Gpu.Msl.Tree;
using Lucid.Gpu.Msl.Types;

namespace Lucid.Gpu.Msl.Syntax;

internal sealed partial class Parser
{
    private Expression ParsePrimary()
    {
        Token token = Current;
        switch (token.Kind)
        {
            case TokenKind.Number:
                _position++;
                if (!NumberLiteral.TryParse(token.Text, out ConstantValue value, out string? problem)) throw Error(token.At, problem!);
                return new ConstantExpression(token.At, ScalarType.Of(value.Kind), value);
            case TokenKind.Character:
                _position++;
                return new ConstantExpression(token.At, ScalarType.Of(NumberKind.Char), ConstantValue.FromBits(NumberKind.Char, (ulong)NumberLiteral.Character(token.Text)));
            case TokenKind.String:
                string text = "";
                while (Current.Kind == TokenKind.String) text += StringValue(_tokens[_position++].Text);
                return new StringExpression(token.At, text);
            case TokenKind.Punctuation when token.Text == "(": return ParseParenthesized();
            case TokenKind.Punctuation when token.Text == "[": return ParseLambda();
            case TokenKind.Punctuation when token.Text == "::": return ParseNameExpression();
            case TokenKind.Identifier: break;
            default: throw Error(token.At, $"expected expression{Found()}");
        }
        switch (token.Text)
        {
            case "true" or "false":
                _position++;
                return new ConstantExpression(token.At, ScalarType.Bool, ConstantValue.Bool(token.Text == "true"));
            case "nullptr":
                _position++;
                return new NullPointerExpression(token.At, SpecialType.NullPointer);
            case "this":
                _position++;
                return new AddressOfExpression(token.At, ThisObject(token.At) ?? throw Error(token.At, "invalid use of 'this' outside of a non-static member function"));
            case "static_cast" or "reinterpret_cast" or "const_cast" or "dynamic_cast": return ParseNamedCast();
            case "typename":
                return ParseConstruction();
            case "decltype" when TryDecltypeMember(out Expression? member):
                return member!;
            case "unsigned" or "signed" or "decltype" or "auto" or "const":
                return ParseConstruction();
            case "__builtin_unreachable":
                _position += 3;
                return new ConversionExpression(token.At, ScalarType.Void, new ConstantExpression(token.At, ScalarType.Int, ConstantValue.Int(0)));
        }
        if (IsTraitWord(token.Text) && Peek().Is("(")) return ParseTrait();
        if (Keywords.Contains(token.Text) && token.Text is not ("void" or "operator")) throw Error(token.At, $"expected expression{Found()}");
        return ParseNameExpression();
    }

    // decltype(object)::member.
    private bool TryDecltypeMember(out Expression? member)
    {
        State state = Save();
        member = null;
        int at = Here;
        _position++;
        if (ParseDecltype().Type is StructType structure && Accept("::"))
        {
            RequireComplete(structure, at);
            NameResult name = ParseName(structure.Scope);
            member = name.Type is { } type ? ConstructHere(type, at) : FromSymbol(name, at);
            return true;
        }
        Restore(state);
        return false;
    }

    private Expression ParseConstruction()
    {
        int at = Here;
        AcceptWord("typename");
        Specifiers specifiers = ParseSpecifiers();
        if (!specifiers.HasType) throw Error(at, $"expected expression{Found()}");
        return ConstructHere(specifiers.Type, at);
    }

    private Expression ConstructHere(QualifiedType type, int at)
    {
        if (type.Type.IsDependent) throw Error(at, $"'{type}' depends on a template parameter");
        RequireComplete(type.Type, at);
        if (At("(")) return Construct(type.Type, ParseArguments(), at);
        if (At("{")) return FromList(type.Type, ParseInitializerList());
        throw Error(Here, $"expected '(' for function-style cast or type construction{Found()}");
    }

    private Expression ParseNamedCast()
    {
        int at = Here;
        string word = _tokens[_position++].Text;
        Expect("<", $"after '{word}'");
        bool saved = _greaterCloses;
        _greaterCloses = true;
        QualifiedType type = ParseTypeId();
        _greaterCloses = saved;
        Expect(">");
        Expect("(");
        _greaterCloses = false;
        Expression operand = ParseExpression();
        _greaterCloses = saved;
        Expect(")");
        if (type.Type is ReferenceType reference)
            return reference.Referee.Type == operand.Type ? operand : Reinterpret(operand, reference, at);
        if (word == "const_cast" && operand.Type is PointerType && type.Type is PointerType) return ConvertTo(operand, type.Type);
        return ConvertExplicit(operand, type.Type, at);
    }

    private Expression? ThisObject(int at)
    {
        for (FunctionSymbol? function = _function; function is not null; function = function.Lambda?.Enclosing)
            if (function.This is { } self && function.Lambda is null) return new VariableExpression(at, self, self.ObjectType);
        return null;
    }

    private Expression ParseNameExpression()
    {
        int at = Here;
        NameResult name = ParseName();
        if (name.Type is { } type) return ConstructHere(type, at);
        return FromSymbol(name, at);
    }

    private Expression FromSymbol(NameResult name, int at)
    {
        switch (name.Symbol)
        {
            case VariableSymbol variable: return VariableOf(variable, at);
            case ConstantSymbol constant: return new ConstantExpression(at, constant.Type, constant.Value);
            case FieldSymbol field:
                Expression self = ThisObject(at) ?? throw Error(at, $"invalid use of non-static data member '{field.Name}'");
                return FieldOf(self, field, at);
            case BitFieldSymbol bits:
                return BitFieldOf(ThisObject(at) ?? throw Error(at, $"invalid use of non-static data member '{bits.Name}'"), bits, at);
            case OverloadSet set: return new FunctionNameExpression(at, set, name.Arguments, ThisObject(at));
            case PatternValue: throw Error(at, $"'{name.Name}' depends on a template parameter");
            case PackSymbol: throw Error(at, $"parameter pack '{name.Name}' must be expanded with '...'");
            case ClassTemplate or AliasTemplate: throw Error(at, $"template '{name.Name}' needs arguments");
            case NamespaceSymbol: throw Error(at, $"unexpected namespace name '{name.Name}': expected expression");
        }
        if (name.Name is "as_type" && name.Arguments is { Count: 1 } && name.Arguments[0].Kind == TemplateArgumentKind.Type) return ParseAsType(name.Arguments[0].Type, at);
        if (name.Name == "printf") throw Error(at, "'printf' is not supported in kernels");
        throw Error(at, name.Owner is not null ? $"no member named '{name.Name}' in '{name.Owner.Name}'" : UnknownName(name.Name, $"use of undeclared identifier '{name.Name}'"));
    }

    private static Expression VariableOf(VariableSymbol variable, int at)
    {
        if (variable.Constant is { } value) return new ConstantExpression(at, variable.ObjectType.Unqualified, value);
        return new VariableExpression(at, variable, variable.ObjectType);
    }

    private Expression ParseAsType(QualifiedType target, int at)
    {
        List<Expression> arguments = ParseArguments();
        if (arguments.Count != 1) throw Error(at, "'as_type' takes one argument");
        Expression value = arguments[0];
        if (value.Type == target.Type) return ConvertTo(value, target.Type);
        if (value is FunctionNameExpression or InitializerListExpression || value.Type is ArrayType or ReferenceType || target.Type is ArrayType)
            throw Error(at, $"'as_type' cannot convert '{value.Type}'");
        // Three components take the room of four, but as_type counts what is there.
        static long Bytes(MslType type) => type is VectorType vector ? vector.Element.Size() * vector.Count : type.Size;
        if (Bytes(value.Type) != Bytes(target.Type) && value.Type.Size != target.Type.Size)
            throw Error(at, $"size mismatch in as_type from '{value.Type}' ({Bytes(value.Type)} bytes) to '{target}' ({Bytes(target.Type)} bytes)");
        return new IntrinsicExpression(at, target.Type, Intrinsic.AsType, [value], "as_type");
    }

    private static Expression FieldOf(Expression target, FieldSymbol field, int at)
    {
        // The field of a base class is reached through the base object.
        if (target.Type is StructType type && !ReferenceEquals(type, field.Outermost.Owner)) target = ToBase(target, field.Outermost.Owner);
        foreach (Field holder in field.Holders) target = Member(target, holder, at);
        return Member(target, field.Field, at);
    }

    private static MemberExpression Member(Expression target, Field field, int at)
    {
        QualifiedType type = field.Type;
        AddressSpace space = target.QualifiedType.Space;
        return new MemberExpression(at, target, field, new QualifiedType(type.Type, type.Const || target.QualifiedType.Const, type.Volatile || target.QualifiedType.Volatile, space));
    }

    private Expression ParsePostfix(Expression value)
    {
        while (true)
        {
            int at = Here;
            if (At("("))
            {
                if (value is FunctionNameExpression name) { value = CallNamed(name, ParseArguments(), name.At); continue; }
                value = CallObject(value, ParseArguments(), at);
            }
            else if (At("["))
            {
                List<Expression> indices = ParseArguments("[", "]");
                if (indices.Count != 1) throw Error(at, "expected one index");
                value = BuildIndex(value, indices[0], at);
            }
            else if (At(".") || At("->"))
            {
                bool arrow = At("->");
                _position++;
                value = ParseMemberAccess(value, arrow, at);
            }
            else if (At("++") || At("--"))
            {
                string op = _tokens[_position++].Text;
                value = BuildIncrement(value, op, false, at);
            }
            else if (At("{") && value is FunctionNameExpression) throw Error(at, "expected ';' after expression");
            else return value;
        }
    }

    private Expression CallObject(Expression value, List<Expression> arguments, int at)
    {
        if (value.Type is StructType { Lambda: not null } closure) return CallLambda(closure, value, arguments, at);
        if (value.Type is StructType && TryOperatorCall(value, arguments, at) is { } call) return call;
        if (value is FunctionPointerExpression pointer) return BuildCall(pointer.Function, null, arguments, at);
        if (value is DereferenceExpression { Pointer: FunctionPointerExpression target }) return BuildCall(target.Function, null, arguments, at);
        if (value is VariableExpression { Variable.Initializer: FunctionPointerExpression known, Variable.Reassigned: false }) return BuildCall(known.Function, null, arguments, at);
        throw Error(at, value.Type is PointerType { Pointee.Type: FunctionType }
            ? "calls through function pointers that are not constant are not supported"
            : $"called object type '{value.QualifiedType.Unqualified}' is not a function");
    }

    private Expression? TryOperatorCall(Expression value, List<Expression> arguments, int at)
    {
        var structure = (StructType)value.Type;
        RequireComplete(structure, at);
        if (structure.Scope.Member("operator()") is not OverloadSet set) return null;
        FunctionSymbol? method = Resolve(set, null, value, arguments, out string reason);
        return method is null ? throw Error(at, reason) : BuildCall(method, value, arguments, at);
    }

    private Expression BuildIndex(Expression value, Expression index, int at)
    {
        if (value.Type is StructType structure)
        {
            RequireComplete(structure, at);
            if (structure.Scope.Member("operator[]") is OverloadSet set)
                return Resolve(set, null, value, [index], out string reason) is { } method ? BuildCall(method, value, [index], at) : throw Error(at, reason);
        }
        if (index.Type is StructType) index = ConvertImplicit(index, ScalarType.Long, index.At);
        if (KindOf(index.Type) is not { } kind || kind.IsFloating()) throw Error(index.At, $"array subscript is not an integer: '{index.Type}'");
        NumberKind wide = NumberKinds.Promote(kind);
        index = ConvertTo(index, ScalarType.Of(wide));
        QualifiedType outer = value.QualifiedType;
        switch (value.Type)
        {
            case PointerType pointer:
                if (pointer.Pointee.Type == ScalarType.Void) throw Error(at, "subscript of a pointer to 'void'");
                RequireComplete(pointer.Pointee.Type, at);
                return new IndexExpression(at, value, index, pointer.Pointee, true);
            case ArrayType array:
                if (index is ConstantExpression constant && (constant.Value.Signed < 0 || constant.Value.Signed >= array.Length) && _speculation == 0)
                    _diagnostics.Warning(index.At, $"array index {constant.Value} is past the end of the array of {array.Length} elements");
                return new IndexExpression(at, value, index, new QualifiedType(array.Element.Type, array.Element.Const || outer.Const, outer.Volatile, outer.Space), value.IsLvalue);
            case VectorType vector:
                if (index is ConstantExpression component)
                {
                    if (component.Value.Signed < 0 || component.Value.Signed >= vector.Count) throw Error(index.At, $"vector component {component.Value} is out of range for '{vector}'");
                    return new SwizzleExpression(at, value, [(byte)component.Value.Signed], outer with { Type = ScalarType.Of(vector.Element) });
                }
                return new IndexExpression(at, value, index, outer with { Type = ScalarType.Of(vector.Element) }, value.IsLvalue);
            case MatrixType matrix:
                return new IndexExpression(at, value, index, outer with { Type = matrix.Column }, value.IsLvalue);
        }
        throw Error(at, $"subscripted value '{value.QualifiedType.Unqualified}' is not an array, pointer, or vector");
    }
}
