namespace Lucid.Gpu.Msl.Lexer;

internal enum TokenKind : byte { End, Identifier, Number, String, Character, Punctuation, Unknown }

/// <summary>A preprocessing token. <c>At</c> is a place in the source map.</summary>
internal readonly record struct Token(TokenKind Kind, string Text, int At, bool LineStart, bool SpaceBefore, bool NoExpand = false)
{
    public bool Is(string punctuation) => Kind == TokenKind.Punctuation && (object)Text == (object)punctuation
        || Kind == TokenKind.Punctuation && Text == punctuation;

    public bool IsWord(string word) => Kind == TokenKind.Identifier && Text == word;
}
