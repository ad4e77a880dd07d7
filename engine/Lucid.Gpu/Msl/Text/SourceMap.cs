using System.Collections.Generic;

namespace Lucid.Gpu.Msl.Text;

/// <summary>All files of one compilation laid end to end, so that a place is one integer.</summary>
internal sealed class SourceMap
{
    private readonly List<(int Base, SourceText Text)> _files = [];
    private int _next;

    public int Add(SourceText text)
    {
        int start = _next;
        _files.Add((start, text));
        _next += text.Text.Length + 1;
        return start;
    }

    public (SourceText Text, int Line, int Column) Locate(int at)
    {
        int low = 0, high = _files.Count - 1;
        while (low < high)
        {
            int middle = (low + high + 1) >> 1;
            if (_files[middle].Base <= at) low = middle; else high = middle - 1;
        }
        (int start, SourceText text) = _files[low];
        int offset = at - start;
        if (offset < 0) offset = 0;
        if (offset > text.Text.Length) offset = text.Text.Length;
        (int line, int column) = text.Position(offset);
        return (text, line, column);
    }
}
