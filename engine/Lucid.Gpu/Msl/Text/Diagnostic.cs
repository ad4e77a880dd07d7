using System.Text;

namespace Lucid.Gpu.Msl.Text;

/// <summary>How grave a diagnostic is.</summary>
public enum DiagnosticSeverity
{
    /// <summary>Compilation goes on and succeeds.</summary>
    Warning,

    /// <summary>The source is not a valid program.</summary>
    Error,
}

/// <summary>One finding of the front end, with its place in the source.</summary>
/// <param name="Severity">How grave it is.</param>
/// <param name="Message">What is wrong, and what was expected.</param>
/// <param name="File">Name of the source.</param>
/// <param name="Line">1-based line.</param>
/// <param name="Column">1-based column.</param>
/// <param name="SourceLine">The text of the line.</param>
public sealed record Diagnostic(
    DiagnosticSeverity Severity, string Message, string File, int Line, int Column, string SourceLine)
{
    /// <summary>The finding as clang prints it: place, severity, message, source line, caret.</summary>
    public override string ToString()
    {
        var text = new StringBuilder();
        text.Append(File).Append(':').Append(Line).Append(':').Append(Column).Append(": ")
            .Append(Severity == DiagnosticSeverity.Error ? "error: " : "warning: ").Append(Message).Append('\n');
        // A window keeps one-line megabyte sources readable.
        int start = Column > 161 ? Column - 81 : 0;
        int length = System.Math.Min(SourceLine.Length - start, 240);
        if (length < 0) length = 0;
        string shown = length == 0 ? "" : SourceLine.Substring(start, length);
        text.Append(shown).Append('\n');
        for (int i = 0; i < Column - 1 - start; i++) text.Append(i < shown.Length && shown[i] == '\t' ? '\t' : ' ');
        return text.Append('^').ToString();
    }
}
