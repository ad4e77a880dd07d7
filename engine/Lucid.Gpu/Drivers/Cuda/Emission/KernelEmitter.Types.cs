using System.Globalization;
using System.Text;
using Lucid.Gpu.Msl.Semantics;
using Lucid.Gpu.Msl.Types;
using Lucid.Numerics;

namespace Lucid.Gpu.Drivers.Cuda.Emission;

internal sealed partial class KernelEmitter
{
    private static string Scalar(NumberKind kind) => kind switch
    {
        NumberKind.Void => "void",
        NumberKind.Bool => "bool",
        NumberKind.Char => "i8",
        NumberKind.UChar => "u8",
        NumberKind.Short => "i16",
        NumberKind.UShort => "u16",
        NumberKind.Int => "i32",
        NumberKind.UInt => "u32",
        NumberKind.Long => "i64",
        NumberKind.ULong => "u64",
        NumberKind.Half => "f16",
        NumberKind.BFloat => "b16",
        _ => "f32",
    };

    private string TypeOf(MslType type, int at)
    {
        switch (type)
        {
            case ScalarType scalar: return Scalar(scalar.Kind);
            case VectorType vector: return $"{(vector.Packed ? "Packed" : "Vec")}<{Scalar(vector.Element)}, {vector.Count}>";
            case MatrixType matrix: return $"Mat<{Scalar(matrix.Element)}, {matrix.Columns}, {matrix.Rows}>";
            case PointerType { Pointee.Type: FunctionType }: return "void*";
            case PointerType pointer: return $"{Qualified(pointer.Pointee, at)}*";
            case ReferenceType reference: return $"{Qualified(reference.Referee, at)}*";
            case ArrayType { Length: < 0 } array: return TypeOf(array.Element.Type, at);
            case ArrayType array: return $"A<{TypeOf(array.Element.Type, at)}, {array.Length}>";
            case EnumType enumeration: return Scalar(enumeration.Underlying);
            case AtomicType atomic: return Scalar(atomic.Element);
            case SimdgroupMatrixType matrix: return $"Sgm<{Scalar(matrix.Element)}>";
            case TextureType: return "Tex";
            case StructType structure: return Struct(structure, at);
            case SpecialType { Name: "sampler" }: return "i32";
            case SpecialType { Name: "nullptr_t" }: return "void*";
            default: throw new EmissionException(at, $"type '{type}' has no CUDA form");
        }
    }

    // const is left out throughout: the front end has checked it, and C++ would bind references more strictly than Metal does.
    private string Qualified(QualifiedType type, int at) =>
        type.Volatile && type.Type is ScalarType { Kind: not (NumberKind.Half or NumberKind.BFloat) } ? "volatile " + TypeOf(type.Type, at) : TypeOf(type.Type, at);

    private string Struct(StructType structure, int at)
    {
        if (structure.Lambda is not null) return "Closure";
        if (_structs.TryGetValue(structure, out string? known)) return known;
        if (!structure.IsComplete) throw new EmissionException(at, $"'{structure.Name}' is declared but not defined");
        string name = $"{Identifier(structure.Template?.Name ?? structure.Name)}_S{Next()}";
        _structs[structure] = name;
        var text = new StringBuilder();
        text.Append(structure.IsUnion ? "union " : "struct ").Append($"alignas({structure.Alignment}) {name} {{");
        foreach (Field field in structure.Fields) text.Append($" {TypeOf(field.Type.Type, at)} {FieldName(field)};");
        _declarations.Append(text).Append(" };\n");
        return name;
    }

    private static string FieldName(Field field) => $"{Identifier(field.Name)}_{field.Index.ToString(CultureInfo.InvariantCulture)}";

    private static string Constant(ConstantValue value)
    {
        CultureInfo culture = CultureInfo.InvariantCulture;
        switch (value.Kind)
        {
            case NumberKind.Bool: return value.Bits != 0 ? "true" : "false";
            case NumberKind.Int: return value.Signed == int.MinValue ? "(-2147483647 - 1)" : Parenthesised(value.Signed.ToString(culture));
            case NumberKind.UInt: return ((uint)value.Bits).ToString(culture) + "u";
            case NumberKind.Long: return value.Signed == long.MinValue ? "(-9223372036854775807ll - 1)" : Parenthesised(value.Signed.ToString(culture) + "ll");
            case NumberKind.ULong: return value.Bits.ToString(culture) + "ull";
            case NumberKind.Half: return $"f16{{{System.BitConverter.HalfToUInt16Bits((System.Half)value.Number).ToString(culture)}}}";
            case NumberKind.BFloat: return $"b16{{{((BFloat16)(float)value.Number).Bits.ToString(culture)}}}";
            case NumberKind.Float: return Constant((float)value.Number);
            default: return $"({Scalar(value.Kind)}){Parenthesised(value.Signed.ToString(culture))}";
        }
    }

    private static string Parenthesised(string number) => number[0] == '-' ? $"({number})" : number;

    private static string Constant(float value)
    {
        if (!float.IsFinite(value)) return $"bits_f32({System.BitConverter.SingleToUInt32Bits(value).ToString(CultureInfo.InvariantCulture)}u)";
        string text = value.ToString("G9", CultureInfo.InvariantCulture);
        if (!text.Contains('.') && !text.Contains('E')) text += ".0";
        return Parenthesised(text + "f");
    }

    private static NumberKind ElementOf(MslType type) => type switch
    {
        ScalarType scalar => scalar.Kind,
        VectorType vector => vector.Element,
        MatrixType matrix => matrix.Element,
        EnumType enumeration => enumeration.Underlying,
        AtomicType atomic => atomic.Element,
        SimdgroupMatrixType matrix => matrix.Element,
        _ => NumberKind.Void,
    };
}
