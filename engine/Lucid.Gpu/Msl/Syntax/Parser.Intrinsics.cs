using System.Collections.Generic;
using Lucid.Gpu.Msl.Library;
using Lucid.Gpu.Msl.Semantics;
using Lucid.Gpu.Msl.Tree;
using Lucid.Gpu.Msl.Types;

namespace Lucid.Gpu.Msl.Syntax;

internal sealed partial class Parser
{
    private static string DescribeCall(string name, IReadOnlyList<Expression> arguments)
    {
        var types = new List<string>();
        foreach (Expression argument in arguments) types.Add(argument.QualifiedType.Unqualified.ToString());
        return $"no matching function for call to '{name}({string.Join(", ", types)})'";
    }

    private Expression? TryIntrinsic(IntrinsicSymbol symbol, IReadOnlyList<TemplateArgument>? given, List<Expression> arguments, int at, out string reason)
    {
        IntrinsicRule rule = symbol.Rule;
        reason = DescribeCall(symbol.Name, arguments);
        if (arguments.Count < rule.Minimum || arguments.Count > rule.Maximum)
        {
            reason = $"'{symbol.Name}' takes {(rule.Minimum == rule.Maximum ? $"{rule.Minimum}" : $"{rule.Minimum} to {rule.Maximum}")} arguments, {arguments.Count} are given";
            return null;
        }
        for (int i = 0; i < arguments.Count; i++)
            if (arguments[i] is FunctionNameExpression or InitializerListExpression && rule.Kind != RuleKind.Special) return null;
        switch (rule.Kind)
        {
            case RuleKind.Floating: return Uniform(symbol, arguments, at, floating: true, integer: false);
            case RuleKind.Arithmetic: return Uniform(symbol, arguments, at, floating: false, integer: false);
            case RuleKind.Integer: return Uniform(symbol, arguments, at, floating: false, integer: true);
            case RuleKind.FloatingTest:
                if (CommonType(arguments, true, false) is not { } tested) return null;
                return Make(symbol, WithElement(tested, NumberKind.Bool), ConvertAll(arguments, tested), at);
            case RuleKind.BoolReduce:
                if (CommonType(arguments, false, false) is not { } reduced) return null;
                return Make(symbol, ScalarType.Bool, ConvertAll(arguments, WithElement(reduced, NumberKind.Bool)), at);
            case RuleKind.VectorToScalar:
                if (CommonType(arguments, symbol.Rule.Intrinsic != Intrinsic.Dot, false) is not { } measured) return null;
                return Make(symbol, ScalarType.Of(ElementOf(measured)), ConvertAll(arguments, measured), at);
            case RuleKind.Lanes: return LaneIntrinsic(symbol, arguments, at);
            case RuleKind.Vote: return VoteIntrinsic(symbol, arguments, at);
            case RuleKind.Atomic: return AtomicIntrinsic(symbol, arguments, at, ref reason);
            case RuleKind.Pack:
                bool two = rule.Intrinsic is Intrinsic.PackUnorm2x16 or Intrinsic.PackSnorm2x16;
                MslType wide = VectorType.Of(rule.Half ? NumberKind.Half : NumberKind.Float, two ? 2 : 4);
                if (Rank(arguments[0], wide) < 0) return null;
                return Make(symbol, ScalarType.UInt, [ConvertTo(ConvertImplicit(arguments[0], wide, at), VectorType.Of(NumberKind.Float, two ? 2 : 4))], at);
            case RuleKind.Unpack:
                bool pair = rule.Intrinsic is Intrinsic.UnpackUnorm2x16 or Intrinsic.UnpackSnorm2x16;
                if (Rank(arguments[0], ScalarType.UInt) < 0) return null;
                Expression unpacked = Make(symbol, VectorType.Of(NumberKind.Float, pair ? 2 : 4), [ConvertImplicit(arguments[0], ScalarType.UInt, at)], at);
                return rule.Half ? ConvertTo(unpacked, VectorType.Of(NumberKind.Half, pair ? 2 : 4)) : unpacked;
            default:
                return SpecialIntrinsic(symbol, given, arguments, at, ref reason);
        }
    }

    private static IntrinsicExpression Make(IntrinsicSymbol symbol, MslType type, IReadOnlyList<Expression> arguments, int at) =>
        new(at, type, symbol.Rule.Intrinsic, arguments, symbol.Name);

    private static NumberKind ElementOf(MslType type) => type switch
    {
        ScalarType scalar => scalar.Kind,
        VectorType vector => vector.Element,
        EnumType enumeration => enumeration.Underlying,
        MatrixType matrix => matrix.Element,
        _ => NumberKind.Void,
    };

    private static MslType WithElement(MslType type, NumberKind element) => type is VectorType vector ? VectorType.Of(element, vector.Count) : ScalarType.Of(element);

