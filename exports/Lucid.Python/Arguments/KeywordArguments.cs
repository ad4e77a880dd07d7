using System;
using Lucid.Python.Interop;
using Lucid.Python.Objects;

namespace Lucid.Python.Arguments;

/// <summary>Binds arguments of functions that are no ops.</summary>
internal static unsafe class KeywordArguments
{
    /// <summary>Sorts arguments by name; false with a TypeError set when they do not fit. Missing ones stay null.</summary>
    internal static bool Bind(string function, ReadOnlySpan<string> names, PyObject** arguments, nint count, PyObject* keywords, PyObject** values)
    {
        new Span<nint>(values, names.Length).Clear();
        if (count > names.Length)
        {
            Errors.Type($"{function}() takes at most {names.Length} arguments ({count} given)");
            return false;
        }
        for (nint i = 0; i < count; i++) values[i] = arguments[i];
        nint named = keywords == null ? 0 : Py.PyTuple_Size(keywords);
        for (nint k = 0; k < named; k++)
        {
            string keyword = Py.ToString(Py.PyTuple_GetItem(keywords, k)) ?? throw new PythonErrorException();
            int at = names.IndexOf(keyword);
            if (at < 0 || values[at] != null)
            {
                Errors.Type(at < 0 ? $"{function}() got an unexpected keyword argument '{keyword}'"
                    : $"{function}() got multiple values for argument '{keyword}'");
                return false;
            }
            values[at] = arguments[count + k];
        }
        return true;
    }

    /// <summary>A tensor or a sequence of tensors.</summary>
    /// <exception cref="PythonErrorException">It is neither; a TypeError is set.</exception>
    internal static Tensor[] Tensors(string function, string name, PyObject* value)
    {
        if (TensorObject.Is(value)) return [TensorObject.Of(value)];
        PyObject* sequence = Py.PySequence_Tuple(value);
        if (sequence == null)
        {
            Py.PyErr_Clear();
            Errors.Type($"{function}(): argument '{name}' must be Tensor or tuple of Tensors, not {Py.TypeName(value)}");
            throw new PythonErrorException();
        }
        try
        {
            var tensors = new Tensor[Py.PyTuple_Size(sequence)];
            for (int i = 0; i < tensors.Length; i++)
            {
                PyObject* item = Py.PyTuple_GetItem(sequence, i);
                if (!TensorObject.Is(item))
                {
                    Errors.Type($"{function}(): argument '{name}' must be tuple of Tensors, but found element of type {Py.TypeName(item)} at pos {i}");
                    throw new PythonErrorException();
                }
                tensors[i] = TensorObject.Of(item);
            }
            return tensors;
        }
        finally
        {
            Py.Py_DecRef(sequence);
        }
    }

    /// <summary>A sequence of tensors and Nones.</summary>
    internal static Tensor?[] OptionalTensors(string function, string name, PyObject* value, int length)
    {
        var tensors = new Tensor?[length];
        if (value == null || value == Py.None) return tensors;
        if (TensorObject.Is(value) && length == 1)
        {
            tensors[0] = TensorObject.Of(value);
            return tensors;
        }
        PyObject* sequence = Py.PySequence_Tuple(value);
        if (sequence == null || Py.PyTuple_Size(sequence) != length)
        {
            if (sequence != null) Py.Py_DecRef(sequence);
            Py.PyErr_Clear();
            throw new LucidException(function, $"{function}: {name} must be a sequence of {length} tensors or None, one for each output");
        }
        try
        {
            for (int i = 0; i < length; i++)
            {
                PyObject* item = Py.PyTuple_GetItem(sequence, i);
                if (item == Py.None) continue;
                if (!TensorObject.Is(item))
                {
                    Errors.Type($"{function}(): argument '{name}' must be tuple of Tensors, but found element of type {Py.TypeName(item)} at pos {i}");
                    throw new PythonErrorException();
                }
                tensors[i] = TensorObject.Of(item);
            }
            return tensors;
        }
        finally
        {
            Py.Py_DecRef(sequence);
        }
    }
}
