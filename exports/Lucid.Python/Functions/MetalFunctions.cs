using System;
using System.Collections.Generic;
using System.IO;
using System.Runtime.InteropServices;
using Lucid.Gpu.Drivers;
using Lucid.Gpu.Drivers.Host;
using Lucid.Gpu.Msl;
using Lucid.Gpu.Msl.Text;
using Lucid.Ops.Metal;
using Lucid.Python.Arguments;
using Lucid.Python.Interop;
using Lucid.Python.Objects;

namespace Lucid.Python.Functions;

/// <summary>Module functions behind <c>lucid.metal</c>: kernels, their compiler, the driver.</summary>
internal static unsafe class MetalFunctions
{
    internal static readonly (string, nint, int, string)[] Rows =
    [
        ("_run_kernel", (nint)(delegate* unmanaged<PyObject*, PyObject**, nint, PyObject*, PyObject*>)&RunKernel, Flag.FastCall | Flag.Keywords,
            "_run_kernel(source, name, inputs, shapes, dtypes, grid, threads, threadgroups, threadgroup_memory, constants, file, folders): outputs."),
        ("_check_kernel", (nint)(delegate* unmanaged<PyObject*, PyObject**, nint, PyObject*, PyObject*>)&CheckKernel, Flag.FastCall | Flag.Keywords,
            "_check_kernel(source, file, folders): (succeeded, diagnostics, declarations of the kernels)."),
        ("_kernel_driver", (nint)(delegate* unmanaged<PyObject*, PyObject*, PyObject*>)&Driver, Flag.NoArgs, "(driver, device name) of user kernels."),
        ("_kernel_objects", (nint)(delegate* unmanaged<PyObject*, PyObject*, PyObject*>)&LiveObjects, Flag.NoArgs,
            "(buffers, programs, kernels) alive on the device, and kernels in the cache."),
        ("_clear_kernels", (nint)(delegate* unmanaged<PyObject*, PyObject*, PyObject*>)&ClearKernels, Flag.NoArgs, "Drops compiled kernels."),
        ("_get_checked", (nint)(delegate* unmanaged<PyObject*, PyObject*, PyObject*>)&GetChecked, Flag.NoArgs, "Whether kernels run checked."),
        ("_set_checked", (nint)(delegate* unmanaged<PyObject*, PyObject*, PyObject*>)&SetChecked, Flag.OneArg, "_set_checked(enabled)"),
    ];

    [UnmanagedCallersOnly]
    private static PyObject* RunKernel(PyObject* module, PyObject** arguments, nint count, PyObject* keywords)
    {
        try
        {
            if (count != 12 || keywords != null) return Errors.Type($"_run_kernel() takes 12 positional arguments but {count} were given");
            string name = Text(arguments[1], "kernel_name");
            KernelSource source = Source(arguments[0], arguments[10], arguments[11]);
            KernelInput[] inputs = Inputs(arguments[2]);
            KernelOutput[] outputs = Outputs(arguments[3], arguments[4]);
            var launch = new KernelLaunch
            {
                Grid = ExtentOf("grid", arguments[5]), Threads = ExtentOf("threads", arguments[6]), Threadgroups = ExtentOf("threadgroups", arguments[7]),
                ThreadgroupMemory = Array.ConvertAll(
                    Integers("threadgroup_memory", arguments[8]), static bytes => (int)Math.Clamp(bytes, int.MinValue, int.MaxValue)),
                FunctionConstants = Constants(arguments[9]),
            };
            Tensor[] results;
            using (PythonLock.Released()) results = MetalKernels.Run(source, name, inputs, outputs, launch);
            return Results.Tuple(results);
        }
        catch (Exception error)
        {
            return Errors.Set(error);
        }
    }

    private static string Text(PyObject* o, string argument)
    {
        if (Py.IsInstance(o, Py.UnicodeType)) return Py.ToString(o) ?? throw new PythonErrorException();
        Errors.Type($"run_kernel(): argument '{argument}' must be str, not {Py.TypeName(o)}");
        throw new PythonErrorException();
    }

    private static KernelSource Source(PyObject* text, PyObject* file, PyObject* folderNames)
    {
        var folders = new List<string>();
        for (nint i = 0; i < Py.PyTuple_Size(folderNames); i++) folders.Add(Text(Py.PyTuple_GetItem(folderNames, i), "include"));
        return new KernelSource(Text(text, "source"), Text(file, "file"), folders.Count == 0 ? null : name => Include(folders, name));
    }

