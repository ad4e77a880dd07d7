using Lucid.Gpu.Msl.Semantics;
using Lucid.Gpu.Msl.Tree;
using Lucid.Gpu.Msl.Types;

namespace Lucid.Gpu.Msl.Syntax;

internal sealed partial class Parser
{
    private static void RequireValue(Expression value)
    {
        if (value is FunctionNameExpression name) throw Error(value.At, $"reference to function '{name.Set.Name}' is not a value; did you mean to call it?");
        if (value is InitializerListExpression) throw Error(value.At, "expected expression, found an initializer list");
    }

    private static CompileExceptionOf Invalid(int at, string op, Expression left, Expression right) =>
        new(Error(at, $"invalid operands to binary expression: '{left.QualifiedType.Unqualified}' {op} '{right.QualifiedType.Unqualified}'"));

    private readonly record struct CompileExceptionOf(Text.CompileException Exception);

    private static Expression Unpack(Expression value) =>
        value.Type is VectorType { Packed: true } packed ? ConvertTo(value, VectorType.Of(packed.Element, packed.Count))
        : value.Type is EnumType { Scoped: false } enumeration ? ConvertTo(value, ScalarType.Of(enumeration.Underlying)) : value;

    private Expression BuildBinary(string op, Expression left, Expression right, int at)
    {
        RequireValue(left);
        RequireValue(right);
        if (TryOperator(op, left, right, at) is { } user) return user;
        if (op is "&&" or "||") return BuildLogical(op, left, right, at);
        if (left.Type is StructType) left = ToNumber(left, right);
        if (right.Type is StructType) right = ToNumber(right, left);
        BinaryOperator kind = Operators.Parse(op)!.Value;
        if (left.Type is EnumType { Scoped: true } && left.Type == right.Type && kind.IsComparison())
        {
            ScalarType under = ScalarType.Of(((EnumType)left.Type).Underlying);
            return Fold(new BinaryExpression(at, ScalarType.Bool, kind, ConvertTo(left, under), ConvertTo(right, under)));
        }
        left = Unpack(Decay(left));
        right = Unpack(Decay(right));
        if (left.Type is PointerType || right.Type is PointerType || left is NullPointerExpression || right is NullPointerExpression) return BuildPointer(kind, left, right, at);
        if (left.Type is MatrixType || right.Type is MatrixType) return BuildMatrix(kind, left, right, at);
        if (left.Type is VectorType a && right.Type is VectorType b)
        {
            if (a.Count != b.Count) throw Invalid(at, op, left, right).Exception;
            VectorType common = a;
            if (a.Element != b.Element)
            {
                // Apple's compiler refuses mixed element types but for shifts, whose amount may differ in sign.
                if (kind is BinaryOperator.ShiftLeft or BinaryOperator.ShiftRight && a.Element.IsInteger() && b.Element.IsInteger()) common = a;
                else throw Invalid(at, op, left, right).Exception;
            }
            return Vector(kind, common, left, right, at, op);
        }
        if (left.Type is VectorType v && KindOf(right.Type) is not null) return Vector(kind, v, left, right, at, op);
        if (right.Type is VectorType w && KindOf(left.Type) is not null) return Vector(kind, w, left, right, at, op);
        if (KindOf(left.Type) is not { } leftKind || KindOf(right.Type) is not { } rightKind || left.Type is EnumType || right.Type is EnumType) throw Invalid(at, op, left, right).Exception;
        bool integerOnly = kind is BinaryOperator.Remainder or >= BinaryOperator.ShiftLeft and <= BinaryOperator.BitXor;
        if (integerOnly && (leftKind.IsFloating() || rightKind.IsFloating())) throw Invalid(at, op, left, right).Exception;
        ScalarType type = kind is BinaryOperator.ShiftLeft or BinaryOperator.ShiftRight
            ? ScalarType.Of(NumberKinds.Promote(leftKind)) : ScalarType.Of(NumberKinds.Common(leftKind, rightKind));
        if (kind is BinaryOperator.Divide or BinaryOperator.Remainder && type.Kind.IsInteger() && right is ConstantExpression { Value.Bits: 0 } && _speculation == 0)
            _diagnostics.Warning(at, "division by zero is undefined");
        return Fold(new BinaryExpression(at, kind.IsComparison() ? ScalarType.Bool : type, kind, ConvertTo(left, type), ConvertTo(right, type)));
    }

