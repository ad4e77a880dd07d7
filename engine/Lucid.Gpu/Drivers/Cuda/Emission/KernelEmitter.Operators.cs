using System.Globalization;
using Lucid.Gpu.Msl.Tree;
using Lucid.Gpu.Msl.Types;

namespace Lucid.Gpu.Drivers.Cuda.Emission;

internal sealed partial class KernelEmitter
{
    private string Unary(UnaryExpression unary)
    {
        string operand = Evaluate(unary.Operand);
        return unary.Operator switch
        {
            UnaryOperator.LogicalNot => $"(!{operand})",
            UnaryOperator.BitNot => ElementOf(unary.Operand.Type) == NumberKind.Bool ? $"(!{operand})" : $"(~{operand})",
            _ => $"(-{operand})",
        };
    }

    private static string Binary(BinaryOperator op, MslType leftType, string left, Expression rightExpression, string right)
    {
        MslType rightType = rightExpression.Type;
        if (leftType is PointerType || rightType is PointerType)
            return op == BinaryOperator.Subtract && rightType is PointerType ? $"((i64)({left} - {right}))" : $"({left} {op.Text()} {right})";
        if (leftType is MatrixType || rightType is MatrixType) return MatrixOperation(op, leftType, left, rightType, right);
        if (op is BinaryOperator.ShiftLeft or BinaryOperator.ShiftRight)
        {
            long bits = 8L * ElementOf(leftType).Size();
            if (leftType is ScalarType && rightExpression is ConstantExpression constant && constant.Value.Signed >= 0 && constant.Value.Signed < bits)
                return $"({left} {op.Text()} {constant.Value.Signed.ToString(CultureInfo.InvariantCulture)})";
            return $"{(op == BinaryOperator.ShiftLeft ? "shl" : "shr")}({left}, {right})";
        }
        return $"({left} {op.Text()} {right})";
    }

    private static string MatrixOperation(BinaryOperator op, MslType leftType, string left, MslType rightType, string right)
    {
        switch (op)
        {
            case BinaryOperator.Multiply when leftType is ScalarType: return $"mat_scale({right}, {left})";
            case BinaryOperator.Multiply when rightType is ScalarType: return $"mat_scale({left}, {right})";
            case BinaryOperator.Multiply: return $"mat_mul({left}, {right})";
            case BinaryOperator.Divide: return $"mat_divide({left}, {right})";
            case BinaryOperator.Equal: return $"mat_equal({left}, {right})";
            case BinaryOperator.NotEqual: return $"(!mat_equal({left}, {right}))";
            default: return $"({left} {op.Text()} {right})";
        }
    }

    private string Convert(string value, MslType from, MslType to, int at)
    {
        if (to == ScalarType.Void) return $"((void)({value}))";
        switch (from, to)
        {
            case (PointerType, PointerType): return $"(({TypeOf(to, at)}){value})";
            case (PointerType, ScalarType { Kind: NumberKind.Bool }): return $"({value} != 0)";
            case (PointerType, ScalarType or EnumType): return $"(({TypeOf(to, at)}){value})";
            case (ScalarType or EnumType, PointerType): return $"(({TypeOf(to, at)})(u64){value})";
            case (SpecialType { Name: "nullptr_t" }, _): return $"(({TypeOf(to, at)}){value})";
            case (StructType a, StructType b): return ReferenceEquals(a, b) ? $"{TypeOf(to, at)}({value})" : Base(value, a, b, at);
            case (SimdgroupMatrixType a, SimdgroupMatrixType b): return a == b ? value : $"sgm_convert<{Scalar(b.Element)}>({value})";
            case (ScalarType or EnumType, ScalarType or EnumType): return ConvertScalar(value, ElementOf(from), ElementOf(to));
            case (ScalarType or EnumType, VectorType vector): return $"ToV<{TypeOf(vector, at)}>::all({ConvertScalar(value, ElementOf(from), vector.Element)})";
            case (ScalarType, MatrixType matrix): return $"mat_diagonal<{Scalar(matrix.Element)}, {matrix.Columns}, {matrix.Rows}>({ConvertScalar(value, ElementOf(from), matrix.Element)})";
            case (VectorType, VectorType): return from == to ? $"{TypeOf(to, at)}({value})" : $"ToV<{TypeOf(to, at)}>::of({value})";
            case (MatrixType a, MatrixType b):
                return a == b ? $"{TypeOf(to, at)}({value})" : $"mat_convert<{Scalar(b.Element)}, {b.Columns}, {b.Rows}>({value})";
            default:
                if (from == to) return value;
                throw new EmissionException(at, $"conversion from '{from}' to '{to}' has no CUDA form");
        }
    }

    private static string ConvertScalar(string value, NumberKind from, NumberKind to)
    {
        if (from == to) return $"({Scalar(to)})({value})";
        bool small = to is NumberKind.Half or NumberKind.BFloat or NumberKind.Bool || from is NumberKind.Half or NumberKind.BFloat
            || from == NumberKind.Float && to < NumberKind.Int;
        return small ? $"Conv<{Scalar(to)}>::of({value})" : $"({Scalar(to)})({value})";
    }

