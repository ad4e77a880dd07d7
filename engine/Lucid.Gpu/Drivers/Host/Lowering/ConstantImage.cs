using System;
using System.Buffers.Binary;
using System.Collections.Generic;
using Lucid.Gpu.Msl.Semantics;
using Lucid.Gpu.Msl.Tree;
using Lucid.Gpu.Msl.Types;
using Lucid.Numerics;

namespace Lucid.Gpu.Drivers.Host.Lowering;

/// <summary>The bytes of constant arrays and structs whose initialisers are plain data.</summary>
internal sealed class ConstantImage
{
    private readonly List<byte> _bytes = [];
    private readonly Dictionary<VariableSymbol, int> _places = [];

    public byte[] ToArray() => _bytes.ToArray();

    public bool TryPlace(VariableSymbol variable, out int offset)
    {
        if (_places.TryGetValue(variable, out offset)) return true;
        MslType type = variable.Type.Type;
        if (type is not (ArrayType or StructType)) return false;
        var data = new byte[type.Size];
        if (!Write(variable.Initializer!, type, data)) return false;
        while (_bytes.Count % 16 != 0) _bytes.Add(0);
        offset = _bytes.Count;
        _bytes.AddRange(data);
        _places[variable] = offset;
        return true;
    }

    /// <summary>The place of a string's bytes and the zero after them.</summary>
    public int Place(string text)
    {
        int offset = _bytes.Count;
        foreach (char c in text) _bytes.Add((byte)c);
        _bytes.Add(0);
        return offset;
    }

    private static bool Write(Expression value, MslType type, Span<byte> to)
    {
        switch (value)
        {
            case ZeroExpression: return true;
            case ConstantExpression constant: WriteScalar(constant.Value, to); return true;
            case VectorExpression vector:
                int at = 0;
                foreach (Expression part in vector.Parts)
                {
                    if (!Write(part, part.Type, to[at..])) return false;
                    at += part.Type is VectorType inner ? inner.Count * inner.Element.Size() : (int)part.Type.Size;
                }
                return true;
            case ConversionExpression { Type: VectorType target, Operand: ConstantExpression scalar }:
                for (int i = 0; i < target.Count; i++) WriteScalar(scalar.Value.ConvertTo(target.Element), to[(i * target.Element.Size())..]);
                return true;
            case VariableExpression { Variable: { Kind: VariableKind.Global, Initializer: { } initializer, FunctionConstant: < 0 } }: return Write(initializer, type, to);
            case AggregateExpression { Type: ArrayType array } list:
                foreach (var (index, element) in list.Elements)
                    if (!Write(element, array.Element.Type, to.Slice((int)(index * array.Element.Type.Size), (int)array.Element.Type.Size))) return false;
                return true;
            case AggregateExpression { Type: StructType structure } list:
                foreach (Field field in structure.Fields)
                {
                    Expression? given = field.Initializer;
                    foreach (var (index, element) in list.Elements)
                        if (index == field.Index) given = element;
                    if (given is not null && !Write(given, field.Type.Type, to.Slice((int)field.Offset, (int)field.Type.Type.Size))) return false;
                }
                return true;
            default: return false;
        }
    }

    private static void WriteScalar(ConstantValue value, Span<byte> to)
    {
        switch (value.Kind)
        {
            case NumberKind.Float: BinaryPrimitives.WriteSingleLittleEndian(to, (float)value.Number); break;
            case NumberKind.Half: BinaryPrimitives.WriteHalfLittleEndian(to, (Half)value.Number); break;
            case NumberKind.BFloat: BinaryPrimitives.WriteUInt16LittleEndian(to, ((BFloat16)(float)value.Number).Bits); break;
            default:
                for (int i = 0; i < value.Kind.Size(); i++) to[i] = (byte)(value.Bits >> (8 * i));
                break;
        }
    }
}
