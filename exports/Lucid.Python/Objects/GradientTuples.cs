using Lucid.Python.Interop;

namespace Lucid.Python.Objects;

/// <summary>Gradients as Python tuples, with None where there is none.</summary>
internal static unsafe class GradientTuples
{
    /// <summary>A tuple of tensors owned elsewhere.</summary>
    internal static PyObject* Of(Tensor?[] gradients)
    {
        PyObject* tuple = Py.PyTuple_New(gradients.Length);
        for (int i = 0; tuple != null && i < gradients.Length; i++) Py.PyTuple_SetItem(tuple, i, TensorObject.WrapShared(gradients[i]));
        return tuple;
    }

    /// <summary>
    /// Tensors of a tuple, or of one tensor; the innermost open scope gains an owner of each.
    /// </summary>
    /// <exception cref="LucidException">It is something else, or of another length.</exception>
    internal static Tensor?[] Read(PyObject* value, int expected, string op)
    {
        if (TensorObject.Is(value))
        {
            if (expected != 1) throw new LucidException(op, $"{op}: expected {expected} gradients, but got one tensor");
            return [Kept(value)];
        }
        PyObject* sequence = Py.PySequence_Tuple(value);
        if (sequence == null)
        {
            Py.PyErr_Clear();
            throw new LucidException(op, $"{op}: expected None or a tuple of tensors, but got {Py.TypeName(value)}");
        }
        try
        {
            var tensors = new Tensor?[Py.PyTuple_Size(sequence)];
            if (tensors.Length != expected) throw new LucidException(op, $"{op}: expected {expected} gradients, but got {tensors.Length}");
            for (int i = 0; i < tensors.Length; i++)
            {
                PyObject* item = Py.PyTuple_GetItem(sequence, i);
                if (item == Py.None) continue;
                if (!TensorObject.Is(item)) throw new LucidException(op, $"{op}: expected Variable or None at position {i} (got {Py.TypeName(item)})");
                tensors[i] = Kept(item);
            }
            return tensors;
        }
        finally
        {
            Py.Py_DecRef(sequence);
        }
    }

    private static Tensor Kept(PyObject* value)
    {
        Tensor tensor = TensorObject.Of(value);
        tensor.Retain();
        ThreadState.Current.Adopt(tensor);
        return tensor;
    }
}
