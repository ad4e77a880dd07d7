using System;
using System.Numerics;
using System.Runtime.CompilerServices;
using Lucid.Numerics;

namespace Lucid.Ops.Kernels;

/// <summary>Numbers as elements of a given type.</summary>
internal static class ScalarElements
{
    /// <summary>The number as an element; integers wrap, reals round, as PyTorch does.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static T As<T>(Scalar value) where T : unmanaged
    {
        if (typeof(T) == typeof(float)) return (T)(object)(float)value.ToDouble();
        if (typeof(T) == typeof(double)) return (T)(object)value.ToDouble();
        if (typeof(T) == typeof(long)) return (T)(object)value.ToInt64();
        if (typeof(T) == typeof(int)) return (T)(object)(int)value.ToInt64();
        if (typeof(T) == typeof(short)) return (T)(object)(short)value.ToInt64();
        if (typeof(T) == typeof(sbyte)) return (T)(object)(sbyte)value.ToInt64();
        if (typeof(T) == typeof(byte)) return (T)(object)(byte)value.ToInt64();
        if (typeof(T) == typeof(bool)) return (T)(object)value.ToBool();
        if (typeof(T) == typeof(Half)) return (T)(object)(Half)value.ToDouble();
        if (typeof(T) == typeof(BFloat16)) return (T)(object)(BFloat16)(float)value.ToDouble();
        if (typeof(T) == typeof(Complex64)) return (T)(object)(Complex64)value.ToComplex();
        if (typeof(T) == typeof(Complex)) return (T)(object)value.ToComplex();
        throw new NotSupportedException(typeof(T).Name);
    }

    /// <summary>Writes the number as an element of a type; 16 bytes are enough for any.</summary>
    internal static unsafe void Write(Scalar value, DType type, byte* element)
    {
        switch (type)
        {
            case DType.Bool: *element = value.ToBool() ? (byte)1 : (byte)0; break;
            case DType.UInt8: *element = As<byte>(value); break;
            case DType.Int8: *(sbyte*)element = As<sbyte>(value); break;
            case DType.Int16: *(short*)element = As<short>(value); break;
            case DType.Int32: *(int*)element = As<int>(value); break;
            case DType.Int64: *(long*)element = As<long>(value); break;
            case DType.Float16: *(Half*)element = As<Half>(value); break;
            case DType.BFloat16: *(BFloat16*)element = As<BFloat16>(value); break;
            case DType.Float32: *(float*)element = As<float>(value); break;
            case DType.Float64: *(double*)element = As<double>(value); break;
            case DType.Complex64: *(Complex64*)element = As<Complex64>(value); break;
            default: *(Complex*)element = As<Complex>(value); break;
        }
    }

    /// <summary>An element as a number.</summary>
    internal static unsafe Scalar Read(DType type, byte* element) => type switch
    {
        DType.Bool => *element != 0,
        DType.UInt8 => (long)*element,
        DType.Int8 => (long)*(sbyte*)element,
        DType.Int16 => (long)*(short*)element,
        DType.Int32 => (long)*(int*)element,
        DType.Int64 => *(long*)element,
        DType.Float16 => (double)*(Half*)element,
        DType.BFloat16 => (double)(float)*(BFloat16*)element,
        DType.Float32 => (double)*(float*)element,
        DType.Float64 => *(double*)element,
        DType.Complex64 => (Complex)(*(Complex64*)element),
        _ => *(Complex*)element,
    };
}
