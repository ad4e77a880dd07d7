using System;
using System.Runtime.InteropServices;
using Lucid.Cpu.Threads;
using Lucid.Memory;
using Lucid.Ops.Declaration;
using Lucid.Ops.Dispatch;
using Lucid.Python.Arguments;
using Lucid.Python.Interop;
using Lucid.Python.Objects;
using Lucid.Streams;

namespace Lucid.Python.Functions;

/// <summary>Module functions of the engine itself: data in, memory, threads, defaults, registry.</summary>
internal static unsafe class EngineFunctions
{
    internal static readonly (string, nint, int, string)[] Rows =
    [
        ("tensor", (nint)(delegate* unmanaged<PyObject*, PyObject**, nint, PyObject*, PyObject*>)&MakeTensor,
            Flag.FastCall | Flag.Keywords,
            "tensor(data, *, dtype=None, device=None, requires_grad=False): a new tensor holding a copy of the data."),
        ("as_tensor", (nint)(delegate* unmanaged<PyObject*, PyObject**, nint, PyObject*, PyObject*>)&AsTensor,
            Flag.FastCall | Flag.Keywords,
            "as_tensor(data, dtype=None, device=None): a tensor that shares memory with the data where it can."),
        ("_from_buffer", (nint)(delegate* unmanaged<PyObject*, PyObject*, PyObject*>)&FromBuffer, Flag.OneArg,
            "_from_buffer(object): a tensor over the memory of a buffer."),
        ("_memory_stats", (nint)(delegate* unmanaged<PyObject*, PyObject*, PyObject*>)&MemoryStats, Flag.OneArg,
            "_memory_stats(device): current, peak, cached bytes; allocations, frees."),
        ("_reset_peak_memory", (nint)(delegate* unmanaged<PyObject*, PyObject*, PyObject*>)&ResetPeak, Flag.OneArg, "_reset_peak_memory(device)"),
        ("_empty_cache", (nint)(delegate* unmanaged<PyObject*, PyObject*, PyObject*>)&EmptyCache, Flag.NoArgs, "Gives cached memory back to the system."),
        ("_set_memory_limit", (nint)(delegate* unmanaged<PyObject*, PyObject*, PyObject*>)&SetMemoryLimit, Flag.OneArg,
            "_set_memory_limit(bytes): more than this raises OutOfMemory; 0 for none."),
        ("get_num_threads", (nint)(delegate* unmanaged<PyObject*, PyObject*, PyObject*>)&GetThreads, Flag.NoArgs, "How many threads kernels use."),
        ("set_num_threads", (nint)(delegate* unmanaged<PyObject*, PyObject*, PyObject*>)&SetThreads, Flag.OneArg, "Sets how many threads kernels use."),
        ("_prepare_fork", (nint)(delegate* unmanaged<PyObject*, PyObject*, PyObject*>)&PrepareFork, Flag.NoArgs, "Ends all worker threads and takes the pool's lock, before a fork."),
        ("_finish_fork", (nint)(delegate* unmanaged<PyObject*, PyObject*, PyObject*>)&FinishFork, Flag.NoArgs, "Undoes _prepare_fork, in the parent and in the child."),
        ("_get_default_dtype", (nint)(delegate* unmanaged<PyObject*, PyObject*, PyObject*>)&GetDefaultDType, Flag.NoArgs, "The default floating type."),
        ("_set_default_dtype", (nint)(delegate* unmanaged<PyObject*, PyObject*, PyObject*>)&SetDefaultDType, Flag.OneArg, "Sets the default floating type."),
        ("_get_default_device", (nint)(delegate* unmanaged<PyObject*, PyObject*, PyObject*>)&GetDefaultDevice, Flag.NoArgs, "The default device."),
        ("_set_default_device", (nint)(delegate* unmanaged<PyObject*, PyObject*, PyObject*>)&SetDefaultDevice, Flag.OneArg, "Sets the default device."),
        ("_set_deterministic", (nint)(delegate* unmanaged<PyObject*, PyObject**, nint, PyObject*, PyObject*>)&SetDeterministic,
            Flag.FastCall | Flag.Keywords, "_set_deterministic(enabled, warn_only)"),
        ("_is_deterministic", (nint)(delegate* unmanaged<PyObject*, PyObject*, PyObject*>)&IsDeterministic, Flag.NoArgs, "Whether deterministic mode is on."),
        ("promote_types", (nint)(delegate* unmanaged<PyObject*, PyObject**, nint, PyObject*, PyObject*>)&PromoteTypes,
            Flag.FastCall | Flag.Keywords, "promote_types(type1, type2): the smallest type both convert to."),
        ("can_cast", (nint)(delegate* unmanaged<PyObject*, PyObject**, nint, PyObject*, PyObject*>)&CanCast,
            Flag.FastCall | Flag.Keywords, "can_cast(from_dtype, to_dtype): whether the kind of number is kept."),
        ("_flush", (nint)(delegate* unmanaged<PyObject*, PyObject*, PyObject*>)&Flush, Flag.NoArgs, "Runs all recorded work of the GPU device."),
        ("_metal_driver", (nint)(delegate* unmanaged<PyObject*, PyObject*, PyObject*>)&MetalDriver, Flag.NoArgs,
            "Which driver runs the GPU device: host, cuda or metal."),
        ("_pending_commands", (nint)(delegate* unmanaged<PyObject*, PyObject*, PyObject*>)&PendingCommands, Flag.NoArgs, "Commands recorded and not yet run."),
        ("_registry", (nint)(delegate* unmanaged<PyObject*, PyObject*, PyObject*>)&Registry, Flag.NoArgs,
            "All ops: (name, schema, version, amp, deterministic, differentiable, doc, dtype_rule, in_place, out, aliases)."),
    ];

