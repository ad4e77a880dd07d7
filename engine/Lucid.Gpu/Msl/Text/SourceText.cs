using System.Collections.Generic;

namespace Lucid.Gpu.Msl.Text;

/// <summary>One file of kernel source with its line table.</summary>
public sealed class SourceText
{
    private readonly List<int> _lineStarts = [0];

    /// <summary>Wraps source text under the name that diagnostics show.</summary>
    public SourceText(string name, string text)
    {
        Name = name;
        Text = text;
        for (int i = 0; i < text.Length; i++)
            if (text[i] == '\n') _lineStarts.Add(i + 1);
    }

    /// <summary>The name shown in diagnostics.</summary>
    public string Name { get; }

    /// <summary>The whole text.</summary>
    public string Text { get; }

    /// <summary>1-based line and column of a character offset.</summary>
    public (int Line, int Column) Position(int offset)
    {
        int low = 0, high = _lineStarts.Count - 1;
        while (low < high)
        {
            int middle = (low + high + 1) >> 1;
            if (_lineStarts[middle] <= offset) low = middle; else high = middle - 1;
        }
        return (low + 1, offset - _lineStarts[low] + 1);
    }

    /// <summary>The text of a 1-based line without its line break.</summary>
    public string Line(int line)
    {
        int start = _lineStarts[line - 1];
        int end = line < _lineStarts.Count ? _lineStarts[line] - 1 : Text.Length;
        if (end > start && Text[end - 1] == '\r') end--;
        return Text[start..end];
    }
}
