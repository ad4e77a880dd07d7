using System;
using System.Runtime.InteropServices;
using Lucid.Graph;
using Lucid.Numerics;
using Lucid.Ops.Dispatch;
using Lucid.Python.Arguments;
using Lucid.Python.Interop;

namespace Lucid.Python.Objects;

/// <summary>Methods of tensors that are no ops: sizes, values, graph.</summary>
internal static unsafe class TensorMethods
{
    internal static PyMethodDef* Table() => Tables.Methods([
        ("item", (nint)(delegate* unmanaged<PyObject*, PyObject*, PyObject*>)&Item, Flag.NoArgs, "The only element as a Python number."),
        ("tolist", (nint)(delegate* unmanaged<PyObject*, PyObject*, PyObject*>)&ToList, Flag.NoArgs, "The elements as nested lists of Python numbers."),
        ("size", (nint)(delegate* unmanaged<PyObject*, PyObject**, nint, PyObject*, PyObject*>)&Size,
            Flag.FastCall | Flag.Keywords, "size(dim=None): the shape, or the size of one dimension."),
        ("stride", (nint)(delegate* unmanaged<PyObject*, PyObject**, nint, PyObject*, PyObject*>)&Stride,
            Flag.FastCall | Flag.Keywords, "stride(dim=None): distances between elements, or that of one dimension."),
        ("dim", (nint)(delegate* unmanaged<PyObject*, PyObject*, PyObject*>)&Dim, Flag.NoArgs, "Number of dimensions."),
        ("ndimension", (nint)(delegate* unmanaged<PyObject*, PyObject*, PyObject*>)&Dim, Flag.NoArgs, "Number of dimensions."),
        ("numel", (nint)(delegate* unmanaged<PyObject*, PyObject*, PyObject*>)&Count, Flag.NoArgs, "Number of elements."),
        ("nelement", (nint)(delegate* unmanaged<PyObject*, PyObject*, PyObject*>)&Count, Flag.NoArgs, "Number of elements."),
        ("element_size", (nint)(delegate* unmanaged<PyObject*, PyObject*, PyObject*>)&ElementSize, Flag.NoArgs, "Bytes of one element."),
        ("storage_offset", (nint)(delegate* unmanaged<PyObject*, PyObject*, PyObject*>)&StorageOffset, Flag.NoArgs,
            "First element, counted from the start of the storage."),
        ("data_ptr", (nint)(delegate* unmanaged<PyObject*, PyObject*, PyObject*>)&DataPointer, Flag.NoArgs, "Address of the first element."),
        ("_set_shared", (nint)(delegate* unmanaged<PyObject*, PyObject*, PyObject*>)&SetShared, Flag.NoArgs, "Notes that both processors see the memory."),
        ("_storage_ptr", (nint)(delegate* unmanaged<PyObject*, PyObject*, PyObject*>)&StoragePointer, Flag.NoArgs, "Address of the storage."),
        ("_storage_nbytes", (nint)(delegate* unmanaged<PyObject*, PyObject*, PyObject*>)&StorageBytes, Flag.NoArgs, "Bytes of the storage."),
        ("detach", (nint)(delegate* unmanaged<PyObject*, PyObject*, PyObject*>)&Detach, Flag.NoArgs, "The same memory without gradient history."),
        ("detach_", (nint)(delegate* unmanaged<PyObject*, PyObject*, PyObject*>)&DetachInPlace, Flag.NoArgs, "Drops the gradient history of this tensor."),
        ("requires_grad_", (nint)(delegate* unmanaged<PyObject*, PyObject**, nint, PyObject*, PyObject*>)&RequiresGrad,
            Flag.FastCall | Flag.Keywords, "requires_grad_(requires_grad=True): turns gradients on or off; returns the tensor."),
        ("retain_grad", (nint)(delegate* unmanaged<PyObject*, PyObject*, PyObject*>)&RetainGrad, Flag.NoArgs,
            "Asks backward to keep the gradient of this result."),
        ("register_hook", (nint)(delegate* unmanaged<PyObject*, PyObject*, PyObject*>)&RegisterHook, Flag.OneArg,
            "Calls a function with the gradient during backward; what it returns replaces the gradient."),
        ("register_post_accumulate_grad_hook",
            (nint)(delegate* unmanaged<PyObject*, PyObject*, PyObject*>)&RegisterPostAccumulate, Flag.OneArg,
            "Calls a function with the leaf after its gradient has been added up."),
        ("backward", (nint)(delegate* unmanaged<PyObject*, PyObject**, nint, PyObject*, PyObject*>)&Backward,
            Flag.FastCall | Flag.Keywords,
            "backward(gradient=None, retain_graph=None, create_graph=False, inputs=None): adds gradients of this tensor to the "
            + "leaves."),
        ("eval", (nint)(delegate* unmanaged<PyObject*, PyObject*, PyObject*>)&Eval, Flag.NoArgs, "Runs recorded work on the GPU device; returns the tensor."),
        ("as_subclass", (nint)(delegate* unmanaged<PyObject*, PyObject*, PyObject*>)&AsSubclass, Flag.OneArg,
            "as_subclass(cls): the same memory and gradient history as an instance of a subclass of Tensor."),
        ("_make_subclass", (nint)(delegate* unmanaged<PyObject*, PyObject*, PyObject*>)&MakeSubclass, Flag.VarArgs | Flag.Static,
            "_make_subclass(cls, data, requires_grad=False): an instance of a subclass over the same memory."),
    ]);

