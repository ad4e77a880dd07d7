using System.Collections.Generic;
using Lucid.Gpu.Msl.Semantics;
using Lucid.Gpu.Msl.Tree;
using Lucid.Gpu.Msl.Types;

namespace Lucid.Gpu.Msl.Syntax;

/// <summary>A bit-field: some bits of a hidden field that holds all neighbours of its size.</summary>
internal sealed class BitFieldSymbol(string name, int at, Field unit, int offset, int width, MslType type) : Symbol(name, at)
{
    public Field Unit => unit;

    public int Offset => offset;

    public int Width => width;

    public MslType Type => type;
}

/// <summary>The value of a bit-field, spelled with shifts; an assignment to it is spelled with masks.</summary>
internal sealed class BitFieldExpression(int at, MslType type, Expression value, Expression unit, BitFieldSymbol member) : ConversionExpression(at, type, value)
{
    public Expression Unit => unit;

    public BitFieldSymbol Field => member;
}

internal sealed partial class Parser
{
    private readonly Dictionary<Field, List<BitFieldSymbol>> _bitFields = [];

    // Neighbours share a unit of their type while it has room, as the Itanium C++ ABI lays them out for one type.
    private void AddBitField(StructType type, Declarator declarator)
    {
        int at = Here;
        Expect(":");
        long width = ConstantInteger("bit-field width");
        if (KindOf(declarator.Type.Type) is not { } kind || kind.IsFloating()) throw Error(declarator.At, $"bit-field '{declarator.Name}' has non-integral type '{declarator.Type}'");
        int bits = kind == NumberKind.Bool ? 8 : kind.Size() * 8;
        if (width < 0 || width > bits) throw Error(at, $"width of bit-field '{declarator.Name}' ({width} bits) exceeds the width of its type ({bits} bits)");
        if (width == 0 && declarator.Name.Length > 0) throw Error(at, $"named bit-field '{declarator.Name}' has zero width");
        NumberKind store = bits switch { 8 => NumberKind.UChar, 16 => NumberKind.UShort, 32 => NumberKind.UInt, _ => NumberKind.ULong };
        Field? last = type.Fields.Count > 0 ? type.Fields[^1] : null;
        List<BitFieldSymbol>? members = null;
        int used = 0;
        if (last is not null && !type.IsUnion && _bitFields.TryGetValue(last, out members) && last.Type.Type == ScalarType.Of(store))
            foreach (BitFieldSymbol member in members) used = System.Math.Max(used, member.Offset + member.Width);
        else members = null;
        if (width == 0) { if (last is not null) _bitFields.Remove(last); return; }
        if (members is null || used + width > bits)
        {
            last = new Field($"(bits {type.Fields.Count})", ScalarType.Of(store), type, type.Fields.Count, null);
            type.Fields.Add(last);
            _bitFields[last] = members = [];
            used = 0;
        }
        var symbol = new BitFieldSymbol(declarator.Name, declarator.At, last!, used, (int)width, declarator.Type.Type);
        members.Add(symbol);
        if (symbol.Name.Length == 0) return;
        if (type.Scope.Local(symbol.Name) is not null and not TypeSymbol) throw Error(symbol.At, $"duplicate member '{symbol.Name}'");
        type.Scope.Set(symbol.Name, symbol);
    }

    private static ulong MaskOf(BitFieldSymbol field) => field.Width == 64 ? ulong.MaxValue : (1UL << field.Width) - 1;

    private BitFieldExpression BitFieldOf(Expression target, BitFieldSymbol field, int at)
    {
        if (target.Type is StructType type && !ReferenceEquals(type, field.Unit.Owner)) target = ToBase(target, field.Unit.Owner);
        Expression unit = Member(target, field.Unit, at);
        bool wide = unit.Type.Size == 8, signed = KindOf(field.Type)!.Value.IsSigned();
        int bits = wide ? 64 : 32;
        ScalarType work = ScalarType.Of(signed ? wide ? NumberKind.Long : NumberKind.Int : wide ? NumberKind.ULong : NumberKind.UInt);
        Expression Shift(Expression value, string op, int by) =>
            by == 0 ? value : BuildBinary(op, value, new ConstantExpression(at, ScalarType.UInt, ConstantValue.FromBits(NumberKind.UInt, (ulong)by)), at);
        Expression value = Shift(Shift(ConvertTo(unit, work), "<<", bits - field.Offset - field.Width), ">>", bits - field.Width);
        return new BitFieldExpression(at, field.Type, value, unit, field);
    }

    /// <summary>unit = unit without the field's bits, or with the value's; the whole has the field's new value.</summary>
    private Expression AssignBits(BitFieldExpression target, Expression value, int at)
    {
        RequireAssignable(target.Unit, at);
        MarkWritten(target.Unit);
        ScalarType unit = (ScalarType)target.Unit.Type;
        Expression kept = BuildBinary("&", target.Unit, new ConstantExpression(at, unit, ConstantValue.FromBits(unit.Kind, ~(MaskOf(target.Field) << target.Field.Offset))), at);
        Expression made = BuildBinary("|", kept, BitsOf(target.Field, Initialize(target.Field.Type, value), unit, at), at);
        return new CommaExpression(at, new AssignExpression(target.Unit, ConvertTo(made, unit), false, at), target);
    }

    private Expression BitsOf(BitFieldSymbol field, Expression value, ScalarType unit, int at)
    {
        Expression bits = BuildBinary("&", ConvertTo(value, unit), new ConstantExpression(at, unit, ConstantValue.FromBits(unit.Kind, MaskOf(field))), at);
        return BuildBinary("<<", bits, new ConstantExpression(at, ScalarType.UInt, ConstantValue.FromBits(NumberKind.UInt, (ulong)field.Offset)), at);
    }

    /// <summary>The start value of a unit from the items of a braced list that belong to its bit-fields.</summary>
    private Expression? UnitOf(Field field, InitializerListExpression list, ref int position)
    {
        if (!_bitFields.TryGetValue(field, out List<BitFieldSymbol>? members)) return null;
        var unit = (ScalarType)field.Type.Type;
        Expression result = new ConstantExpression(list.At, unit, ConstantValue.FromBits(unit.Kind, 0));
        foreach (BitFieldSymbol member in members)
        {
            if (member.Name.Length == 0 || position >= list.Items.Count) continue;
            Expression value = list.Items[position++].Value;
            result = BuildBinary("|", result, BitsOf(member, Initialize(member.Type, value), unit, value.At), value.At);
        }
        return ConvertTo(result, unit);
    }
}