    // A struct with a conversion function takes part in arithmetic as the number it converts to.
    private Expression ToNumber(Expression value, Expression other)
    {
        var structure = (StructType)value.Type;
        RequireComplete(structure, value.At);
        if (structure.Scope.Member("operator ") is not OverloadSet set) return value;
        if (set.Functions.Count == 1 && RankThis(value, set.Functions[0]) >= 0) return BuildCall(set.Functions[0], value, [], value.At);
        if (KindOf(other.Type) is not null && UserConversion(value, other.Type, false, true) is { } same) return same;
        foreach (ScalarType target in new[] { ScalarType.Float, ScalarType.Int })
            if (UserConversion(value, target, false, true) is { } made) return made;
        return value;
    }

    private static Expression Vector(BinaryOperator kind, VectorType type, Expression left, Expression right, int at, string op)
    {
        bool integerOnly = kind is BinaryOperator.Remainder or >= BinaryOperator.ShiftLeft and <= BinaryOperator.BitXor;
        if (integerOnly && type.Element.IsFloating()) throw Invalid(at, op, left, right).Exception;
        // bool vectors compute as int.
        VectorType work = VectorType.Of(type.Element == NumberKind.Bool && kind < BinaryOperator.BitAnd ? NumberKind.Int : type.Element, type.Count);
        MslType result = kind.IsComparison() ? VectorType.Of(NumberKind.Bool, type.Count) : work;
        return new BinaryExpression(at, result, kind, ConvertTo(left, work), ConvertTo(right, work));
    }

    private static Expression BuildMatrix(BinaryOperator kind, Expression left, Expression right, int at)
    {
        switch (left.Type, right.Type)
        {
            case (MatrixType a, MatrixType b) when kind is BinaryOperator.Add or BinaryOperator.Subtract && a == b:
                return new BinaryExpression(at, a, kind, left, right);
            case (MatrixType a, MatrixType b) when kind is BinaryOperator.Equal or BinaryOperator.NotEqual && a == b:
                return new BinaryExpression(at, ScalarType.Bool, kind, left, right);
            case (MatrixType a, MatrixType b) when kind == BinaryOperator.Multiply && a.Columns == b.Rows && a.Element == b.Element:
                return new BinaryExpression(at, MatrixType.Of(a.Element, b.Columns, a.Rows), kind, left, right);
            case (MatrixType a, VectorType v) when kind == BinaryOperator.Multiply && a.Columns == v.Count && a.Element == v.Element:
                return new BinaryExpression(at, a.Column, kind, left, right);
            case (VectorType v, MatrixType b) when kind == BinaryOperator.Multiply && b.Rows == v.Count && b.Element == v.Element:
                return new BinaryExpression(at, VectorType.Of(b.Element, b.Columns), kind, left, right);
            case (MatrixType a, _) when kind is BinaryOperator.Multiply or BinaryOperator.Divide && KindOf(right.Type) is not null:
                return new BinaryExpression(at, a, kind, left, ConvertTo(right, ScalarType.Of(a.Element)));
            case (_, MatrixType b) when kind == BinaryOperator.Multiply && KindOf(left.Type) is not null:
                return new BinaryExpression(at, b, kind, ConvertTo(left, ScalarType.Of(b.Element)), right);
        }
        throw Invalid(at, kind.Text(), left, right).Exception;
    }

