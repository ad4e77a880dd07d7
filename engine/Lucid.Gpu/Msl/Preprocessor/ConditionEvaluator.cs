using System.Collections.Generic;
using Lucid.Gpu.Msl.Lexer;
using Lucid.Gpu.Msl.Text;
using Lucid.Gpu.Msl.Types;

namespace Lucid.Gpu.Msl.Preprocessor;

/// <summary>Integer expressions of <c>#if</c>: macros are expanded already, leftover names are 0.</summary>
internal sealed class ConditionEvaluator(List<Token> tokens, int at)
{
    private const int DepthLimit = 200;
    private int _position;
    private int _depth;

    public bool Run()
    {
        long value = Conditional();
        if (_position < tokens.Count) throw new CompileException(Here, "token is not a valid binary operator in a preprocessor subexpression");
        return value != 0;
    }

    private int Here => _position < tokens.Count ? tokens[_position].At : at;

    private bool Take(string punctuation)
    {
        if (_position >= tokens.Count || !tokens[_position].Is(punctuation)) return false;
        _position++;
        return true;
    }

    private long Conditional()
    {
        if (++_depth > DepthLimit) throw new CompileException(Here, "preprocessor expression nests too deep");
        long value = Binary(0);
        if (Take("?"))
        {
            long whenTrue = Conditional();
            if (!Take(":")) throw new CompileException(Here, "expected ':' in preprocessor expression");
            long whenFalse = Conditional();
            value = value != 0 ? whenTrue : whenFalse;
        }
        _depth--;
        return value;
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

    private string? Operator(out int length)
    {
        length = 1;
        if (_position >= tokens.Count || tokens[_position].Kind != TokenKind.Punctuation) return null;
        string text = tokens[_position].Text;
        if (text == ">" && _position + 1 < tokens.Count && !tokens[_position + 1].SpaceBefore)
        {
            // The tokenizer leaves '>' single for templates.
            string next = tokens[_position + 1].Text;
            if (next is ">" or "=") { length = 2; return ">" + next; }
        }
        return text;
    }

    private long Binary(int minimum)
    {
        long left = Unary();
        while (Operator(out int length) is { } op && Precedence(op) > minimum)
        {
            int place = Here;
            _position += length;
            long right = Binary(Precedence(op));
            if (op is "/" or "%" && right == 0) throw new CompileException(place, "division by zero in preprocessor expression");
            left = op switch
            {
                "||" => left != 0 || right != 0 ? 1 : 0,
                "&&" => left != 0 && right != 0 ? 1 : 0,
                "|" => left | right,
                "^" => left ^ right,
                "&" => left & right,
                "==" => left == right ? 1 : 0,
                "!=" => left != right ? 1 : 0,
                "<" => left < right ? 1 : 0,
                ">" => left > right ? 1 : 0,
                "<=" => left <= right ? 1 : 0,
                ">=" => left >= right ? 1 : 0,
                "<<" => left << (int)right,
                ">>" => left >> (int)right,
                "+" => left + right,
                "-" => left - right,
                "*" => left * right,
                "/" => right == -1 ? -left : left / right,
                _ => right == -1 ? 0 : left % right,
            };
        }
        return left;
    }

    private long Unary()
    {
        if (++_depth > DepthLimit) throw new CompileException(Here, "preprocessor expression nests too deep");
        long value;
        if (Take("!")) value = Unary() == 0 ? 1 : 0;
        else if (Take("-")) value = -Unary();
        else if (Take("+")) value = Unary();
        else if (Take("~")) value = ~Unary();
        else if (Take("("))
        {
            value = Conditional();
            if (!Take(")")) throw new CompileException(Here, "expected ')' in preprocessor expression");
        }
        else value = Primary();
        _depth--;
        return value;
    }

    private long Primary()
    {
        if (_position >= tokens.Count) throw new CompileException(at, "expected value in preprocessor expression");
        Token token = tokens[_position++];
        if (token.Kind == TokenKind.Identifier) return token.Text == "true" ? 1 : 0;
        if (token.Kind == TokenKind.Character) return NumberLiteral.Character(token.Text);
        if (token.Kind == TokenKind.Number && NumberLiteral.TryParse(token.Text, out ConstantValue value, out _) && !value.IsFloating)
            return (long)value.Bits;
        throw new CompileException(token.At, $"invalid token '{token.Text}' in preprocessor expression");
    }
}
