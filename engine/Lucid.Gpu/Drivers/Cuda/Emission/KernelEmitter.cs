using System.Collections.Generic;
using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text;
using Lucid.Gpu.Drivers.Host.Lowering;
using Lucid.Gpu.Msl;
using Lucid.Gpu.Msl.Semantics;
using Lucid.Gpu.Msl.Tree;
using Lucid.Gpu.Msl.Types;

namespace Lucid.Gpu.Drivers.Cuda.Emission;

/// <summary>
/// Writes one kernel of the typed tree as CUDA C++ with the functions, types and constants that it reaches. The tree has resolved
/// overloads, templates and conversions, so what is written is plain C++ over the prelude's types.
/// </summary>
internal sealed partial class KernelEmitter
{
    private const int TextLimit = 8 << 20;
    private readonly KernelLibrary _library;
    private readonly IReadOnlyDictionary<int, ConstantValue> _functionConstants;
    private readonly ControlFlow _flow = new();
    private readonly Dictionary<Symbol, string> _names = [];
    private readonly Dictionary<StructType, string> _structs = [];
    private readonly HashSet<FunctionSymbol> _written = [];
    private readonly List<FunctionSymbol> _open = [];
    private readonly StringBuilder _declarations = new();
    private StringBuilder _body = new();
    private int _number;
    private int _depth;
    private string _indent = "  ";
    private (string File, int Line) _place;

    private KernelEmitter(KernelLibrary library, IReadOnlyDictionary<int, ConstantValue> functionConstants)
    {
        _library = library;
        _functionConstants = functionConstants;
    }

    /// <summary>Emits one kernel; function constants are given by index. Throws <see cref="EmissionException"/> for what has no CUDA form.</summary>
    public static KernelText Emit(KernelLibrary library, string name, FunctionSymbol kernel, IReadOnlyDictionary<int, ConstantValue> functionConstants) =>
        new KernelEmitter(library, functionConstants).Run(name, kernel);

    private KernelText Run(string name, FunctionSymbol kernel)
    {
        if (kernel.Body is null) throw new EmissionException(kernel.At, $"kernel '{name}' has no body");
        _open.Add(kernel);
        var entry = new StringBuilder();
        string identifier = "lucid_" + Identifier(name);
        KernelText layout = WriteEntry(entry, identifier, kernel);
        return new KernelText
        {
            Source = CudaPrelude.Text + _declarations + entry,
            Entry = identifier,
            Slots = layout.Slots,
            BlockBytes = layout.BlockBytes,
            IsPlanar = layout.IsPlanar,
            IsElementwise = layout.IsElementwise,
            HasSeveral = layout.HasSeveral,
        };
    }

    private static string Identifier(string name)
    {
        var text = new StringBuilder(name.Length);
        foreach (char c in name) text.Append(char.IsAsciiLetterOrDigit(c) ? c : '_');
        return text.ToString();
    }

    private string NameOf(Symbol symbol)
    {
        if (_names.TryGetValue(symbol, out string? known)) return known;
        return _names[symbol] = $"{Identifier(symbol.Name)}_{Next()}";
    }

    private string Next() => (_number++).ToString(CultureInfo.InvariantCulture);

    private void Enter(int at)
    {
        if (++_depth > 2000 || !RuntimeHelpers.TryEnsureSufficientExecutionStack()) throw new EmissionException(at, "program nests too deep for the CUDA driver");
        if (_body.Length > TextLimit) throw new EmissionException(at, "kernel becomes too large for the CUDA driver");
    }

    private void Leave() => _depth--;

    // ---- functions ----

    private static string MaskParameter(bool lanes, bool first) => lanes ? first ? "u32 lm" : ", u32 lm" : "";

    /// <summary>The name of a function that stands at file scope; written before its first use.</summary>
    private string Require(FunctionSymbol function, int at)
    {
        if (_written.Contains(function)) return NameOf(function);
        if (_open.Contains(function)) throw new EmissionException(at, $"recursive call of '{function.Name}': Metal has no recursion");
        if (function.Body is null) throw new EmissionException(at, $"function '{function.Name}' is declared but has no body");
        string name = NameOf(function);
        var saved = (_body, _indent, _tracking, _inKernel, _place);
        (_body, _indent, _place) = (new StringBuilder(), "  ", default);
        _open.Add(function);
        string head = $"{Head(function, name)}";
        WriteFunctionBody(function, inKernel: false);
        _open.RemoveAt(_open.Count - 1);
        _declarations.Append(head).Append(" {\n").Append(_body).Append("}\n");
        (_body, _indent, _tracking, _inKernel, _place) = saved;
        _written.Add(function);
        return name;
    }

