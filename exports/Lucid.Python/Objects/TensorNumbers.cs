using System;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Lucid.Graph;
using Lucid.Python.Arguments;
using Lucid.Python.Interop;

namespace Lucid.Python.Objects;

/// <summary>Operators of tensors: the shortest way from Python to a kernel.</summary>
internal static unsafe partial class TensorNumbers
{
    internal static void AddSlots(ref SlotList slots)
    {
        slots.Add(Slot.Add, (delegate* unmanaged<PyObject*, PyObject*, PyObject*>)&Add);
        slots.Add(Slot.Subtract, (delegate* unmanaged<PyObject*, PyObject*, PyObject*>)&Subtract);
        slots.Add(Slot.Multiply, (delegate* unmanaged<PyObject*, PyObject*, PyObject*>)&Multiply);
        slots.Add(Slot.TrueDivide, (delegate* unmanaged<PyObject*, PyObject*, PyObject*>)&TrueDivide);
        slots.Add(Slot.FloorDivide, (delegate* unmanaged<PyObject*, PyObject*, PyObject*>)&FloorDivide);
        slots.Add(Slot.Remainder, (delegate* unmanaged<PyObject*, PyObject*, PyObject*>)&Remainder);
        slots.Add(Slot.Power, (delegate* unmanaged<PyObject*, PyObject*, PyObject*, PyObject*>)&Power);
        slots.Add(Slot.MatrixMultiply, (delegate* unmanaged<PyObject*, PyObject*, PyObject*>)&MatrixMultiply);
        slots.Add(Slot.And, (delegate* unmanaged<PyObject*, PyObject*, PyObject*>)&And);
        slots.Add(Slot.Or, (delegate* unmanaged<PyObject*, PyObject*, PyObject*>)&Or);
        slots.Add(Slot.Xor, (delegate* unmanaged<PyObject*, PyObject*, PyObject*>)&Xor);
        slots.Add(Slot.Negative, (delegate* unmanaged<PyObject*, PyObject*>)&Negative);
        slots.Add(Slot.Positive, (delegate* unmanaged<PyObject*, PyObject*>)&Positive);
        slots.Add(Slot.Absolute, (delegate* unmanaged<PyObject*, PyObject*>)&Absolute);
        slots.Add(Slot.Invert, (delegate* unmanaged<PyObject*, PyObject*>)&Invert);
        slots.Add(Slot.InPlaceAdd, (delegate* unmanaged<PyObject*, PyObject*, PyObject*>)&InPlaceAdd);
        slots.Add(Slot.InPlaceSubtract, (delegate* unmanaged<PyObject*, PyObject*, PyObject*>)&InPlaceSubtract);
        slots.Add(Slot.InPlaceMultiply, (delegate* unmanaged<PyObject*, PyObject*, PyObject*>)&InPlaceMultiply);
        slots.Add(Slot.InPlaceTrueDivide, (delegate* unmanaged<PyObject*, PyObject*, PyObject*>)&InPlaceTrueDivide);
        slots.Add(Slot.InPlacePower, (delegate* unmanaged<PyObject*, PyObject*, PyObject*, PyObject*>)&InPlacePower);
        slots.Add(Slot.InPlaceAnd, (delegate* unmanaged<PyObject*, PyObject*, PyObject*>)&InPlaceAnd);
        slots.Add(Slot.InPlaceOr, (delegate* unmanaged<PyObject*, PyObject*, PyObject*>)&InPlaceOr);
        slots.Add(Slot.LShift, (delegate* unmanaged<PyObject*, PyObject*, PyObject*>)&LeftShift);
        slots.Add(Slot.RShift, (delegate* unmanaged<PyObject*, PyObject*, PyObject*>)&RightShift);
        slots.Add(Slot.InPlaceFloorDivide, (delegate* unmanaged<PyObject*, PyObject*, PyObject*>)&InPlaceFloorDivide);
        slots.Add(Slot.InPlaceRemainder, (delegate* unmanaged<PyObject*, PyObject*, PyObject*>)&InPlaceRemainder);
        slots.Add(Slot.InPlaceLShift, (delegate* unmanaged<PyObject*, PyObject*, PyObject*>)&InPlaceLeftShift);
        slots.Add(Slot.InPlaceRShift, (delegate* unmanaged<PyObject*, PyObject*, PyObject*>)&InPlaceRightShift);
        slots.Add(Slot.InPlaceXor, (delegate* unmanaged<PyObject*, PyObject*, PyObject*>)&InPlaceXor);
        slots.Add(Slot.RichCompare, (delegate* unmanaged<PyObject*, PyObject*, int, PyObject*>)&RichCompare);
        slots.Add(Slot.Bool, (delegate* unmanaged<PyObject*, int>)&Truth);
        slots.Add(Slot.Int, (delegate* unmanaged<PyObject*, PyObject*>)&ToInt);
        slots.Add(Slot.Float, (delegate* unmanaged<PyObject*, PyObject*>)&ToFloat);
        slots.Add(Slot.Index, (delegate* unmanaged<PyObject*, PyObject*>)&ToIndex);
    }

