using Lucid.Ops.Dispatch;
using Lucid.Python.Interop;

namespace Lucid.Python.Objects;

/// <summary>
/// An op on an instance of a subclass of Tensor gives that subclass, as PyTorch does. A class that says
/// <c>_plain_results = True</c> (nn.Parameter does) gives plain tensors.
/// </summary>
internal static unsafe class SubclassResults
{
    private const int KnownTypes = 8;

    // Types found plain, kept alive: parameters are operands all the time and must not cost a look-up each.
    private static readonly nint[] s_plain = new nint[KnownTypes];

    /// <summary>The class that results take after one more operand of a class other than Tensor itself; null for Tensor.</summary>
    internal static PyObject* Choose(PyObject* current, PyObject* operandType)
    {
        if (operandType == current || IsPlain(operandType)) return current;
        if (current == null || Py.PyType_IsSubtype(operandType, current) != 0) return operandType;
        return current;
    }

    /// <summary>The class of the results of an op on one tensor.</summary>
    internal static PyObject* Of(PyObject* operand) => operand->Type == TensorObject.Type ? null : Choose(null, operand->Type);

    /// <summary>The class of the results of an op on two objects, of which the second may be no tensor.</summary>
    internal static PyObject* Of(PyObject* first, PyObject* second)
    {
        PyObject* type = TensorObject.Is(first) ? Of(first) : null;
        return second->Type == TensorObject.Type || !TensorObject.Is(second) ? type : Choose(type, second->Type);
    }

    /// <summary>Notes an operand of an op.</summary>
    internal static void Note(CallFrame frame, PyObject* operand) => frame.ResultClass = (nint)Choose((PyObject*)frame.ResultClass, operand->Type);

    /// <summary>A Python object of the class for a tensor; takes over one of the tensor's owners.</summary>
    internal static PyObject* Wrap(Tensor tensor, PyObject* type) =>
        type == null || tensor.PythonObject != 0 ? TensorObject.Wrap(tensor) : TensorObject.MakeSubclass(type, tensor);

    private static bool IsPlain(PyObject* type)
    {
        int free = -1;
        for (int i = 0; i < s_plain.Length; i++)
        {
            if (s_plain[i] == (nint)type) return true;
            if (s_plain[i] == 0 && free < 0) free = i;
        }
        PyObject* flag = Py.PyObject_GetAttrString(type, Py.Text("_plain_results"u8));
        if (flag == null)
        {
            Py.PyErr_Clear();
            return false;
        }
        bool plain = flag == Py.True;
        Py.Py_DecRef(flag);
        if (plain && free >= 0) s_plain[free] = (nint)Py.New(type);
        return plain;
    }
}