    private static KernelInput[] Inputs(PyObject* tuple)
    {
        var inputs = new KernelInput[Py.PyTuple_Size(tuple)];
        for (int i = 0; i < inputs.Length; i++) inputs[i] = Input(i, Py.PyTuple_GetItem(tuple, i));
        return inputs;
    }

    private static KernelInput Input(int index, PyObject* o)
    {
        if (TensorObject.Is(o)) return TensorObject.Of(o);
        if (Py.IsInstance(o, Py.BytesType))
        {
            PyBuffer view;
            if (Py.PyObject_GetBuffer(o, &view, 0) != 0) throw new PythonErrorException();
            KernelInput bytes = KernelInput.OfBytes(new ReadOnlySpan<byte>(view.Data, (int)view.Length));
            Py.PyBuffer_Release(&view);
            return bytes;
        }
        if (Numbers.TryRead(o, out Scalar number)) return number;
        if (Py.IsInstance(o, Py.TupleType) || Py.IsInstance(o, Py.ListType))
        {
            PyObject* items = Py.PySequence_Tuple(o);
            if (items == null) throw new PythonErrorException();
            try
            {
                var numbers = new Scalar[Py.PyTuple_Size(items)];
                int read = 0;
                while (read < numbers.Length && Numbers.TryRead(Py.PyTuple_GetItem(items, read), out numbers[read])) read++;
                if (read == numbers.Length) return KernelInput.Of(numbers);
            }
            finally
            {
                Py.Py_DecRef(items);
            }
        }
        Errors.Type($"run_kernel(): inputs[{index}] must be a Tensor, a number, a sequence of numbers or bytes, not {Py.TypeName(o)}");
        throw new PythonErrorException();
    }

    private static KernelOutput[] Outputs(PyObject* shapes, PyObject* dtypes)
    {
        var outputs = new KernelOutput[Py.PyTuple_Size(shapes)];
        for (int i = 0; i < outputs.Length; i++)
        {
            PyObject* type = Py.PyTuple_GetItem(dtypes, i);
            DType dtype = default;
            if (type != Py.None && !DTypeObject.TryRead(type, out dtype))
            {
                Errors.Type($"run_kernel(): argument 'output_dtype' must be lucid.dtype, not {Py.TypeName(type)}");
                throw new PythonErrorException();
            }
            long[] shape = Integers("output_shape", Py.PyTuple_GetItem(shapes, i));
            foreach (long size in shape)
                if (size < 0) throw new ShapeMismatchException("run_kernel", $"run_kernel: output_shape must not be negative, but has {size}", "output_shape");
            outputs[i] = new KernelOutput(shape, type == Py.None ? null : dtype);
        }
        return outputs;
    }

    private static long[] Integers(string argument, PyObject* tuple)
    {
        var numbers = new long[Py.PyTuple_Size(tuple)];
        for (int i = 0; i < numbers.Length; i++)
        {
            PyObject* item = Py.PyTuple_GetItem(tuple, i);
            if (item->Type == Py.BoolType || !ArgumentReader.IsInteger(item))
            {
                Errors.Type($"run_kernel(): argument '{argument}' must be integers, but has an element of type {Py.TypeName(item)}");
                throw new PythonErrorException();
            }
            numbers[i] = ArgumentReader.ReadInteger(item);
        }
        return numbers;
    }

    private static Extent? ExtentOf(string argument, PyObject* tuple)
    {
        if (tuple == Py.None) return null;
        long[] sizes = Integers(argument, tuple);
        if (sizes.Length is < 1 or > 3)
            throw new ArgumentValueException("run_kernel", $"run_kernel: {argument} must have one to three extents, but has {sizes.Length}", argument);
        foreach (long size in sizes)
            if (size is < 1 or > uint.MaxValue)
                throw new ArgumentValueException("run_kernel",
                    $"run_kernel: {argument} must be at least 1 and below 2^32 along each axis, but has {size}", argument);
        return new Extent((uint)sizes[0], sizes.Length > 1 ? (uint)sizes[1] : 1, sizes.Length > 2 ? (uint)sizes[2] : 1);
    }