    [UnmanagedCallersOnly]
    private static PyObject* LeftShift(PyObject* a, PyObject* b) => Run<LeftShiftOperator>(a, b);

    [UnmanagedCallersOnly]
    private static PyObject* RightShift(PyObject* a, PyObject* b) => Run<RightShiftOperator>(a, b);

    [UnmanagedCallersOnly]
    private static PyObject* InPlaceFloorDivide(PyObject* a, PyObject* b) => InPlace(a, b, &TensorFunctions.FloorDivideInPlace, "floor_divide_");

    [UnmanagedCallersOnly]
    private static PyObject* InPlaceRemainder(PyObject* a, PyObject* b) => InPlace(a, b, &TensorFunctions.RemainderInPlace, "remainder_");

    [UnmanagedCallersOnly]
    private static PyObject* InPlaceLeftShift(PyObject* a, PyObject* b) => InPlace(a, b, &TensorFunctions.BitwiseLeftShiftInPlace, "bitwise_left_shift_");

    [UnmanagedCallersOnly]
    private static PyObject* InPlaceRightShift(PyObject* a, PyObject* b) => InPlace(a, b, &TensorFunctions.BitwiseRightShiftInPlace, "bitwise_right_shift_");

    [UnmanagedCallersOnly]
    private static PyObject* Add(PyObject* a, PyObject* b) => Run<AddOperator>(a, b);

    [UnmanagedCallersOnly]
    private static PyObject* Subtract(PyObject* a, PyObject* b) => Run<SubtractOperator>(a, b);

    [UnmanagedCallersOnly]
    private static PyObject* Multiply(PyObject* a, PyObject* b) => Run<MultiplyOperator>(a, b);

    [UnmanagedCallersOnly]
    private static PyObject* TrueDivide(PyObject* a, PyObject* b) => Run<DivideOperator>(a, b);

    [UnmanagedCallersOnly]
    private static PyObject* FloorDivide(PyObject* a, PyObject* b) => Run<FloorDivideOperator>(a, b);

    [UnmanagedCallersOnly]
    private static PyObject* Remainder(PyObject* a, PyObject* b) => Run<RemainderOperator>(a, b);

    [UnmanagedCallersOnly]
    private static PyObject* Power(PyObject* a, PyObject* b, PyObject* modulus)
    {
        if (modulus != Py.None) return Errors.Type("pow(): a third argument (modulus) is not supported for tensors");
        return Run<PowerOperator>(a, b);
    }

    [UnmanagedCallersOnly]
    private static PyObject* And(PyObject* a, PyObject* b) => Run<AndOperator>(a, b);

    [UnmanagedCallersOnly]
    private static PyObject* Or(PyObject* a, PyObject* b) => Run<OrOperator>(a, b);

    [UnmanagedCallersOnly]
    private static PyObject* Xor(PyObject* a, PyObject* b) => Run<XorOperator>(a, b);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static PyObject* Run<TOperator>(PyObject* a, PyObject* b) where TOperator : struct, IOperator =>
        Run(TOperator.Name, &TOperator.Both, &TOperator.NumberFirst, a, b);

