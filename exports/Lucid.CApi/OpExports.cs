using System;
using System.Collections.Generic;
using System.Runtime.InteropServices;
using DNNE;
using Lucid.Ops.Declaration;
using Lucid.Ops.Dispatch;

namespace Lucid.CApi;

/// <summary>The one entry behind which every op stands.</summary>
internal static unsafe class OpExports
{
    [ThreadStatic] private static CallFrame? t_frame;
    private static readonly Dictionary<string, OpEntry> s_ops = Index();

    /// <summary>
    /// Calls an op by its name with overload ("add", "max.dim"); with an underscore behind the name ("add_", "sub_.alpha") it
    /// writes into its first argument. Arguments come in the order of the schema (docs/ops.md); those left out at the end take
    /// their defaults. Numbers come back as tensors without dimensions. Each result is a handle to be released.
    /// </summary>
    /// <param name="op">The name, zero-terminated.</param>
    /// <param name="arguments">The arguments; may be NULL when there are none.</param>
    /// <param name="count">How many arguments.</param>
    /// <param name="results">Receives the results.</param>
    /// <param name="resultCount">In: room in results. Out: how many there are.</param>
    [UnmanagedCallersOnly(EntryPoint = "lucid_call")]
    [return: C99Type("lucid_status")]
    public static Status Call(
        [C99Type("const char *")] byte* op,
        [C99Type("const lucid_value *")] Value* arguments,
        [C99Type("size_t")] nuint count,
        [C99Type("lucid_tensor *")] ulong* results,
        [C99Type("size_t *")] nuint* resultCount)
    {
        CallFrame frame = t_frame ?? new CallFrame();
        t_frame = null;
        var pins = new PinList("lucid_call");
        try
        {
            if (resultCount == null) throw new NullPointerException("lucid_call", "result_count");
            nuint room = *resultCount;
            *resultCount = 0;
            string name = Arguments.Text(op, "lucid_call", "op");
            OpEntry entry = Find(name, out bool inPlace);
            SchemaParameter[] parameters = entry.Schema.Parameters;
            if (count > (nuint)parameters.Length)
                throw new ArgumentValueException(name, $"{name}: takes {parameters.Length} arguments, but {count} were given: {entry.SchemaText}");
            if (count > 0 && arguments == null) throw new NullPointerException("lucid_call", "arguments");
            for (int i = 0; i < parameters.Length; i++)
            {
                if ((nuint)i < count) Arguments.Set(frame, i, parameters[i], in arguments[i], name, pins);
                else ArgumentDefaults.Set(frame, i, parameters[i], name);
            }
            if (inPlace) entry.InPlace(frame);
            else entry.Invoke(frame);
            HandOut(frame, results, room, resultCount);
            return Status.Ok;
        }
        catch (Exception error)
        {
            return CallErrors.Note(error);
        }
        finally
        {
            pins.Release();
            frame.Clear();
            t_frame = frame;
        }
    }

    private static void HandOut(CallFrame frame, ulong* results, nuint room, nuint* resultCount)
    {
        Tensor[] tensors = frame.ResultKind switch
        {
            CallResult.Tensor => [frame.First!],
            CallResult.Pair => [frame.First!, frame.Second!],
            CallResult.Triple => [frame.First!, frame.Second!, frame.Third!],
            CallResult.List => frame.List!,
            CallResult.Number => [TensorFunctions.Full([], frame.Number, device: Device.Cpu)],
            _ => [TensorFunctions.Full([], (int)frame.DTypeResult, device: Device.Cpu)],
        };
        *resultCount = (nuint)tensors.Length;
        if (room < (nuint)tensors.Length || (results == null && tensors.Length > 0))
        {
            foreach (Tensor tensor in tensors) tensor.Release();
            if (results == null) throw new NullPointerException("lucid_call", "results");
            throw new ArrayTooShortException("lucid_call", "results", (nuint)tensors.Length, room);
        }
        for (int i = 0; i < tensors.Length; i++) results[i] = HandleTable.Add(tensors[i]);
    }

    private static OpEntry Find(string name, out bool inPlace)
    {
        inPlace = false;
        if (s_ops.TryGetValue(name, out OpEntry? entry)) return entry;
        int dot = name.IndexOf('.');
        int end = dot < 0 ? name.Length : dot;
        inPlace = end > 1 && name[end - 1] == '_';
        if (inPlace && s_ops.TryGetValue(name.Remove(end - 1, 1), out entry) && entry.InPlace != null) return entry;
        throw new UnknownOpException(name);
    }

    private static Dictionary<string, OpEntry> Index()
    {
        var ops = new Dictionary<string, OpEntry>();
        foreach (OpEntry entry in OpTable.Entries) ops[entry.FullName] = entry;
        return ops;
    }
}
