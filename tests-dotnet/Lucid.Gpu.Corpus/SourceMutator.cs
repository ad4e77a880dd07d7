using System;
using System.Collections.Generic;

namespace Lucid.Gpu.Corpus;

/// <summary>Makes broken programs from the corpus: tokens removed, doubled, swapped, replaced; text cut and spliced.</summary>
public sealed class SourceMutator
{
    private static readonly string[] Noise =
    [
        "(", ")", "{", "}", "[", "]", "<", ">", ";", ",", "*", "&", "::", "template", "typename", "struct", "kernel", "device", "threadgroup", "constant",
        "float", "float4", "half", "uint", "0", "1.5f", "0x7fffffff", "\"s\"", "#define X", "#if", "#endif", "operator", "auto", "if", "for", "return", "this",
        "...", "[[", "]]", "=", "->", ".", "?", ":", "~", "##", "/*", "//", "'", "\\", "enum", "union", "using", "namespace", "decltype", "sizeof", "switch", "case",
    ];

    private readonly System.Random _random;
    private readonly List<string> _sources = [];

    /// <summary>The same seed gives the same programs.</summary>
    public SourceMutator(int seed)
    {
        _random = new System.Random(seed);
        foreach (string file in KernelRunner.Files)
        {
            string text = KernelRunner.Source(file);
            // Single kernels make small, quick programs.
            foreach (string part in text.Split("\n\n", StringSplitOptions.RemoveEmptyEntries)) _sources.Add("#include <metal_stdlib>\nusing namespace metal;\n" + part);
        }
    }

    /// <summary>The next broken program.</summary>
    public string Next()
    {
        var tokens = Split(_sources[_random.Next(_sources.Count)]);
        int edits = 1 + _random.Next(4);
        for (int i = 0; i < edits && tokens.Count > 4; i++)
        {
            int at = _random.Next(tokens.Count);
            switch (_random.Next(6))
            {
                case 0: tokens.RemoveAt(at); break;
                case 1: tokens.Insert(at, tokens[_random.Next(tokens.Count)]); break;
                case 2: (tokens[at], tokens[_random.Next(tokens.Count)]) = (tokens[_random.Next(tokens.Count)], tokens[at]); break;
                case 3: tokens[at] = Noise[_random.Next(Noise.Length)]; break;
                case 4: tokens.RemoveRange(at, Math.Min(_random.Next(8), tokens.Count - at)); break;
                default:
                    List<string> other = Split(_sources[_random.Next(_sources.Count)]);
                    int from = _random.Next(other.Count);
                    tokens.InsertRange(at, other.GetRange(from, Math.Min(_random.Next(20), other.Count - from)));
                    break;
            }
        }
        return string.Concat(tokens);
    }

    private static List<string> Split(string text)
    {
        var tokens = new List<string>();
        for (int i = 0; i < text.Length;)
        {
            int start = i++;
            if (char.IsLetterOrDigit(text[start]) || text[start] == '_')
                while (i < text.Length && (char.IsLetterOrDigit(text[i]) || text[i] == '_')) i++;
            tokens.Add(text[start..i]);
        }
        return tokens;
    }
}