    // Once for all operators: a copy for each is three kilobytes, and the calls by pointer a nanosecond.
    [MethodImpl(MethodImplOptions.NoInlining)]
    private static PyObject* Run(string name, delegate*<Tensor, in TensorOrScalar, Tensor> both, delegate*<Scalar, Tensor, Tensor> numberFirst,
        PyObject* a, PyObject* b)
    {
        try
        {
            if (TensorObject.Is(a))
            {
                Tensor left = TensorObject.Of(a);
                TensorOrScalar right;
                if (TensorObject.Is(b)) right = TensorObject.Of(b);
                else if (Numbers.TryRead(b, out Scalar number)) right = number;
                else return Py.ReturnNotImplemented();
                if (OpProfile.IsEnabled) return RunProfiled(name, both, left, in right, a, b);
                if (left.Count > TensorObject.ReleaseLockAbove || (right.Tensor is { } other && other.Count > TensorObject.ReleaseLockAbove))
                    return RunUnlocked(both, left, in right, a, b);
                Tensor result = both(left, in right);
                return a->Type == TensorObject.Type && (right.Tensor is null || b->Type == TensorObject.Type)
                    ? TensorObject.Wrap(result)
                    : SubclassResults.Wrap(result, SubclassResults.Of(a, b));
            }
            if (!TensorObject.Is(b) || !Numbers.TryRead(a, out Scalar first)) return Py.ReturnNotImplemented();
            int profiled = OpProfile.IsEnabled ? OpProfile.Begin(name, TensorObject.Of(b)) : -1;
            Tensor reflected = numberFirst(first, TensorObject.Of(b));
            if (profiled >= 0) OpProfile.End(profiled);
            return SubclassResults.Wrap(reflected, SubclassResults.Of(b));
        }
        catch (Exception error)
        {
            return Errors.Set(error);
        }
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static PyObject* RunUnlocked(delegate*<Tensor, in TensorOrScalar, Tensor> function, Tensor left, in TensorOrScalar right, PyObject* a, PyObject* b)
    {
        Tensor result;
        using (PythonLock.Released()) result = function(left, in right);
        return SubclassResults.Wrap(result, SubclassResults.Of(a, b));
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static PyObject* RunProfiled(string name, delegate*<Tensor, in TensorOrScalar, Tensor> function, Tensor left, in TensorOrScalar right,
        PyObject* a, PyObject* b)
    {
        int profiled = OpProfile.Begin(name, left, right.Tensor);
        Tensor result;
        using (PythonLock.Released()) result = function(left, in right);
        OpProfile.End(profiled);
        return SubclassResults.Wrap(result, SubclassResults.Of(a, b));
    }

    [UnmanagedCallersOnly]
    private static PyObject* MatrixMultiply(PyObject* a, PyObject* b)
    {
        try
        {
            if (!TensorObject.Is(a) || !TensorObject.Is(b)) return Py.ReturnNotImplemented();
            Tensor left = TensorObject.Of(a);
            Tensor right = TensorObject.Of(b);
            if (OpProfile.IsEnabled) return RunProfiled("matmul", &Product, left, right, a, b);
            if (left.Count + right.Count <= TensorObject.ReleaseLockAbove) return SubclassResults.Wrap(left.Matmul(right), SubclassResults.Of(a, b));
            Tensor result;
            using (PythonLock.Released()) result = left.Matmul(right);
            return SubclassResults.Wrap(result, SubclassResults.Of(a, b));
        }
        catch (Exception error)
        {
            return Errors.Set(error);
        }
    }

    private static Tensor Product(Tensor left, in TensorOrScalar right) => left.Matmul(right.Tensor!);

    private static PyObject* Unary(PyObject* self, delegate*<Tensor, Tensor> function, string name)
    {
        try
        {
            Tensor input = TensorObject.Of(self);
            if (OpProfile.IsEnabled)
            {
                int profiled = OpProfile.Begin(name, input);
                Tensor found = function(input);
                OpProfile.End(profiled);
                return SubclassResults.Wrap(found, SubclassResults.Of(self));
            }
            if (input.Count <= TensorObject.ReleaseLockAbove) return SubclassResults.Wrap(function(input), SubclassResults.Of(self));
            Tensor result;
            using (PythonLock.Released()) result = function(input);
            return SubclassResults.Wrap(result, SubclassResults.Of(self));
        }
        catch (Exception error)
        {
            return Errors.Set(error);
        }
    }

    [UnmanagedCallersOnly]
    private static PyObject* Negative(PyObject* self) => Unary(self, &TensorFunctions.Neg, "neg");

    [UnmanagedCallersOnly]
    private static PyObject* Positive(PyObject* self) => Unary(self, &TensorFunctions.Positive, "positive");

    [UnmanagedCallersOnly]
    private static PyObject* Absolute(PyObject* self) => Unary(self, &TensorFunctions.Abs, "abs");

    [UnmanagedCallersOnly]
    private static PyObject* Invert(PyObject* self) => Unary(self, &InvertTensor, "bitwise_not");

    private static Tensor InvertTensor(Tensor input) => input.DType == DType.Bool ? input.LogicalNot() : input.BitwiseNot();

    private static PyObject* InPlace(PyObject* a, PyObject* b, delegate*<Tensor, TensorOrScalar, Tensor> function, string name)
    {
        try
        {
            TensorOrScalar right;
            if (TensorObject.Is(b)) right = TensorObject.Of(b);
            else if (Numbers.TryRead(b, out Scalar number)) right = number;
            else return Py.ReturnNotImplemented();
            Tensor target = TensorObject.Of(a);
            int profiled = OpProfile.IsEnabled ? OpProfile.Begin(name, target, right.Tensor) : -1;
            if (target.Count > TensorObject.ReleaseLockAbove)
            {
                using (PythonLock.Released()) function(target, right);
            }
            else
            {
                function(target, right);
            }
            if (profiled >= 0) OpProfile.End(profiled);
            return Py.New(a);
        }
        catch (Exception error)
        {
            return Errors.Set(error);
        }
    }

    [UnmanagedCallersOnly]
    private static PyObject* InPlaceAdd(PyObject* a, PyObject* b) => InPlace(a, b, &TensorFunctions.AddInPlace, "add_");

    [UnmanagedCallersOnly]
    private static PyObject* InPlaceSubtract(PyObject* a, PyObject* b) => InPlace(a, b, &TensorFunctions.SubInPlace, "sub_");

    [UnmanagedCallersOnly]
    private static PyObject* InPlaceMultiply(PyObject* a, PyObject* b) => InPlace(a, b, &TensorFunctions.MulInPlace, "mul_");

    [UnmanagedCallersOnly]
    private static PyObject* InPlaceTrueDivide(PyObject* a, PyObject* b) => InPlace(a, b, &TensorFunctions.DivInPlace, "div_");

    [UnmanagedCallersOnly]
    private static PyObject* InPlacePower(PyObject* a, PyObject* b, PyObject* modulus) => InPlace(a, b, &TensorFunctions.PowInPlace, "pow_");

    [UnmanagedCallersOnly]
    private static PyObject* InPlaceAnd(PyObject* a, PyObject* b) => InPlace(a, b, &TensorFunctions.BitwiseAndInPlace, "bitwise_and_");

    [UnmanagedCallersOnly]
    private static PyObject* InPlaceOr(PyObject* a, PyObject* b) => InPlace(a, b, &TensorFunctions.BitwiseOrInPlace, "bitwise_or_");

    [UnmanagedCallersOnly]
    private static PyObject* InPlaceXor(PyObject* a, PyObject* b) => InPlace(a, b, &TensorFunctions.BitwiseXorInPlace, "bitwise_xor_");

    // The order of CPython's object.h: <, <=, ==, !=, >, >=.
    private static readonly string[] Comparisons = ["lt", "le", "eq", "ne", "gt", "ge"];

    [UnmanagedCallersOnly]
    private static PyObject* RichCompare(PyObject* a, PyObject* b, int relation)
    {
        try
        {
            TensorOrScalar right;
            if (TensorObject.Is(b)) right = TensorObject.Of(b);
            else if (Numbers.TryRead(b, out Scalar number)) right = number;
            else return Py.ReturnNotImplemented();
            Tensor left = TensorObject.Of(a);
            int profiled = OpProfile.IsEnabled ? OpProfile.Begin(Comparisons[relation], left, right.Tensor) : -1;
            Tensor result = relation switch
            {
                0 => left.Lt(right),
                1 => left.Le(right),
                2 => left.Eq(right),
                3 => left.Ne(right),
                4 => left.Gt(right),
                _ => left.Ge(right),
            };
            if (profiled >= 0) OpProfile.End(profiled);
            return SubclassResults.Wrap(result, SubclassResults.Of(a, b));
        }
        catch (Exception error)
        {
            return Errors.Set(error);
        }
    }

    [UnmanagedCallersOnly]
    private static int Truth(PyObject* self)
    {
        try
        {
            Tensor tensor = TensorObject.Of(self);
            if (tensor.Count == 0) throw new LucidException("bool", "bool: Boolean value of Tensor with no values is ambiguous");
            if (tensor.Count > 1)
                throw new LucidException("bool",
                    $"bool: Boolean value of Tensor with more than one value is ambiguous: its shape is {tensor.Layout}. Use "
                    + ".any() or .all().");
            return tensor.Item().ToBool() ? 1 : 0;
        }
        catch (Exception error)
        {
            Errors.Set(error);
            return -1;
        }
    }

    private static PyObject* Convert(PyObject* self, delegate*<Scalar, PyObject*> convert)
    {
        try
        {
            return convert(TensorObject.Of(self).Item());
        }
        catch (Exception error)
        {
            return Errors.Set(error);
        }
    }

    [UnmanagedCallersOnly]
    private static PyObject* ToInt(PyObject* self) => Convert(self, &Numbers.ToPythonInt);

    [UnmanagedCallersOnly]
    private static PyObject* ToFloat(PyObject* self) => Convert(self, &Numbers.ToPythonFloat);

    [UnmanagedCallersOnly]
    private static PyObject* ToIndex(PyObject* self)
    {
        try
        {
            Tensor tensor = TensorObject.Of(self);
            if (tensor.DType > DType.Int64 || tensor.Count != 1)
                return Errors.Type("only integer tensors of a single element can be converted to an index");
            return Py.PyLong_FromLongLong(tensor.Item().ToInt64());
        }
        catch (Exception error)
        {
            return Errors.Set(error);
        }
    }
}
