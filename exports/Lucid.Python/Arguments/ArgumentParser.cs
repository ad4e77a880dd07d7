using System;
using System.Runtime.CompilerServices;
using System.Text;
using Lucid.Ops.Declaration;
using Lucid.Ops.Dispatch;
using Lucid.Python.Interop;
using Lucid.Python.Objects;

namespace Lucid.Python.Arguments;

/// <summary>
/// Binds Python arguments to a schema: positional, keyword, NumPy aliases, defaults, bare integer runs; the first overload
/// that fits wins. One parser serves every op.
/// </summary>
internal static unsafe class ArgumentParser
{
    private static readonly PyObject* OutName = Py.Intern("out");

    /// <summary>Fills the frame and returns the overload that fits; null with a Python error set when none does.</summary>
    internal static BoundSchema? Bind(OpGroup group, PyObject** arguments, nint count, PyObject* keywords, CallFrame frame)
    {
        BoundSchema[] schemas = group.Schemas;
        if (schemas.Length == 1)
        {
            string? error = TryBind(group, schemas[0], arguments, count, keywords, frame, explain: true);
            if (error is null) return schemas[0];
            if (Py.PyErr_Occurred() == null) Errors.Type(error);
            return null;
        }
        foreach (BoundSchema schema in schemas)
        {
            if (TryBind(group, schema, arguments, count, keywords, frame, explain: false) is null) return schema;
            if (Py.PyErr_Occurred() != null) return null;
            frame.Clear();
        }
        Errors.Type(NoOverload(group, arguments, count, keywords));
        return null;
    }

    // Null when bound; otherwise why not (empty unless an explanation was asked for).
    private static string? TryBind(OpGroup group, BoundSchema schema, PyObject** arguments, nint count, PyObject* keywords, CallFrame frame, bool explain)
    {
        BoundParameter[] parameters = schema.Parameters;
        PyObject** values = stackalloc PyObject*[CallFrame.Capacity];
        new Span<nint>(values, parameters.Length).Clear();
        nint run = 0;
        nint positional = count;
        if (schema.RunAt >= 0 && count > schema.RunAt && IsRun(arguments + schema.RunAt, count - schema.RunAt))
        {
            run = count - schema.RunAt;
            positional = schema.RunAt + 1;
        }
        else if (schema.Entry.VarArgs && count > 0 && AreTensors(arguments, count))
        {
            run = count;
            positional = 1;
        }
        if (positional > schema.PositionalCount)
        {
            return !explain ? "" : $"{group.Name}() takes {schema.PositionalCount} positional "
                + $"argument{(schema.PositionalCount == 1 ? "" : "s")} but {positional} were given";
        }
        for (nint i = 0; i < positional; i++) values[i] = arguments[i];

        PyObject* destination = null;
        nint named = keywords == null ? 0 : Py.PyTuple_Size(keywords);
        for (nint k = 0; k < named; k++)
        {
            PyObject* keyword = Py.PyTuple_GetItem(keywords, k);
            int at = Find(parameters, keyword);
            if (at < 0)
            {
                if (Py.PyUnicode_Compare(keyword, OutName) == 0 && CanWriteInto(schema.Entry) && !group.IsInPlace)
                {
                    destination = arguments[count + k];
                    continue;
                }
                return explain ? $"{group.Name}() got an unexpected keyword argument '{Py.ToString(keyword)}'" : "";
            }
            if (values[at] != null) return explain ? $"{group.Name}() got multiple values for argument '{parameters[at].Parameter.Name}'" : "";
            values[at] = arguments[count + k];
        }
        if (destination != null && destination != Py.None && schema.Entry.Schema.Results.Length > 1)
        {
            if (ReadDestinations(destination) is not { } several)
                return explain ? $"{group.Name}(): argument 'out' must be tuple of Tensors, not {Py.TypeName(destination)}" : "";
            frame.Destinations = several;
        }
        else if (destination != null && destination != Py.None)
        {
            if (!TensorObject.Is(destination)) return explain ? $"{group.Name}(): argument 'out' must be Tensor, not {Py.TypeName(destination)}" : "";
            frame.Destination = TensorObject.Of(destination);
        }

        for (int i = 0; i < parameters.Length; i++)
        {
            PyObject* value = values[i];
            if (value == null)
            {
                if (parameters[i].IsRequired) return explain ? Missing(group, schema, values) : "";
                parameters[i].SetDefault(frame, i);
            }
            else if (run > 0 && i == schema.RunAt)
            {
                frame.SetObject(i, ReadRun(arguments + i, run));
            }
            else if (run > 0 && i == 0 && schema.Entry.VarArgs)
            {
                frame.SetObject(i, ReadTensors(arguments, run));
            }
            else if (!ArgumentReader.Read(parameters[i].Parameter, value, frame, i, schema.Entry.Name))
            {
                return explain ? Mismatch(group, parameters[i].Parameter, i, positional, value) : "";
            }
        }
        return null;
    }

