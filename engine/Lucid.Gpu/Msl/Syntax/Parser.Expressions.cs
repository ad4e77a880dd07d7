using System.Collections.Generic;
using Lucid.Gpu.Msl.Lexer;
using Lucid.Gpu.Msl.Semantics;
using Lucid.Gpu.Msl.Tree;
using Lucid.Gpu.Msl.Types;

namespace Lucid.Gpu.Msl.Syntax;

internal sealed partial class Parser
{
    private Expression ParseExpression()
    {
        Enter(Here);
        Expression result = ParseAssignment();
        while (At(","))
        {
            int at = Here;
            _position++;
            Expression second = ParseAssignment();
            result = new CommaExpression(at, result, second);
        }
        Leave();
        return result;
    }

    private Expression ParseAssignment()
    {
        Enter(Here);
        Expression left = ParseConditional();
        int at = Here;
        string? op = AssignmentOperator(out int length);
        if (op is not null)
        {
            _position += length;
            Expression right = At("{") ? ParseInitializerList() : ParseAssignment();
            left = BuildAssignment(op, left, right, at);
        }
        Leave();
        return left;
    }

    private string? AssignmentOperator(out int length)
    {
        length = 1;
        if (Current.Kind != TokenKind.Punctuation) return null;
        switch (Current.Text)
        {
            case "=": return "";
            case "+=" or "-=" or "*=" or "/=" or "%=" or "&=" or "|=" or "^=" or "<<=":
                return Current.Text[..^1];
            case ">" when !_greaterCloses && Peek().Is(">") && !Peek().SpaceBefore && Peek(2).Is("=") && !Peek(2).SpaceBefore:
                length = 3;
                return ">>";
            default:
                return null;
        }
    }

    private Expression ParseConditional()
    {
        Expression condition = ParseBinary(0);
        if (!At("?")) return condition;
        int at = Here;
        Enter(at);
        _position++;
        bool saved = _greaterCloses;
        _greaterCloses = false;
        Expression whenTrue = ParseExpression();
        _greaterCloses = saved;
        Expect(":", "in conditional expression");
        Expression whenFalse = ParseAssignment();
        Leave();
        return BuildConditional(condition, whenTrue, whenFalse, at);
    }

    private static int Precedence(string op) => op switch
    {
        "||" => 1,
        "&&" => 2,
        "|" => 3,
        "^" => 4,
        "&" => 5,
        "==" or "!=" => 6,
        "<" or ">" or "<=" or ">=" => 7,
        "<<" or ">>" => 8,
        "+" or "-" => 9,
        "*" or "/" or "%" => 10,
        _ => 0,
    };

    private string? BinaryOperatorHere(out int length)
    {
        length = 1;
        if (Current.Kind == TokenKind.Identifier) return Current.Text switch { "and" => "&&", "or" => "||", _ => null };
        if (Current.Kind != TokenKind.Punctuation) return null;
        string text = Current.Text;
        if (text != ">") return Precedence(text) > 0 ? text : null;
        if (_greaterCloses) return null;
        if (Peek().Is(">") && !Peek().SpaceBefore)
        {
            if (Peek(2).Is("=") && !Peek(2).SpaceBefore) return null;
            length = 2;
            return ">>";
        }
        if (Peek().Is("=") && !Peek().SpaceBefore) { length = 2; return ">="; }
        return ">";
    }

    private Expression ParseBinary(int minimum)
    {
        Enter(Here);
        Expression left = ParseUnary();
        while (BinaryOperatorHere(out int length) is { } op && Precedence(op) > minimum)
        {
            if (Peek(length).Is("...") || Peek(length).Is(")") && Peek(length - 1).Is("...")) break;
            int at = Here;
            _position += length;
            Expression right = ParseBinary(Precedence(op));
            left = BuildBinary(op, left, right, at);
        }
        Leave();
        return left;
    }

