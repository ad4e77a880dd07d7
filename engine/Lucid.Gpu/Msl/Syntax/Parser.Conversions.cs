using System.Collections.Generic;
using Lucid.Gpu.Msl.Library;
using Lucid.Gpu.Msl.Semantics;
using Lucid.Gpu.Msl.Text;
using Lucid.Gpu.Msl.Tree;
using Lucid.Gpu.Msl.Types;

namespace Lucid.Gpu.Msl.Syntax;

internal sealed partial class Parser
{
    // Ranks of implicit conversions: smaller is better, -1 is impossible.
    private const int Exact = 0, AddConst = 1, Promotion = 2, Conversion = 4, Splat = 6, UserDefined = 8;

    private static void MarkTaken(Expression expression)
    {
        while (true)
        {
            switch (expression)
            {
                case VariableExpression variable:
                    variable.Variable.AddressTaken = true;
                    if (variable.Variable.ObjectType.Type is StructType structure && variable.Variable.IsReference) structure.IsAddressed = true;
                    return;
                case MemberExpression member: expression = member.Target; break;
                case BaseExpression parent: expression = parent.Target; break;
                case IndexExpression index when index.Target.Type is not PointerType: expression = index.Target; break;
                case SwizzleExpression swizzle: expression = swizzle.Target; break;
                default: return;
            }
        }
    }

    private static Expression Decay(Expression expression)
    {
        if (expression.Type is not ArrayType) return expression;
        MarkTaken(expression);
        return new DecayExpression(expression);
    }

    private static NumberKind? KindOf(MslType type) => type switch
    {
        ScalarType { Kind: not NumberKind.Void } scalar => scalar.Kind,
        EnumType enumeration => enumeration.Underlying,
        _ => null,
    };

    /// <summary>How well a value converts to a type without a cast.</summary>
    private int Rank(Expression value, MslType target)
    {
        MslType from = value.Type;
        if (from == target) return Exact;
        switch (value)
        {
            case InitializerListExpression list:
                return CanInitialize(target, list) ? Conversion : -1;
            case FunctionNameExpression name:
                return target is PointerType { Pointee.Type: FunctionType type } && FindFunction(name, type) is not null ? Exact : -1;
            case NullPointerExpression when target is PointerType: return Conversion;
        }
        if (from is ArrayType array && target is PointerType)
        {
            from = MslType.PointerTo(array.Element with { Space = value.QualifiedType.Space, Const = value.QualifiedType.Const || array.Element.Const });
            if (from == target) return Exact;
        }
        switch (from, target)
        {
            case (ScalarType or EnumType, ScalarType { Kind: not NumberKind.Void } to):
                if (from is EnumType { Scoped: true } || KindOf(from) is not { } kind) return -1;
                return from is ScalarType && (NumberKinds.Promote(kind) == to.Kind || kind == NumberKind.Half && to.Kind == NumberKind.Float
                    || kind == NumberKind.BFloat && to.Kind == NumberKind.Float) ? Promotion : Conversion;
            case (VectorType a, VectorType b) when a.Element == b.Element && a.Count == b.Count: return AddConst;
            case (ScalarType { Kind: not NumberKind.Void } or EnumType { Scoped: false }, VectorType): return Splat;
            case (PointerType a, PointerType b): return RankPointers(a, b);
            case (PointerType, ScalarType { Kind: NumberKind.Bool }): return Conversion;
            case (StructType a, StructType b) when b != a:
                RequireComplete(a, value.At);
                if (a.DerivesFrom(b)) return Conversion;
                break;
        }
        if (from is StructType || target is StructType) return UserConversion(value, target, false, false) is not null ? UserDefined : -1;
        return -1;
    }

    private static int RankPointers(PointerType from, PointerType to)
    {
        QualifiedType a = from.Pointee, b = to.Pointee;
        // Objects in constant space are constant whether const is said or not.
        if (a.EffectiveSpace != b.EffectiveSpace || a.Const && !b.Const && a.Space != AddressSpace.Constant || a.Volatile && !b.Volatile) return -1;
        if (a.Type == b.Type) return AddConst;
        if (a.Type is FunctionType f && b.Type is FunctionType g && f.Matches(g)) return Exact;
        if (b.Type == ScalarType.Void) return Conversion;
        if (a.Type is StructType derived && b.Type is StructType parent && derived.DerivesFrom(parent)) return Conversion;
        return -1;
    }

    private bool CanInitialize(MslType target, InitializerListExpression list)
    {
        State state = Save();
        _speculation++;
        try
        {
            FromList(target, list);
            return true;
        }
        catch (CompileException)
        {
            return false;
        }
        finally
        {
            _speculation--;
            Restore(state);
        }
    }