    private List<Expression> ConvertAll(IReadOnlyList<Expression> arguments, MslType type)
    {
        var result = new List<Expression>(arguments.Count);
        foreach (Expression argument in arguments)
            result.Add(argument.Type is StructType ? ConvertImplicit(argument, ElementOf(type) == ElementOf(argument.Type) ? type : ScalarType.Of(ElementOf(type)), argument.At) : ConvertTo(argument, type));
        return result;
    }

    /// <summary>The one type that arguments of a generic library function share; null where they have none.</summary>
    private MslType? CommonType(IReadOnlyList<Expression> arguments, bool floating, bool integer)
    {
        int count = 0;
        NumberKind? vectorElement = null, scalarElement = null;
        foreach (Expression argument in arguments)
        {
            NumberKind kind = ElementOf(argument.Type);
            if (argument.Type is StructType structure)
            {
                // A class that stands for a number converts to float.
                if (Rank(argument, ScalarType.Float) < 0) return null;
                kind = NumberKind.Float;
                _ = structure;
            }
            if (kind == NumberKind.Void || argument.Type is MatrixType) return null;
            if (argument.Type is VectorType vector)
            {
                if (count != 0 && count != vector.Count) return null;
                count = vector.Count;
                if (vectorElement is { } known && known != kind) return null;
                vectorElement = kind;
            }
            else scalarElement = scalarElement is { } other ? (other == kind ? kind : NumberKinds.Common(other, kind)) : kind;
        }
        NumberKind element = vectorElement ?? scalarElement!.Value;
        if (floating && !element.IsFloating())
        {
            if (vectorElement is not null) return null;
            element = NumberKind.Float;
        }
        if (integer && !element.IsInteger()) return null;
        if (!floating && element == NumberKind.Bool) element = count == 0 ? NumberKind.Int : element;
        return count == 0 ? ScalarType.Of(element) : VectorType.Of(element, count);
    }

    private Expression? Uniform(IntrinsicSymbol symbol, List<Expression> arguments, int at, bool floating, bool integer)
    {
        if (CommonType(arguments, floating, integer) is not { } type) return null;
        if (symbol.Rule.Intrinsic == Intrinsic.Cross && type is not VectorType { Count: 3 }) return null;
        if (symbol.Rule.Intrinsic is Intrinsic.Normalize or Intrinsic.Reflect or Intrinsic.FaceForward && type is not VectorType) return null;
        return Make(symbol, type, ConvertAll(arguments, type), at);
    }

    private Expression? LaneIntrinsic(IntrinsicSymbol symbol, List<Expression> arguments, int at)
    {
        Intrinsic op = symbol.Rule.Intrinsic >= Intrinsic.QuadSum ? symbol.Rule.Intrinsic - (Intrinsic.QuadSum - Intrinsic.SimdSum) : symbol.Rule.Intrinsic;
        Expression value = arguments[0];
        if (value.Type is EnumType enumeration) value = ConvertTo(value, ScalarType.Of(enumeration.Underlying));
        if (value.Type is VectorType { Packed: true } packed) value = ConvertTo(value, VectorType.Of(packed.Element, packed.Count));
        if (value.Type is StructType && Rank(value, ScalarType.Float) >= 0) value = ConvertImplicit(value, ScalarType.Float, at);
        if (value.Type is not (ScalarType { Kind: not NumberKind.Void } or VectorType)) return null;
        if (op is Intrinsic.SimdAnd or Intrinsic.SimdOr or Intrinsic.SimdXor && ElementOf(value.Type).IsFloating()) return null;
        if (ElementOf(value.Type) == NumberKind.Bool && op is Intrinsic.SimdSum or Intrinsic.SimdProduct or Intrinsic.SimdMin or Intrinsic.SimdMax or Intrinsic.SimdPrefixExclusiveSum or Intrinsic.SimdPrefixInclusiveSum)
            value = ConvertTo(value, WithElement(value.Type, NumberKind.Int));
        var converted = new List<Expression> { value };
        bool fill = op is Intrinsic.SimdShuffleAndFillUp or Intrinsic.SimdShuffleAndFillDown;
        for (int i = 1; i < arguments.Count; i++)
        {
            MslType wanted = fill && i == 1 ? value.Type : ScalarType.UInt;
            if (Rank(arguments[i], wanted) < 0) return null;
            converted.Add(ConvertImplicit(arguments[i], wanted, at));
        }
        return Make(symbol, value.Type, converted, at);
    }

