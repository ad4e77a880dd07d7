using System;
using System.Collections.Generic;
using System.IO;
using System.Runtime.InteropServices;
using Lucid.Gpu.Drivers;
using Lucid.Gpu.Msl;

namespace Lucid.Gpu.Corpus;

/// <summary>Runs kernels of the corpus on a device with plain arrays as arguments.</summary>
public sealed class KernelRunner(IDevice device) : IDisposable
{
    private readonly Dictionary<string, IProgram> _programs = [];

    /// <summary>The device.</summary>
    public IDevice Device => device;

    /// <summary>Source of a file of the corpus.</summary>
    public static string Source(string file)
    {
        using System.IO.Stream stream = typeof(KernelRunner).Assembly.GetManifestResourceStream(file) ?? throw new FileNotFoundException(file);
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }

    /// <summary>Names of all files of the corpus.</summary>
    public static IReadOnlyList<string> Files => typeof(KernelRunner).Assembly.GetManifestResourceNames();

    /// <summary>Compiles once per file.</summary>
    public IProgram Program(string file)
    {
        if (!_programs.TryGetValue(file, out IProgram? program)) _programs[file] = program = device.Compile(new KernelSource(Source(file), file));
        return program;
    }

    /// <summary>Arrays are copied in, and out again afterwards; anything else binds as a constant. Arguments take indices in order.</summary>
    public void Run(string file, string kernel, Extent threads, Extent group, params object[] arguments) => Run(file, kernel, null, threads, group, arguments);

    /// <summary>The same with function constants.</summary>
    public void Run(string file, string kernel, IReadOnlyDictionary<int, object>? constants, Extent threads, Extent group, params object[] arguments)
    {
        using IKernel compiled = Program(file).Kernel(kernel, constants);
        var bound = new List<KernelArgument>();
        var buffers = new List<(IBuffer Buffer, Array Array)>();
        var textures = new List<ITexture>();
        int index = 0;
        try
        {
            foreach (object argument in arguments)
            {
                switch (argument)
                {
                    case Array array:
                        Span<byte> bytes = Bytes(array);
                        IBuffer buffer = device.Allocate(bytes.Length);
                        buffer.Write(bytes);
                        buffers.Add((buffer, array));
                        bound.Add(KernelArgument.Buffer(index++, buffer));
                        break;
                    case ITexture texture: bound.Add(KernelArgument.Texture(textures.Count, texture)); textures.Add(texture); break;
                    case ThreadgroupBytes shared: bound.Add(KernelArgument.Threadgroup(shared.Index, shared.Count)); break;
                    case float value: bound.Add(KernelArgument.Constant(index++, value)); break;
                    case int value: bound.Add(KernelArgument.Constant(index++, value)); break;
                    case uint value: bound.Add(KernelArgument.Constant(index++, value)); break;
                    case ByValue value: bound.Add(KernelArgument.Bytes(index++, value.Data)); break;
                    default: throw new ArgumentException($"cannot pass a {argument.GetType()}");
                }
            }
            device.Dispatch(compiled, CollectionsMarshal.AsSpan(bound), threads, group);
            device.Synchronize();
            foreach (var (buffer, array) in buffers) buffer.Read(Bytes(array));
        }
        finally
        {
            foreach (var (buffer, _) in buffers) buffer.Dispose();
        }
    }

    private static Span<byte> Bytes(Array array) => array switch
    {
        float[] a => MemoryMarshal.AsBytes(a.AsSpan()),
        int[] a => MemoryMarshal.AsBytes(a.AsSpan()),
        uint[] a => MemoryMarshal.AsBytes(a.AsSpan()),
        byte[] a => a,
        sbyte[] a => MemoryMarshal.AsBytes(a.AsSpan()),
        ushort[] a => MemoryMarshal.AsBytes(a.AsSpan()),
        ulong[] a => MemoryMarshal.AsBytes(a.AsSpan()),
        Half[] a => MemoryMarshal.AsBytes(a.AsSpan()),
        _ => throw new ArgumentException($"cannot pass a {array.GetType()}"),
    };

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (IProgram program in _programs.Values) program.Dispose();
        _programs.Clear();
    }
}

/// <summary>Threadgroup memory for a parameter.</summary>
public sealed record ThreadgroupBytes(int Index, int Count);

/// <summary>Values that bind together as one constant.</summary>
public sealed record ByValue(byte[] Data)
{
    /// <summary>Packs unsigned integers.</summary>
    public static ByValue Of(params uint[] values) => new(MemoryMarshal.AsBytes(values.AsSpan()).ToArray());

    /// <summary>Packs integers.</summary>
    public static ByValue Of(params int[] values) => new(MemoryMarshal.AsBytes(values.AsSpan()).ToArray());

    /// <summary>Packs floats.</summary>
    public static ByValue Of(params float[] values) => new(MemoryMarshal.AsBytes(values.AsSpan()).ToArray());
}