    private Expression BuildPointer(BinaryOperator kind, Expression left, Expression right, int at)
    {
        if (kind.IsComparison())
        {
            if (left is NullPointerExpression && right.Type is PointerType) left = new NullPointerExpression(at, right.Type);
            if (right is NullPointerExpression && left.Type is PointerType) right = new NullPointerExpression(at, left.Type);
            if (left.Type is PointerType a && right.Type is PointerType b && a.Pointee.EffectiveSpace == b.Pointee.EffectiveSpace)
                return new BinaryExpression(at, ScalarType.Bool, kind, left, right.Type == left.Type ? right : ConvertTo(right, left.Type));
            throw Invalid(at, kind.Text(), left, right).Exception;
        }
        if (kind == BinaryOperator.Add && right.Type is PointerType) (left, right) = (right, left);
        if (left.Type is not PointerType pointer || pointer.Pointee.Type is FunctionType) throw Invalid(at, kind.Text(), left, right).Exception;
        if (pointer.Pointee.Type == ScalarType.Void) throw Error(at, "arithmetic on a pointer to 'void'");
        RequireComplete(pointer.Pointee.Type, at);
        if (kind == BinaryOperator.Subtract && right.Type is PointerType other && other.Pointee.Type == pointer.Pointee.Type)
            return new BinaryExpression(at, ScalarType.Long, kind, left, right);
        if (kind is not (BinaryOperator.Add or BinaryOperator.Subtract) || KindOf(right.Type) is not { } number || number.IsFloating())
            throw Invalid(at, kind.Text(), left, right).Exception;
        return new BinaryExpression(at, pointer, kind, left, ConvertTo(right, ScalarType.Of(NumberKinds.Promote(number))));
    }

    private Expression Condition(Expression value)
    {
        RequireValue(value);
        if (value.Type == ScalarType.Bool) return value;
        if (value.Type is VectorType) throw Error(value.At, $"value of type '{value.QualifiedType.Unqualified}' is not contextually convertible to 'bool'; use any() or all()");
        return value.Type is StructType ? UserConversion(value, ScalarType.Bool, true, true) ?? throw Error(value.At, CannotConvert(value, ScalarType.Bool))
            : ConvertImplicit(value.Type is EnumType ? Unpack(value) : value, ScalarType.Bool, value.At);
    }

    private Expression BuildLogical(string op, Expression left, Expression right, int at)
    {
        bool and = op == "&&";
        if (Unpack(left).Type is VectorType || Unpack(right).Type is VectorType)
        {
            left = Unpack(left);
            right = Unpack(right);
            var vector = (VectorType)(left.Type is VectorType ? left.Type : right.Type);
            MslType bools = VectorType.Of(NumberKind.Bool, vector.Count);
            if (left.Type is VectorType a && right.Type is VectorType b && a.Count != b.Count) throw Invalid(at, op, left, right).Exception;
            return new BinaryExpression(at, bools, and ? BinaryOperator.BitAnd : BinaryOperator.BitOr, ConvertTo(left, bools), ConvertTo(right, bools));
        }
        left = Condition(left);
        right = Condition(right);
        if (left is ConstantExpression constant)
        {
            if (constant.Value.IsTrue != and) return constant;
            if (right is ConstantExpression) return right;
        }
        return new LogicalExpression(at, and, left, right);
    }

