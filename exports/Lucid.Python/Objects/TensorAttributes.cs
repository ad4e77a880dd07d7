using System;
using System.Runtime.InteropServices;
using Lucid.Python.Interop;

namespace Lucid.Python.Objects;

/// <summary>Attributes of tensors.</summary>
internal static unsafe class TensorAttributes
{
    internal static PyGetSetDef* Table() => Tables.Attributes([
        ("__dict__", (nint)(delegate* unmanaged<PyObject*, void*, PyObject*>)&GetDict, 0, "Attributes that were set on this object."),
        ("shape", (nint)(delegate* unmanaged<PyObject*, void*, PyObject*>)&Shape, 0, "Sizes of the dimensions, a tuple."),
        ("dtype", (nint)(delegate* unmanaged<PyObject*, void*, PyObject*>)&DType, 0, "The element type."),
        ("device", (nint)(delegate* unmanaged<PyObject*, void*, PyObject*>)&Device, 0, "Where the numbers live."),
        ("ndim", (nint)(delegate* unmanaged<PyObject*, void*, PyObject*>)&Rank, 0, "Number of dimensions."),
        ("itemsize", (nint)(delegate* unmanaged<PyObject*, void*, PyObject*>)&ItemSize, 0, "Bytes of one element."),
        ("nbytes", (nint)(delegate* unmanaged<PyObject*, void*, PyObject*>)&Bytes, 0, "Bytes of all elements."),
        ("requires_grad", (nint)(delegate* unmanaged<PyObject*, void*, PyObject*>)&GetRequiresGrad,
            (nint)(delegate* unmanaged<PyObject*, PyObject*, void*, int>)&SetRequiresGrad,
            "Whether gradients are computed for this tensor."),
        ("is_leaf", (nint)(delegate* unmanaged<PyObject*, void*, PyObject*>)&IsLeaf, 0, "True for tensors that no recorded op made."),
        ("grad", (nint)(delegate* unmanaged<PyObject*, void*, PyObject*>)&GetGrad,
            (nint)(delegate* unmanaged<PyObject*, PyObject*, void*, int>)&SetGrad, "The accumulated gradient, or None."),
        ("grad_fn", (nint)(delegate* unmanaged<PyObject*, void*, PyObject*>)&GradFn, 0, "The node that made this tensor, or None."),
        ("data", (nint)(delegate* unmanaged<PyObject*, void*, PyObject*>)&GetData,
            (nint)(delegate* unmanaged<PyObject*, PyObject*, void*, int>)&SetData, "The values without gradient history."),
        ("_version", (nint)(delegate* unmanaged<PyObject*, void*, PyObject*>)&Version, 0, "How often the memory was edited in place."),
        ("_base", (nint)(delegate* unmanaged<PyObject*, void*, PyObject*>)&Base, 0, "The tensor a view looks into, or None."),
        ("is_metal", (nint)(delegate* unmanaged<PyObject*, void*, PyObject*>)&IsMetal, 0, "True on the GPU device."),
        ("is_cuda", (nint)(delegate* unmanaged<PyObject*, void*, PyObject*>)&IsCuda, 0, "Always False: the GPU device is called metal."),
        ("is_shared", (nint)(delegate* unmanaged<PyObject*, void*, PyObject*>)&IsShared, 0, "True for memory made by lucid.metal.shared_tensor or to_shared."),
        ("is_cpu", (nint)(delegate* unmanaged<PyObject*, void*, PyObject*>)&IsCpu, 0, "True on the processor."),
        ("retains_grad", (nint)(delegate* unmanaged<PyObject*, void*, PyObject*>)&RetainsGrad, 0, "True when backward keeps this result's gradient."),
        ("output_nr", (nint)(delegate* unmanaged<PyObject*, void*, PyObject*>)&OutputIndex, 0, "Which output of grad_fn this is."),
        ("T", (nint)(delegate* unmanaged<PyObject*, void*, PyObject*>)&Transposed, 0, "The dimensions in reverse order, as a view."),
        ("mT", (nint)(delegate* unmanaged<PyObject*, void*, PyObject*>)&MatrixTransposed, 0, "The last two dimensions exchanged, as a view."),
        ("H", (nint)(delegate* unmanaged<PyObject*, void*, PyObject*>)&MatrixAdjoint, 0, "The conjugate transpose of a matrix."),
        ("mH", (nint)(delegate* unmanaged<PyObject*, void*, PyObject*>)&Adjoint, 0, "The conjugate transpose of the last two dimensions."),
        ("real", (nint)(delegate* unmanaged<PyObject*, void*, PyObject*>)&Real,
            (nint)(delegate* unmanaged<PyObject*, PyObject*, void*, int>)&SetReal, "The real parts, as a view."),
        ("imag", (nint)(delegate* unmanaged<PyObject*, void*, PyObject*>)&Imag,
            (nint)(delegate* unmanaged<PyObject*, PyObject*, void*, int>)&SetImag, "The imaginary parts, as a view."),
    ]);