    private static PyObject* Get(PyObject* self, delegate*<Tensor, PyObject*> read)
    {
        try { return read(TensorObject.Of(self)); }
        catch (Exception error) { return Errors.Set(error); }
    }

    [UnmanagedCallersOnly]
    private static PyObject* Item(PyObject* self, PyObject* _)
    {
        try { return Numbers.ToPython(TensorObject.Of(self).Item()); }
        catch (Exception error) { return Errors.Set(error); }
    }

    [UnmanagedCallersOnly]
    private static PyObject* ToList(PyObject* self, PyObject* _)
    {
        try
        {
            using TensorScope scope = TensorScope.Open();
            Tensor tensor = TensorObject.Of(self);
            byte* data = (byte*)tensor.Storage.Data + tensor.Offset * tensor.DType.ItemSize();
            return List(tensor, 0, data);
        }
        catch (Exception error)
        {
            return Errors.Set(error);
        }
    }

    private static PyObject* List(Tensor tensor, int dim, byte* at)
    {
        if (dim == tensor.Rank) return Element(tensor.DType, at);
        long size = tensor.Shape[dim];
        long step = tensor.Layout.Strides[dim] * tensor.DType.ItemSize();
        PyObject* list = Py.PyList_New((nint)size);
        if (list == null) throw new PythonErrorException();
        for (long i = 0; i < size; i++) Py.PyList_SetItem(list, (nint)i, List(tensor, dim + 1, at + i * step));
        return list;
    }

    private static PyObject* Element(DType type, byte* at) => type switch
    {
        DType.Bool => Py.Bool(*at != 0),
        DType.UInt8 => Py.PyLong_FromLongLong(*at),
        DType.Int8 => Py.PyLong_FromLongLong(*(sbyte*)at),
        DType.Int16 => Py.PyLong_FromLongLong(*(short*)at),
        DType.Int32 => Py.PyLong_FromLongLong(*(int*)at),
        DType.Int64 => Py.PyLong_FromLongLong(*(long*)at),
        DType.Float16 => Py.PyFloat_FromDouble((double)*(Half*)at),
        DType.BFloat16 => Py.PyFloat_FromDouble((float)*(BFloat16*)at),
        DType.Float32 => Py.PyFloat_FromDouble(*(float*)at),
        DType.Float64 => Py.PyFloat_FromDouble(*(double*)at),
        DType.Complex64 => Py.PyComplex_FromDoubles(((float*)at)[0], ((float*)at)[1]),
        _ => Py.PyComplex_FromDoubles(((double*)at)[0], ((double*)at)[1]),
    };

    private static PyObject* OneOrAll(PyObject* self, PyObject** arguments, nint count, PyObject* keywords, string name, bool sizes)
    {
        try
        {
            Tensor tensor = TensorObject.Of(self);
            nint named = keywords == null ? 0 : Py.PyTuple_Size(keywords);
            if (count + named > 1) return Errors.Type($"{name}() takes at most 1 argument ({count + named} given)");
            ReadOnlySpan<long> values = sizes ? tensor.Shape : tensor.Layout.Strides;
            if (count + named == 0 || arguments[0] == Py.None) return TensorAttributes.ShapeTuple(values);
            if (!ArgumentReader.IsInteger(arguments[0])) return Errors.Type($"{name}(): argument 'dim' must be int, not {Py.TypeName(arguments[0])}");
            long dim = ArgumentReader.ReadInteger(arguments[0]);
            if (dim < -tensor.Rank || dim >= tensor.Rank) throw IndexException.Dimension(name, dim, tensor.Rank);
            return Py.PyLong_FromLongLong(values[(int)(dim < 0 ? dim + tensor.Rank : dim)]);
        }
        catch (Exception error)
        {
            return Errors.Set(error);
        }
    }

    [UnmanagedCallersOnly]
    private static PyObject* Size(PyObject* self, PyObject** arguments, nint count, PyObject* keywords)
        => OneOrAll(self, arguments, count, keywords, "size", true);