    private int RankReference(Expression value, ReferenceType reference)
    {
        QualifiedType referee = reference.Referee, actual = value.QualifiedType;
        bool same = actual.Type == referee.Type;
        bool related = same || actual.Type is StructType derived && referee.Type is StructType parent && derived.DerivesFrom(parent);
        if (related && referee.Space == AddressSpace.None) return same ? Exact : Conversion;
        if (related && value.IsLvalue && actual.EffectiveSpace == referee.EffectiveSpace && (!actual.Const || referee.Const || referee.Space == AddressSpace.Constant)
            && value is not SwizzleExpression)
            return same ? actual.Const == referee.Const ? Exact : AddConst : Conversion;
        // A const reference in thread space binds to a copy.
        if (!referee.Const && referee.Space != AddressSpace.None || referee.EffectiveSpace is not (AddressSpace.Thread or AddressSpace.Constant)) return -1;
        if (referee.EffectiveSpace == AddressSpace.Constant && value.IsLvalue) return -1;
        int rank = Rank(value, referee.Type);
        return rank < 0 ? -1 : rank + AddConst;
    }

    private int RankParameter(Expression value, QualifiedType parameter) =>
        parameter.Type is ReferenceType reference ? RankReference(value, reference) : Rank(value, parameter.Type);

    private Expression BindReference(Expression value, ReferenceType reference, int at)
    {
        if (value is InitializerListExpression list && reference.Referee.Const) return FromList(reference.Referee.Type, list);
        if (RankReference(value, reference) < 0) throw Error(at, CannotConvert(value, reference));
        if (value.Type == reference.Referee.Type) return value;
        if (value.Type is StructType derived && reference.Referee.Type is StructType parent && derived.DerivesFrom(parent)) return ToBase(value, parent);
        return ConvertImplicit(value, reference.Referee.Type, at);
    }

    private static Expression ToBase(Expression value, StructType parent)
    {
        while (value.Type != parent)
        {
            StructType? step = null;
            foreach (StructType candidate in ((StructType)value.Type).Bases)
                if (candidate.DerivesFrom(parent)) step = candidate;
            if (step is null) return value;
            value = new BaseExpression(value.At, value, step);
        }
        return value;
    }

    private static string CannotConvert(Expression value, MslType target) => value switch
    {
        InitializerListExpression => $"cannot initialize a value of type '{target}' from this list",
        FunctionNameExpression name => $"cannot use function '{name.Set.Name}' as a value of type '{target}'",
        _ => $"cannot convert '{value.QualifiedType}' to '{target}' implicitly" + Advice(value.Type, target),
    };

    private static string Advice(MslType from, MslType to)
    {
        if (from is PointerType a && to is PointerType b && a.Pointee.EffectiveSpace != b.Pointee.EffectiveSpace) return "; the address spaces differ";
        if (from is VectorType v && to is VectorType w && v.Count == w.Count) return $"; write {to}(...)";
        return "";
    }

    private Expression ConvertImplicit(Expression value, MslType target, int at)
    {
        if (value.Type == target) return value;
        if (value is InitializerListExpression list) return FromList(target, list);
        int rank = Rank(value, target);
        if (rank < 0) throw Error(at, CannotConvert(value, target));
        if (value is FunctionNameExpression name && target is PointerType { Pointee.Type: FunctionType type })
            return FunctionPointer(name, type, target);
        if (value is NullPointerExpression) return new NullPointerExpression(value.At, target);
        if (rank == UserDefined) return UserConversion(value, target, false, true)!;
        if (value.Type is StructType && target is StructType parent) return ToBase(value, parent);
        return ConvertTo(Decay(value), target);
    }

    private FunctionSymbol? FindFunction(FunctionNameExpression name, FunctionType type)
    {
        foreach (FunctionSymbol function in name.Set.Functions)
            if (function.FunctionType.Matches(type)) return function;
        foreach (FunctionTemplate template in name.Set.Templates)
        {
            var probe = new FunctionSymbol(name.Set.Name, name.At, template.Scope) { ReturnType = type.Result, Arguments = name.Arguments ?? [] };
            foreach (QualifiedType parameter in type.Parameters) probe.Parameters.Add(new VariableSymbol("", 0, parameter, VariableKind.Parameter));
            if (MatchSpecialization(template, probe) is { } arguments) return InstantiateFunction(template, arguments);
        }
        return null;
    }

    private Expression FunctionPointer(FunctionNameExpression name, FunctionType type, MslType target)
    {
        FunctionSymbol function = FindFunction(name, type)!;
        Use(function);
        return new FunctionPointerExpression(name.At, target, function);
    }

    /// <summary>A conversion that is known to be possible; constants are folded.</summary>
    private static Expression ConvertTo(Expression value, MslType target)
    {
        if (value.Type == target) return value;
        if (value is ConstantExpression constant)
        {
            if (target is ScalarType { Kind: not NumberKind.Void } scalar) return new ConstantExpression(value.At, target, constant.Value.ConvertTo(scalar.Kind));
            if (target is EnumType enumeration) return new ConstantExpression(value.At, target, constant.Value.ConvertTo(enumeration.Underlying));
        }
        return new ConversionExpression(value.At, target, value);
    }

