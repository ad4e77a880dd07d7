using System;
using System.Globalization;
using System.Runtime.InteropServices;
using Lucid.Ops.Declaration;
using Lucid.Ops.Dispatch;

namespace Lucid.CApi;

/// <summary>Reads the values of <c>lucid_call</c> into a call frame as the op's schema says.</summary>
internal static unsafe class Arguments
{
    /// <summary>Sets one argument from a value.</summary>
    internal static void Set(CallFrame frame, int index, SchemaParameter parameter, in Value value, string op, PinList pins)
    {
        var kind = (ValueKind)value.Kind;
        switch (kind)
        {
            case ValueKind.Default:
                ArgumentDefaults.Set(frame, index, parameter, op);
                return;
            case ValueKind.None:
                if (!parameter.IsOptional) throw Unfit(parameter, kind, op);
                frame.SetAbsent(index);
                return;
        }
        if (parameter.IsList) SetList(frame, index, parameter, in value, op, pins);
        else SetSingle(frame, index, parameter, in value, op, pins);
    }

    private static void SetSingle(CallFrame frame, int index, SchemaParameter parameter, in Value value, string op, PinList pins)
    {
        var kind = (ValueKind)value.Kind;
        switch (parameter.Type)
        {
            case SchemaType.Tensor or SchemaType.TensorOrScalar when kind == ValueKind.Tensor:
                frame.SetTensor(index, pins.Pin(value.Tensor));
                return;
            case SchemaType.Scalar or SchemaType.TensorOrScalar:
                frame.SetScalar(index, Number(in value) ?? throw Unfit(parameter, kind, op));
                return;
            case SchemaType.Int when kind == ValueKind.Int:
                frame.SetScalar(index, value.Integer);
                return;
            case SchemaType.Float when kind is ValueKind.Float or ValueKind.Int:
                frame.SetScalar(index, kind == ValueKind.Float ? value.Real : value.Integer);
                return;
            case SchemaType.Bool when kind == ValueKind.Bool:
                frame.SetScalar(index, value.Integer != 0);
                return;
            case SchemaType.Str when kind == ValueKind.String:
                frame.SetObject(index, Text((byte*)value.Items, op, parameter.Name));
                return;
            case SchemaType.DType when kind == ValueKind.Dtype:
                frame.SetObject(index, DTypeOf(value.Integer, op));
                return;
            case SchemaType.Device when kind == ValueKind.Device:
                frame.SetObject(index, DeviceOf(value.Integer, op));
                return;
            default:
                throw Unfit(parameter, kind, op);
        }
    }

    private static void SetList(CallFrame frame, int index, SchemaParameter parameter, in Value value, string op, PinList pins)
    {
        var kind = (ValueKind)value.Kind;
        if (parameter.AcceptsSingle && parameter.Type == SchemaType.Int && kind == ValueKind.Int)
        {
            frame.SetObject(index, new[] { value.Integer });
            return;
        }
        if (parameter.AcceptsSingle && parameter.Type == SchemaType.Float && Number(in value) is { Kind: ScalarKind.Integer or ScalarKind.Real } single)
        {
            frame.SetObject(index, new[] { single.ToDouble() });
            return;
        }
        bool fits = parameter.Type switch
        {
            SchemaType.Tensor => kind == ValueKind.Tensors,
            SchemaType.Int or SchemaType.Bool => kind == ValueKind.Ints,
            _ => kind is ValueKind.Floats,
        };
        if (!fits) throw Unfit(parameter, kind, op);
        int length = Length(value.Count, value.Items, op, parameter.Name);
        switch (parameter.Type)
        {
            case SchemaType.Tensor:
                var tensors = new Tensor[length];
                for (int i = 0; i < length; i++)
                {
                    ulong handle = ((ulong*)value.Items)[i];
                    // A list of indices may have gaps: dimensions that are taken whole.
                    if (handle != 0 || parameter.Name != "indices") tensors[i] = pins.Pin(handle);
                }
                frame.SetObject(index, tensors);
                return;
            case SchemaType.Bool:
                var truths = new bool[length];
                for (int i = 0; i < length; i++) truths[i] = ((long*)value.Items)[i] != 0;
                frame.SetObject(index, truths);
                return;
            case SchemaType.Int:
                frame.SetObject(index, new ReadOnlySpan<long>(value.Items, length).ToArray());
                return;
            default:
                frame.SetObject(index, new ReadOnlySpan<double>(value.Items, length).ToArray());
                return;
        }
    }

    /// <summary>A list's length, when it can be one.</summary>
    internal static int Length(nuint count, void* items, string function, string argument)
    {
        if (count == 0) return 0;
        if (items == null) throw new NullPointerException(function, argument);
        return count <= int.MaxValue ? (int)count
            : throw new ArgumentValueException(function, $"{function}: {argument} cannot have {count} elements", argument);
    }

    /// <summary>An element type from its number in C.</summary>
    internal static DType DTypeOf(long code, string function) => code is >= 0 and < DTypes.Count
        ? (DType)code
        : throw new DtypeMismatchException(function, "dtype", "a lucid_dtype", code.ToString(CultureInfo.InvariantCulture));

    /// <summary>A device from its number in C.</summary>
    internal static Device DeviceOf(long code, string function) => code is 0 or 1
        ? new Device((DeviceType)code)
        : throw new DeviceMismatchException(function, $"{function}: {code} is not a lucid_device");

    /// <summary>Text from C.</summary>
    internal static string Text(byte* text, string function, string argument) =>
        text == null ? throw new NullPointerException(function, argument) : Marshal.PtrToStringUTF8((nint)text)!;

    private static Scalar? Number(in Value value) => (ValueKind)value.Kind switch
    {
        ValueKind.Int => value.Integer,
        ValueKind.Float => value.Real,
        ValueKind.Bool => value.Integer != 0,
        _ => null,
    };

    private static ArgumentValueException Unfit(SchemaParameter parameter, ValueKind kind, string op) => new(op,
        $"{op}: argument '{parameter.Name}' must be {parameter.TypeText}, but a value of kind {(int)kind} (lucid_kind) was given", parameter.Name);
}
