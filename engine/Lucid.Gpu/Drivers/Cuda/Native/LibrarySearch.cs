using System;
using System.Collections.Generic;
using System.IO;

namespace Lucid.Gpu.Drivers.Cuda.Native;

/// <summary>Finds CUDA's libraries: in the toolkit's folders, in Python's NVIDIA packages, and where the loader looks by itself.</summary>
internal static class LibrarySearch
{
    /// <summary>The driver's library; the system's loader finds it.</summary>
    public static readonly string[] Driver = OperatingSystem.IsWindows() ? ["nvcuda.dll"] : ["libcuda.so.1", "libcuda.so"];

    /// <summary>NVRTC, newest first.</summary>
    public static readonly string[] Compiler = OperatingSystem.IsWindows()
        ? ["nvrtc64_130_0.dll", "nvrtc64_120_0.dll"] : ["libnvrtc.so.13", "libnvrtc.so.12", "libnvrtc.so.11.2", "libnvrtc.so"];

    /// <summary>cublasLt, newest first.</summary>
    public static readonly string[] Blas = OperatingSystem.IsWindows()
        ? ["cublasLt64_13.dll", "cublasLt64_12.dll"] : ["libcublasLt.so.13", "libcublasLt.so.12", "libcublasLt.so.11", "libcublasLt.so"];

    /// <summary>cuDNN, newest first.</summary>
    public static readonly string[] Convolution = OperatingSystem.IsWindows() ? ["cudnn64_9.dll", "cudnn64_8.dll"] : ["libcudnn.so.9", "libcudnn.so.8", "libcudnn.so"];

    // Folders of a package root that NVIDIA's wheels use: one for CUDA 13, one for each library before it.
    private static readonly string[] PackageFolders = ["nvidia/cu13/lib", "nvidia/cuda_nvrtc/lib", "nvidia/cublas/lib", "nvidia/cudnn/lib"];

    /// <summary>The first of the names that exists as a file in a known folder, or null.</summary>
    public static string? File(string[] names)
    {
        List<string> folders = Folders();
        foreach (string name in names)
            foreach (string folder in folders)
            {
                string path = Path.Combine(folder, name);
                if (System.IO.File.Exists(path)) return path;
            }
        return null;
    }

    /// <summary>The file behind a chain of links: its name carries the library's full version.</summary>
    public static string Version(string path)
    {
        try
        {
            var info = new FileInfo(path);
            FileSystemInfo target = info.ResolveLinkTarget(returnFinalTarget: true) ?? info;
            return $"{target.Name}/{(target as FileInfo)?.Length}";
        }
        catch (IOException)
        {
            return path;
        }
    }

    /// <summary>Folders in the order they are looked through.</summary>
    public static List<string> Folders()
    {
        var folders = new List<string>();
        foreach (string variable in new[] { "CUDA_HOME", "CUDA_PATH" })
            if (Environment.GetEnvironmentVariable(variable) is { Length: > 0 } home) AddToolkit(folders, home);
        foreach (string folder in (Environment.GetEnvironmentVariable("LD_LIBRARY_PATH") ?? "").Split(':', StringSplitOptions.RemoveEmptyEntries)) Add(folders, folder);
        foreach (string root in PackageRoots())
            foreach (string inner in PackageFolders) Add(folders, Path.Combine(root, inner));
        AddToolkit(folders, "/usr/local/cuda");
        try
        {
            if (Directory.Exists("/usr/local"))
            {
                string[] versions = Directory.GetDirectories("/usr/local", "cuda-*");
                Array.Sort(versions, StringComparer.Ordinal);
                Array.Reverse(versions);
                foreach (string version in versions) AddToolkit(folders, version);
            }
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            // A folder that cannot be read holds nothing for us.
        }
        Add(folders, "/usr/lib/x86_64-linux-gnu");
        Add(folders, "/usr/lib/aarch64-linux-gnu");
        Add(folders, "/usr/lib64");
        return folders;
    }

    private static void AddToolkit(List<string> folders, string home)
    {
        Add(folders, Path.Combine(home, "lib64"));
        Add(folders, Path.Combine(home, "lib"));
        Add(folders, Path.Combine(home, "targets/x86_64-linux/lib"));
        Add(folders, Path.Combine(home, "bin"));
    }

    private static void Add(List<string> folders, string folder)
    {
        if (!folders.Contains(folder)) folders.Add(folder);
    }

    /// <summary>Folders that hold Python packages: of the active environment, and of whatever is already loaded from one.</summary>
    private static List<string> PackageRoots()
    {
        var roots = new List<string>();
        foreach (string folder in (Environment.GetEnvironmentVariable("PYTHONPATH") ?? "").Split(':', StringSplitOptions.RemoveEmptyEntries)) Add(roots, folder);
        foreach (string variable in new[] { "VIRTUAL_ENV", "CONDA_PREFIX" })
            if (Environment.GetEnvironmentVariable(variable) is { Length: > 0 } prefix) AddPrefix(roots, prefix);
        if (OperatingSystem.IsLinux()) AddMapped(roots);
        return roots;
    }

    private static void AddPrefix(List<string> roots, string prefix)
    {
        try
        {
            string lib = Path.Combine(prefix, "lib");
            if (!Directory.Exists(lib)) return;
            foreach (string python in Directory.GetDirectories(lib, "python3*")) Add(roots, Path.Combine(python, "site-packages"));
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            // As above.
        }
    }

    // The process's own map names the package folder that Lucid or any other extension was loaded from.
    private static void AddMapped(List<string> roots)
    {
        try
        {
            foreach (string line in System.IO.File.ReadLines("/proc/self/maps"))
                foreach (string mark in new[] { "/site-packages/", "/dist-packages/" })
                {
                    int start = line.IndexOf('/', StringComparison.Ordinal), end = line.IndexOf(mark, StringComparison.Ordinal);
                    if (start >= 0 && end > start) Add(roots, line[start..(end + mark.Length - 1)]);
                }
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            // As above.
        }
    }
}
