using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text.RegularExpressions;
using Xunit;

namespace Lucid.Architecture.Tests;

/// <summary>Rules for every text in the repository, whatever its language.</summary>
public sealed class TextTests
{
    private const int UsualLines = 400;
    private const int MostLines = 800;

    /// <summary>Files that may have up to 800 lines, each with the reason that outweighs the rule.</summary>
    private static readonly Dictionary<string, string> s_longFiles = [];

    /// <summary>Written by the generator; their length follows from the number of ops.</summary>
    private static readonly string[] s_generated = ["native/lucid.h", "python/lucid/_C.pyi", "docs/ops.md"];

    private static readonly string[] s_code = [".cs", ".py", ".sh", ".c", ".h", ".pyi"];
    private static readonly string[] s_text = [.. s_code, ".md", ".toml", ".props", ".targets", ".csproj", ".json", ".yml"];

    private static readonly string[] s_folders =
        ["engine", "exports", "native", "python", "tools", "tests-dotnet", "tests-python", "benchmarks", "examples", "docs", ".ci"];

    [Fact]
    public void FilesAreShort()
    {
        var violations = new List<string>();
        foreach (var path in s_folders.SelectMany(folder => Checkout.Files(folder, s_code)))
        {
            var name = Checkout.Name(path);
            if (s_generated.Contains(name) || IsGeneratedStub(path)) continue;
            var lines = File.ReadLines(path).Count();
            var limit = s_longFiles.ContainsKey(name) ? MostLines : UsualLines;
            if (lines > limit) violations.Add($"{name} has {lines} lines, at most {limit} are allowed");
        }
        Rules.AssertNone(violations);
    }

    [Fact]
    public void LongFilesStillNeedTheirException()
    {
        Rules.AssertNone(s_longFiles.Keys
            .Where(name => !File.Exists(Path.Combine(Checkout.Root, name))
                || File.ReadLines(Path.Combine(Checkout.Root, name)).Count() <= UsualLines)
            .Select(name => $"{name} is short or gone; take it off the list"));
        Assert.All(s_longFiles.Values, reason => Assert.True(reason.Length > 20, "an exception needs its reason"));
    }

    [Fact]
    public void NoTextNamesAMachine()
    {
        // Pieced together, so that this file does not break its own rule.
        var machine = new Regex(@"/(wo" + @"rk|home/\w+|Users/\w+)/|/ro" + @"ot/[\w.]|[A-Z]:\\Us" + @"ers\\");
        var violations = new List<string>();
        var loose = Directory.EnumerateFiles(Checkout.Root).Where(path => s_text.Any(path.EndsWith));
        foreach (var path in s_folders.SelectMany(folder => Checkout.Files(folder, s_text)).Concat(loose))
        {
            var lines = File.ReadAllLines(path);
            for (var index = 0; index < lines.Length; index++)
            {
                if (machine.IsMatch(lines[index])) violations.Add($"{Checkout.Name(path)}:{index + 1}: {lines[index].Trim()}");
            }
        }
        Rules.AssertNone(violations);
        Assert.Matches(machine, "see /ho" + "me/someone/lucid");
    }

    // A stub mirrors a whole module, the package's with every op, and nobody reads or edits it: its length follows from the API too.
    private static bool IsGeneratedStub(string path) =>
        path.EndsWith(".pyi", StringComparison.Ordinal) && File.ReadLines(path).FirstOrDefault()?.Contains("Written by `./dev stubs`") == true;
}