    private Expression BuildUnary(string op, Expression value, int at)
    {
        if (op == "&")
        {
            if (value is FunctionNameExpression) return value;
            if (value.Type is StructType && value is not VariableExpression && TryOperator("&", value, null, at) is { } address) return address;
            if (!value.IsLvalue || value is SwizzleExpression { Components.Length: > 1 }) throw Error(at, "cannot take the address of a value that is not an object");
            MarkTaken(value);
            MarkWritten(value);
            if (value is DereferenceExpression dereference) return dereference.Pointer;
            return new AddressOfExpression(at, value);
        }
        RequireValue(value);
        if (TryOperator(op, value, null, at) is { } user) return user;
        switch (op)
        {
            case "*":
                value = Decay(value);
                if (value.Type is not PointerType pointer) throw Error(at, $"indirection requires pointer operand ('{value.QualifiedType.Unqualified}' invalid)");
                if (pointer.Pointee.Type == ScalarType.Void) throw Error(at, "indirection of a pointer to 'void'");
                RequireComplete(pointer.Pointee.Type, at);
                return value is AddressOfExpression known ? known.Target : new DereferenceExpression(at, value);
            case "++" or "--": return BuildIncrement(value, op, true, at);
            case "!":
                if (Unpack(value) is { Type: VectorType vector } bits)
                {
                    MslType bools = VectorType.Of(NumberKind.Bool, vector.Count);
                    return new UnaryExpression(at, bools, UnaryOperator.LogicalNot, ConvertTo(bits, bools));
                }
                return Fold(new UnaryExpression(at, ScalarType.Bool, UnaryOperator.LogicalNot, Condition(value)));
        }
        if (value.Type is StructType) value = ToNumber(value, value);
        value = Unpack(value);
        if (value.Type is MatrixType && op is "-" or "+") return op == "+" ? value : new UnaryExpression(at, value.Type, UnaryOperator.Negate, value);
        NumberKind kind = ElementOf(value.Type);
        if (value.Type is not (ScalarType or VectorType) || kind == NumberKind.Void || op == "~" && kind.IsFloating())
            throw Error(at, $"invalid argument type '{value.QualifiedType.Unqualified}' to unary expression");
        if (value.Type is ScalarType) value = ConvertTo(value, ScalarType.Of(NumberKinds.Promote(kind)));
        else if (kind == NumberKind.Bool) value = ConvertTo(value, WithElement(value.Type, NumberKind.Int));
        if (op == "+") return value.IsLvalue ? new ConversionExpression(at, value.Type, value) : value;
        return Fold(new UnaryExpression(at, value.Type, op == "-" ? UnaryOperator.Negate : UnaryOperator.BitNot, value));
    }

    private Expression BuildIncrement(Expression value, string op, bool prefix, int at)
    {
        RequireValue(value);
        if (TryOperator(op, value, null, at, !prefix) is { } user) return user;
        if (value is BitFieldExpression bits)
        {
            if (!prefix && At(";") is false && At(")") is false) throw Error(at, $"'{op}' after a bit-field is supported as a statement only");
            return AssignBits(bits, BuildBinary(op[..1], value, new ConstantExpression(at, ScalarType.Int, ConstantValue.Int(1)), at), at);
        }
        RequireAssignable(value, at);
        if (value.Type is not (ScalarType { Kind: not (NumberKind.Void or NumberKind.Bool) } or PointerType or VectorType)) throw Error(at, $"cannot increment value of type '{value.QualifiedType.Unqualified}'");
        MarkWritten(value);
        return new IncrementExpression(at, value, op == "++" ? 1 : -1, prefix);
    }

    private static void RequireAssignable(Expression target, int at)
    {
        if (!target.IsLvalue) throw Error(at, "expression is not assignable");
        if (!target.QualifiedType.Const) return;
        if (target is SwizzleExpression) throw Error(at, "vector is not assignable (contains duplicate components or is const)");
        string name = target is VariableExpression variable ? $"variable '{variable.Variable.Name}' with const-qualified type" : "read-only object of type";
        throw Error(at, $"cannot assign to {name} '{target.QualifiedType}'");
    }

