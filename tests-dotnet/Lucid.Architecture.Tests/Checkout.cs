using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Xml.Linq;

namespace Lucid.Architecture.Tests;

/// <summary>The checkout as plain files: what the rules read.</summary>
internal static class Checkout
{
    private static readonly HashSet<string> s_madeFolders =
        ["bin", "obj", "artifacts", "dist", "build", "__pycache__", "node_modules", ".git", ".parity", ".pytest_cache"];

    /// <summary>The folder that holds Lucid.sln.</summary>
    public static string Root { get; } = FindRoot();

    /// <summary>All files below a folder of the checkout with one of the endings; nothing that a build makes.</summary>
    public static IEnumerable<string> Files(string folder, params string[] endings)
    {
        var start = Path.Combine(Root, folder);
        if (!Directory.Exists(start)) return [];
        return Walk(start).Where(path => endings.Length == 0 || endings.Any(path.EndsWith)).Order(StringComparer.Ordinal);
    }

    /// <summary>A path as people name it: from the root, with forward slashes.</summary>
    public static string Name(string path) => Path.GetRelativePath(Root, path).Replace('\\', '/');

    /// <summary>All projects below the given folders.</summary>
    public static IEnumerable<Project> Projects(params string[] folders) =>
        folders.SelectMany(folder => Files(folder, ".csproj")).Select(path => new Project(path));

    private static IEnumerable<string> Walk(string folder)
    {
        foreach (var file in Directory.EnumerateFiles(folder)) yield return file;
        foreach (var below in Directory.EnumerateDirectories(folder))
        {
            if (s_madeFolders.Contains(Path.GetFileName(below))) continue;
            foreach (var file in Walk(below)) yield return file;
        }
    }

    private static string FindRoot()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "Lucid.sln"))) return folder.FullName;
        }
        throw new InvalidOperationException("The tests do not run inside a checkout: no Lucid.sln above them.");
    }
}

/// <summary>One .csproj file.</summary>
internal sealed class Project
{
    private readonly XDocument _content;

    public Project(string path)
    {
        Path = path;
        _content = XDocument.Load(path);
    }

    public string Path { get; }

    public string Name => System.IO.Path.GetFileNameWithoutExtension(Path);

    public string Folder => System.IO.Path.GetDirectoryName(Path)!;

    public string RootNamespace => _content.Descendants("RootNamespace").FirstOrDefault()?.Value ?? Name;

    /// <summary>The names of the projects it refers to; analyzers and generators are not part of the program.</summary>
    public IEnumerable<string> References =>
        _content.Descendants("ProjectReference")
            .Where(reference => (string?)reference.Attribute("OutputItemType") != "Analyzer")
            .Select(reference => ((string)reference.Attribute("Include")!).Replace('\\', '/'))
            .Select(path => System.IO.Path.GetFileNameWithoutExtension(path));

    /// <summary>The assemblies its internals are shown to by the project file.</summary>
    public IEnumerable<string> FriendAssemblies =>
        _content.Descendants("InternalsVisibleTo").Select(friend => (string)friend.Attribute("Include")!);

    public IEnumerable<string> SourceFiles => Checkout.Files(Checkout.Name(Folder), ".cs");
}
