using System.Collections.Generic;
using Lucid.Gpu.Msl.Text;

namespace Lucid.Gpu.Msl.Lexer;

/// <summary>Cuts text into tokens. Closing angle brackets stay single, because templates nest them.</summary>
internal sealed class Tokenizer(string text, int start, DiagnosticBag? diagnostics)
{
    // Longest first, so that the first match is the right one.
    private static readonly string[] Punctuations =
    [
        "...", "<<=", "->*", "::", "->", "++", "--", "<<", "<=", "==", "!=", "&&", "||", "+=", "-=", "*=", "/=", "%=",
        "&=", "|=", "^=", "##", "{", "}", "[", "]", "(", ")", ";", ":", "?", ".", "+", "-", "*", "/", "%", "^", "&",
        "|", "~", "!", "=", "<", ">", ",", "#",
    ];

    private static readonly string[][] ByFirst = IndexByFirst();

    private int _position;

    public List<Token> Run()
    {
        var tokens = new List<Token>(text.Length / 4 + 8);
        while (true)
        {
            bool lineStart = _position == 0, space = false;
            SkipBlank(ref lineStart, ref space);
            if (_position >= text.Length)
            {
                tokens.Add(new Token(TokenKind.End, "", start + text.Length, true, true));
                return tokens;
            }
            tokens.Add(Next(lineStart, space));
        }
    }

    private void SkipBlank(ref bool lineStart, ref bool space)
    {
        while (_position < text.Length)
        {
            char c = text[_position];
            if (c == '\n') { lineStart = true; _position++; }
            else if (c is ' ' or '\t' or '\r' or '\f' or '\v' or '\uFEFF') { space = true; _position++; }
            else if (c == '\\' && IsLineSplice(out int length)) { space = true; _position += length; }
            else if (c == '/' && Peek(1) == '/') { SkipLineComment(); space = true; }
            else if (c == '/' && Peek(1) == '*') { SkipBlockComment(); space = true; }
            else return;
        }
    }

    private bool IsLineSplice(out int length)
    {
        length = Peek(1) == '\n' ? 2 : Peek(1) == '\r' && Peek(2) == '\n' ? 3 : 0;
        return length > 0;
    }

    private void SkipLineComment()
    {
        while (_position < text.Length && text[_position] != '\n')
            _position += text[_position] == '\\' && IsLineSplice(out int length) ? length : 1;
    }

    private void SkipBlockComment()
    {
        int end = text.IndexOf("*/", _position + 2, System.StringComparison.Ordinal);
        if (end < 0)
        {
            diagnostics?.Error(start + _position, "unterminated /* comment");
            _position = text.Length;
        }
        else
        {
            _position = end + 2;
        }
    }

    private char Peek(int ahead) => _position + ahead < text.Length ? text[_position + ahead] : '\0';

    private Token Next(bool lineStart, bool space)
    {
        int begin = _position;
        char c = text[begin];
        TokenKind kind;
        if (char.IsLetter(c) || c == '_' || c == '$')
        {
            while (_position < text.Length && IsWordPart(text[_position])) _position++;
            kind = TokenKind.Identifier;
        }
        else if (char.IsAsciiDigit(c) || c == '.' && char.IsAsciiDigit(Peek(1)))
        {
            ReadNumber();
            kind = TokenKind.Number;
        }
        else if (c is '"' or '\'')
        {
            kind = ReadQuoted(c);
        }
        else
        {
            string[]? candidates = c < 128 ? ByFirst[c] : null;
            if (candidates is not null)
                foreach (string candidate in candidates)
                    if (string.CompareOrdinal(text, begin, candidate, 0, candidate.Length) == 0)
                    {
                        _position += candidate.Length;
                        return new Token(TokenKind.Punctuation, candidate, start + begin, lineStart, space);
                    }
            _position++;
            kind = TokenKind.Unknown;
        }
        string word = text[begin.._position];
        if (kind == TokenKind.Identifier) word = string.Intern(word);
        return new Token(kind, word, start + begin, lineStart, space);
    }

    private static bool IsWordPart(char c) => char.IsLetterOrDigit(c) || c == '_' || c == '$';

    private void ReadNumber()
    {
        while (_position < text.Length)
        {
            char c = text[_position];
            if (c is '+' or '-')
            {
                char previous = text[_position - 1];
                if (previous is not ('e' or 'E' or 'p' or 'P') || IsHexWithoutExponent(previous)) return;
            }
            else if (c == '\'' && _position + 1 < text.Length && char.IsLetterOrDigit(text[_position + 1]))
            {
            }
            else if (!IsWordPart(c) && c != '.') return;
            _position++;
        }
    }

    // 0x1E+2 is a sum, 0x1p+2 is one number.
    private bool IsHexWithoutExponent(char previous)
    {
        if (previous is not ('e' or 'E')) return false;
        int i = _position - 1;
        while (i > 0 && (IsWordPart(text[i - 1]) || text[i - 1] == '.')) i--;
        return text[i] == '0' && i + 1 < text.Length && text[i + 1] is 'x' or 'X';
    }

    private TokenKind ReadQuoted(char quote)
    {
        int begin = _position++;
        while (_position < text.Length && text[_position] != quote && text[_position] != '\n')
            _position += text[_position] == '\\' && _position + 1 < text.Length ? 2 : 1;
        if (_position >= text.Length || text[_position] != quote)
        {
            if (_position > text.Length) _position = text.Length;
            return TokenKind.Unknown;
        }
        _position++;
        _ = begin;
        return quote == '"' ? TokenKind.String : TokenKind.Character;
    }

    private static string[][] IndexByFirst()
    {
        var table = new List<string>?[128];
        foreach (string punctuation in Punctuations) (table[punctuation[0]] ??= []).Add(punctuation);
        var result = new string[128][];
        for (int i = 0; i < 128; i++) result[i] = table[i]?.ToArray() ?? [];
        return result;
    }
}
