using System;
using System.Collections.Generic;
using System.Linq;
using System.Text;
using Lucid.Ops.Declaration;
using Lucid.Ops.Dispatch;

namespace Lucid.Artefacts;

/// <summary>python/lucid/_C.pyi: the extension module for type checkers, every overload of every op included.</summary>
internal sealed class PythonStub(string checkout)
{
    // Methods called float, int and bool hide the builtins inside the class.
    private const string Prologue = """
        # The engine of lucid, for type checkers and editors. Written by `./dev generate`; do not edit.
        from builtins import bool as _bool, complex as _complex, float as _float, int as _int, str as _str
        from typing import Any, Callable, Optional, Sequence, Tuple, Union, overload

        _Number = Union[_bool, _int, _float, _complex]

        class dtype:
            is_floating_point: _bool
            is_complex: _bool
            is_signed: _bool
            itemsize: _int

        class device:
            type: _str
            index: Optional[_int]
            def __init__(self, device: Union[_str, device], index: Optional[_int] = ...) -> None: ...

        class Generator:
            def __init__(self, device: Union[None, _str, device] = ...) -> None: ...
            def manual_seed(self, seed: _int) -> Generator: ...
            def initial_seed(self) -> _int: ...

        _dtype = dtype
        _device = device

        class LucidError(RuntimeError):
            op: _str
            argument: Optional[_str]
            expected: Optional[_str]
            got: Optional[_str]

        class OutOfMemory(LucidError, MemoryError):
            requested_bytes: _int
            current_bytes: _int
            limit_bytes: _int
            device: _str

        class ShapeMismatch(LucidError, ValueError): ...
        class DtypeMismatch(LucidError, TypeError): ...
        class DeviceMismatch(LucidError, ValueError): ...
        class VersionMismatch(LucidError, ValueError): ...
        class GpuNotAvailable(LucidError): ...


        """;

    private static readonly Dictionary<string, string> s_attributeTypes = new()
    {
        ["shape"] = "Tuple[_int, ...]", ["dtype"] = "_dtype", ["device"] = "_device", ["ndim"] = "_int", ["itemsize"] = "_int", ["nbytes"] = "_int",
        ["requires_grad"] = "_bool", ["is_leaf"] = "_bool", ["grad"] = "Optional[Tensor]", ["data"] = "Tensor", ["_version"] = "_int",
        ["_base"] = "Optional[Tensor]", ["is_metal"] = "_bool", ["is_cuda"] = "_bool", ["is_cpu"] = "_bool", ["retains_grad"] = "_bool",
        ["output_nr"] = "_int", ["T"] = "Tensor", ["mT"] = "Tensor", ["H"] = "Tensor", ["mH"] = "Tensor", ["real"] = "Tensor", ["imag"] = "Tensor",
    };

    private static readonly Dictionary<string, string> s_results = new()
    {
        ["item"] = "_Number", ["dim"] = "_int", ["ndimension"] = "_int", ["numel"] = "_int", ["nelement"] = "_int", ["element_size"] = "_int",
        ["storage_offset"] = "_int", ["data_ptr"] = "_int", ["is_contiguous"] = "_bool", ["detach"] = "Tensor", ["detach_"] = "Tensor",
        ["requires_grad_"] = "Tensor", ["retain_grad"] = "None", ["backward"] = "None", ["eval"] = "Tensor", ["tensor"] = "Tensor", ["as_tensor"] = "Tensor",
        ["get_num_threads"] = "_int", ["set_num_threads"] = "None", ["promote_types"] = "dtype", ["can_cast"] = "_bool", ["is_grad_enabled"] = "_bool",
        ["is_inference_mode_enabled"] = "_bool", ["_registry"] = "Sequence[Tuple[_str, _str, _int, _str, _bool, _bool, _str]]",
        ["_memory_stats"] = "Any", ["_live_counts"] = "Tuple[_int, _int, _int]", ["_pending_commands"] = "_int", ["_flush"] = "None",
    };

