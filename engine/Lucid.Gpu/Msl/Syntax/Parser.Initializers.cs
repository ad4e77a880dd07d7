using System.Collections.Generic;
using Lucid.Gpu.Msl.Semantics;
using Lucid.Gpu.Msl.Tree;
using Lucid.Gpu.Msl.Types;

namespace Lucid.Gpu.Msl.Syntax;

internal sealed partial class Parser
{
    private static bool ContainsAuto(QualifiedType type) => type.Type switch
    {
        SpecialType special => special == SpecialType.Auto,
        PointerType pointer => ContainsAuto(pointer.Pointee),
        ReferenceType reference => ContainsAuto(reference.Referee),
        _ => false,
    };

    /// <summary>Reads "= value", "(arguments)" or "{list}" after a declarator and makes the variable.</summary>
    private VariableSymbol ParseInitializer(string name, int at, QualifiedType type, VariableKind kind, bool mayMiss)
    {
        Expression? initializer = null;
        bool saved = _greaterCloses;
        _greaterCloses = false;
        // The name is in scope of its own initialiser only as an error; declaring it afterwards reports just that.
        if (Accept("=")) initializer = InitializeFrom(type, At("{") ? ParseInitializerList() : ParseAssignment());
        else if (At("{")) initializer = InitializeFrom(type, ParseInitializerList());
        else if (At("(") && kind != VariableKind.Parameter)
        {
            int open = Here;
            List<Expression> arguments = ParseArguments();
            if (ContainsAuto(type)) initializer = arguments.Count == 1 ? InitializeFrom(type, arguments[0]) : throw Error(open, "'auto' needs one initialiser");
            else initializer = type.Type is ReferenceType && arguments.Count == 1 ? InitializeFrom(type, arguments[0]) : Construct(type.Type, arguments, open);
        }
        _greaterCloses = saved;
        if (initializer is not null) type = Complete(type, initializer);
        else if (ContainsAuto(type)) throw Error(at, $"declaration of variable '{name}' with deduced type '{type}' requires an initializer");
        else if (type.Type is ReferenceType) throw Error(at, $"declaration of reference variable '{name}' requires an initializer");
        else if (type.Type is ArrayType { Length: < 0 }) throw Error(at, $"array '{name}' needs a size or an initializer");
        else if (type.Type == ScalarType.Void) throw Error(at, $"variable '{name}' has incomplete type 'void'");
        else if (type.Type is FunctionType) throw Error(at, $"variable '{name}' cannot have a function type");
        else if (kind == VariableKind.Global && !mayMiss && type.Type is ScalarType or VectorType or MatrixType or ArrayType)
            throw Error(at, $"default initialization of an object of const type '{type}'");
        RequireComplete(type.Type, at);
        if (initializer is null && kind != VariableKind.Parameter && type.Type is StructType structure && type.EffectiveSpace == AddressSpace.Thread)
            initializer = DefaultConstruct(structure, at);
        var variable = new VariableSymbol(name, at, type, kind) { Initializer = initializer, Owner = _function };
        if (initializer is not null && type.Const && !type.Volatile && type.Type is ScalarType or EnumType && TryEvaluate(initializer, out ConstantValue value))
            variable.Constant = value.ConvertTo(type.Type is EnumType e ? e.Underlying : ((ScalarType)type.Type).Kind);
        return variable;
    }

    /// <summary>The declared type with 'auto' and missing array bounds filled in from the initialiser.</summary>
    private static QualifiedType Complete(QualifiedType type, Expression initializer)
    {
        if (type.Type is ArrayType { Length: < 0 } && initializer.Type is ArrayType made) return type with { Type = made };
        if (!ContainsAuto(type)) return type;
        switch (type.Type)
        {
            case ReferenceType reference:
                QualifiedType referee = initializer.QualifiedType;
                if (reference.Referee.Const) referee = referee with { Const = true };
                return type with { Type = MslType.ReferenceTo(initializer.IsLvalue ? referee : referee with { Space = AddressSpace.Thread }) };
            case PointerType when initializer.Type is PointerType: return type with { Type = initializer.Type };
            case PointerType: throw Error(initializer.At, $"'auto *' cannot be deduced from '{initializer.Type}'");
            default: return type with { Type = initializer.Type };
        }
    }