    [UnmanagedCallersOnly]
    private static PyObject* Stride(PyObject* self, PyObject** arguments, nint count, PyObject* keywords)
        => OneOrAll(self, arguments, count, keywords, "stride", false);

    private static PyObject* DimOf(Tensor t) => Py.PyLong_FromLongLong(t.Rank);

    private static PyObject* CountOf(Tensor t) => Py.PyLong_FromLongLong(t.Count);

    private static PyObject* ElementSizeOf(Tensor t) => Py.PyLong_FromLongLong(t.DType.ItemSize());

    private static PyObject* StorageOffsetOf(Tensor t) => Py.PyLong_FromLongLong(t.Offset);

    private static PyObject* DataPointerOf(Tensor t) => Py.PyLong_FromLongLong((long)t.Storage.Data + t.Offset * t.DType.ItemSize());

    private static PyObject* StoragePointerOf(Tensor t) => Py.PyLong_FromLongLong((long)t.Storage.Data);

    private static PyObject* SetSharedOf(Tensor t)
    {
        t.Storage.MarkShared();
        return Py.ReturnNone();
    }

    private static PyObject* StorageBytesOf(Tensor t) => Py.PyLong_FromLongLong(t.Storage.Bytes);

    [UnmanagedCallersOnly]
    private static PyObject* Dim(PyObject* self, PyObject* _) => Get(self, &DimOf);

    [UnmanagedCallersOnly]
    private static PyObject* Count(PyObject* self, PyObject* _) => Get(self, &CountOf);

    [UnmanagedCallersOnly]
    private static PyObject* ElementSize(PyObject* self, PyObject* _) => Get(self, &ElementSizeOf);

    [UnmanagedCallersOnly]
    private static PyObject* StorageOffset(PyObject* self, PyObject* _) => Get(self, &StorageOffsetOf);

    [UnmanagedCallersOnly]
    private static PyObject* DataPointer(PyObject* self, PyObject* _) => Get(self, &DataPointerOf);

    [UnmanagedCallersOnly]
    private static PyObject* SetShared(PyObject* self, PyObject* _) => Get(self, &SetSharedOf);

    [UnmanagedCallersOnly]
    private static PyObject* StoragePointer(PyObject* self, PyObject* _) => Get(self, &StoragePointerOf);

    [UnmanagedCallersOnly]
    private static PyObject* StorageBytes(PyObject* self, PyObject* _) => Get(self, &StorageBytesOf);

    [UnmanagedCallersOnly]
    private static PyObject* Detach(PyObject* self, PyObject* _)
    {
        try { return SubclassResults.Wrap(TensorObject.Of(self).Detach(), SubclassResults.Of(self)); }
        catch (Exception error) { return Errors.Set(error); }
    }

    [UnmanagedCallersOnly]
    private static PyObject* DetachInPlace(PyObject* self, PyObject* _)
    {
        try
        {
            Tensor tensor = TensorObject.Of(self);
            if (tensor.Base is not null) throw new LucidException("detach_", "detach_: Can't detach views in-place. Use detach() instead.");
            tensor.ClearHistory();
            return Py.New(self);
        }
        catch (Exception error)
        {
            return Errors.Set(error);
        }
    }

    [UnmanagedCallersOnly]
    private static PyObject* RequiresGrad(PyObject* self, PyObject** arguments, nint count, PyObject* keywords)
    {
        try
        {
            nint named = keywords == null ? 0 : Py.PyTuple_Size(keywords);
            if (count + named > 1) return Errors.Type($"requires_grad_() takes at most 1 argument ({count + named} given)");
            bool value = true;
            if (count + named == 1)
            {
                if (arguments[0]->Type != Py.BoolType)
                    return Errors.Type(
                        $"requires_grad_(): argument 'requires_grad' must be bool, not {Py.TypeName(arguments[0])}");
                value = arguments[0] == Py.True;
            }
            TensorObject.Of(self).SetRequiresGrad(value);
            return Py.New(self);
        }
        catch (Exception error)
        {
            return Errors.Set(error);
        }
    }

    [UnmanagedCallersOnly]
    private static PyObject* RetainGrad(PyObject* self, PyObject* _)
    {
        try
        {
            TensorObject.Of(self).RetainGrad();
            return Py.ReturnNone();
        }
        catch (Exception error)
        {
            return Errors.Set(error);
        }
    }

    [UnmanagedCallersOnly]
    private static PyObject* RegisterHook(PyObject* self, PyObject* callable)
    {
        try
        {
            var hook = new PythonHook(callable);
            try
            {
                TensorObject.Of(self).AddHook(hook);
            }
            catch
            {
                hook.Dispose();
                throw;
            }
            TensorObject.Track(self);
            return HookObject.Make(hook);
        }
        catch (Exception error)
        {
            return Errors.Set(error);
        }
    }

