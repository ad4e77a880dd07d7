using System.Collections.Generic;
using System.Globalization;
using System.Text;
using Lucid.Gpu.Msl.Semantics;
using Lucid.Gpu.Msl.Tree;
using Lucid.Gpu.Msl.Types;

namespace Lucid.Gpu.Drivers.Cuda.Emission;

internal sealed partial class KernelEmitter
{
    /// <summary>The expression as C++ text; an lvalue stays one, except for swizzles of several components.</summary>
    private string Evaluate(Expression expression)
    {
        Enter(expression.At);
        string text = EvaluateCore(expression);
        Leave();
        return text;
    }

    private string EvaluateCore(Expression expression)
    {
        int at = expression.At;
        switch (expression)
        {
            case ConstantExpression constant: return constant.Type is EnumType e ? Constant(constant.Value.ConvertTo(e.Underlying)) : Constant(constant.Value);
            case ZeroExpression: return Zero(expression.Type, at);
            case NullPointerExpression: return $"(({TypeOf(expression.Type, at)})0)";
            case LambdaExpression: return "Closure{}";
            case FunctionPointerExpression: return "((void*)0)";
            case StringExpression: throw new EmissionException(at, "strings are not supported at run time");
            case SamplerExpression sampler: return SamplerBits(sampler).ToString(CultureInfo.InvariantCulture);
            case VariableExpression variable: return Variable(variable.Variable, at);
            case UnaryExpression unary: return Unary(unary);
            case BinaryExpression binary: return Binary(binary.Operator, binary.Left.Type, Evaluate(binary.Left), binary.Right, Evaluate(binary.Right));
            case LogicalExpression logical: return Logical(logical);
            case ConditionalExpression conditional: return Conditional(conditional);
            case ConversionExpression conversion: return Convert(Evaluate(conversion.Operand), conversion.Operand.Type, conversion.Type, at);
            case CallExpression call: return Call(call);
            case ConstructExpression construct: return Invoke(construct.Constructor, construct.Arguments, at);
            case IntrinsicExpression intrinsic: return Intrinsic(intrinsic);
            case MemberExpression member: return Member(Evaluate(member.Target), member.Field);
            case BaseExpression parent: return Base(Evaluate(parent.Target), (StructType)parent.Target.Type, (StructType)parent.Type, at);
            case IndexExpression index: return Index(index);
            case SwizzleExpression swizzle: return Swizzle(swizzle);
            case VectorExpression vector: return Vector(vector);
            case MatrixExpression matrix: return Matrix(matrix);
            case AggregateExpression aggregate: return Aggregate(aggregate, brace: false);
            case AddressOfExpression address: return AddressOf(address);
            case DecayExpression decay: return $"(&{Evaluate(decay.Array)}[0])";
            case DereferenceExpression dereference: return $"(*{Evaluate(dereference.Pointer)})";
            case CommaExpression comma: return $"((void)({Evaluate(comma.First)}), {Evaluate(comma.Second)})";
            case MatrixElementsExpression elements: return $"{Lvalue(elements.Target)}.e";
            case AssignExpression assign: return Assign(assign);
            case CompoundAssignExpression compound: return CompoundAssign(compound);
            case IncrementExpression increment: return Increment(increment);
            default: throw new EmissionException(at, "this expression has no CUDA form");
        }
    }

    private string Variable(VariableSymbol variable, int at)
    {
        if (variable.FunctionConstant >= 0) return FunctionConstant(variable, at);
        if (variable.Kind == VariableKind.Global && variable.Type.Space != AddressSpace.Threadgroup) return Global(variable, at);
        return NameOf(variable);
    }

    private string Zero(MslType type, int at) => type switch
    {
        PointerType => $"(({TypeOf(type, at)})0)",
        SpecialType => "0",
        ScalarType { Kind: NumberKind.Void } => "((void)0)",
        _ => $"{TypeOf(type, at)}{{}}",
    };

    /// <summary>The expression in a form to which a non-const C++ reference binds.</summary>
    private string Lvalue(Expression expression)
    {
        string text = Evaluate(expression);
        return expression.IsLvalue && expression is not SwizzleExpression { Components.Length: > 1 } ? text : $"lv({text})";
    }

    private static string Member(string target, Field field) =>
        field.Type.Type is ReferenceType ? $"(*{target}.{FieldName(field)})" : $"{target}.{FieldName(field)}";

    private static string Base(string target, StructType from, StructType to, int at)
    {
        if (ReferenceEquals(from, to)) return target;
        foreach (Field field in from.Fields)
            if (field.Type.Type is StructType inner && from.Bases.Contains(inner) && inner.DerivesFrom(to)) return Base($"{target}.{FieldName(field)}", inner, to, at);
        throw new EmissionException(at, $"'{from.Name}' has no base '{to.Name}' in CUDA form");
    }