    private const string Operators = """
            def __len__(self) -> _int: ...
            def __getitem__(self, index: Any) -> Tensor: ...
            def __setitem__(self, index: Any, value: Union[Tensor, _Number]) -> None: ...
            def __bool__(self) -> _bool: ...
            def __int__(self) -> _int: ...
            def __float__(self) -> _float: ...
            def __neg__(self) -> Tensor: ...
            def __invert__(self) -> Tensor: ...

        """;

    private static readonly string[] s_binary =
        ["add", "radd", "sub", "rsub", "mul", "rmul", "truediv", "rtruediv", "floordiv", "mod", "pow", "rpow", "matmul", "and", "or", "xor", "lt", "le", "gt", "ge"];

    internal unsafe string Text()
    {
        var functions = new SortedDictionary<string, List<string>>(StringComparer.Ordinal);
        var methods = new SortedDictionary<string, List<string>>(StringComparer.Ordinal);
        foreach (OpEntry entry in OpTable.Entries)
        {
            foreach (string name in (string[])[entry.Name, .. entry.Aliases.Split(',', StringSplitOptions.RemoveEmptyEntries)])
            {
                if ((entry.Surface & OpSurface.Function) != 0) AddForms(functions, name, entry, method: false);
                if ((entry.Surface & OpSurface.Method) != 0) AddForms(methods, name, entry, method: true);
                if (entry.Surface == OpSurface.None || entry.InPlace == null) continue;
                AddForms(methods, name + "_", entry, method: true, inPlace: true);
                AddForms(functions, name + "_", entry, method: false, inPlace: true);
            }
        }
        var text = new StringBuilder(Prologue);
        text.Append("class Tensor:\n");
        HashSet<string> taken = [];
        foreach (BridgeRow row in BridgeRows.Read(checkout, "Objects/TensorAttributes.cs").Where(row => taken.Add(row.Name)))
            text.Append($"    {row.Name}: {s_attributeTypes.GetValueOrDefault(row.Name, "Any")}  # {row.Documentation}\n");
        text.Append(Operators);
        foreach (string name in s_binary) text.Append($"    def __{name}__(self, other: Union[Tensor, _Number]) -> Tensor: ...\n");
        foreach (BridgeRow row in BridgeRows.Read(checkout, "Objects/TensorMethods.cs").Where(row => taken.Add(row.Name))) Handmade(text, row, "    ", "self");
        foreach ((string name, List<string> forms) in methods)
        {
            if (taken.Add(name)) Emit(text, name, forms, "    ");
        }
        text.Append('\n');
        foreach (string file in (string[])["EngineFunctions.cs", "GraphFunctions.cs", "OptimizerFunctions.cs"])
        {
            foreach (BridgeRow row in BridgeRows.Read(checkout, "Functions/" + file)) Handmade(text, row, "", null);
        }
        text.Append('\n');
        foreach ((string name, List<string> forms) in functions) Emit(text, name, forms, "");
        return text.ToString();
    }

    private static void Emit(StringBuilder text, string name, List<string> forms, string indent)
    {
        List<string> distinct = forms.Distinct().ToList();
        foreach (string form in distinct)
        {
            if (distinct.Count > 1) text.Append(indent).Append("@overload\n");
            text.Append($"{indent}def {name}{form}: ...\n");
        }
    }

    // A row documents itself as "name(a, b=None, *, c=0): what it does"; without parentheses it takes what the row's name suggests.
    private static void Handmade(StringBuilder text, BridgeRow row, string indent, string? self)
    {
        string result = s_results.GetValueOrDefault(row.Name, "Any");
        string parameters = self ?? "";
        int close = row.Documentation.IndexOf(')');
        if (row.Documentation.StartsWith(row.Name + "(", StringComparison.Ordinal) && close > 0)
        {
            string[] names = row.Documentation[(row.Name.Length + 1)..close].Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
            IEnumerable<string> typed = names.Select(part => part is "*" or "/" ? part : part.Split('=') is [var name, _] ? $"{name}: Any = ..." : $"{part}: Any");
            parameters = string.Join(", ", (self is null ? typed : typed.Prepend(self)));
        }
        else if (row.Documentation.StartsWith("Set", StringComparison.Ordinal) || row.Documentation.StartsWith("Calls", StringComparison.Ordinal))
        {
            parameters = parameters.Length > 0 ? parameters + ", value: Any" : "value: Any";
        }
        text.Append($"{indent}def {row.Name}({parameters}) -> {result}: ...\n");
    }