    private static List<(string, Scalar)> Constants(PyObject* pairs)
    {
        var constants = new List<(string, Scalar)>();
        for (nint i = 0; i < Py.PyTuple_Size(pairs); i++)
        {
            PyObject* pair = Py.PyTuple_GetItem(pairs, i);
            string name = Text(Py.PyTuple_GetItem(pair, 0), "function_constants");
            if (!Numbers.TryRead(Py.PyTuple_GetItem(pair, 1), out Scalar value))
            {
                Errors.Type($"run_kernel(): function constant '{name}' must be a number, not {Py.TypeName(Py.PyTuple_GetItem(pair, 1))}");
                throw new PythonErrorException();
            }
            constants.Add((name, value));
        }
        return constants;
    }

    [UnmanagedCallersOnly]
    private static PyObject* CheckKernel(PyObject* module, PyObject** arguments, nint count, PyObject* keywords)
    {
        try
        {
            if (count != 3 || keywords != null) return Errors.Type($"_check_kernel() takes 3 positional arguments but {count} were given");
            KernelLibrary library = KernelLibrary.Compile(Source(arguments[0], arguments[1], arguments[2]));
            PyObject* diagnostics = Py.PyTuple_New(library.Diagnostics.Count);
            for (int i = 0; i < library.Diagnostics.Count; i++) Py.PyTuple_SetItem(diagnostics, i, Row(library.Diagnostics[i]));
            PyObject* kernels = Py.PyTuple_New(library.KernelNames.Count);
            int next = 0;
            foreach (string name in library.KernelNames)
                Py.PyTuple_SetItem(kernels, next++, Py.String($"kernel void {name}({string.Join(", ", library.Parameters(name))})"));
            PyObject* result = Py.PyTuple_New(3);
            Py.PyTuple_SetItem(result, 0, Py.Bool(library.Succeeded));
            Py.PyTuple_SetItem(result, 1, diagnostics);
            Py.PyTuple_SetItem(result, 2, kernels);
            return result;
        }
        catch (Exception error)
        {
            return Errors.Set(error);
        }
    }

    private static PyObject* Row(Diagnostic diagnostic)
    {
        PyObject* row = Py.PyTuple_New(4);
        Py.PyTuple_SetItem(row, 0, Py.String(diagnostic.Severity == DiagnosticSeverity.Error ? "error" : "warning"));
        Py.PyTuple_SetItem(row, 1, Py.PyLong_FromLongLong(diagnostic.Line));
        Py.PyTuple_SetItem(row, 2, Py.PyLong_FromLongLong(diagnostic.Column));
        Py.PyTuple_SetItem(row, 3, Py.String(diagnostic.ToString()));
        return row;
    }

    private static string? Include(List<string> folders, string name)
    {
        foreach (string folder in folders)
        {
            string path = Path.Combine(folder, name);
            if (File.Exists(path)) return File.ReadAllText(path);
        }
        return null;
    }

    [UnmanagedCallersOnly]
    private static PyObject* Driver(PyObject* module, PyObject* _)
    {
        try
        {
            PyObject* result = Py.PyTuple_New(2);
            Py.PyTuple_SetItem(result, 0, Py.String(DriverSelection.Current.Driver));
            Py.PyTuple_SetItem(result, 1, Py.String(DriverSelection.Current.Name));
            return result;
        }
        catch (Exception error)
        {
            return Errors.Set(error);
        }
    }

    [UnmanagedCallersOnly]
    private static PyObject* LiveObjects(PyObject* module, PyObject* _)
    {
        try
        {
            LiveObjects live = DriverSelection.Current.Live;
            return TensorAttributes.ShapeTuple([live.Buffers, live.Programs, live.Kernels, MetalKernels.CachedKernels]);
        }
        catch (Exception error)
        {
            return Errors.Set(error);
        }
    }

    [UnmanagedCallersOnly]
    private static PyObject* ClearKernels(PyObject* module, PyObject* _)
    {
        try
        {
            MetalKernels.ClearCache();
            return Py.ReturnNone();
        }
        catch (Exception error)
        {
            return Errors.Set(error);
        }
    }

    [UnmanagedCallersOnly]
    private static PyObject* GetChecked(PyObject* module, PyObject* _)
    {
        try { return Py.Bool(DriverSelection.Current is HostDevice { Checked: true }); }
        catch (Exception error) { return Errors.Set(error); }
    }

    [UnmanagedCallersOnly]
    private static PyObject* SetChecked(PyObject* module, PyObject* value)
    {
        try
        {
            if (DriverSelection.Current is HostDevice host) host.Checked = Py.IsTrue(value);
            return Py.ReturnNone();
        }
        catch (Exception error)
        {
            return Errors.Set(error);
        }
    }
}