    private Expression ParseUnary()
    {
        Token token = Current;
        if (token.Kind == TokenKind.Punctuation)
        {
            switch (token.Text)
            {
                case "-" or "!" or "~" or "+" or "&" or "*" or "++" or "--":
                    Enter(token.At);
                    _position++;
                    Expression operand = ParseUnary();
                    Leave();
                    return BuildUnary(token.Text, operand, token.At);
                case "(" when TryCast(out Expression? cast): return cast!;
            }
        }
        else if (token.Kind == TokenKind.Identifier)
        {
            switch (token.Text)
            {
                case "sizeof" or "alignof" or "_Alignof":
                    Enter(token.At);
                    Expression size = ParseSizeof();
                    Leave();
                    return size;
                case "not":
                    Enter(token.At);
                    _position++;
                    Expression negated = ParseUnary();
                    Leave();
                    return BuildUnary("!", negated, token.At);
                case "new" or "delete" or "throw" or "try": throw Error(token.At, $"'{token.Text}' is not supported in Metal");
            }
        }
        return ParsePostfix(ParsePrimary());
    }

    private bool TryCast(out Expression? cast)
    {
        cast = null;
        int open = _position;
        State state = Save();
        _position++;
        if (!StartsType()) { Restore(state); return false; }
        QualifiedType type;
        bool saved = _greaterCloses;
        _greaterCloses = false;
        _speculation++;
        try
        {
            type = ParseTypeId();
        }
        catch (Text.CompileException)
        {
            Restore(state);
            return false;
        }
        finally
        {
            _speculation--;
        }
        _greaterCloses = saved;
        if (!At(")")) { Restore(state); return false; }
        _position++;
        int at = _tokens[open].At;
        if (At("{"))
        {
            cast = ParsePostfix(FromList(type.Type, ParseInitializerList()));
            return true;
        }
        Enter(at);
        Expression operand = ParseUnary();
        Leave();
        cast = type.Type is ReferenceType reference ? Reinterpret(operand, reference, at) : ConvertExplicit(operand, type.Type, at);
        return true;
    }

    // (thread T &)x looks at an object as another type.
    private static Expression Reinterpret(Expression operand, ReferenceType reference, int at)
    {
        if (!operand.IsLvalue) throw Error(at, $"cast to '{reference}' needs an object, found a value");
        if (operand.Type == reference.Referee.Type) return operand;
        MarkTaken(operand);
        MarkWritten(operand);
        QualifiedType target = reference.Referee with { Space = operand.QualifiedType.Space };
        return new DereferenceExpression(at, ConvertTo(new AddressOfExpression(at, operand), MslType.PointerTo(target)));
    }

    private Expression ParseSizeof()
    {
        Token token = Current;
        _position++;
        if (token.Text == "sizeof" && Accept("..."))
        {
            Expect("(");
            string name = ExpectIdentifier("a parameter pack");
            Expect(")");
            if (_scope.Lookup(name) is not PackSymbol pack) throw Error(token.At, $"'{name}' does not refer to a parameter pack");
            return new ConstantExpression(token.At, ScalarType.ULong, ConstantValue.FromBits(NumberKind.ULong, (ulong)pack.Elements.Count));
        }
        MslType type;
        State state = Save();
        if (Accept("(") && StartsType())
        {
            bool saved = _greaterCloses;
            _greaterCloses = false;
            QualifiedType named = ParseTypeId();
            _greaterCloses = saved;
            if (At(")")) { _position++; type = named.Type is ReferenceType reference ? reference.Referee.Type : named.Type; }
            else { Restore(state); type = TypeOfOperand(); }
        }
        else { Restore(state); type = TypeOfOperand(); }
        RequireComplete(type, token.At);
        if (type.IsDependent) throw Error(token.At, "sizeof of a dependent type");
        if (type == ScalarType.Void || type is FunctionType) throw Error(token.At, $"'{token.Text}' cannot be applied to '{type}'");
        long size = token.Text == "sizeof" ? type.Size : type.Alignment;
        return new ConstantExpression(token.At, ScalarType.ULong, ConstantValue.FromBits(NumberKind.ULong, (ulong)size));
    }

