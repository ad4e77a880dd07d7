using System;
using System.Collections.Concurrent;
using System.IO;
using System.Text;

namespace Lucid.Gpu.Drivers.Cuda;

/// <summary>
/// Compiled kernels by content, in memory and on disk. A file holds its key and a digest of what follows; one that does not fit
/// them is not used. Files appear under their name only when they are whole, so several processes can share a folder.
/// </summary>
internal sealed class CompileCache
{
    private static ReadOnlySpan<byte> Magic => "LUCIDCU1"u8;
    private const int HeaderBytes = 8 + 64 + 32;
    private readonly ConcurrentDictionary<string, byte[]> _memory = new();
    private readonly string? _folder;

    public CompileCache(string? folder) => _folder = folder ?? DefaultFolder();

    /// <summary>Where files are kept; empty where none are.</summary>
    public string Folder => _folder ?? "";

    /// <summary>How many entries came from memory, from disk, and from nowhere.</summary>
    public (int Memory, int Disk, int Missed) Counts => (_memoryHits, _diskHits, _misses);

    private int _memoryHits, _diskHits, _misses;

    private static string DefaultFolder()
    {
        if (Environment.GetEnvironmentVariable("LUCID_CUDA_CACHE") is { } named) return named;
        string? root = Environment.GetEnvironmentVariable("XDG_CACHE_HOME");
        if (string.IsNullOrEmpty(root))
        {
            string home = Environment.GetFolderPath(Environment.SpecialFolder.UserProfile);
            if (home.Length == 0) return "";
            root = OperatingSystem.IsWindows() ? Environment.GetFolderPath(Environment.SpecialFolder.LocalApplicationData) : Path.Combine(home, ".cache");
        }
        return Path.Combine(root, "lucid", "cuda");
    }

    /// <summary>The entry of a key, or null.</summary>
    public byte[]? Find(string key)
    {
        if (_memory.TryGetValue(key, out byte[]? known))
        {
            _memoryHits++;
            return known;
        }
        if (Read(key) is { } stored)
        {
            _diskHits++;
            _memory[key] = stored;
            return stored;
        }
        return null;
    }

    /// <summary>Keeps an entry. A disk that is full or closed to us is no error: the entry is compiled again next time.</summary>
    public void Keep(string key, byte[] code)
    {
        _misses++;
        _memory[key] = code;
        if (string.IsNullOrEmpty(_folder)) return;
        string? partial = null;
        try
        {
            Directory.CreateDirectory(_folder);
            partial = Path.Combine(_folder, $".{key}.{Environment.ProcessId}.{Environment.TickCount64}");
            using (FileStream file = File.Create(partial))
            {
                file.Write(Magic);
                file.Write(Encoding.ASCII.GetBytes(key));
                file.Write(ContentHash.Digest(code));
                file.Write(code);
            }
            File.Move(partial, PathOf(key), overwrite: true);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            Discard(partial);
        }
    }

    private static void Discard(string? partial)
    {
        try
        {
            if (partial is not null) File.Delete(partial);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            // Nothing more can be done about a file that cannot be removed.
        }
    }

    private string PathOf(string key) => Path.Combine(_folder!, key + ".cubin");

    private byte[]? Read(string key)
    {
        if (string.IsNullOrEmpty(_folder)) return null;
        try
        {
            string path = PathOf(key);
            if (!File.Exists(path)) return null;
            byte[] file = File.ReadAllBytes(path);
            if (file.Length <= HeaderBytes || !file.AsSpan(0, 8).SequenceEqual(Magic)) return null;
            if (!file.AsSpan(8, 64).SequenceEqual(Encoding.ASCII.GetBytes(key))) return null;
            byte[] code = file[HeaderBytes..];
            return file.AsSpan(72, 32).SequenceEqual(ContentHash.Digest(code)) ? code : null;
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }
}