    private Expression InitializeFrom(QualifiedType type, Expression value)
    {
        if (ContainsAuto(type))
        {
            if (value.Type is ArrayType && type.Type is not ReferenceType) return Decay(value);
            if (value is InitializerListExpression) throw Error(value.At, "cannot deduce 'auto' from an initializer list");
            if (value is FunctionNameExpression) throw Error(value.At, "function pointers in variables are not supported");
            if (type.Type is ReferenceType && value.IsLvalue) { MarkTaken(value); return value; }
            if (value.Type == ScalarType.Void) throw Error(value.At, "variable has incomplete type 'void'");
            return value.Type is VectorType { Packed: true } packed && !value.IsLvalue ? ConvertTo(value, VectorType.Of(packed.Element, packed.Count)) : value;
        }
        if (type.Type is ReferenceType reference) return BindReference(value, reference, value.At);
        return Initialize(type.Type, value);
    }

    /// <summary>Converts a value or a braced list to the type of the object it starts.</summary>
    private Expression Initialize(MslType type, Expression value)
    {
        if (value is InitializerListExpression list) return FromList(type, list);
        if (type is ArrayType array && value.Type is ArrayType from && from.Element.Type == array.Element.Type && value.IsLvalue && from.Length == array.Length) return value;
        if (type is ArrayType chars && value is StringExpression text) return FromString(chars, text);
        return ConvertImplicit(value, type, value.At);
    }

    private static Expression FromString(ArrayType array, StringExpression text)
    {
        var elements = new List<(long, Expression)>();
        for (int i = 0; i <= text.Text.Length; i++)
            elements.Add((i, new ConstantExpression(text.At, array.Element.Type, ConstantValue.FromBits(NumberKind.Char, i < text.Text.Length ? text.Text[i] : 0u))));
        return new AggregateExpression(text.At, MslType.ArrayOf(array.Element, elements.Count), elements);
    }

    private InitializerListExpression ParseInitializerList()
    {
        int at = Here;
        Enter(at);
        Expect("{");
        bool saved = _greaterCloses;
        _greaterCloses = false;
        var items = new List<(string?, Expression)>();
        List<(int Item, long First, long Last)>? ranges = null;
        while (!At("}"))
        {
            string? field = null;
            if (At("[") && TryArrayDesignator(out long first, out long last)) (ranges ??= []).Add((items.Count, first, last));
            if (At(".") && Peek().Kind == Lexer.TokenKind.Identifier)
            {
                _position++;
                field = ExpectIdentifier("a field name");
                Expect("=");
            }
            if (!TryExpandPack(SkipArgument, () => items.Add((null, ParseAssignment()))))
                items.Add((field, At("{") ? ParseInitializerList() : ParseAssignment()));
            if (!Accept(",")) break;
        }
        _greaterCloses = saved;
        if (!At("}")) throw Error(Here, $"expected '}}' to close the initializer list{Found()}");
        _position++;
        Leave();
        return new InitializerListExpression(at, items, ranges);
    }

    /// <summary>[index] = and [first ... last] =, which clang takes in C++ as well; a lambda begins with '[' too.</summary>
    private bool TryArrayDesignator(out long first, out long last)
    {
        first = last = 0;
        int end = AfterClosing(_position);
        if (!_tokens[end].Is("=") || Peek().Is("]") || Peek().Is("[")) return false;
        int at = Here;
        _position++;
        first = last = ConstantInteger("array designator");
        if (Accept("...")) last = ConstantInteger("array designator");
        Expect("]");
        Expect("=");
        if (first < 0 || last < first) throw Error(at, $"array designator range [{first}, {last}] is empty or negative");
        return true;
    }