    // A string literal is an array of its characters and a zero.
    private MslType TypeOfOperand() =>
        ParseUnary() is var operand && operand is StringExpression text ? MslType.ArrayOf(ScalarType.Of(NumberKind.Char), text.Text.Length + 1) : operand.Type;

    private List<Expression> ParseArguments(string open = "(", string close = ")")
    {
        int at = Here;
        Expect(open);
        Enter(at);
        bool saved = _greaterCloses;
        _greaterCloses = false;
        var arguments = new List<Expression>();
        if (!At(close))
        {
            do
            {
                if (TryExpandPack(SkipArgument, () => { arguments.Add(ParseAssignment()); })) continue;
                arguments.Add(At("{") ? ParseInitializerList() : ParseAssignment());
            }
            while (Accept(","));
        }
        _greaterCloses = saved;
        if (!At(close)) throw Error(Here, $"expected '{close}'{Found()}");
        _position++;
        Leave();
        return arguments;
    }

    private Expression ParseParenthesized()
    {
        int at = Here;
        _position++;
        bool saved = _greaterCloses;
        _greaterCloses = false;
        Expression result = TryFold(at) ?? ParseExpression();
        _greaterCloses = saved;
        Expect(")");
        return result;
    }

    /// <summary>(... op pack), (pack op ...), (pack op ... op init).</summary>
    private Expression? TryFold(int at)
    {
        int close = AfterClosing(_position - 1) - 1, dots = -1;
        for (int i = _position, depth = 0; i < close; i++)
        {
            if (_tokens[i].Is("(") || _tokens[i].Is("[") || _tokens[i].Is("{")) depth++;
            else if (_tokens[i].Is(")") || _tokens[i].Is("]") || _tokens[i].Is("}")) depth--;
            else if (depth == 0 && _tokens[i].Is("...")) dots = i;
        }
        if (dots < 0) return null;
        bool left = dots == _position;
        int opAt = left ? dots + 1 : dots - 1;
        string op = _tokens[opAt].Text;
        if (op != "," && Precedence(op) == 0) throw Error(_tokens[opAt].At, "expected an operator beside '...' in a fold expression");
        int from = left ? opAt + 1 : _position;
        var values = new List<Expression>();
        int end = left ? close : opAt;
        var packs = new List<PackSymbol>();
        for (int i = from; i < end; i++)
            if (_tokens[i].Kind == TokenKind.Identifier && _scope.Lookup(_tokens[i].Text) is PackSymbol { Current: < 0 } pack && !packs.Contains(pack)) packs.Add(pack);
        if (packs.Count == 0) throw Error(at, "fold expression does not contain a parameter pack");
        try
        {
            for (int n = 0; n < packs[0].Elements.Count; n++)
            {
                foreach (PackSymbol pack in packs) pack.Current = n;
                _position = from;
                values.Add(ParseUnary());
            }
        }
        finally
        {
            foreach (PackSymbol pack in packs) pack.Current = -1;
        }
        if (!left && dots + 1 < close)
        {
            _position = dots + 2;
            values.Add(ParseUnary());
        }
        _position = close;
        if (values.Count == 0)
            return op switch
            {
                "&&" => new ConstantExpression(at, ScalarType.Bool, ConstantValue.Bool(true)),
                "||" => new ConstantExpression(at, ScalarType.Bool, ConstantValue.Bool(false)),
                "," => new ConversionExpression(at, ScalarType.Void, new ConstantExpression(at, ScalarType.Int, ConstantValue.Int(0))),
                _ => throw Error(at, $"fold of an empty pack over '{op}' has no value"),
            };
        Expression Fold(Expression a, Expression b) => op == "," ? new CommaExpression(at, a, b) : BuildBinary(op, a, b, at);
        Expression result;
        if (left || op == ",")
        {
            result = values[0];
            for (int i = 1; i < values.Count; i++) result = Fold(result, values[i]);
        }
        else
        {
            result = values[^1];
            for (int i = values.Count - 2; i >= 0; i--) result = Fold(values[i], result);
        }
        return result;
    }
}