    internal static PyObject* ShapeTuple(ReadOnlySpan<long> sizes)
    {
        PyObject* tuple = Py.PyTuple_New(sizes.Length);
        for (int i = 0; tuple != null && i < sizes.Length; i++) Py.PyTuple_SetItem(tuple, i, Py.PyLong_FromLongLong(sizes[i]));
        return tuple;
    }

    private static PyObject* Get(PyObject* self, delegate*<Tensor, PyObject*> read)
    {
        try { return read(TensorObject.Of(self)); }
        catch (Exception error) { return Errors.Set(error); }
    }

    private static PyObject* ShapeOf(Tensor t) => ShapeTuple(t.Shape);

    private static PyObject* DTypeOf(Tensor t) => DTypeObject.Get(t.DType);

    private static PyObject* DeviceOf(Tensor t) => DeviceObject.Get(t.Device);

    private static PyObject* RankOf(Tensor t) => Py.PyLong_FromLongLong(t.Rank);

    private static PyObject* ItemSizeOf(Tensor t) => Py.PyLong_FromLongLong(t.DType.ItemSize());

    private static PyObject* BytesOf(Tensor t) => Py.PyLong_FromLongLong(t.Count * t.DType.ItemSize());

    private static PyObject* RequiresGradOf(Tensor t) => Py.Bool(t.RequiresGrad);

    private static PyObject* IsLeafOf(Tensor t) => Py.Bool(t.IsLeaf);

    private static PyObject* GradOf(Tensor t) => TensorObject.WrapShared(t.Grad);

    private static PyObject* GradFnOf(Tensor t) => NodeObject.Wrap(t.GradFn);

    private static PyObject* DataOf(Tensor t) => TensorObject.Wrap(t.UntrackedAlias());

    private static PyObject* VersionOf(Tensor t) => Py.PyLong_FromLongLong(t.Storage.Version);

    private static PyObject* BaseOf(Tensor t) => TensorObject.WrapShared(t.Base);

    private static PyObject* IsMetalOf(Tensor t) => Py.Bool(t.DeviceType == DeviceType.Metal);

    private static PyObject* IsSharedOf(Tensor t) => Py.Bool(t.Storage.IsShared);

    private static PyObject* IsCpuOf(Tensor t) => Py.Bool(t.DeviceType == DeviceType.Cpu);

    private static PyObject* RetainsGradOf(Tensor t) => Py.Bool(t.RetainsGrad);

    private static PyObject* OutputIndexOf(Tensor t) => Py.PyLong_FromLongLong(t.OutputIndex);

    private static PyObject* RealOf(Tensor t) => TensorObject.Wrap(t.Real());

    private static PyObject* ImagOf(Tensor t) => TensorObject.Wrap(t.Imag());

    private static PyObject* TransposedOf(Tensor t)
    {
        Span<long> dims = stackalloc long[t.Rank];
        for (int i = 0; i < dims.Length; i++) dims[i] = dims.Length - 1 - i;
        return TensorObject.Wrap(t.Permute(dims));
    }