    private static Tensor[]? ReadDestinations(PyObject* value)
    {
        bool tuple = Py.IsInstance(value, Py.TupleType);
        if (!tuple && !Py.IsInstance(value, Py.ListType)) return null;
        var tensors = new Tensor[tuple ? Py.PyTuple_Size(value) : Py.PyList_Size(value)];
        for (int i = 0; i < tensors.Length; i++)
        {
            PyObject* item = tuple ? Py.PyTuple_GetItem(value, i) : Py.PyList_GetItem(value, i);
            if (item == null || !TensorObject.Is(item)) return null;
            tensors[i] = TensorObject.Of(item);
        }
        return tensors;
    }

    private static bool CanWriteInto(OpEntry entry) => entry.Into != null;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static int Find(BoundParameter[] parameters, PyObject* keyword)
    {
        for (int i = 0; i < parameters.Length; i++)
        {
            if (parameters[i].IsNamed(keyword, exact: false)) return i;
        }
        for (int i = 0; i < parameters.Length; i++)
        {
            if (parameters[i].IsNamed(keyword, exact: true)) return i;
        }
        return -1;
    }

    private static bool IsRun(PyObject** arguments, nint count)
    {
        for (nint i = 0; i < count; i++)
        {
            PyObject* o = arguments[i];
            if (o->Type == Py.LongType) continue;
            if (o->Type == Py.BoolType || !ArgumentReader.IsInteger(o)) return false;
        }
        return true;
    }

    private static long[] ReadRun(PyObject** arguments, nint count)
    {
        var run = new long[count];
        for (nint i = 0; i < count; i++) run[i] = ArgumentReader.ReadInteger(arguments[i]);
        return run;
    }

    private static bool AreTensors(PyObject** arguments, nint count)
    {
        for (nint i = 0; i < count; i++)
        {
            if (!TensorObject.Is(arguments[i])) return false;
        }
        return true;
    }

    private static Tensor[] ReadTensors(PyObject** arguments, nint count)
    {
        var tensors = new Tensor[count];
        for (nint i = 0; i < count; i++) tensors[i] = TensorObject.Of(arguments[i]);
        return tensors;
    }

    private static string Missing(OpGroup group, BoundSchema schema, PyObject** values)
    {
        var names = new StringBuilder();
        int missing = 0;
        for (int i = 0; i < schema.Parameters.Length; i++)
        {
            if (values[i] != null || !schema.Parameters[i].IsRequired) continue;
            names.Append(missing++ == 0 ? "" : ", ").Append('"').Append(schema.Parameters[i].Parameter.Name).Append('"');
        }
        return $"{group.Name}() missing {missing} required positional argument{(missing == 1 ? "" : "s")}: {names}";
    }

    private static string Mismatch(OpGroup group, SchemaParameter parameter, int index, nint positional, PyObject* value)
    {
        string where = index < positional ? $" (position {index + (group.IsMethod ? 0 : 1)})" : "";
        string got = Py.TypeName(value);
        if (parameter.IsList && (value->Type == Py.TupleType || value->Type == Py.ListType))
        {
            bool tuple = value->Type == Py.TupleType;
            nint count = tuple ? Py.PyTuple_Size(value) : Py.PyList_Size(value);
            for (nint i = 0; i < count; i++)
            {
                PyObject* item = tuple ? Py.PyTuple_GetItem(value, i) : Py.PyList_GetItem(value, i);
                if (ArgumentReader.IsElement(parameter.Type, item)) continue;
                return $"{group.Name}(): argument '{parameter.Name}'{where} must be {parameter.TypeText}, but found element of "
                    + $"type {Py.TypeName(item)} at pos {i}";
            }
        }
        return $"{group.Name}(): argument '{parameter.Name}'{where} must be {parameter.TypeText}, not {got}";
    }

    private static string NoOverload(OpGroup group, PyObject** arguments, nint count, PyObject* keywords)
    {
        var text = new StringBuilder(group.Name).Append("() received an invalid combination of arguments - got (");
        int first = group.IsMethod ? 1 : 0;
        for (nint i = first; i < count; i++) text.Append(i == first ? "" : ", ").Append(Py.TypeName(arguments[i]));
        nint named = keywords == null ? 0 : Py.PyTuple_Size(keywords);
        for (nint k = 0; k < named; k++)
        {
            text.Append(count > first || k > 0 ? ", " : "").Append(Py.ToString(Py.PyTuple_GetItem(keywords, k)))
                .Append('=').Append(Py.TypeName(arguments[count + k]));
        }
        text.Append("), but expected one of:");
        foreach (BoundSchema schema in group.Schemas)
        {
            text.Append("\n * (");
            bool star = false;
            for (int i = first; i < schema.Parameters.Length; i++)
            {
                SchemaParameter p = schema.Parameters[i].Parameter;
                if (i > first) text.Append(", ");
                if (p.IsKeywordOnly && !star)
                {
                    star = true;
                    text.Append("*, ");
                }
                text.Append(p.TypeText).Append(' ').Append(p.Name);
                if (p.DefaultText is not null) text.Append(" = ").Append(p.DefaultText);
            }
            text.Append(')');
        }
        return text.ToString();
    }
}