    /// <summary>True where the place can be named twice: naming it has no effect and costs nothing.</summary>
    private static bool IsSimple(Expression expression, int budget = 4) => budget > 0 && expression switch
    {
        VariableExpression or ConstantExpression => true,
        MemberExpression member => IsSimple(member.Target, budget - 1),
        BaseExpression parent => IsSimple(parent.Target, budget - 1),
        SwizzleExpression swizzle => IsSimple(swizzle.Target, budget - 1),
        IndexExpression index => IsSimple(index.Target, budget - 1) && IsSimple(index.Index, budget - 1),
        DereferenceExpression dereference => IsSimple(dereference.Pointer, budget - 1),
        MatrixElementsExpression elements => IsSimple(elements.Target, budget - 1),
        ConversionExpression { Type: ScalarType, Operand: VariableExpression } => true,
        _ => false,
    };

    private string Assign(AssignExpression assign)
    {
        if (assign.IsInitialization && assign.Target is MemberExpression { Field: { Type.Type: ReferenceType } reference } member)
            return $"({Evaluate(member.Target)}.{FieldName(reference)} = &{Lvalue(assign.Value)})";
        if (assign.Target.Type is ArrayType) return AssignArray(assign);
        string value = Evaluate(assign.Value);
        if (assign.Target is SwizzleExpression { Components.Length: > 1 } swizzle)
            return $"put<{Components(swizzle)}>({Lvalue(swizzle.Target)}, {value})";
        return $"({Evaluate(assign.Target)} = {value})";
    }

    private string AssignArray(AssignExpression assign)
    {
        string target = Evaluate(assign.Target);
        if (assign.Value is ZeroExpression) return $"zero({target})";
        if (assign.Value is not AggregateExpression aggregate) return $"copy({target}, {Evaluate(assign.Value)})";
        string number = Next();
        return $"[&]() {{ {TypeOf(assign.Target.Type, assign.At)} a_{number} = {Aggregate(aggregate, brace: true)}; copy({target}, a_{number}); }}()";
    }

    private string CompoundAssign(CompoundAssignExpression compound)
    {
        Expression target = compound.Target;
        MslType type = target.Type;
        string amount = Evaluate(compound.Value);
        bool plain = type == compound.ComputeType && type is ScalarType { Kind: NumberKind.Int or NumberKind.UInt or NumberKind.Long or NumberKind.ULong or NumberKind.Float };
        if (type is PointerType || plain && compound.Operator is not (BinaryOperator.ShiftLeft or BinaryOperator.ShiftRight))
            return $"({Evaluate(target)} {compound.Operator.Text()}= {amount})";
        if (target is SwizzleExpression { Components.Length: > 1 } swizzle)
        {
            string whole = IsSimple(swizzle.Target) ? Evaluate(swizzle.Target) : "b_" + Next();
            string part = $"swz<{Components(swizzle)}>({whole})";
            string write = $"put<{Components(swizzle)}>({whole}, {Combined(compound, part, amount)})";
            return IsSimple(swizzle.Target) ? write : $"[&]() {{ auto& {whole} = {Evaluate(swizzle.Target)}; {write}; }}()";
        }
        if (IsSimple(target))
        {
            string place = Evaluate(target);
            return $"({place} = {Combined(compound, place, amount)})";
        }
        string name = "t_" + Next(), reference = TypeOf(type, compound.At);
        return $"[&]() -> {reference}& {{ {reference}& {name} = {Evaluate(target)}; {name} = {Combined(compound, name, amount)}; return {name}; }}()";
    }

    private string Combined(CompoundAssignExpression compound, string place, string amount)
    {
        MslType type = compound.Target.Type, compute = compound.ComputeType;
        // Matrices say what they become by themselves.
        if (type is MatrixType || compound.Value.Type is MatrixType) return Binary(compound.Operator, type, place, compound.Value, amount);
        string left = type == compute ? place : Convert(place, type, compute, compound.At);
        string result = Binary(compound.Operator, compute, left, compound.Value, amount);
        return type == compute ? ElementOf(type) is NumberKind.Half or NumberKind.BFloat || type is VectorType ? result : $"({TypeOf(type, compound.At)})({result})"
            : Convert(result, compute, type, compound.At);
    }

    private string Increment(IncrementExpression increment)
    {
        MslType type = increment.Target.Type;
        string op = increment.Delta > 0 ? "++" : "--";
        if (type is PointerType or ScalarType { Kind: not (NumberKind.Half or NumberKind.BFloat) })
        {
            string target = Evaluate(increment.Target);
            return increment.IsPrefix ? $"({op}{target})" : $"({target}{op})";
        }
        string number = Next(), text = TypeOf(type, increment.At);
        string one = Convert("1", ScalarType.Int, type, increment.At), sign = increment.Delta > 0 ? "+" : "-";
        if (type is VectorType { Packed: true } packed)
        {
            string wide = TypeOf(VectorType.Of(packed.Element, packed.Count), increment.At);
            one = $"ToV<{text}>::of(ToV<{wide}>::of(p_{number}) {sign} ToV<{wide}>::all({ConvertScalar("1", NumberKind.Int, packed.Element)}))";
        }
        else one = $"p_{number} {sign} {one}";
        return increment.IsPrefix
            ? $"[&]() -> {text}& {{ {text}& p_{number} = {Evaluate(increment.Target)}; p_{number} = {one}; return p_{number}; }}()"
            : $"[&]() -> {text} {{ {text}& p_{number} = {Evaluate(increment.Target)}; {text} o_{number} = p_{number}; p_{number} = {one}; return o_{number}; }}()";
    }
}