    private Expression FromList(MslType type, InitializerListExpression list)
    {
        Enter(list.At);
        Expression result = FromListCore(type, list);
        Leave();
        return result;
    }

    private Expression FromListCore(MslType type, InitializerListExpression list)
    {
        int position = 0;
        switch (type)
        {
            case ArrayType or StructType { IsAggregate: true }:
                if (list.Items.Count == 1 && list.Items[0].Value.Type == type && list.Items[0].Field is null) return list.Items[0].Value;
                Expression made = Aggregate(type, list, ref position, list.At);
                if (position < list.Items.Count) throw Error(list.Items[position].Value.At, $"excess elements in {(type is ArrayType ? "array" : "struct")} initializer");
                return made;
            case StructType structure:
                return Construct(structure, Values(list), list.At);
            case VectorType or MatrixType:
                List<Expression> values = Values(list);
                // A list of scalars that is too short leaves the other components zero.
                if (type is VectorType vector && values.Count > 1 && values.TrueForAll(v => KindOf(v.Type) is not null))
                    while (values.Count < vector.Count) values.Add(new ConstantExpression(list.At, ScalarType.Int, ConstantValue.Int(0)));
                return values.Count == 0 ? new ZeroExpression(list.At, type) : Construct(type, values, list.At);
            default:
                if (list.Items.Count == 0) return new ZeroExpression(list.At, type);
                if (list.Items.Count > 1) throw Error(list.Items[1].Value.At, "excess elements in scalar initializer");
                return Initialize(type, list.Items[0].Value);
        }
    }

    private static List<Expression> Values(InitializerListExpression list)
    {
        var values = new List<Expression>();
        foreach (var item in list.Items) values.Add(item.Value);
        return values;
    }

    // C++ brace elision: an aggregate inside takes as many items of the flat list as it has elements.
    private Expression Aggregate(MslType type, InitializerListExpression list, ref int position, int at)
    {
        Enter(at);
        var elements = new List<(long, Expression)>();
        if (type is ArrayType array)
        {
            long limit = array.Length < 0 ? long.MaxValue : array.Length;
            long extent = 0, i = 0;
            for (; position < list.Items.Count; i++)
            {
                long last = i;
                if (list.RangeOf(position) is { } range) (i, last) = (range.First, range.Last);
                else if (i >= limit) break;
                if (last >= limit || last > 1 << 20) throw Error(list.Items[position].Value.At, $"array designator index {last} exceeds the array bounds");
                Expression element = Element(array.Element.Type, list, ref position);
                for (; i < last; i++) elements.Add((i, element));
                elements.Add((i, element));
                extent = System.Math.Max(extent, last + 1);
            }
            if (array.Length < 0) type = MslType.ArrayOf(array.Element, extent);
        }
        else
        {
            var structure = (StructType)type;
            RequireComplete(structure, at);
            if (list.Items.Count > position && list.Items[position].Field is not null)
            {
                for (; position < list.Items.Count; position++)
                {
                    (string? name, Expression value) = list.Items[position];
                    Field field = structure.Fields.Find(f => f.Name == name) ?? throw Error(value.At, $"no field named '{name}' in '{structure.Name}'");
                    elements.Add((field.Index, Initialize(field.Type.Type, value)));
                }
            }
            else
            {
                foreach (Field field in structure.Fields)
                {
                    if (position >= list.Items.Count || structure.IsUnion && field.Index > 0) break;
                    elements.Add((field.Index, UnitOf(field, list, ref position) ?? Element(field.Type.Type, list, ref position)));
                }
            }
        }
        Leave();
        return new AggregateExpression(at, type, elements);
    }

    private Expression Element(MslType type, InitializerListExpression list, ref int position)
    {
        Expression value = list.Items[position].Value;
        bool nested = value is InitializerListExpression || value.Type == type || type is not (ArrayType or StructType { IsAggregate: true })
            || value is StringExpression || Rank(value, type) >= 0;
        if (!nested) return Aggregate(type, list, ref position, value.At);
        position++;
        return Initialize(type, value);
    }
}