    private static PyObject* Build(string function, PyObject** arguments, nint count, PyObject* keywords, bool copy)
    {
        try
        {
            PyObject** values = stackalloc PyObject*[4];
            if (!KeywordArguments.Bind(function, ["data", "dtype", "device", "requires_grad"], arguments, count, keywords, values)) return null;
            if (values[0] == null) return Errors.Type($"{function}() missing 1 required positional argument: \"data\"");
            DType? dtype = null;
            if (values[1] != null && values[1] != Py.None)
            {
                if (!DTypeObject.TryRead(values[1], out DType read))
                    return Errors.Type($"{function}(): argument 'dtype' must be lucid.dtype, not {Py.TypeName(values[1])}");
                dtype = read;
            }
            Device? device = null;
            if (values[2] != null && values[2] != Py.None)
            {
                if (!DeviceObject.TryRead(values[2], out Device read))
                    return Errors.Type($"{function}(): argument 'device' must be lucid.device, not {Py.TypeName(values[2])}");
                device = read;
            }
            bool requiresGrad = values[3] != null && Py.IsTrue(values[3]);
            if (device is null && TensorObject.Is(values[0])) device = TensorObject.Of(values[0]).Device;
            Tensor tensor = TensorData.Build(values[0], dtype, device, copy);
            if (requiresGrad)
            {
                try
                {
                    tensor.SetRequiresGrad(true);
                }
                catch
                {
                    tensor.Release();
                    throw;
                }
            }
            return TensorObject.Wrap(tensor);
        }
        catch (Exception error)
        {
            return Errors.Set(error);
        }
    }

    [UnmanagedCallersOnly]
    private static PyObject* MakeTensor(PyObject* module, PyObject** arguments, nint count, PyObject* keywords)
    {
        if (count > 1) return Errors.Type($"tensor() takes 1 positional argument but {count} were given");
        return Build("tensor", arguments, count, keywords, copy: true);
    }

    [UnmanagedCallersOnly]
    private static PyObject* AsTensor(PyObject* module, PyObject** arguments, nint count, PyObject* keywords)
        => Build("as_tensor", arguments, count, keywords, copy: false);

    [UnmanagedCallersOnly]
    private static PyObject* FromBuffer(PyObject* module, PyObject* data)
    {
        try
        {
            return BufferTensor.TryBuild(data, out Tensor? tensor)
                ? TensorObject.Wrap(tensor!)
                : Errors.Type($"expected an object whose memory can be shared (forward strides, a number type), not {Py.TypeName(data)}");
        }
        catch (Exception error)
        {
            return Errors.Set(error);
        }
    }

    private static PyObject* Integers(ReadOnlySpan<long> values) => TensorAttributes.ShapeTuple(values);

    [UnmanagedCallersOnly]
    private static PyObject* MemoryStats(PyObject* module, PyObject* deviceName)
    {
        try
        {
            if (!DeviceObject.TryRead(deviceName, out Device device, announce: false)) return Errors.Type("memory_stats(): expected a device");
            // Recorded work keeps its operands: what is live is known once it has run.
            if (device.Type == DeviceType.Metal) CommandStream.FlushAll();
            MemoryAccount account = MemoryAccount.Of(device.Type);
            return Integers([account.CurrentBytes, account.PeakBytes, MemoryPool.CachedBytes, account.Allocations, account.Frees]);
        }
        catch (Exception error)
        {
            return Errors.Set(error);
        }
    }

