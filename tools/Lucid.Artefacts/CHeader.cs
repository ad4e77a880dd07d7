using System;
using System.Collections.Generic;
using System.Linq;
using System.Text;
using Lucid.Ops.Declaration;
using Lucid.Ops.Dispatch;

namespace Lucid.Artefacts;

/// <summary>native/lucid.h: types, exports, and one typed function per op over <c>lucid_call</c>.</summary>
internal static class CHeader
{
    internal static string Text()
    {
        var text = new StringBuilder("""
            /*
             * lucid.h: the C interface of Lucid's engine. Written by `./dev generate`; do not edit.
             *
             * Every function returns a lucid_status; LUCID_OK is 0. After a failure lucid_last_error() tells what went wrong in the
             * calling thread. Tensors are handles, each to be given back with lucid_tensor_release(). A stale or invented handle is
             * refused with LUCID_BAD_HANDLE. All functions may be called from any thread.
             *
             * Behind the exports stands one inline function per op. A parameter that may be left out takes NULL, 0 for a tensor,
             * LUCID_DTYPE_DEFAULT, LUCID_DEVICE_DEFAULT or lucid_value_default(). "Tensor or Number" is a lucid_value: lucid_value_tensor(x),
             * lucid_value_int(2), lucid_value_float(0.5). Truth values and numbers come back as tensors without dimensions.
             */
            #ifndef LUCID_H
            #define LUCID_H

            #include <stdbool.h>
            #include <stddef.h>
            #include <stdint.h>

            #ifdef __cplusplus
            extern "C" {
            #endif


            """);
        text.Append($"#define LUCID_ABI_VERSION {Exports.Constant("Lucid.CApi.EngineExports", "AbiVersion")}\n\n");
        Enumerate(text, "lucid_status", "How a call ended.",
            Exports.Constants("Lucid.CApi.Status").Select(c => ("LUCID_" + Exports.Snake(c.Name).ToUpperInvariant(), c.Value, c.Documentation)));
        Enumerate(text, "lucid_dtype", "Element types.",
            Enum.GetValues<DType>().Select(t => ("LUCID_" + t.Name().ToUpperInvariant(), (long)t, $"{t.ItemSize()} {(t.ItemSize() == 1 ? "byte" : "bytes")}."))
                .Prepend(("LUCID_DTYPE_DEFAULT", -1L, "What the op chooses.")));
        Enumerate(text, "lucid_device", "Where a tensor's numbers live.",
        [
            ("LUCID_DEVICE_DEFAULT", -1, "The default device."),
            ("LUCID_CPU", (long)DeviceType.Cpu, "Eager execution on the processor."),
            ("LUCID_METAL", (long)DeviceType.Metal, "Deferred execution on a GPU, or on the software driver."),
        ]);
        Enumerate(text, "lucid_kind", "What a lucid_value holds.",
            Exports.Constants("Lucid.CApi.ValueKind").Select(c => ("LUCID_KIND_" + Exports.Snake(c.Name).ToUpperInvariant(), c.Value, c.Documentation)));
        List<Export> exports = Exports.Read();
        foreach (Export export in exports)
        {
            if (export.Declarations is { } declarations) text.Append(declarations).Append("\n\n");
        }
        foreach (Export export in exports)
        {
            Document(text, export.Documentation);
            text.Append(export.Prototype).Append("\n\n");
        }
        text.Append(Constructors);
        foreach (OpEntry entry in OpTable.Entries)
        {
            if (entry.Surface != OpSurface.None) Function(text, entry);
        }
        return text.Append("""
            #ifdef __cplusplus
            }
            #endif

            #endif

            """).ToString();
    }

    private const string Constructors = """
        /* Values for lucid_call. */

        static inline lucid_value lucid_value_default(void) { lucid_value value = {0}; return value; }
        static inline lucid_value lucid_value_none(void) { lucid_value value = {0}; value.kind = LUCID_KIND_NONE; return value; }
        static inline lucid_value lucid_value_tensor(lucid_tensor tensor)
        { lucid_value value = {0}; value.kind = LUCID_KIND_TENSOR; value.as.tensor = tensor; return value; }
        static inline lucid_value lucid_value_int(int64_t integer)
        { lucid_value value = {0}; value.kind = LUCID_KIND_INT; value.as.integer = integer; return value; }
        static inline lucid_value lucid_value_float(double real)
        { lucid_value value = {0}; value.kind = LUCID_KIND_FLOAT; value.as.real = real; return value; }
        static inline lucid_value lucid_value_bool(bool truth)
        { lucid_value value = {0}; value.kind = LUCID_KIND_BOOL; value.as.integer = truth; return value; }
        static inline lucid_value lucid_value_string(const char *text)
        { lucid_value value = {0}; value.kind = LUCID_KIND_STRING; value.as.text = text; return value; }
        static inline lucid_value lucid_value_ints(const int64_t *integers, size_t count)
        { lucid_value value = {0}; value.kind = LUCID_KIND_INTS; value.as.integers = integers; value.count = count; return value; }
        static inline lucid_value lucid_value_floats(const double *reals, size_t count)
        { lucid_value value = {0}; value.kind = LUCID_KIND_FLOATS; value.as.reals = reals; value.count = count; return value; }
        static inline lucid_value lucid_value_tensors(const lucid_tensor *tensors, size_t count)
        { lucid_value value = {0}; value.kind = LUCID_KIND_TENSORS; value.as.tensors = tensors; value.count = count; return value; }
        static inline lucid_value lucid_value_dtype(lucid_dtype dtype)
        { lucid_value value = {0}; value.kind = LUCID_KIND_DTYPE; value.as.integer = dtype; return value; }
        static inline lucid_value lucid_value_device(lucid_device device)
        { lucid_value value = {0}; value.kind = LUCID_KIND_DEVICE; value.as.integer = device; return value; }


        """;

