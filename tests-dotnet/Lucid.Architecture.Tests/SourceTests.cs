using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text.RegularExpressions;
using Xunit;

namespace Lucid.Architecture.Tests;

/// <summary>Rules for single C# files: where they stand, and what they may use.</summary>
public sealed partial class SourceTests
{
    /// <summary>What engine code does without, and why.</summary>
    private static readonly (string Pattern, string Reason)[] s_banned =
    [
        (@"\bConsole\s*\.", "Console installs signal handlers in the host process"),
        (@"\busing\s+System\.Linq\b|\bSystem\.Linq\.", "LINQ allocates and hides loops"),
        (@"\busing\s+System\.Reflection\s*;|\bSystem\.Reflection\.", "reflection does not survive trimming"),
        (@"\bActivator\.CreateInstance\b", "reflection does not survive trimming"),
        (@"\bThread\.Abort\b|\bEnvironment\.(Exit|FailFast)\b", "an engine must not end its host process"),
        (@"^\s*#region\b", "files are short enough to need no regions"),
    ];

    /// <summary>Files that must stand elsewhere than their folder says, each with the reason.</summary>
    private static readonly Dictionary<string, string> s_elsewhere = new()
    {
        ["exports/Lucid.CApi/C99Attributes.cs"] = "DNNE finds its attributes by their full names",
        ["engine/Lucid.Ops/TensorOperators.cs"] = "operators and indexers on Tensor are found in Tensor's own namespace only",
        ["engine/Lucid.Ops/TensorItems.cs"] = "extension methods of Tensor are found without a using in its namespace only",
    };

    [Fact]
    public void NamespaceIsTheRootNamespaceAndTheFolder()
    {
        var violations = new List<string>();
        var read = 0;
        foreach (var project in Checkout.Projects("engine", "exports", "tests-dotnet", "tools"))
        {
            foreach (var path in project.SourceFiles)
            {
                var declared = Declaration().Match(File.ReadAllText(path));
                if (!declared.Success || s_elsewhere.ContainsKey(Checkout.Name(path))) continue;        // a file of assembly attributes or top-level statements
                read++;
                var folders = Path.GetRelativePath(project.Folder, Path.GetDirectoryName(path)!);
                var expected = folders == "." ? project.RootNamespace
                    : project.RootNamespace + "." + folders.Replace(Path.DirectorySeparatorChar, '.');
                if (declared.Groups[1].Value != expected)
                    violations.Add($"{Checkout.Name(path)} is in {declared.Groups[1].Value}, its folder says {expected}");
            }
        }
        Rules.AssertNone(violations);
        Assert.True(read > 20, $"only {read} files with a namespace were found");
    }

    [Fact]
    public void EngineCodeUsesNoBannedApi()
    {
        var violations = new List<string>();
        var projects = Checkout.Projects("engine", "exports").Where(project => project.Name != "Lucid.Generators");
        foreach (var path in projects.SelectMany(project => project.SourceFiles))
        {
            var lines = File.ReadAllLines(path);
            for (var index = 0; index < lines.Length; index++)
            {
                var code = lines[index].Split("//")[0];
                violations.AddRange(s_banned.Where(rule => Regex.IsMatch(code, rule.Pattern))
                    .Select(rule => $"{Checkout.Name(path)}:{index + 1}: {code.Trim()} ({rule.Reason})"));
            }
        }
        Rules.AssertNone(violations);
    }

    [Fact]
    public void NamesSayWhatThingsAre()
    {
        string[] vague = ["Utils", "Util", "Helper", "Helpers", "Manager", "Common", "Misc"];
        Rules.AssertNone(Checkout.Projects("engine", "exports", "tests-dotnet", "tools")
            .SelectMany(project => project.SourceFiles)
            .Where(path => vague.Any(word => Path.GetFileNameWithoutExtension(path).EndsWith(word, StringComparison.Ordinal)
                || Path.GetFileName(Path.GetDirectoryName(path)) == word))
            .Select(path => $"{Checkout.Name(path)}: a vague name"));
    }

    [Fact]
    public void ABannedApiWouldBeFound()
    {
        string[] samples =
        [
            "Console.WriteLine(1);", "using System.Linq;", "using System.Reflection;",
            "var made = Activator.CreateInstance(type);", "Environment.FailFast(null);", "    #region Loops",
        ];
        Assert.All(samples, sample => Assert.Contains(s_banned, rule => Regex.IsMatch(sample, rule.Pattern)));
        Assert.DoesNotContain(s_banned, rule => Regex.IsMatch("var console = Open(consoleName);", rule.Pattern));
    }

    [GeneratedRegex(@"^namespace\s+([\w.]+)\s*[;{]?\s*$", RegexOptions.Multiline)]
    private static partial Regex Declaration();
}