    private Expression? VoteIntrinsic(IntrinsicSymbol symbol, List<Expression> arguments, int at)
    {
        var converted = new List<Expression>();
        foreach (Expression argument in arguments)
        {
            if (Rank(argument, ScalarType.Bool) < 0) return null;
            converted.Add(ConvertImplicit(argument, ScalarType.Bool, at));
        }
        bool mask = symbol.Rule.Intrinsic is Intrinsic.SimdBallot or Intrinsic.SimdActiveMask or Intrinsic.QuadBallot or Intrinsic.QuadActiveMask;
        if (!mask) return Make(symbol, ScalarType.Bool, converted, at);
        Expression bits = Make(symbol, ScalarType.ULong, converted, at);
        return _metal.Local("simd_vote") is TypeSymbol { Type.Type: StructType vote } ? Construct(vote, [bits], at) : bits;
    }

    private Expression? AtomicIntrinsic(IntrinsicSymbol symbol, List<Expression> arguments, int at, ref string reason)
    {
        Expression target = Decay(arguments[0]);
        if (target.Type is not PointerType { Pointee: { Type: AtomicType atomic } pointee })
        {
            reason = $"'{symbol.Name}' expects a pointer to an atomic object, found '{arguments[0].QualifiedType}'";
            return null;
        }
        if (pointee.EffectiveSpace is not (AddressSpace.Device or AddressSpace.Threadgroup)) { reason = "atomic objects must be in device or threadgroup address space"; return null; }
        ScalarType element = ScalarType.Of(atomic.Element);
        var converted = new List<Expression> { target };
        Intrinsic op = symbol.Rule.Intrinsic;
        int from = 1;
        if (op == Intrinsic.AtomicCompareExchange)
        {
            Expression expected = Decay(arguments[1]);
            if (expected.Type is not PointerType { Pointee: { Const: false } slot } || slot.Type != element) { reason = $"'{symbol.Name}' expects a pointer to '{element}' as its second argument"; return null; }
            MarkWritten(expected is AddressOfExpression { Target: var written } ? written : expected);
            converted.Add(expected);
            from = 2;
        }
        if (op != Intrinsic.AtomicLoad)
        {
            if (Rank(arguments[from], element) < 0) { reason = CannotConvert(arguments[from], element); return null; }
            converted.Add(ConvertImplicit(arguments[from], element, at));
            from++;
        }
        for (int i = from; i < arguments.Count; i++)
        {
            if (arguments[i].Type is not EnumType { Name: "memory_order" or "thread_scope" or "mem_flags" }) { reason = $"'{symbol.Name}' expects a memory_order, found '{arguments[i].Type}'"; return null; }
            converted.Add(arguments[i]);
        }
        if (element.Kind == NumberKind.Float && op is Intrinsic.AtomicAnd or Intrinsic.AtomicOr or Intrinsic.AtomicXor or Intrinsic.AtomicMin or Intrinsic.AtomicMax)
        {
            reason = $"'{symbol.Name}' is not available for atomic<float>";
            return null;
        }
        MslType result = op switch { Intrinsic.AtomicStore => ScalarType.Void, Intrinsic.AtomicCompareExchange => ScalarType.Bool, _ => element };
        return Make(symbol, result, converted, at);
    }