    private static void Enumerate(StringBuilder text, string name, string documentation, IEnumerable<(string Name, long Value, string Documentation)> constants)
    {
        text.Append($"/** {documentation} */\ntypedef enum {name}\n{{\n");
        foreach ((string constant, long value, string meaning) in constants) text.Append($"    {constant} = {value}, /**< {meaning} */\n");
        text.Append($"}} {name};\n\n");
    }

    private static void Document(StringBuilder text, string documentation) =>
        text.Append("/**\n * ").Append(documentation.Replace("*/", "* /").Replace("\n", "\n * ")).Append("\n */\n");

    private static unsafe void Function(StringBuilder text, OpEntry entry)
    {
        string name = entry.FullName.Replace('.', '_');
        Emit(text, entry, "lucid_" + name, entry.FullName, "");
        int dot = entry.FullName.IndexOf('.');
        string inPlace = dot < 0 ? entry.FullName + "_" : entry.FullName.Insert(dot, "_");
        if (entry.InPlace != null) Emit(text, entry, $"lucid_{name}_", inPlace, " Writes into the first operand.");
    }

    private static void Emit(StringBuilder text, OpEntry entry, string function, string called, string note)
    {
        OpSchema schema = entry.Schema;
        var declared = new List<string>();
        var values = new List<string>();
        foreach (SchemaParameter parameter in schema.Parameters)
        {
            (string? declaration, string value) = Parameter(parameter);
            if (declaration is not null) declared.Add(declaration);
            values.Add(value);
        }
        bool list = schema.Results is [{ IsList: true }];
        declared.Add(list ? "lucid_tensor *results" : schema.Results.Length > 1 ? $"lucid_tensor results[{schema.Results.Length}]" : "lucid_tensor *result");
        if (list) declared.Add("size_t *result_count");
        Document(text, $"{entry.Documentation}{note}\n{entry.SchemaText}");
        text.Append($"static inline lucid_status {function}({string.Join(", ", declared)})\n{{\n");
        text.Append($"    lucid_value lucid_arguments[{Math.Max(1, values.Count)}];\n");
        if (!list) text.Append($"    size_t result_count = {schema.Results.Length};\n");
        for (int i = 0; i < values.Count; i++) text.Append($"    lucid_arguments[{i}] = {values[i]};\n");
        string results = list || schema.Results.Length > 1 ? "results" : "result";
        text.Append($"    return lucid_call(\"{called}\", lucid_arguments, {values.Count}, {results}, {(list ? "" : "&")}result_count);\n}}\n\n");
    }

    /// <summary>The C parameter, if it has one, and the value made of it.</summary>
    private static (string? Declaration, string Value) Parameter(SchemaParameter p)
    {
        string name = p.Name is "result" or "results" or "result_count" ? p.Name + "_" : p.Name;
        string absent = p.DefaultText is not null ? "lucid_value_default()" : "lucid_value_none()";
        bool leavable = p.IsOptional || p.DefaultText is not null;
        if (p.IsList)
        {
            (string type, string kind) = p.Type switch
            {
                SchemaType.Tensor => ("lucid_tensor", "tensors"),
                SchemaType.Float or SchemaType.Scalar => ("double", "floats"),
                _ => ("int64_t", "ints"),
            };
            string made = $"lucid_value_{kind}({name}, {name}_count)";
            return ($"const {type} *{name}, size_t {name}_count", leavable ? $"{name} == NULL ? {absent} : {made}" : made);
        }
        string Single(string type, string kind) => p.IsOptional
            ? $"const {type} *{name}\0{name} == NULL ? {absent} : lucid_value_{kind}(*{name})"
            : $"{type} {name}\0lucid_value_{kind}({name})";
        string both = p.Type switch
        {
            SchemaType.Tensor => $"lucid_tensor {name}\0" + (p.IsOptional ? $"{name} == 0 ? {absent} : " : "") + $"lucid_value_tensor({name})",
            SchemaType.TensorOrScalar or SchemaType.Scalar => $"lucid_value {name}\0{name}",
            SchemaType.Int => Single("int64_t", "int"),
            SchemaType.Float => Single("double", "float"),
            SchemaType.Bool => Single("bool", "bool"),
            SchemaType.Str => $"const char *{name}\0" + (leavable ? $"{name} == NULL ? {absent} : " : "") + $"lucid_value_string({name})",
            SchemaType.DType => $"lucid_dtype {name}\0" + (leavable ? $"{name} == LUCID_DTYPE_DEFAULT ? {absent} : " : "") + $"lucid_value_dtype({name})",
            SchemaType.Device => $"lucid_device {name}\0" + (leavable ? $"{name} == LUCID_DEVICE_DEFAULT ? {absent} : " : "") + $"lucid_value_device({name})",
            // Generators stay with the engine: C seeds the default one.
            _ => $"\0{absent}",
        };
        string[] parts = both.Split('\0');
        return (parts[0].Length > 0 ? parts[0] : null, parts[1]);
    }
}