    [UnmanagedCallersOnly]
    private static PyObject* RegisterPostAccumulate(PyObject* self, PyObject* callable)
    {
        try
        {
            Tensor leaf = TensorObject.Of(self);
            var hook = new PythonHook(callable) { Leaf = leaf, ReturnsNothing = true };
            try
            {
                leaf.AddPostAccumulateHook(hook);
            }
            catch
            {
                hook.Dispose();
                throw;
            }
            TensorObject.Track(self);
            return HookObject.Make(hook);
        }
        catch (Exception error)
        {
            return Errors.Set(error);
        }
    }

    [UnmanagedCallersOnly]
    private static PyObject* Backward(PyObject* self, PyObject** arguments, nint count, PyObject* keywords)
    {
        try
        {
            PyObject** values = stackalloc PyObject*[4];
            if (!KeywordArguments.Bind("backward", ["gradient", "retain_graph", "create_graph", "inputs"], arguments, count, keywords, values)) return null;
            Tensor root = TensorObject.Of(self);
            Tensor? seed = null;
            if (values[0] != null && values[0] != Py.None)
            {
                if (!TensorObject.Is(values[0])) return Errors.Type($"backward(): argument 'gradient' must be Tensor, not {Py.TypeName(values[0])}");
                seed = TensorObject.Of(values[0]);
            }
            bool create = values[2] != null && Py.IsTrue(values[2]);
            bool retain = values[1] == null || values[1] == Py.None ? create : Py.IsTrue(values[1]);
            Tensor[] inputs = values[3] == null || values[3] == Py.None ? [] : KeywordArguments.Tensors("backward", "inputs", values[3]);
            using (PythonLock.Released())
            {
                BackwardEngine.Run([root], [seed], retain, create, inputs, accumulate: inputs.Length > 0);
            }
            if (PythonLock.HasOrphans) PythonLock.DropOrphans();
            return Py.ReturnNone();
        }
        catch (Exception error)
        {
            return Errors.Set(error);
        }
    }

    [UnmanagedCallersOnly]
    private static PyObject* Eval(PyObject* self, PyObject* _)
    {
        try
        {
            if (TensorObject.Of(self).DeviceType == DeviceType.Metal)
            {
                using PythonLock released = PythonLock.Released();
                Streams.CommandStream.Metal.Flush();
            }
            return Py.New(self);
        }
        catch (Exception error)
        {
            return Errors.Set(error);
        }
    }

    [UnmanagedCallersOnly]
    private static PyObject* AsSubclass(PyObject* self, PyObject* type)
    {
        try
        {
            if (Py.PyType_IsSubtype(type->Type, Py.TypeType) == 0 || Py.PyType_IsSubtype(type, TensorObject.Type) == 0)
                return Errors.Type("as_subclass(): argument 'cls' must be a subclass of Tensor");
            Tensor tensor = TensorObject.Of(self);
            Tensor view = tensor.AsStrided(tensor.Shape, tensor.Layout.Strides, tensor.Offset);
            return type == TensorObject.Type ? TensorObject.Wrap(view) : TensorObject.MakeSubclass(type, view);
        }
        catch (Exception error)
        {
            return Errors.Set(error);
        }
    }

    [UnmanagedCallersOnly]
    private static PyObject* MakeSubclass(PyObject* _, PyObject* arguments)
    {
        try
        {
            nint count = Py.PyTuple_Size(arguments);
            if (count is < 2 or > 3) return Errors.Type("_make_subclass(cls, data, requires_grad=False) takes 2 or 3 arguments");
            PyObject* type = Py.PyTuple_GetItem(arguments, 0);
            PyObject* data = Py.PyTuple_GetItem(arguments, 1);
            if (!TensorObject.Is(data)) return Errors.Type($"_make_subclass(): argument 'data' must be Tensor, not {Py.TypeName(data)}");
            if (Py.PyType_IsSubtype(type->Type, Py.TypeType) == 0 || Py.PyType_IsSubtype(type, TensorObject.Type) == 0)
                return Errors.Type("_make_subclass(): argument 'cls' must be a subclass of Tensor");
            Tensor alias = TensorObject.Of(data).Detach();
            if (count == 3 && Py.IsTrue(Py.PyTuple_GetItem(arguments, 2)))
            {
                try
                {
                    alias.SetRequiresGrad(true);
                }
                catch
                {
                    alias.Release();
                    throw;
                }
            }
            return TensorObject.MakeSubclass(type, alias);
        }
        catch (Exception error)
        {
            return Errors.Set(error);
        }
    }
}
