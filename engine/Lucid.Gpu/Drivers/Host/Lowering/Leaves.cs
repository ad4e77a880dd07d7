using System.Collections.Generic;
using Lucid.Gpu.Drivers.Host.Program;
using Lucid.Gpu.Msl.Types;

namespace Lucid.Gpu.Drivers.Host.Lowering;

/// <summary>One scalar inside a type.</summary>
internal readonly record struct Leaf(NumberKind Kind, MemoryKind Memory, int Offset, bool Wide);

/// <summary>Takes types apart into the scalars that registers hold.</summary>
internal static class Leaves
{
    /// <summary>True where all of the type can live in registers.</summary>
    public static bool FitRegisters(MslType type) => type switch
    {
        ArrayType => false,
        StructType structure => !structure.ContainsArray && structure.Size <= 512 && !IsAddressed(structure),
        _ => true,
    };

    // A struct that holds an addressed one needs an address itself.
    private static bool IsAddressed(StructType structure)
    {
        if (structure.IsAddressed) return true;
        foreach (Field field in structure.Fields)
            if (field.Type.Type is StructType inner && IsAddressed(inner)) return true;
        return false;
    }

    public static List<Leaf> Of(MslType type)
    {
        var result = new List<Leaf>();
        Add(type, 0, result);
        return result;
    }

    public static int Count(MslType type) => Of(type).Count;

    public static MemoryKind MemoryOf(NumberKind kind) => kind switch
    {
        NumberKind.Bool => MemoryKind.Bool,
        NumberKind.Char => MemoryKind.I8,
        NumberKind.UChar => MemoryKind.U8,
        NumberKind.Short => MemoryKind.I16,
        NumberKind.UShort => MemoryKind.U16,
        NumberKind.Half => MemoryKind.F16,
        NumberKind.BFloat => MemoryKind.BF16,
        NumberKind.Long or NumberKind.ULong => MemoryKind.B64,
        _ => MemoryKind.B32,
    };

    public static int SizeOf(MemoryKind kind) => kind switch
    {
        MemoryKind.I8 or MemoryKind.U8 or MemoryKind.Bool => 1,
        MemoryKind.I16 or MemoryKind.U16 or MemoryKind.F16 or MemoryKind.BF16 => 2,
        MemoryKind.B64 => 8,
        _ => 4,
    };

    private static void Scalar(NumberKind kind, int offset, List<Leaf> result) =>
        result.Add(new Leaf(kind, MemoryOf(kind), offset, kind is NumberKind.Long or NumberKind.ULong));

    private static void Add(MslType type, int offset, List<Leaf> result)
    {
        switch (type)
        {
            case ScalarType { Kind: NumberKind.Void }: break;
            case ScalarType scalar: Scalar(scalar.Kind, offset, result); break;
            case EnumType enumeration: Scalar(enumeration.Underlying, offset, result); break;
            case AtomicType atomic: Scalar(atomic.Element, offset, result); break;
            case VectorType vector:
                for (int i = 0; i < vector.Count; i++) Scalar(vector.Element, offset + i * vector.Element.Size(), result);
                break;
            case MatrixType matrix:
                for (int i = 0; i < matrix.Columns; i++) Add(matrix.Column, offset + i * (int)matrix.Column.Size, result);
                break;
            case SimdgroupMatrixType matrix:
                // As the vector of two elements that thread_elements() shows.
                Scalar(matrix.Element, offset, result);
                Scalar(matrix.Element, offset + matrix.Element.Size(), result);
                break;
            case PointerType pointer:
                bool wide = pointer.Pointee.EffectiveSpace is AddressSpace.Device or AddressSpace.Constant;
                // A pointer takes eight bytes in memory whichever space it points to.
                result.Add(new Leaf(wide ? NumberKind.ULong : NumberKind.UInt, wide ? MemoryKind.B64 : MemoryKind.B32, offset, wide));
                break;
            case StructType structure:
                foreach (Field field in structure.Fields) Add(field.Type.Type, offset + (int)field.Offset, result);
                break;
            case ArrayType array:
                for (long i = 0; i < array.Length; i++) Add(array.Element.Type, offset + (int)(i * array.Element.Type.Size), result);
                break;
            default:
                result.Add(new Leaf(NumberKind.UInt, MemoryKind.B32, offset, false));
                break;
        }
    }
}