    private Expression? SpecialIntrinsic(IntrinsicSymbol symbol, IReadOnlyList<TemplateArgument>? given, List<Expression> arguments, int at, ref string reason)
    {
        switch (symbol.Rule.Intrinsic)
        {
            case Intrinsic.Transpose when arguments[0].Type is MatrixType m: return Make(symbol, MatrixType.Of(m.Element, m.Rows, m.Columns), arguments, at);
            case Intrinsic.Determinant when arguments[0].Type is MatrixType m && m.Rows == m.Columns: return Make(symbol, ScalarType.Of(m.Element), arguments, at);
            case Intrinsic.IsFunctionConstantDefined when arguments[0] is VariableExpression { Variable.FunctionConstant: >= 0 }:
                return Make(symbol, ScalarType.Bool, arguments, at);
            case Intrinsic.ThreadgroupBarrier or Intrinsic.SimdgroupBarrier or Intrinsic.AtomicFence:
                foreach (Expression argument in arguments)
                    if (argument.Type is not EnumType) { reason = $"'{symbol.Name}' expects mem_flags, found '{argument.Type}'"; return null; }
                return Make(symbol, ScalarType.Void, arguments, at);
            case Intrinsic.Assume: return Make(symbol, ScalarType.Void, [ConvertImplicit(arguments[0], ScalarType.Bool, at)], at);
            case Intrinsic.SinCos or Intrinsic.Modf or Intrinsic.Frexp:
                if (CommonType([arguments[0]], true, false) is not { } type || !arguments[1].IsLvalue || arguments[1].QualifiedType.Const) return null;
                MslType wanted = symbol.Rule.Intrinsic == Intrinsic.Frexp ? WithElement(type, NumberKind.Int) : type;
                if (arguments[1].Type != wanted) { reason += $"; the second argument must be '{wanted}'"; return null; }
                MarkWritten(arguments[1]);
                return Make(symbol, type, [ConvertTo(arguments[0], type), arguments[1]], at);
            case Intrinsic.MatrixFill when ElementOf(arguments[0].Type) is var filled && filled.IsFloating():
                return Make(symbol, SimdgroupMatrixType.Of(filled), arguments, at);
            case Intrinsic.Ldexp:
                if (CommonType([arguments[0]], true, false) is not { } scaled || Rank(arguments[1], WithElement(scaled, NumberKind.Int)) < 0) return null;
                return Make(symbol, scaled, [ConvertTo(arguments[0], scaled), ConvertImplicit(arguments[1], WithElement(scaled, NumberKind.Int), at)], at);
            case Intrinsic.Select:
                if (CommonType([arguments[0], arguments[1]], false, false) is not { } chosen || ElementOf(arguments[2].Type) == NumberKind.Void) return null;
                if (arguments[0].Type == ScalarType.Bool && arguments[1].Type == ScalarType.Bool) chosen = ScalarType.Bool;
                if (arguments[2].Type is VectorType c && (chosen is not VectorType v || v.Count != c.Count)) return null;
                return Make(symbol, chosen, [ConvertTo(arguments[0], chosen), ConvertTo(arguments[1], chosen), ConvertTo(arguments[2], WithElement(chosen, NumberKind.Bool))], at);
            case Intrinsic.Refract:
                if (CommonType([arguments[0], arguments[1]], true, false) is not VectorType bent) return null;
                return Make(symbol, bent, [ConvertTo(arguments[0], bent), ConvertTo(arguments[1], bent), ConvertImplicit(arguments[2], ScalarType.Of(bent.Element), at)], at);
            case Intrinsic.ExtractBits or Intrinsic.InsertBits:
                int values = symbol.Rule.Intrinsic == Intrinsic.ExtractBits ? 1 : 2;
                if (CommonType(arguments.GetRange(0, values), false, true) is not { } bits) return null;
                var converted = ConvertAll(arguments.GetRange(0, values), bits);
                for (int i = values; i < arguments.Count; i++) converted.Add(ConvertImplicit(arguments[i], ScalarType.UInt, at));
                return Make(symbol, bits, converted, at);
            case Intrinsic.MatrixLoad or Intrinsic.MatrixStore or Intrinsic.MatrixMultiply or Intrinsic.MatrixMultiplyAccumulate:
                return MatrixIntrinsic(symbol, arguments, at);
        }
        _ = given;
        return null;
    }

    private Expression? MatrixIntrinsic(IntrinsicSymbol symbol, List<Expression> arguments, int at)
    {
        if (symbol.Rule.Intrinsic is Intrinsic.MatrixMultiply or Intrinsic.MatrixMultiplyAccumulate)
        {
            foreach (Expression argument in arguments)
                if (argument.Type is not SimdgroupMatrixType) return null;
            if (!arguments[0].IsLvalue || arguments[0].QualifiedType.Const) return null;
            MarkWritten(arguments[0]);
            return Make(symbol, ScalarType.Void, arguments, at);
        }
        arguments = [arguments[0], Decay(arguments[1]), .. arguments.GetRange(2, arguments.Count - 2)];
        if (arguments[0].Type is not SimdgroupMatrixType matrix || arguments[1].Type is not PointerType pointer || KindOf(pointer.Pointee.Type) != matrix.Element) return null;
        if (pointer.Pointee.EffectiveSpace is AddressSpace.Thread) return null;
        if (symbol.Rule.Intrinsic == Intrinsic.MatrixStore ? pointer.Pointee.Const : !arguments[0].IsLvalue) return null;
        if (symbol.Rule.Intrinsic == Intrinsic.MatrixLoad) MarkWritten(arguments[0]);
        var converted = new List<Expression> { arguments[0], arguments[1] };
        converted.Add(arguments.Count > 2 ? ConvertImplicit(arguments[2], ScalarType.ULong, at) : new ConstantExpression(at, ScalarType.ULong, ConstantValue.FromBits(NumberKind.ULong, 8)));
        MslType origin = VectorType.Of(NumberKind.ULong, 2);
        converted.Add(arguments.Count > 3 ? Rank(arguments[3], origin) >= 0 ? ConvertImplicit(arguments[3], origin, at) : ConvertExplicit(arguments[3], origin, at) : new ZeroExpression(at, origin));
        converted.Add(arguments.Count > 4 ? ConvertImplicit(arguments[4], ScalarType.Bool, at) : new ConstantExpression(at, ScalarType.Bool, ConstantValue.Bool(false)));
        return Make(symbol, ScalarType.Void, converted, at);
    }
}