    private string Index(IndexExpression index)
    {
        string place = Evaluate(index.Index);
        switch (index.Target.Type)
        {
            case PointerType: return $"{Evaluate(index.Target)}[{place}]";
            case ArrayType: return $"{Evaluate(index.Target)}[{place}]";
            case MatrixType: return $"{Lvalue(index.Target)}.c[{place}]";
            case VectorType when index.Index is ConstantExpression { Value.Signed: >= 0 and <= 3 } constant:
                return $"{Parenthesise(index.Target)}.{"xyzw"[(int)constant.Value.Signed]}";
            default: return $"at({Lvalue(index.Target)}, {place})";
        }
    }

    private string Parenthesise(Expression expression)
    {
        string text = Evaluate(expression);
        return expression is VariableExpression or MemberExpression or IndexExpression or IntrinsicExpression or CallExpression ? text : $"({text})";
    }

    private string Swizzle(SwizzleExpression swizzle)
    {
        if (swizzle.Components.Length == 1) return $"{Parenthesise(swizzle.Target)}.{"xyzw"[swizzle.Components[0]]}";
        return $"swz<{Components(swizzle)}>({Evaluate(swizzle.Target)})";
    }

    private static string Components(SwizzleExpression swizzle) => string.Join(", ", swizzle.Components);

    private string Vector(VectorExpression vector)
    {
        string element = Scalar(((VectorType)vector.Type).Element);
        bool scalars = true;
        var parts = new List<string>();
        foreach (Expression part in vector.Parts)
        {
            scalars &= part.Type is not VectorType;
            string text = Evaluate(part);
            parts.Add(part.Type is VectorType { Packed: true } packed ? $"ToV<Vec<{element}, {packed.Count}>>::of({text})" : text);
        }
        string list = string.Join(", ", parts);
        return scalars ? $"{TypeOf(vector.Type, vector.At)}{{{list}}}"
            : ((VectorType)vector.Type).Packed ? $"ToV<{TypeOf(vector.Type, vector.At)}>::of(cat<{element}, {((VectorType)vector.Type).Count}>({list}))"
            : $"cat<{element}, {((VectorType)vector.Type).Count}>({list})";
    }

    private string Matrix(MatrixExpression expression)
    {
        var matrix = (MatrixType)expression.Type;
        string type = TypeOf(matrix, expression.At), column = TypeOf(matrix.Column, expression.At);
        if (expression.Parts.Count == 1 && expression.Parts[0].Type is MatrixType) return Convert(Evaluate(expression.Parts[0]), expression.Parts[0].Type, matrix, expression.At);
        if (expression.Parts.Count == 1) return $"mat_diagonal<{Scalar(matrix.Element)}, {matrix.Columns}, {matrix.Rows}>({Evaluate(expression.Parts[0])})";
        var text = new StringBuilder(type + "{{");
        if (expression.Parts[0].Type is VectorType)
            foreach (Expression part in expression.Parts) text.Append(Evaluate(part)).Append(", ");
        else
            for (int c = 0; c < matrix.Columns; c++)
            {
                text.Append(column).Append('{');
                for (int r = 0; r < matrix.Rows; r++) text.Append(Evaluate(expression.Parts[c * matrix.Rows + r])).Append(r + 1 < matrix.Rows ? ", " : "}, ");
            }
        return text.Append("}}").ToString();
    }

    /// <summary>{...} for a struct or array: with its type in front as a value, or the bare braces as an initialiser.</summary>
    private string Aggregate(AggregateExpression aggregate, bool brace)
    {
        var text = new StringBuilder(brace ? "{" : TypeOf(aggregate.Type, aggregate.At) + "{");
        if (aggregate.Type is ArrayType array)
        {
            long next = 0;
            foreach (var (index, value) in aggregate.Elements)
            {
                for (; next < index; next++) text.Append("{}, ");
                text.Append(Initializer(value)).Append(", ");
                next++;
            }
            _ = array;
            return text.Append('}').ToString();
        }
        var structure = (StructType)aggregate.Type;
        if (structure.IsUnion)
        {
            if (aggregate.Elements.Count > 0)
            {
                var (index, value) = aggregate.Elements[0];
                text.Append('.').Append(FieldName(structure.Fields[(int)index])).Append(" = ").Append(Initializer(value));
            }
            return text.Append('}').ToString();
        }
        foreach (Field field in structure.Fields)
        {
            Expression? given = null;
            foreach (var (index, value) in aggregate.Elements)
                if (index == field.Index) given = value;
            given ??= field.Initializer;
            if (given is not null) text.Append(field.Type.Type is ReferenceType ? $"&{Lvalue(given)}" : Initializer(given));
            else text.Append(field.Type.Type is StructType inner ? Default(inner, aggregate.At) : "{}");
            text.Append(", ");
        }
        return text.Append('}').ToString();
    }