    /// <summary>A conversion through a constructor or a conversion function.</summary>
    private Expression? UserConversion(Expression value, MslType target, bool isExplicit, bool build)
    {
        if (_userConversionDepth > 0 || value is InitializerListExpression or FunctionNameExpression) return null;
        _userConversionDepth++;
        try
        {
            if (target is StructType structure && structure.Lambda is null)
            {
                RequireComplete(structure, value.At);
                var arguments = new List<Expression> { value };
                FunctionSymbol? constructor = ResolveConstructor(structure, arguments, isExplicit);
                if (constructor is not null) return build ? BuildConstruction(structure, constructor, arguments, value.At) : value;
            }
            if (value.Type is StructType source)
            {
                RequireComplete(source, value.At);
                FunctionSymbol? conversion = FindConversion(source, value, target, isExplicit);
                if (conversion is null) return null;
                if (!build) return value;
                Expression call = BuildCall(conversion, value, [], value.At);
                _userConversionDepth--;
                try { return ConvertImplicit(call, target, value.At); }
                finally { _userConversionDepth++; }
            }
            return null;
        }
        finally
        {
            _userConversionDepth--;
        }
    }

    private int _userConversionDepth;

    private FunctionSymbol? FindConversion(StructType source, Expression value, MslType target, bool isExplicit)
    {
        if (source.Scope.Member("operator ") is not OverloadSet set) return null;
        FunctionSymbol? best = null;
        int bestRank = int.MaxValue;
        foreach (FunctionSymbol function in set.Functions)
        {
            if (function.IsExplicit && !isExplicit || RankThis(value, function) < 0) continue;
            int rank = Rank(new ZeroExpression(value.At, function.ResultValueType.Type), target);
            if (rank >= 0 && rank * 4 + RankThis(value, function) < bestRank) { best = function; bestRank = rank * 4 + RankThis(value, function); }
        }
        if (best is not null && bestRank < 4) return best;
        foreach (FunctionTemplate template in set.Templates)
            if (DeduceCall(template, null, [], target) is { } made && made.ResultValueType.Type == target && RankThis(value, made) >= 0) return made;
        return best;
    }

    private int RankThis(Expression value, FunctionSymbol method)
    {
        if (method.This is null) return Exact;
        QualifiedType referee = ((ReferenceType)method.This.Type.Type).Referee, actual = value.QualifiedType;
        if (actual.Const && value.IsLvalue && !referee.Const) return -1;
        if (!value.IsLvalue) return referee.EffectiveSpace == AddressSpace.Thread ? Exact : -1;
        int rank = actual.Const == referee.Const ? Exact : AddConst;
        if (actual.EffectiveSpace == referee.EffectiveSpace) return rank;
        // A const method works as well on a copy in thread space.
        return referee.Const && referee.EffectiveSpace == AddressSpace.Thread ? rank + Conversion : -1;
    }

    /// <summary>(T)value and T(value) and static_cast.</summary>
    private Expression ConvertExplicit(Expression value, MslType target, int at)
    {
        MslType from = value.Type;
        if (target == ScalarType.Void) return new ConversionExpression(at, target, value);
        if (from == target) return value.IsLvalue ? new ConversionExpression(at, target, value) : value;
        if (value is InitializerListExpression list) return FromList(target, list);
        if (value is not FunctionNameExpression)
        {
            if (from is ArrayType) { value = Decay(value); from = value.Type; }
            switch (from, target)
            {
                case (ScalarType { Kind: not NumberKind.Void } or EnumType, ScalarType or EnumType or VectorType):
                    return ConvertTo(value, target);
                case (VectorType a, VectorType b) when a.Count == b.Count: return ConvertTo(value, target);
                case (MatrixType a, MatrixType b) when a.Columns == b.Columns && a.Rows == b.Rows: return ConvertTo(value, target);
                case (PointerType a, PointerType b):
                    if (a.Pointee.EffectiveSpace != b.Pointee.EffectiveSpace && b.Pointee.Space != AddressSpace.None)
                        throw Error(at, $"cast from '{from}' to '{target}' changes the address space");
                    return ConvertTo(value, target);
                case (PointerType, ScalarType { Kind: NumberKind.Bool or >= NumberKind.Long and <= NumberKind.ULong }): return ConvertTo(value, target);
                case (ScalarType { Kind: >= NumberKind.Int and <= NumberKind.ULong }, PointerType): return ConvertTo(value, target);
            }
        }
        if ((from is StructType || target is StructType) && UserConversion(value, target, true, true) is { } made) return made;
        if (from is StructType a1 && target is StructType b1 && a1.DerivesFrom(b1)) return ToBase(value, b1);
        if (Rank(value, target) >= 0) return ConvertImplicit(value, target, at);
        throw Error(at, $"cannot cast from '{value.QualifiedType}' to '{target}'");
    }
}