    private static PyObject* MatrixTransposedOf(Tensor t) => t.Rank >= 2
        ? TensorObject.Wrap(t.Transpose(-2, -1))
        : throw new ShapeMismatchException("mT", $"mT: tensor.mT is only supported on matrices or batches of matrices. Got {t.Rank}-D tensor.");

    // A 0-d tensor is its own conjugate transpose, as in PyTorch.
    private static PyObject* MatrixAdjointOf(Tensor t) => t.Rank is 0 or 2
        ? t.Rank == 0 ? TensorObject.Wrap(t.Conj()) : AdjointOf(t)
        : throw new ShapeMismatchException("H", $"H: tensor.H is only supported on matrices (2-D tensors). Got {t.Rank}-D tensor.");

    private static PyObject* AdjointOf(Tensor t)
    {
        if (t.Rank < 2)
            throw new ShapeMismatchException("mH", $"mH: tensor.mH is only supported on matrices or batches of matrices. Got {t.Rank}-D tensor.");
        using TensorScope scope = TensorScope.Open();
        return TensorObject.Wrap(scope.Escape(t.Transpose(-2, -1).Conj()));
    }

    [UnmanagedCallersOnly]
    private static PyObject* GetDict(PyObject* self, void* closure)
    {
        var tensorObject = (PyTensor*)self;
        if (tensorObject->Dict == null)
        {
            tensorObject->Dict = Py.PyDict_New();
            if (tensorObject->Dict == null) return null;
            TensorObject.Track(self);
        }
        return Py.New(tensorObject->Dict);
    }

    [UnmanagedCallersOnly]
    private static PyObject* Shape(PyObject* self, void* closure) => Get(self, &ShapeOf);

    [UnmanagedCallersOnly]
    private static PyObject* DType(PyObject* self, void* closure) => Get(self, &DTypeOf);

    [UnmanagedCallersOnly]
    private static PyObject* Device(PyObject* self, void* closure) => Get(self, &DeviceOf);

    [UnmanagedCallersOnly]
    private static PyObject* Rank(PyObject* self, void* closure) => Get(self, &RankOf);

    [UnmanagedCallersOnly]
    private static PyObject* ItemSize(PyObject* self, void* closure) => Get(self, &ItemSizeOf);

    [UnmanagedCallersOnly]
    private static PyObject* Bytes(PyObject* self, void* closure) => Get(self, &BytesOf);

    [UnmanagedCallersOnly]
    private static PyObject* GetRequiresGrad(PyObject* self, void* closure) => Get(self, &RequiresGradOf);

    [UnmanagedCallersOnly]
    private static PyObject* IsLeaf(PyObject* self, void* closure) => Get(self, &IsLeafOf);

    [UnmanagedCallersOnly]
    private static PyObject* GetGrad(PyObject* self, void* closure) => Get(self, &GradOf);

    [UnmanagedCallersOnly]
    private static PyObject* GradFn(PyObject* self, void* closure) => Get(self, &GradFnOf);

    [UnmanagedCallersOnly]
    private static PyObject* GetData(PyObject* self, void* closure) => Get(self, &DataOf);

    [UnmanagedCallersOnly]
    private static PyObject* Version(PyObject* self, void* closure) => Get(self, &VersionOf);

    [UnmanagedCallersOnly]
    private static PyObject* Base(PyObject* self, void* closure) => Get(self, &BaseOf);

    [UnmanagedCallersOnly]
    private static PyObject* IsMetal(PyObject* self, void* closure) => Get(self, &IsMetalOf);

    [UnmanagedCallersOnly]
    private static PyObject* IsShared(PyObject* self, void* closure) => Get(self, &IsSharedOf);

    [UnmanagedCallersOnly]
    private static PyObject* IsCuda(PyObject* self, void* closure) => Py.Bool(false);

    [UnmanagedCallersOnly]
    private static PyObject* IsCpu(PyObject* self, void* closure) => Get(self, &IsCpuOf);

