using System.Numerics;
using System.Runtime.CompilerServices;
using Lucid.Python.Interop;

namespace Lucid.Python.Arguments;

/// <summary>Python numbers and scalars.</summary>
internal static unsafe class Numbers
{
    /// <summary>Reads a Python number; false, without a Python error, when the object is none.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static bool TryRead(PyObject* o, out Scalar value)
    {
        if (o->Type == Py.FloatType)
        {
            value = Py.DoubleOfExact(o);
            return true;
        }
        if (o->Type == Py.LongType)
        {
            int overflow;
            long integer = Py.LongOfExact(o, &overflow);
            if (overflow == 0)
            {
                value = integer;
                return true;
            }
        }
        return TryReadOther(o, out value);
    }

    /// <summary>True for what counts as a number.</summary>
    internal static bool Is(PyObject* o) => o->Type == Py.FloatType || o->Type == Py.LongType || o->Type == Py.BoolType
        || Py.IsInstance(o, Py.FloatType) || Py.IsInstance(o, Py.LongType) || Py.IsInstance(o, Py.ComplexType) || IsForeignNumber(o);

    internal static PyObject* ToPython(Scalar value) => value.Kind switch
    {
        ScalarKind.Bool => Py.Bool(value.ToBool()),
        ScalarKind.Integer => Py.PyLong_FromLongLong(value.ToInt64()),
        ScalarKind.Real => Py.PyFloat_FromDouble(value.ToDouble()),
        _ => Py.PyComplex_FromDoubles(value.ToComplex().Real, value.ToComplex().Imaginary),
    };

    internal static PyObject* ToPythonFloat(Scalar value) => value.Kind == ScalarKind.Complex && value.ToComplex().Imaginary != 0
        ? throw new LucidException("float", "float: value cannot be converted to type double without overflow: it has an imaginary part")
        : Py.PyFloat_FromDouble(value.ToDouble());

    internal static PyObject* ToPythonInt(Scalar value)
    {
        if (value.Kind <= ScalarKind.Integer) return Py.PyLong_FromLongLong(value.ToInt64());
        // Python's own conversion gives the right errors for inf and nan and any size of number.
        PyObject* real = ToPythonFloat(value);
        PyObject* tuple = Py.PyTuple_New(1);
        Py.PyTuple_SetItem(tuple, 0, real);
        PyObject* result = Py.PyObject_CallObject(Py.LongType, tuple);
        Py.Py_DecRef(tuple);
        return result == null ? throw new PythonErrorException() : result;
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static bool TryReadOther(PyObject* o, out Scalar value)
    {
        value = default;
        if (o->Type == Py.BoolType)
        {
            value = o == Py.True;
            return true;
        }
        if (Py.IsInstance(o, Py.FloatType))
        {
            value = Py.PyFloat_AsDouble(o);
            return true;
        }
        if (Py.IsInstance(o, Py.LongType))
        {
            int overflow;
            long integer = Py.PyLong_AsLongLongAndOverflow(o, &overflow);
            if (overflow == 0)
            {
                value = integer;
                return true;
            }
            double wide = Py.PyFloat_AsDouble(o);
            if (wide == -1 && Py.PyErr_Occurred() != null) Py.PyErr_Clear();
            throw new ArgumentValueException("number", "number: a Python int does not fit in 64 bits");
        }
        if (Py.IsInstance(o, Py.ComplexType))
        {
            value = new Complex(Py.PyComplex_RealAsDouble(o), Py.PyComplex_ImagAsDouble(o));
            return true;
        }
        return IsForeignNumber(o) && TryReadForeign(o, out value);
    }

    // Numbers of other libraries announce themselves by a type attribute that tensors and arrays with dimensions lack.
    private static bool IsForeignNumber(PyObject* o)
    {
        if (Py.PyIndex_Check(o) == 0 && !HasAttribute(o, "__float__"u8)) return false;
        return !Objects.TensorObject.Is(o) && Py.PySequence_Check(o) == 0 && !Py.IsInstance(o, Py.UnicodeType);
    }

    private static bool HasAttribute(PyObject* o, System.ReadOnlySpan<byte> name)
    {
        PyObject* found = Py.PyObject_GetAttrString(o, Py.Text(name));
        if (found == null)
        {
            Py.PyErr_Clear();
            return false;
        }
        Py.Py_DecRef(found);
        return true;
    }

    private static bool TryReadForeign(PyObject* o, out Scalar value)
    {
        value = default;
        PyObject* number = Py.PyIndex_Check(o) != 0 ? Py.PyNumber_Index(o) : Py.PyNumber_Float(o);
        if (number == null)
        {
            Py.PyErr_Clear();
            return false;
        }
        bool read = TryRead(number, out value);
        Py.Py_DecRef(number);
        return read;
    }
}