    private string Head(FunctionSymbol function, string name)
    {
        string result = function.IsConstructor ? TypeOf(ConstructedType(function), function.At)
            : function.ReturnsReference ? TypeOf(function.ResultValueType.Type, function.At) + "&" : TypeOf(function.ResultValueType.Type, function.At);
        return $"FN {result} {name}({ParameterList(function)})";
    }

    private static StructType ConstructedType(FunctionSymbol constructor) => (StructType)constructor.This!.ObjectType.Type;

    private string ParameterList(FunctionSymbol function)
    {
        var text = new StringBuilder();
        if (function.This is { } self && !function.IsConstructor) text.Append(Parameter(self));
        foreach (VariableSymbol parameter in function.Parameters) text.Append(text.Length > 0 ? ", " : "").Append(Parameter(parameter));
        return text.Append(MaskParameter(_flow.HasLanes(function), text.Length == 0)).ToString();
    }

    private string Parameter(VariableSymbol parameter) =>
        $"{Qualified(parameter.ObjectType, parameter.At)}{(parameter.IsReference ? "&" : "")} {NameOf(parameter)}";

    private void WriteFunctionBody(FunctionSymbol function, bool inKernel)
    {
        _tracking = _flow.HasLanes(function);
        _inKernel = inKernel;
        if (function.IsConstructor)
        {
            VariableSymbol self = function.This!;
            Line($"{TypeOf(self.ObjectType.Type, function.At)} {NameOf(self)};");
            // A return in a constructor still gives the object made so far.
            _constructed = NameOf(self);
        }
        string? outer = _constructed;
        if (!function.IsConstructor) _constructed = null;
        foreach (Statement statement in function.Body!.Statements) Write(statement);
        if (function.IsConstructor) Line($"return {_constructed};");
        _constructed = outer;
    }

    private string? _constructed;

    private void Line(string text) => _body.Append(_indent).Append(text).Append('\n');

    /// <summary>A call written in place as a lambda: its function sees variables of the functions around it.</summary>
    private string InPlace(FunctionSymbol function, string arguments, int at)
    {
        if (_open.Contains(function)) throw new EmissionException(at, $"recursive call of '{function.Name}': Metal has no recursion");
        if (function.Body is null) throw new EmissionException(at, $"function '{function.Name}' is declared but has no body");
        var saved = (_body, _indent, _tracking, _inKernel, _place, _constructed);
        (_body, _indent) = (new StringBuilder(), _indent + "  ");
        _open.Add(function);
        string result = function.IsConstructor ? TypeOf(ConstructedType(function), at)
            : TypeOf(function.ResultValueType.Type, at) + (function.ReturnsReference ? "&" : "");
        string head = $"[&]({ParameterList(function)}) -> {result} {{\n";
        WriteFunctionBody(function, inKernel: false);
        _open.RemoveAt(_open.Count - 1);
        string text = head + _body + saved._indent + "}";
        (_body, _indent, _tracking, _inKernel, _place, _constructed) = saved;
        _place = default;
        return $"{text}({arguments})";
    }

    // ---- constants ----

    private string Global(VariableSymbol variable, int at)
    {
        if (_names.TryGetValue(variable, out string? known)) return known;
        MslType type = variable.Type.Type;
        if (variable.Initializer is null) throw new EmissionException(at, $"constant '{variable.Name}' has no initializer");
        var image = new ConstantImage();
        if (type is ArrayType or StructType && image.TryPlace(variable, out _))
        {
            // The bytes of the table: what reads them through a cast is folded where the index is known.
            byte[] bytes = image.ToArray();
            string data = NameOf(variable) + "_data";
            _declarations.Append($"alignas(16) static __device__ const u32 {data}[] = {{");
            for (int i = 0; i < (bytes.Length + 3) / 4; i++)
            {
                uint word = 0;
                for (int b = 0; b < 4 && i * 4 + b < bytes.Length; b++) word |= (uint)bytes[i * 4 + b] << (8 * b);
                _declarations.Append(word.ToString(CultureInfo.InvariantCulture)).Append("u,");
            }
            _declarations.Append("};\n");
            return _names[variable] = $"(*({TypeOf(type, at)}*){data})";
        }
        if (type is ArrayType) throw new EmissionException(at, $"constant array '{variable.Name}' is not made of plain constants, which the CUDA driver needs");
        return $"({Evaluate(variable.Initializer)})";
    }

    private string FunctionConstant(VariableSymbol variable, int at)
    {
        if (!_functionConstants.TryGetValue(variable.FunctionConstant, out ConstantValue value))
        {
            if (variable.Initializer is not null) return $"({Evaluate(variable.Initializer)})";
            throw new EmissionException(at, $"function constant '{variable.Name}' (index {variable.FunctionConstant}) has no value");
        }
        if (variable.Type.Type is not ScalarType scalar) throw new EmissionException(at, "only scalar function constants are supported");
        return Constant(value.ConvertTo(scalar.Kind));
    }
}