    [UnmanagedCallersOnly]
    private static PyObject* ResetPeak(PyObject* module, PyObject* deviceName)
    {
        try
        {
            if (!DeviceObject.TryRead(deviceName, out Device device, announce: false)) return Errors.Type("reset_peak_memory_stats(): expected a device");
            if (device.Type == DeviceType.Metal) CommandStream.FlushAll();
            MemoryAccount.Of(device.Type).ResetPeak();
            return Py.ReturnNone();
        }
        catch (Exception error)
        {
            return Errors.Set(error);
        }
    }

    private static PyObject* Do(Action action)
    {
        try
        {
            action();
            return Py.ReturnNone();
        }
        catch (Exception error)
        {
            return Errors.Set(error);
        }
    }

    [UnmanagedCallersOnly]
    private static PyObject* EmptyCache(PyObject* module, PyObject* _) => Do(static () =>
    {
        CommandStream.FlushAll();
        MemoryPool.Trim();
    });

    [UnmanagedCallersOnly]
    private static PyObject* SetMemoryLimit(PyObject* module, PyObject* bytes)
    {
        try
        {
            if (!ArgumentReader.IsInteger(bytes)) return Errors.Type("expected an int");
            long limit = ArgumentReader.ReadInteger(bytes);
            if (limit < 0) throw new ArgumentValueException("set_memory_limit", $"set_memory_limit: the limit must not be negative, but is {limit}");
            MemoryPool.Limit = limit == 0 ? long.MaxValue : limit;
            return Py.ReturnNone();
        }
        catch (Exception error)
        {
            return Errors.Set(error);
        }
    }

    [UnmanagedCallersOnly]
    private static PyObject* GetThreads(PyObject* module, PyObject* _)
    {
        try { return Py.PyLong_FromLongLong(Team.ThreadCount); }
        catch (Exception error) { return Errors.Set(error); }
    }

    [UnmanagedCallersOnly]
    private static PyObject* SetThreads(PyObject* module, PyObject* value)
    {
        try
        {
            if (!ArgumentReader.IsInteger(value)) return Errors.Type($"set_num_threads expects an int, but got {Py.TypeName(value)}");
            long threads = ArgumentReader.ReadInteger(value);
            if (threads is < 1 or > 1024)
                throw new LucidException("set_num_threads",
                    $"set_num_threads: expects a positive integer up to 1024, but got {threads}");
            using (PythonLock.Released()) Team.ThreadCount = (int)threads;
            return Py.ReturnNone();
        }
        catch (Exception error)
        {
            return Errors.Set(error);
        }
    }

    [UnmanagedCallersOnly]
    private static PyObject* PrepareFork(PyObject* module, PyObject* _) => Do(static () =>
    {
        try
        {
            CommandStream.FlushAll();
        }
        finally
        {
            // A failed flush does not stop Python from forking.
            Team.PrepareFork();
            MemoryPool.PrepareFork();
        }
    });

    [UnmanagedCallersOnly]
    private static PyObject* FinishFork(PyObject* module, PyObject* _) => Do(static () =>
    {
        MemoryPool.FinishFork();
        Team.FinishFork();
    });

    [UnmanagedCallersOnly]
    private static PyObject* GetDefaultDType(PyObject* module, PyObject* _) => DTypeObject.Get(DTypes.Default);

    [UnmanagedCallersOnly]
    private static PyObject* SetDefaultDType(PyObject* module, PyObject* value)
    {
        try
        {
            if (!DTypeObject.TryRead(value, out DType dtype)) return Errors.Type($"set_default_dtype expects a lucid.dtype, not {Py.TypeName(value)}");
            DTypes.Default = dtype;
            return Py.ReturnNone();
        }
        catch (Exception error)
        {
            return Errors.Set(error);
        }
    }

    [UnmanagedCallersOnly]
    private static PyObject* GetDefaultDevice(PyObject* module, PyObject* _) => DeviceObject.Get(Device.Default);

    [UnmanagedCallersOnly]
    private static PyObject* SetDefaultDevice(PyObject* module, PyObject* value)
    {
        try
        {
            if (!DeviceObject.TryRead(value, out Device device)) return Errors.Type($"set_default_device expects a device, not {Py.TypeName(value)}");
            Device.Default = device;
            return Py.ReturnNone();
        }
        catch (Exception error)
        {
            return Errors.Set(error);
        }
    }

