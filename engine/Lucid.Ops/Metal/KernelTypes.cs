using Lucid.Gpu.Msl;
using Lucid.Gpu.Msl.Types;

namespace Lucid.Ops.Metal;

/// <summary>Which tensors a kernel's pointers can mean.</summary>
internal static class KernelTypes
{
    /// <summary>The element type that a declared output suggests; null for structs, whose type the caller must say.</summary>
    public static DType? Natural(NumberKind kind) => kind switch
    {
        NumberKind.Bool => DType.Bool,
        NumberKind.Char => DType.Int8,
        NumberKind.UChar => DType.UInt8,
        NumberKind.Short or NumberKind.UShort => DType.Int16,
        NumberKind.Int or NumberKind.UInt => DType.Int32,
        NumberKind.Long or NumberKind.ULong => DType.Int64,
        NumberKind.Half => DType.Float16,
        NumberKind.BFloat => DType.BFloat16,
        NumberKind.Float => DType.Float32,
        _ => null,
    };

    /// <summary>
    /// True where elements of the tensor are what the pointer's are. Unsigned pointers take signed tensors of their size, for there
    /// are no wide unsigned dtypes; pairs of floats take complex64; structs and void take anything.
    /// </summary>
    public static bool Fit(KernelParameter parameter, DType dtype)
    {
        NumberKind kind = parameter.Element;
        return dtype switch
        {
            _ when kind == NumberKind.Void => true,
            DType.Bool => kind is NumberKind.Bool or NumberKind.UChar or NumberKind.Char,
            DType.UInt8 => kind is NumberKind.UChar or NumberKind.Char or NumberKind.Bool,
            DType.Int8 => kind is NumberKind.UChar or NumberKind.Char,
            DType.Int16 => kind is NumberKind.Short or NumberKind.UShort,
            DType.Int32 => kind is NumberKind.Int or NumberKind.UInt,
            DType.Int64 => kind is NumberKind.Long or NumberKind.ULong,
            DType.Float16 => kind == NumberKind.Half,
            DType.BFloat16 => kind == NumberKind.BFloat,
            DType.Float32 => kind == NumberKind.Float,
            DType.Complex64 => kind == NumberKind.Float,
            _ => false,
        };
    }

    /// <summary>Refuses a tensor that the pointer does not fit.</summary>
    public static void Check(string argument, KernelParameter parameter, DType dtype, string signature)
    {
        if (Fit(parameter, dtype)) return;
        string expected = Natural(parameter.Element)?.Name() ?? "another type";
        string mend = dtype is DType.Float64 or DType.Complex128
            ? $"Metal has no double: convert with .to(lucid.{(dtype == DType.Float64 ? "float32" : "complex64")})."
            : $"Convert with .to(lucid.{expected}), or change the declaration.";
        throw new DtypeMismatchException("run_kernel", $"{argument}, bound to '{parameter}',", expected, dtype.Name(),
            $"{mend} The kernel is declared as: {signature}");
    }
}
