using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text.RegularExpressions;

namespace Lucid.Artefacts;

/// <summary>A function, method or attribute that the bridge defines by hand: its Python name and its documentation line.</summary>
internal sealed record BridgeRow(string Name, string Documentation);

/// <summary>Reads the rows of the bridge's tables from its sources: they are addresses of functions once compiled.</summary>
internal static partial class BridgeRows
{
    internal static List<BridgeRow> Read(string checkout, string file)
    {
        string source = File.ReadAllText(Path.Combine(checkout, "exports", "Lucid.Python", file));
        var rows = Row().Matches(source)
            .Select(match => new BridgeRow(match.Groups[1].Value, string.Concat(Literal().Matches(match.Groups[2].Value).Select(part => part.Groups[1].Value))))
            .ToList();
        return rows.Count > 0 ? rows : throw new InvalidDataException($"{file} holds no rows");
    }

    [GeneratedRegex("""\("([A-Za-z_]\w*)",\s*\(nint\)[^"]*?((?:"(?:[^"\\]|\\.)*"[\s+]*)+)\)""", RegexOptions.Singleline)]
    private static partial Regex Row();

    [GeneratedRegex("""
        "((?:[^"\\]|\\.)*)"
        """)]
    private static partial Regex Literal();
}
