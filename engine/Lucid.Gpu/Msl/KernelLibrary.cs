using System;
using System.Collections.Generic;
using Lucid.Gpu.Msl.Lexer;
using Lucid.Gpu.Msl.Library;
using Lucid.Gpu.Msl.Preprocessor;
using Lucid.Gpu.Msl.Semantics;
using Lucid.Gpu.Msl.Syntax;
using Lucid.Gpu.Msl.Text;

namespace Lucid.Gpu.Msl;

/// <summary>Compiled source: its kernels, typed and checked, and what was found on the way.</summary>
public sealed class KernelLibrary
{
    private readonly Dictionary<string, FunctionSymbol> _kernels = [];
    private readonly SourceMap _map;

    private KernelLibrary(KernelSource source, SourceMap map, IReadOnlyList<Diagnostic> diagnostics)
    {
        Source = source;
        _map = map;
        Diagnostics = diagnostics;
    }

    /// <summary>What was compiled.</summary>
    public KernelSource Source { get; }

    /// <summary>Errors and warnings in the order they were found.</summary>
    public IReadOnlyList<Diagnostic> Diagnostics { get; }

    /// <summary>True where nothing is wrong with the source.</summary>
    public bool Succeeded { get; private set; }

    /// <summary>Names of the kernels, as a host program asks for them.</summary>
    public IReadOnlyCollection<string> KernelNames => _kernels.Keys;

    /// <summary>Kernels whose declaration, body or callees hold an error.</summary>
    public IReadOnlyList<string> BrokenKernels { get; private set; } = [];

    /// <summary>The parameters of a kernel in their order; empty where there is no such kernel.</summary>
    public IReadOnlyList<KernelParameter> Parameters(string kernel) =>
        _kernels.TryGetValue(kernel, out FunctionSymbol? symbol) ? KernelParameter.Of(symbol) : [];

    /// <summary>Name and index of every function constant the source declares.</summary>
    public IReadOnlyList<(string Name, int Index)> FunctionConstantNames
    {
        get
        {
            var names = new List<(string, int)>();
            foreach (VariableSymbol constant in FunctionConstants) names.Add((constant.Name, constant.FunctionConstant));
            return names;
        }
    }

    internal IReadOnlyList<VariableSymbol> FunctionConstants { get; private set; } = [];

    internal SourceMap Map => _map;

    internal bool TryGetKernel(string name, out FunctionSymbol kernel) => _kernels.TryGetValue(name, out kernel!);

    internal (string File, int Line) Place(int at)
    {
        var (text, line, _) = _map.Locate(at);
        return (text.Name, line);
    }

    /// <summary>Compiles source. Never throws on bad source: see <see cref="Diagnostics"/>.</summary>
    public static KernelLibrary Compile(KernelSource source) => Compile(source, DiagnosticBag.ErrorLimit);

    /// <summary>Compiles source and goes on after any number of errors, to tell the kernels that are sound from those that are not.</summary>
    public static KernelLibrary Survey(KernelSource source) => Compile(source, int.MaxValue);

    private static KernelLibrary Compile(KernelSource source, int errorLimit)
    {
        ArgumentNullException.ThrowIfNull(source);
        var map = new SourceMap();
        var bag = new DiagnosticBag(map, errorLimit);
        var library = new KernelLibrary(source, map, bag.Items);
        try
        {
            var preprocessor = new SourcePreprocessor(map, bag, source.Include);
            preprocessor.Define("__METAL__", "1");
            preprocessor.Define("__METAL_MACOS__", "1");
            preprocessor.Define("__METAL_VERSION__", "320");
            preprocessor.Define("__HAVE_BFLOAT__", "1");
            preprocessor.Define("__HAVE_SIMDGROUP_MATRIX__", "1");
            preprocessor.Define("__cplusplus", "201703L");
            preprocessor.Run(new SourceText("metal_stdlib", Prelude.Text));
            List<Token> tokens = preprocessor.Output;
            tokens.RemoveAt(tokens.Count - 1);
            int preludeEnd = tokens.Count;
            if (source.Defines is not null)
                foreach (KeyValuePair<string, string> entry in source.Defines) preprocessor.Define(entry.Key, entry.Value);
            preprocessor.Run(new SourceText(source.Name, source.Text));
            var parser = new Parser(tokens, bag);
            parser.Run(preludeEnd);
            foreach (FunctionSymbol kernel in parser.Kernels) library._kernels.TryAdd(kernel.HostName ?? kernel.Name, kernel);
            foreach (var (name, kernel) in parser.Aliases) library._kernels.TryAdd(name, kernel);
            library.FunctionConstants = parser.FunctionConstants;
            library.BrokenKernels = Broken(library._kernels, parser.UndeclaredKernels);
        }
        catch (TooManyErrorsException)
        {
        }
        catch (Exception error) when (error is not OutOfMemoryException)
        {
            // A fault of the compiler itself must not end the process that handed it some text.
            bag.Items.Add(new Diagnostic(DiagnosticSeverity.Error, $"internal compiler error: {error.Message}", source.Name, 1, 1, ""));
            return library;
        }
        library.Succeeded = bag.ErrorCount == 0;
        return library;
    }

    private static List<string> Broken(Dictionary<string, FunctionSymbol> kernels, List<string> undeclared)
    {
        var broken = new List<string>(undeclared);
        foreach (KeyValuePair<string, FunctionSymbol> entry in kernels)
        {
            var seen = new HashSet<FunctionSymbol> { entry.Value };
            var open = new Stack<FunctionSymbol>(seen);
            while (open.TryPop(out FunctionSymbol? function))
            {
                if (function.IsBroken)
                {
                    broken.Add(entry.Key);
                    break;
                }
                foreach (FunctionSymbol callee in function.Callees)
                    if (seen.Add(callee)) open.Push(callee);
            }
        }
        return broken;
    }
}
