using System;
using System.Collections.Generic;
using System.Globalization;
using System.Text;
using System.Threading;
using Lucid.Gpu.Drivers;
using Lucid.Gpu.Msl;

namespace Lucid.Ops.Metal;

/// <summary>A kernel that is ready to run, with what its source declares.</summary>
internal sealed class CompiledKernel(IProgram program, IKernel kernel, IReadOnlyList<KernelParameter> parameters)
{
    public IKernel Kernel => kernel;

    public IReadOnlyList<KernelParameter> Parameters => parameters;

    /// <summary>Calls under way; guarded by the cache's lock.</summary>
    public int Uses { get; set; }

    /// <summary>False for a kernel of one call, whose source includes files: they may change.</summary>
    public bool IsKept { get; init; } = true;

    /// <summary>The declaration, for messages.</summary>
    public string Signature => $"kernel void {kernel.Name}({string.Join(", ", parameters)})";

    /// <summary>Gives kernel and program back to the device.</summary>
    public void Free()
    {
        kernel.Dispose();
        program.Dispose();
    }
}

/// <summary>Compiled kernels by the content that made them: source, name and function constants. The oldest leave first.</summary>
internal static class KernelCache
{
    private const int Capacity = 256;
    private static readonly Lock s_lock = new();
    private static readonly Dictionary<(string Source, string File, string Name, string Constants), CompiledKernel> s_kernels = [];
    private static readonly Queue<(string, string, string, string)> s_ages = new();

    /// <summary>Kernels held.</summary>
    public static int Count
    {
        get { lock (s_lock) return s_kernels.Count; }
    }

    /// <summary>Finds or compiles a kernel; the caller gives it back with <see cref="Return"/>.</summary>
    /// <exception cref="KernelCompileException">The source is not valid.</exception>
    /// <exception cref="DispatchException">The source has no such kernel or function constant.</exception>
    public static CompiledKernel Take(KernelSource source, string name, IReadOnlyList<(string Constant, Scalar Value)> constants)
    {
        if (source.Include is not null || source.Defines is not null) return Compile(source, name, constants, kept: false);
        var key = (source.Text, source.Name, name, Describe(constants));
        lock (s_lock)
            if (s_kernels.TryGetValue(key, out CompiledKernel? known))
            {
                known.Uses++;
                return known;
            }
        CompiledKernel made = Compile(source, name, constants, kept: true);
        lock (s_lock)
        {
            if (s_kernels.TryGetValue(key, out CompiledKernel? other))
            {
                // Another thread was faster.
                made.Free();
                other.Uses++;
                return other;
            }
            made.Uses = 1;
            s_kernels[key] = made;
            s_ages.Enqueue(key);
            Shrink(Capacity);
            return made;
        }
    }

    /// <summary>Ends a use.</summary>
    public static void Return(CompiledKernel kernel)
    {
        if (!kernel.IsKept) kernel.Free();
        else
            lock (s_lock) kernel.Uses--;
    }

    /// <summary>Drops every kernel that is not running.</summary>
    public static void Clear()
    {
        lock (s_lock) Shrink(0);
    }

    private static void Shrink(int most)
    {
        for (int looked = s_ages.Count; looked > 0 && s_kernels.Count > most; looked--)
        {
            var key = s_ages.Dequeue();
            CompiledKernel oldest = s_kernels[key];
            if (oldest.Uses > 0)
            {
                s_ages.Enqueue(key);
                continue;
            }
            s_kernels.Remove(key);
            oldest.Free();
        }
    }

    private static CompiledKernel Compile(KernelSource source, string name, IReadOnlyList<(string Constant, Scalar Value)> constants, bool kept)
    {
        IProgram program = DriverSelection.Current.Compile(source);
        try
        {
            KernelLibrary library = program.Library ?? KernelLibrary.Compile(source);
            IKernel kernel = program.Kernel(name, Values(library, constants));
            return new CompiledKernel(program, kernel, library.Parameters(name)) { IsKept = kept };
        }
        catch
        {
            program.Dispose();
            throw;
        }
    }

    private static Dictionary<int, object> Values(KernelLibrary library, IReadOnlyList<(string Constant, Scalar Value)> constants)
    {
        var values = new Dictionary<int, object>();
        foreach (var (constant, value) in constants)
        {
            int index = int.TryParse(constant, NumberStyles.None, CultureInfo.InvariantCulture, out int number) ? number : -1;
            var names = new List<string>();
            foreach (var (declared, at) in library.FunctionConstantNames)
            {
                names.Add($"{declared} [[function_constant({at})]]");
                if (declared == constant) index = at;
            }
            if (index < 0)
                throw new DispatchException(
                    $"run_kernel: there is no function constant '{constant}'; the source has: {(names.Count == 0 ? "none" : string.Join(", ", names))}");
            values[index] = value.Kind switch
            {
                ScalarKind.Bool => value.ToBool(),
                ScalarKind.Integer => value.ToInt64(),
                ScalarKind.Real => value.ToDouble(),
                _ => throw new DispatchException($"run_kernel: function constant '{constant}' cannot be a complex number"),
            };
        }
        return values;
    }

    private static string Describe(IReadOnlyList<(string Constant, Scalar Value)> constants)
    {
        if (constants.Count == 0) return "";
        var text = new StringBuilder();
        foreach (var (constant, value) in constants)
            text.Append(constant).Append('=').Append(value.Kind).Append(value.ToDouble().ToString("R", CultureInfo.InvariantCulture)).Append(';');
        return text.ToString();
    }
}
