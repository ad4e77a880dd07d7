using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text.RegularExpressions;
using Xunit;

namespace Lucid.Architecture.Tests;

/// <summary>Which project may know which, and that nothing goes round it.</summary>
public sealed partial class LayerTests
{
    /// <summary>Each project and all it may refer to. A project that is not here may not exist.</summary>
    private static readonly Dictionary<string, string[]> s_allowed = new()
    {
        ["Lucid.Core"] = [],
        ["Lucid.Generators"] = [],
        ["Lucid.Cpu"] = ["Lucid.Core"],
        ["Lucid.Gpu"] = ["Lucid.Core", "Lucid.Cpu"],
        ["Lucid.Autograd"] = ["Lucid.Core"],
        ["Lucid.Ops"] = ["Lucid.Core", "Lucid.Cpu", "Lucid.Gpu", "Lucid.Autograd"],
        ["Lucid.Python"] = ["Lucid.Core", "Lucid.Cpu", "Lucid.Gpu", "Lucid.Autograd", "Lucid.Ops"],
        ["Lucid.CApi"] = ["Lucid.Core", "Lucid.Cpu", "Lucid.Gpu", "Lucid.Autograd", "Lucid.Ops"],
        ["Lucid.Infer"] = ["Lucid.Core", "Lucid.Cpu", "Lucid.Gpu", "Lucid.Autograd", "Lucid.Ops"],
    };

    [Fact]
    public void ProjectsReferOnlyToTheLayersBelowThem()
    {
        var violations = new List<string>();
        foreach (var project in Checkout.Projects("engine", "exports"))
        {
            if (!s_allowed.TryGetValue(project.Name, out var allowed))
            {
                violations.Add($"{project.Name} has no place among the layers; give it one in LayerTests.cs");
                continue;
            }
            violations.AddRange(project.References.Except(allowed).Select(other => $"{project.Name} must not refer to {other}"));
        }
        Rules.AssertNone(violations);
        Assert.True(Checkout.Projects("engine").Count() >= 4, "the engine's projects were not found");
    }

    [Fact]
    public void InternalsAreShownToTestsOnly()
    {
        var violations = new List<string>();
        foreach (var project in Checkout.Projects("engine", "exports"))
        {
            var inSource = project.SourceFiles.SelectMany(path => FriendAttribute().Matches(File.ReadAllText(path)));
            var friends = project.FriendAssemblies.Concat(inSource.Select(match => match.Groups[1].Value));
            violations.AddRange(friends.Where(name => !name.EndsWith(".Tests", System.StringComparison.Ordinal))
                .Select(name => $"{project.Name} shows its internals to {name}"));
        }
        Rules.AssertNone(violations);
    }

    [Fact]
    public void EveryProjectIsInTheSolution()
    {
        var solution = File.ReadAllText(Path.Combine(Checkout.Root, "Lucid.sln")).Replace('\\', '/');
        Rules.AssertNone(Checkout.Projects("engine", "exports", "tests-dotnet", "tools", "examples")
            .Where(project => !solution.Contains(Checkout.Name(project.Path)))
            .Select(project => $"{Checkout.Name(project.Path)} is not in Lucid.sln (dotnet sln add)"));
    }

    [GeneratedRegex("""InternalsVisibleTo\("([\w.]+)""")]
    private static partial Regex FriendAttribute();
}
