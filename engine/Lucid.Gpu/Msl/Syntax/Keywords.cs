using System.Collections.Generic;

namespace Lucid.Gpu.Msl.Syntax;

/// <summary>Words that cannot name things.</summary>
internal static class Keywords
{
    private static readonly HashSet<string> Words =
    [
        "alignas", "alignof", "asm", "auto", "break", "case", "class", "const", "constant", "constexpr", "const_cast", "continue",
        "decltype", "default", "delete", "device", "do", "double", "dynamic_cast", "else", "enum", "explicit", "extern",
        "false", "for", "friend", "goto", "if", "inline", "kernel", "mutable", "namespace", "new", "nullptr", "operator",
        "private", "protected", "public", "reinterpret_cast", "return", "signed", "sizeof", "static", "static_assert",
        "static_cast", "struct", "switch", "template", "this", "thread", "threadgroup", "throw", "true", "try", "typedef",
        "typename", "union", "unsigned", "using", "vertex", "fragment", "virtual", "void", "volatile", "while",
    ];

    public static bool Contains(string word) => Words.Contains(word);
}