    [UnmanagedCallersOnly]
    private static PyObject* RetainsGrad(PyObject* self, void* closure) => Get(self, &RetainsGradOf);

    [UnmanagedCallersOnly]
    private static PyObject* OutputIndex(PyObject* self, void* closure) => Get(self, &OutputIndexOf);

    [UnmanagedCallersOnly]
    private static PyObject* Transposed(PyObject* self, void* closure) => Get(self, &TransposedOf);

    [UnmanagedCallersOnly]
    private static PyObject* MatrixTransposed(PyObject* self, void* closure) => Get(self, &MatrixTransposedOf);

    [UnmanagedCallersOnly]
    private static PyObject* MatrixAdjoint(PyObject* self, void* closure) => Get(self, &MatrixAdjointOf);

    [UnmanagedCallersOnly]
    private static PyObject* Adjoint(PyObject* self, void* closure) => Get(self, &AdjointOf);

    [UnmanagedCallersOnly]
    private static PyObject* Real(PyObject* self, void* closure) => Get(self, &RealOf);

    [UnmanagedCallersOnly]
    private static PyObject* Imag(PyObject* self, void* closure) => Get(self, &ImagOf);

    [UnmanagedCallersOnly]
    private static int SetRequiresGrad(PyObject* self, PyObject* value, void* closure)
    {
        try
        {
            if (value == null || value->Type != Py.BoolType) throw new LucidException("requires_grad", "requires_grad: must be a bool");
            TensorObject.Of(self).SetRequiresGrad(value == Py.True);
            return 0;
        }
        catch (Exception error)
        {
            Errors.Set(error);
            return -1;
        }
    }

    [UnmanagedCallersOnly]
    private static int SetGrad(PyObject* self, PyObject* value, void* closure)
    {
        try
        {
            if (value != null && value != Py.None && !TensorObject.Is(value))
            {
                Errors.Type($"assigned grad must be a Tensor or None but got {Py.TypeName(value)}");
                return -1;
            }
            Tensor? gradient = value == null || value == Py.None ? null : TensorObject.Of(value);
            if (gradient is not null && ReferenceEquals(gradient, TensorObject.Of(self)))
                throw new LucidException("grad", "grad: can't assign Variable as its own grad");
            TensorObject.Of(self).Grad = gradient;
            return 0;
        }
        catch (Exception error)
        {
            Errors.Set(error);
            return -1;
        }
    }

    [UnmanagedCallersOnly]
    private static int SetData(PyObject* self, PyObject* value, void* closure)
    {
        try
        {
            if (value == null || !TensorObject.Is(value))
            {
                Errors.Type($"data must be a Tensor, but got {(value == null ? "nothing" : Py.TypeName(value))}");
                return -1;
            }
            TensorObject.Of(self).Rebind(TensorObject.Of(value));
            return 0;
        }
        catch (Exception error)
        {
            Errors.Set(error);
            return -1;
        }
    }

    [UnmanagedCallersOnly]
    private static int SetReal(PyObject* self, PyObject* value, void* closure) => SetPart(self, value, imaginary: false);

    [UnmanagedCallersOnly]
    private static int SetImag(PyObject* self, PyObject* value, void* closure) => SetPart(self, value, imaginary: true);

    private static int SetPart(PyObject* self, PyObject* value, bool imaginary)
    {
        try
        {
            if (value == null || !TensorObject.Is(value))
            {
                Errors.Type($"{(imaginary ? "imag" : "real")} must be a Tensor, but got {(value == null ? "nothing" : Py.TypeName(value))}");
                return -1;
            }
            using TensorScope scope = TensorScope.Open();
            Tensor target = TensorObject.Of(self);
            (imaginary ? TensorFunctions.Imag(target) : TensorFunctions.Real(target)).CopyInPlace(TensorObject.Of(value));
            return 0;
        }
        catch (Exception error)
        {
            Errors.Set(error);
            return -1;
        }
    }
}
