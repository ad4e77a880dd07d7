using System.Collections.Generic;

namespace Lucid.Gpu.Msl.Text;

/// <summary>Collects findings; stops the compilation when there are too many errors to be of use.</summary>
internal sealed class DiagnosticBag(SourceMap map, int errorLimit = DiagnosticBag.ErrorLimit)
{
    /// <summary>Errors after which a compilation ends.</summary>
    public const int ErrorLimit = 20;

    private readonly HashSet<(int, string)> _seen = [];

    public List<Diagnostic> Items { get; } = [];

    public int ErrorCount { get; private set; }

    public SourceMap Map => map;

    public void Error(int at, string message)
    {
        if (!_seen.Add((at, message))) return;
        Add(DiagnosticSeverity.Error, at, message);
        if (++ErrorCount >= errorLimit) throw new TooManyErrorsException();
    }

    public void Warning(int at, string message)
    {
        if (_seen.Add((at, message))) Add(DiagnosticSeverity.Warning, at, message);
    }

    private void Add(DiagnosticSeverity severity, int at, string message)
    {
        (SourceText text, int line, int column) = map.Locate(at);
        Items.Add(new Diagnostic(severity, message, text.Name, line, column, text.Line(line)));
    }
}