    private Expression BuildAssignment(string op, Expression target, Expression value, int at)
    {
        RequireValue(target);
        if (value is not InitializerListExpression) RequireValue(value);
        if (target is BitFieldExpression bits) return AssignBits(bits, op.Length == 0 ? value : BuildBinary(op, target, value, at), at);
        if (op.Length == 0)
        {
            if (target.Type is StructType structure && value is not InitializerListExpression && structure.Scope.Member("operator=") is OverloadSet { } set
                && Resolve(set, null, target, [value], out _) is { State: not BodyState.Parsed or BodyState.Parsed } method && !(method.Body is { Statements.Count: 0 }))
                return BuildCall(method, target, [value], at);
            RequireAssignable(target, at);
            if (target.Type is ArrayType) throw Error(at, "array type is not assignable");
            if (target.Type is AtomicType) throw Error(at, "atomic objects are written with atomic_store_explicit");
            MarkWritten(target);
            return new AssignExpression(target, Initialize(target.Type, value), false, at);
        }
        if (TryOperator(op + "=", target, value, at) is { } user) return user;
        if (target.Type is StructType)
        {
            RequireAssignable(target, at);
            MarkWritten(target);
            return new AssignExpression(target, ConvertImplicit(BuildBinary(op, target, value, at), target.Type, at), false, at);
        }
        RequireAssignable(target, at);
        MarkWritten(target);
        Expression probe = BuildBinary(op, target, value, at);
        if (probe is not BinaryExpression binary)
        {
            // Constant folding or an overload on the value's side: spell it out.
            return new AssignExpression(target, ConvertExplicit(probe, target.Type, at), false, at);
        }
        if (target.Type is not PointerType && ElementOf(target.Type) == NumberKind.Void && target.Type is not MatrixType
            || target.Type is ScalarType && binary.Type is not ScalarType
            || target.Type is PointerType && binary.Type is not PointerType
            || target.Type is MatrixType && binary.Type != target.Type)
            throw Invalid(at, op + "=", target, value).Exception;
        if (binary.Left is not ConstantExpression && ReferenceEquals(Strip(binary.Left), target) || target.Type is not MatrixType && !ReferenceEquals(Strip(binary.Right), target))
            return new CompoundAssignExpression(at, binary.Operator, target, binary.Right, binary.Left.Type);
        return new AssignExpression(target, ConvertExplicit(binary, target.Type, at), false, at);
    }

    private static Expression Strip(Expression value)
    {
        while (value is ConversionExpression conversion) value = conversion.Operand;
        return value;
    }

    private Expression BuildConditional(Expression condition, Expression whenTrue, Expression whenFalse, int at)
    {
        condition = Condition(condition);
        if (whenTrue is InitializerListExpression) RequireValue(whenTrue);
        if (whenTrue is FunctionNameExpression || whenFalse is FunctionNameExpression) RequireValue(whenTrue is FunctionNameExpression ? whenTrue : whenFalse);
        if (whenTrue.Type == whenFalse.Type)
        {
            bool lvalue = whenTrue.IsLvalue && whenFalse.IsLvalue && whenTrue.QualifiedType == whenFalse.QualifiedType;
            if (condition is ConstantExpression known) return known.Value.IsTrue ? whenTrue : whenFalse;
            if (whenTrue.Type is ArrayType) { whenTrue = Decay(whenTrue); whenFalse = Decay(whenFalse); lvalue = false; }
            return new ConditionalExpression(at, lvalue ? whenTrue.QualifiedType : whenTrue.QualifiedType.Unqualified, condition, whenTrue, whenFalse, lvalue);
        }
        whenTrue = Unpack(Decay(whenTrue));
        whenFalse = Unpack(Decay(whenFalse));
        MslType type;
        if (whenTrue.Type is ScalarType a && whenFalse.Type is ScalarType b && a.Kind != NumberKind.Void && b.Kind != NumberKind.Void) type = ScalarType.Of(NumberKinds.Common(a.Kind, b.Kind));
        else if (whenTrue.Type == ScalarType.Void || whenFalse.Type == ScalarType.Void) type = ScalarType.Void;
        else if (Rank(whenFalse, whenTrue.Type) >= 0) type = whenTrue.Type;
        else if (Rank(whenTrue, whenFalse.Type) >= 0) type = whenFalse.Type;
        else throw Error(at, $"incompatible operand types ('{whenTrue.QualifiedType.Unqualified}' and '{whenFalse.QualifiedType.Unqualified}')");
        whenTrue = type == ScalarType.Void ? ConvertExplicit(whenTrue, type, at) : ConvertImplicit(whenTrue, type, at);
        whenFalse = type == ScalarType.Void ? ConvertExplicit(whenFalse, type, at) : ConvertImplicit(whenFalse, type, at);
        if (condition is ConstantExpression fixedCondition) return fixedCondition.Value.IsTrue ? whenTrue : whenFalse;
        return new ConditionalExpression(at, type, condition, whenTrue, whenFalse, false);
    }
}