    [UnmanagedCallersOnly]
    private static PyObject* SetDeterministic(PyObject* module, PyObject** arguments, nint count, PyObject* keywords)
    {
        if (count != 2) return Errors.Type("_set_deterministic(): expected (enabled, warn_only)");
        int enabled = Py.PyObject_IsTrue(arguments[0]);
        int warnOnly = Py.PyObject_IsTrue(arguments[1]);
        if (enabled < 0 || warnOnly < 0) return null;
        Determinism.Enabled = enabled == 1;
        Determinism.WarnOnly = warnOnly == 1;
        return Py.ReturnNone();
    }

    [UnmanagedCallersOnly]
    private static PyObject* IsDeterministic(PyObject* module, PyObject* _) => Py.Bool(Determinism.Enabled);

    private static bool TwoTypes(string function, PyObject** arguments, nint count, out DType first, out DType second)
    {
        first = second = default;
        if (count == 2 && DTypeObject.TryRead(arguments[0], out first) && DTypeObject.TryRead(arguments[1], out second)) return true;
        Errors.Type($"{function}() takes two lucid.dtype arguments");
        return false;
    }

    [UnmanagedCallersOnly]
    private static PyObject* PromoteTypes(PyObject* module, PyObject** arguments, nint count, PyObject* keywords) =>
        TwoTypes("promote_types", arguments, count, out DType a, out DType b) ? DTypeObject.Get(DTypes.Promote(a, b)) : null;

    [UnmanagedCallersOnly]
    private static PyObject* CanCast(PyObject* module, PyObject** arguments, nint count, PyObject* keywords) =>
        TwoTypes("can_cast", arguments, count, out DType from, out DType to) ? Py.Bool(DTypes.CanCast(from, to)) : null;

    [UnmanagedCallersOnly]
    private static PyObject* Flush(PyObject* module, PyObject* _)
    {
        try
        {
            using (PythonLock.Released()) CommandStream.FlushAll();
            return Py.ReturnNone();
        }
        catch (Exception error)
        {
            return Errors.Set(error);
        }
    }

    [UnmanagedCallersOnly]
    private static PyObject* MetalDriver(PyObject* module, PyObject* _)
    {
        try { return Py.String(CommandStream.Metal.Driver); }
        catch (Exception error) { return Errors.Set(error); }
    }

    [UnmanagedCallersOnly]
    private static PyObject* PendingCommands(PyObject* module, PyObject* _)
    {
        try { return Py.PyLong_FromLongLong(CommandStream.Metal.PendingCommands); }
        catch (Exception error) { return Errors.Set(error); }
    }

    [UnmanagedCallersOnly]
    private static PyObject* Registry(PyObject* module, PyObject* _)
    {
        try
        {
            ReadOnlySpan<OpEntry> entries = OpTable.Entries;
            PyObject* result = Py.PyTuple_New(entries.Length);
            for (int i = 0; i < entries.Length; i++)
            {
                OpEntry entry = entries[i];
                PyObject* row = Py.PyTuple_New(11);
                Py.PyTuple_SetItem(row, 0, Py.String(entry.FullName));
                Py.PyTuple_SetItem(row, 1, Py.String(entry.SchemaText));
                Py.PyTuple_SetItem(row, 2, Py.PyLong_FromLongLong(entry.Version));
                Py.PyTuple_SetItem(row, 3, Py.String(PolicyName(entry.Amp)));
                Py.PyTuple_SetItem(row, 4, Py.Bool(entry.Deterministic));
                Py.PyTuple_SetItem(row, 5, Py.Bool(entry.Differentiable));
                Py.PyTuple_SetItem(row, 6, Py.String(entry.Documentation));
                Py.PyTuple_SetItem(row, 7, Py.String(entry.Rule?.ToString().ToLowerInvariant() ?? ""));
                Py.PyTuple_SetItem(row, 8, Py.Bool(entry.InPlace != null));
                Py.PyTuple_SetItem(row, 9, Py.Bool(entry.Into != null));
                Py.PyTuple_SetItem(row, 10, Py.String(entry.Aliases));
                Py.PyTuple_SetItem(result, i, row);
            }
            return result;
        }
        catch (Exception error)
        {
            return Errors.Set(error);
        }
    }

    private static string PolicyName(AmpPolicy policy) => policy switch
    {
        AmpPolicy.Float16 => "float16",
        AmpPolicy.Float32 => "float32",
        AmpPolicy.Promote => "promote",
        _ => "none",
    };
}