    private string Default(StructType structure, int at) =>
        structure.IsAggregate && !structure.IsUnion && structure.Fields.Count > 0 ? Aggregate(new AggregateExpression(at, structure, []), brace: true) : "{}";

    private string Initializer(Expression value) => value switch
    {
        AggregateExpression aggregate => Aggregate(aggregate, brace: true),
        ZeroExpression { Type: ArrayType } => "{}",
        _ => Evaluate(value),
    };

    private string AddressOf(AddressOfExpression address) => $"(&{Lvalue(address.Target)})";

    private string Logical(LogicalExpression logical)
    {
        if (_tracking && _flow.HasLanes(logical.Right))
        {
            string number = Next(), left = Evaluate(logical.Left), right = Evaluate(logical.Right);
            string test = logical.IsAnd ? $"c_{number}" : $"!c_{number}";
            return $"[&]() -> bool {{ bool c_{number} = {left}; const u32 s_{number} = lm, t_{number} = __ballot_sync(lm, {test}); "
                + $"if ({test}) {{ lm = t_{number}; c_{number} = {right}; }} lm = s_{number}; return c_{number}; }}()";
        }
        return $"({Evaluate(logical.Left)} {(logical.IsAnd ? "&&" : "||")} {Evaluate(logical.Right)})";
    }

    private string Conditional(ConditionalExpression conditional)
    {
        string condition = Evaluate(conditional.Condition), yes = Evaluate(conditional.WhenTrue), no = Evaluate(conditional.WhenFalse);
        bool isVoid = conditional.Type == ScalarType.Void;
        if (_tracking && (_flow.HasLanes(conditional.WhenTrue) || _flow.HasLanes(conditional.WhenFalse)))
        {
            string number = Next();
            string head = $"const bool c_{number} = {condition}; const u32 s_{number} = lm, t_{number} = __ballot_sync(lm, c_{number}); lm = c_{number} ? t_{number} : lm & ~t_{number}; ";
            if (isVoid) return $"[&]() {{ {head}if (c_{number}) {yes}; else {no}; lm = s_{number}; }}()";
            string type = TypeOf(conditional.Type, conditional.At);
            return $"[&]() -> {type} {{ {head}{type} r_{number}; if (c_{number}) r_{number} = {yes}; else r_{number} = {no}; lm = s_{number}; return r_{number}; }}()";
        }
        return isVoid ? $"({condition} ? (void)({yes}) : (void)({no}))" : $"({condition} ? {yes} : {no})";
    }

    // ---- calls ----

    private string Call(CallExpression call)
    {
        FunctionSymbol function = call.Function;
        if (function.This is not { } self) return Invoke(function, call.Arguments, call.At);
        var arguments = new StringBuilder(Argument(self, call.Arguments[0]));
        for (int i = 0; i < function.Parameters.Count; i++) arguments.Append(", ").Append(Argument(function.Parameters[i], call.Arguments[i + 1]));
        return Invoke(function, arguments, call.At);
    }

    private string Invoke(FunctionSymbol function, IReadOnlyList<Expression> arguments, int at)
    {
        var text = new StringBuilder();
        for (int i = 0; i < function.Parameters.Count; i++) text.Append(i > 0 ? ", " : "").Append(Argument(function.Parameters[i], arguments[i]));
        return Invoke(function, text, at);
    }

    private string Invoke(FunctionSymbol function, StringBuilder arguments, int at)
    {
        if (_flow.HasLanes(function)) arguments.Append(arguments.Length > 0 ? ", lm" : "lm");
        if (_flow.Needs(function).Count > 0) return InPlace(function, arguments.ToString(), at);
        return $"{Require(function, at)}({arguments})";
    }

    private string Argument(VariableSymbol parameter, Expression argument)
    {
        if (!parameter.IsReference) return Evaluate(argument);
        string text = Lvalue(argument);
        // A derived object stands for its base where the front end left the step implicit.
        if (argument.Type is StructType from && parameter.ObjectType.Type is StructType to && !ReferenceEquals(from, to) && from.DerivesFrom(to))
            text = Base(text, from, to, argument.At);
        return text;
    }

    private static int SamplerBits(SamplerExpression sampler)
    {
        // Bit 0: linear; bit 1: normalised coordinates; bits 2..4: address mode.
        int bits = 2;
        foreach (Expression argument in sampler.Arguments)
            if (argument is ConstantExpression { Type: EnumType type } constant)
                switch (type.Name)
                {
                    case "filter" or "mag_filter" or "min_filter": bits = bits & ~1 | (int)constant.Value.Bits & 1; break;
                    case "coord": bits = constant.Value.Bits == 0 ? bits | 2 : bits & ~2; break;
                    case "address" or "s_address" or "t_address": bits = bits & ~28 | (int)constant.Value.Bits << 2; break;
                }
        return bits;
    }
}