    private static unsafe void AddForms(SortedDictionary<string, List<string>> table, string name, OpEntry entry, bool method, bool inPlace = false)
    {
        if (!table.TryGetValue(name, out List<string>? forms)) table[name] = forms = [];
        forms.Add(Form(entry, method, inPlace, run: -1));
        int run = RunAt(entry.Schema);
        if (run >= 0 && method == (run == 1)) forms.Add(Form(entry, method, inPlace, run));
    }

    // The list that a bare run of integers may fill: x.view(2, 3), zeros(2, 3).
    private static int RunAt(OpSchema schema)
    {
        for (int i = 0; i < Math.Min(2, schema.Parameters.Length); i++)
        {
            SchemaParameter p = schema.Parameters[i];
            bool fits = p is { IsList: true, AcceptsSingle: false, IsKeywordOnly: false, Type: SchemaType.Int };
            if (fits && (i == 0 || schema.Parameters[0].Type == SchemaType.Tensor)) return i;
        }
        return -1;
    }

    private static unsafe string Form(OpEntry entry, bool method, bool inPlace, int run)
    {
        var parts = new List<string>();
        bool keywordOnly = false;
        SchemaParameter[] parameters = entry.Schema.Parameters;
        for (int i = 0; i < parameters.Length; i++)
        {
            SchemaParameter p = parameters[i];
            // "from" is a word of the language: it can only be given by position.
            string name = p.Name == "from" ? "from_" : p.Name;
            if (method && i == 0)
            {
                parts.Add("self");
                continue;
            }
            if (i == run)
            {
                parts.Add($"*{name}: _int");
                keywordOnly = true;
                continue;
            }
            if (p.IsKeywordOnly && !keywordOnly)
            {
                parts.Add("*");
                keywordOnly = true;
            }
            parts.Add($"{name}: {Type(p)}{(p.DefaultText is null ? "" : " = ...")}");
        }
        if (entry.Into != null && !inPlace)
        {
            if (!keywordOnly) parts.Add("*");
            parts.Add("out: Optional[Tensor] = ...");
        }
        return $"({string.Join(", ", parts)}) -> {(inPlace ? "Tensor" : Result(entry.Schema))}";
    }

    private static string Result(OpSchema schema)
    {
        if (schema.Results.Length > 1) return $"Tuple[{string.Join(", ", schema.Results.Select(r => "Tensor"))}]";
        if (schema.Results[0].IsList) return "Tuple[Tensor, ...]";
        return schema.Results[0].Type switch
        {
            SchemaType.Tensor => "Tensor",
            SchemaType.Bool => "_bool",
            SchemaType.Int => "_int",
            SchemaType.Float => "_float",
            SchemaType.DType => "_dtype",
            _ => "_Number",
        };
    }

    private static string Type(SchemaParameter p)
    {
        string type = p.Type switch
        {
            SchemaType.Tensor => "Tensor",
            SchemaType.TensorOrScalar => "Union[Tensor, _Number]",
            SchemaType.Scalar => "_Number",
            SchemaType.Int => "_int",
            SchemaType.Float => "_float",
            SchemaType.Bool => "_bool",
            SchemaType.Str => "_str",
            SchemaType.DType => "_dtype",
            SchemaType.Device => "Union[_str, _device]",
            _ => "Generator",
        };
        if (p.IsList) type = p.AcceptsSingle ? $"Union[{type}, Sequence[{type}]]" : $"Sequence[{type}]";
        return p.IsOptional ? $"Optional[{type}]" : type;
    }
}
