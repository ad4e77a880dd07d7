using System;
using System.Collections.Generic;
using System.IO;

namespace Lucid.Gpu.Msl.Preprocessor;

/// <summary>Finds the files that <c>#include</c> names: beside the file that names them, then in a list of folders, in order.</summary>
public sealed class IncludeFolders
{
    private readonly List<string> _folders = [];

    /// <summary>Looks in the folders, as a compiler's <c>-I</c> options ask.</summary>
    public IncludeFolders(IEnumerable<string> folders)
    {
        ArgumentNullException.ThrowIfNull(folders);
        foreach (string folder in folders) _folders.Add(folder);
    }

    /// <summary>The text of a file, or null where no folder has it.</summary>
    public string? Find(string name)
    {
        if (Path.IsPathRooted(name)) return Read(name);
        foreach (string folder in _folders)
            if (Read(Path.Combine(folder, name)) is { } text) return text;
        return null;
    }

    /// <summary>Source read from a file, with its own folder and then <paramref name="folders"/> to look for includes in.</summary>
    /// <exception cref="IOException">The file cannot be read.</exception>
    public static KernelSource Load(string path, IEnumerable<string> folders)
    {
        ArgumentNullException.ThrowIfNull(path);
        string own = Path.GetDirectoryName(Path.GetFullPath(path))!;
        return new KernelSource(File.ReadAllText(path), Path.GetFileName(path), new IncludeFolders([own, .. folders]).Find);
    }

    // A file that is there but cannot be read is as good as missing: the compiler says that it was not found.
    private static string? Read(string path)
    {
        try
        {
            return File.Exists(path) ? File.ReadAllText(path) : null;
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException or ArgumentException or NotSupportedException)
        {
            return null;
        }
    }
}
