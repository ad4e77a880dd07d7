using System;
using System.Globalization;
using Lucid.Gpu.Msl;
using Lucid.Gpu.Msl.Types;
using Lucid.Numerics;

namespace Lucid.Ops.Metal;

/// <summary>Numbers as the bytes of the constant that a kernel declares.</summary>
internal static class ConstantBytes
{
    /// <summary>Converts numbers to the parameter's type: a scalar, a vector, a matrix by columns, or an array of them.</summary>
    public static byte[] Of(KernelParameter parameter, ReadOnlySpan<Scalar> numbers, string signature)
    {
        string what = $"constant '{parameter.Name}' ({parameter.Type.Trim()})";
        if (parameter.Components == 0)
            throw new DtypeMismatchException("run_kernel", what, "given as bytes laid out like the struct, or as a tensor", "a number",
                $"The kernel is declared as: {signature}");
        bool fits = parameter.IsReference ? numbers.Length == parameter.Components : numbers.Length > 0 && numbers.Length % parameter.Components == 0;
        if (!fits)
            throw new ShapeMismatchException("run_kernel",
                $"run_kernel: {what} takes {parameter.Components} number{(parameter.Components == 1 ? "" : "s")}, but {numbers.Length} were given. "
                + $"The kernel is declared as: {signature}", parameter.Name);
        int size = SizeOf(parameter.Element), objects = numbers.Length / parameter.Components;
        // Vectors of three take the room of four, and so do columns of three.
        bool padded = parameter.Bytes > parameter.Components * size;
        var bytes = new byte[objects * parameter.Bytes];
        for (int i = 0; i < numbers.Length; i++)
        {
            int within = i % parameter.Components, at = i / parameter.Components * parameter.Bytes + (padded ? within / 3 * 4 + within % 3 : within) * size;
            Write(bytes.AsSpan(at, size), parameter.Element, numbers[i], what);
        }
        return bytes;
    }

    private static int SizeOf(NumberKind kind) => kind switch
    {
        NumberKind.Bool or NumberKind.Char or NumberKind.UChar => 1,
        NumberKind.Short or NumberKind.UShort or NumberKind.Half or NumberKind.BFloat => 2,
        NumberKind.Long or NumberKind.ULong => 8,
        _ => 4,
    };

    private static void Write(Span<byte> to, NumberKind kind, Scalar value, string what)
    {
        if (value.Kind == ScalarKind.Complex) throw Refused(value, what, "a real number");
        switch (kind)
        {
            case NumberKind.Float: BitConverter.TryWriteBytes(to, (float)value.ToDouble()); return;
            case NumberKind.Half: BitConverter.TryWriteBytes(to, (Half)value.ToDouble()); return;
            case NumberKind.BFloat: BitConverter.TryWriteBytes(to, ((BFloat16)(float)value.ToDouble()).Bits); return;
        }
        long integer = value.ToInt64();
        if (value.Kind == ScalarKind.Real && (value.ToDouble() != integer || Math.Abs(value.ToDouble()) >= 9.2e18)) throw Refused(value, what, "an integer");
        var (low, high) = kind switch
        {
            NumberKind.Bool => (0L, 1L),
            NumberKind.Char => (sbyte.MinValue, sbyte.MaxValue),
            NumberKind.UChar => (0, byte.MaxValue),
            NumberKind.Short => (short.MinValue, short.MaxValue),
            NumberKind.UShort => (0, ushort.MaxValue),
            NumberKind.Int => (int.MinValue, int.MaxValue),
            NumberKind.UInt => (0, uint.MaxValue),
            NumberKind.ULong => (0, long.MaxValue),
            _ => (long.MinValue, long.MaxValue),
        };
        if (integer < low || integer > high) throw Refused(value, what, $"within {low} and {high}");
        for (int i = 0; i < to.Length; i++) to[i] = (byte)(integer >> (8 * i));
    }

    private static DtypeMismatchException Refused(Scalar value, string what, string expected) =>
        new("run_kernel", what, expected, string.Create(CultureInfo.InvariantCulture, $"{value}"));
}
