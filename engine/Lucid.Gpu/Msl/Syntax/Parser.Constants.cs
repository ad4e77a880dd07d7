using System;
using System.Collections.Generic;
using Lucid.Gpu.Msl.Library;
using Lucid.Gpu.Msl.Semantics;
using Lucid.Gpu.Msl.Text;
using Lucid.Gpu.Msl.Tree;
using Lucid.Gpu.Msl.Types;

namespace Lucid.Gpu.Msl.Syntax;

internal sealed partial class Parser
{
    private const int EvaluationStepLimit = 100_000;
    private const int EvaluationDepthLimit = 64;
    private int _evaluationSteps;
    private int _evaluationDepth;

    private Expression Fold(Expression expression)
    {
        bool constant = expression switch
        {
            BinaryExpression binary => binary.Left is ConstantExpression && binary.Right is ConstantExpression,
            UnaryExpression unary => unary.Operand is ConstantExpression,
            _ => false,
        };
        return constant && TryEvaluate(expression, out ConstantValue value) ? new ConstantExpression(expression.At, expression.Type, value) : expression;
    }

    /// <summary>The value of a constant expression.</summary>
    private bool TryEvaluate(Expression expression, out ConstantValue value)
    {
        if (_evaluationDepth == 0) _evaluationSteps = 0;
        value = default;
        if (++_evaluationDepth > EvaluationDepthLimit * 4) { _evaluationDepth--; return false; }
        try
        {
            if (Evaluate(expression, null) is not { } found) return false;
            value = found;
            return true;
        }
        finally
        {
            _evaluationDepth--;
        }
    }

    private ConstantValue? Evaluate(Expression expression, Dictionary<VariableSymbol, ConstantValue>? locals)
    {
        if (++_evaluationSteps > EvaluationStepLimit || !System.Runtime.CompilerServices.RuntimeHelpers.TryEnsureSufficientExecutionStack()) return null;
        switch (expression)
        {
            case ConstantExpression constant: return constant.Value;
            case ZeroExpression zero when KindOf(zero.Type) is { } kind: return ConstantValue.FromBits(NumberKind.Int, 0).ConvertTo(kind);
            case VariableExpression variable:
                if (locals is not null && locals.TryGetValue(variable.Variable, out ConstantValue local)) return local;
                return variable.Variable.Constant;
            case ConversionExpression conversion:
                return KindOf(conversion.Type) is { } target && KindOf(conversion.Operand.Type) is not null ? Evaluate(conversion.Operand, locals)?.ConvertTo(target) : null;
            case UnaryExpression unary:
                return Evaluate(unary.Operand, locals) is { } operand && unary.Type is ScalarType ? EvaluateUnary(unary.Operator, operand) : null;
            case BinaryExpression binary:
                if (binary.Left.Type is not ScalarType || binary.Type is not ScalarType) return null;
                return Evaluate(binary.Left, locals) is { } left && Evaluate(binary.Right, locals) is { } right ? EvaluateBinary(binary.Operator, left, right) : null;
            case LogicalExpression logical:
                if (Evaluate(logical.Left, locals) is not { } first) return null;
                return first.IsTrue != logical.IsAnd ? first : Evaluate(logical.Right, locals);
            case ConditionalExpression conditional:
                if (Evaluate(conditional.Condition, locals) is not { } chosen) return null;
                return Evaluate(chosen.IsTrue ? conditional.WhenTrue : conditional.WhenFalse, locals);
            case IndexExpression { Target: VariableExpression { Variable: { Initializer: AggregateExpression elements } array } } index when array.Type.Const:
                if (Evaluate(index.Index, locals) is not { } place) return null;
                foreach (var (at, element) in elements.Elements)
                    if (at == place.Signed) return Evaluate(element, locals);
                return null;
            case MemberExpression { Target: VariableExpression { Variable: { Initializer: AggregateExpression fields } structure } } member when structure.Type.Const:
                foreach (var (at, element) in fields.Elements)
                    if (at == member.Field.Index) return Evaluate(element, locals);
                return member.Field.Initializer is { } initial ? Evaluate(initial, locals) : null;
            case IntrinsicExpression intrinsic: return EvaluateIntrinsic(intrinsic, locals);
            case CallExpression call: return EvaluateCall(call, locals);
            case CommaExpression comma: return Evaluate(comma.Second, locals);
            default: return locals is null ? null : EvaluateEffect(expression, locals);
        }
    }

    private static ConstantValue EvaluateUnary(UnaryOperator op, ConstantValue value) => op switch
    {
        UnaryOperator.Negate => value.IsFloating ? ConstantValue.FromDouble(value.Kind, -value.Number) : ConstantValue.FromBits(value.Kind, 0 - value.Bits),
        UnaryOperator.BitNot => ConstantValue.FromBits(value.Kind, ~value.Bits),
        _ => ConstantValue.Bool(!value.IsTrue),
    };

    private static ConstantValue? EvaluateBinary(BinaryOperator op, ConstantValue left, ConstantValue right)
    {
        if (left.IsFloating)
        {
            double a = left.Number, b = right.Number;
            return op switch
            {
                BinaryOperator.Add => ConstantValue.FromDouble(left.Kind, a + b),
                BinaryOperator.Subtract => ConstantValue.FromDouble(left.Kind, a - b),
                BinaryOperator.Multiply => ConstantValue.FromDouble(left.Kind, a * b),
                BinaryOperator.Divide => ConstantValue.FromDouble(left.Kind, a / b),
                BinaryOperator.Equal => ConstantValue.Bool(a == b),
                BinaryOperator.NotEqual => ConstantValue.Bool(a != b),
                BinaryOperator.Less => ConstantValue.Bool(a < b),
                BinaryOperator.LessEqual => ConstantValue.Bool(a <= b),
                BinaryOperator.Greater => ConstantValue.Bool(a > b),
                BinaryOperator.GreaterEqual => ConstantValue.Bool(a >= b),
                _ => null,
            };
        }
        bool signed = left.Kind.IsSigned();
        long x = (long)left.Bits, y = (long)right.Bits;
        ulong u = left.Bits, v = right.Bits;
        int width = left.Kind.Size() * 8;
        ConstantValue Of(ulong bits) => ConstantValue.FromBits(left.Kind, bits);
        switch (op)
        {
            case BinaryOperator.Add: return Of(u + v);
            case BinaryOperator.Subtract: return Of(u - v);
            case BinaryOperator.Multiply: return Of(u * v);
            case BinaryOperator.Divide or BinaryOperator.Remainder:
                if (v == 0) return null;
                bool divide = op == BinaryOperator.Divide;
                if (!signed) return Of(divide ? u / v : u % v);
                if (y == -1) return divide ? Of(0 - u) : Of(0);
                return Of((ulong)(divide ? x / y : x % y));
            case BinaryOperator.ShiftLeft: return v < (ulong)width ? Of(u << (int)v) : null;
            case BinaryOperator.ShiftRight: return v < (ulong)width ? Of(signed ? (ulong)(x >> (int)v) : u >> (int)v) : null;
            case BinaryOperator.BitAnd: return Of(u & v);
            case BinaryOperator.BitOr: return Of(u | v);
            case BinaryOperator.BitXor: return Of(u ^ v);
            case BinaryOperator.Equal: return ConstantValue.Bool(u == v);
            case BinaryOperator.NotEqual: return ConstantValue.Bool(u != v);
            case BinaryOperator.Less: return ConstantValue.Bool(signed ? x < y : u < v);
            case BinaryOperator.LessEqual: return ConstantValue.Bool(signed ? x <= y : u <= v);
            case BinaryOperator.Greater: return ConstantValue.Bool(signed ? x > y : u > v);
            default: return ConstantValue.Bool(signed ? x >= y : u >= v);
        }
    }

    private ConstantValue? EvaluateIntrinsic(IntrinsicExpression intrinsic, Dictionary<VariableSymbol, ConstantValue>? locals)
    {
        if (intrinsic.Type is not ScalarType type || intrinsic.Intrinsic == Intrinsic.IsFunctionConstantDefined) return null;
        var values = new List<ConstantValue>();
        foreach (Expression argument in intrinsic.Arguments)
        {
            if (argument.Type is not ScalarType || Evaluate(argument, locals) is not { } value) return null;
            values.Add(value);
        }
        ConstantValue Pick(ConstantValue a, ConstantValue b, BinaryOperator op) => EvaluateBinary(op, a, b) is { IsTrue: true } ? a : b;
        switch (intrinsic.Intrinsic)
        {
            case Intrinsic.Min or Intrinsic.Fmin: return Pick(values[0], values[1], BinaryOperator.Less);
            case Intrinsic.Max or Intrinsic.Fmax: return Pick(values[0], values[1], BinaryOperator.Greater);
            case Intrinsic.Clamp: return Pick(Pick(values[0], values[1], BinaryOperator.Greater), values[2], BinaryOperator.Less);
            case Intrinsic.Abs or Intrinsic.Fabs:
                return values[0].IsFloating ? ConstantValue.FromDouble(type.Kind, Math.Abs(values[0].Number)) : (long)values[0].Bits < 0 && type.Kind.IsSigned() ? EvaluateUnary(UnaryOperator.Negate, values[0]) : values[0];
            case Intrinsic.Sqrt: return ConstantValue.FromDouble(type.Kind, Math.Sqrt(values[0].Number));
            case Intrinsic.Rsqrt: return ConstantValue.FromDouble(type.Kind, 1 / Math.Sqrt(values[0].Number));
            case Intrinsic.Floor: return ConstantValue.FromDouble(type.Kind, Math.Floor(values[0].Number));
            case Intrinsic.Ceil: return ConstantValue.FromDouble(type.Kind, Math.Ceiling(values[0].Number));
            case Intrinsic.Exp: return ConstantValue.FromDouble(type.Kind, Math.Exp(values[0].Number));
            case Intrinsic.Log: return ConstantValue.FromDouble(type.Kind, Math.Log(values[0].Number));
            case Intrinsic.Log2: return ConstantValue.FromDouble(type.Kind, Math.Log2(values[0].Number));
            case Intrinsic.Exp2: return ConstantValue.FromDouble(type.Kind, Math.Pow(2, values[0].Number));
            case Intrinsic.Pow or Intrinsic.Powr: return ConstantValue.FromDouble(type.Kind, Math.Pow(values[0].Number, values[1].Number));
            case Intrinsic.Clz or Intrinsic.Ctz or Intrinsic.PopCount:
                int width = type.Kind.Size() * 8;
                ulong bits = width == 64 ? values[0].Bits : values[0].Bits & (1UL << width) - 1;
                int answer = intrinsic.Intrinsic switch
                {
                    Intrinsic.PopCount => System.Numerics.BitOperations.PopCount(bits),
                    Intrinsic.Clz => System.Numerics.BitOperations.LeadingZeroCount(bits) - (64 - width),
                    _ => bits == 0 ? width : System.Numerics.BitOperations.TrailingZeroCount(bits),
                };
                return ConstantValue.FromBits(type.Kind, (ulong)answer);
            default: return null;
        }
    }

    private enum Flow : byte { Next, Break, Continue, Return, Fail }

    private ConstantValue? EvaluateCall(CallExpression call, Dictionary<VariableSymbol, ConstantValue>? locals)
    {
        FunctionSymbol function = call.Function;
        if (_evaluationDepth > EvaluationDepthLimit || function.Lambda is not null) return null;
        if (function.State == BodyState.Unparsed)
        {
            try { ParseBody(function); }
            catch (CompileException) when (_speculation > 0) { return null; }
        }
        if (function.Body is null || function.State != BodyState.Parsed) return null;
        int shift = function.This is null ? 0 : 1;
        var inner = new Dictionary<VariableSymbol, ConstantValue>();
        for (int i = 0; i < function.Parameters.Count; i++)
        {
            if (Evaluate(call.Arguments[i + shift], locals) is { } argument) inner[function.Parameters[i]] = argument;
            else if (KindOf(function.Parameters[i].ObjectType.Type) is not null) return null;
        }
        ConstantValue? result = null;
        _evaluationDepth++;
        Flow flow = Run(function.Body, inner, ref result);
        _evaluationDepth--;
        return flow == Flow.Return && result is { } found && KindOf(function.ResultValueType.Type) is { } kind ? found.ConvertTo(kind) : null;
    }

    private Flow Run(Statement? statement, Dictionary<VariableSymbol, ConstantValue> locals, ref ConstantValue? result)
    {
        if (++_evaluationSteps > EvaluationStepLimit || !System.Runtime.CompilerServices.RuntimeHelpers.TryEnsureSufficientExecutionStack()) return Flow.Fail;
        switch (statement)
        {
            case null: return Flow.Next;
            case BlockStatement block:
                foreach (Statement inner in block.Statements)
                {
                    Flow flow = Run(inner, locals, ref result);
                    if (flow != Flow.Next) return flow;
                }
                return Flow.Next;
            case DeclarationStatement declaration:
                if (declaration.Variable.IsReference || KindOf(declaration.Variable.Type.Type) is not { } kind) return Flow.Fail;
                if (declaration.Initializer is null) { locals.Remove(declaration.Variable); return Flow.Next; }
                if (Evaluate(declaration.Initializer, locals) is not { } initial) return Flow.Fail;
                locals[declaration.Variable] = initial.ConvertTo(kind);
                return Flow.Next;
            case ExpressionStatement expression: return Evaluate(expression.Expression, locals) is null ? Flow.Fail : Flow.Next;
            case ReturnStatement { Value: { } value }:
                result = Evaluate(value, locals);
                return result is null ? Flow.Fail : Flow.Return;
            case IfStatement branch:
                if (Evaluate(branch.Condition, locals) is not { } truth) return Flow.Fail;
                return Run(truth.IsTrue ? branch.Then : branch.Otherwise, locals, ref result);
            case BreakStatement: return Flow.Break;
            case ContinueStatement: return Flow.Continue;
            case LoopStatement loop:
                if (Run(loop.Start, locals, ref result) == Flow.Fail) return Flow.Fail;
                bool test = loop.TestFirst;
                while (true)
                {
                    if (test && loop.Condition is not null)
                    {
                        if (Evaluate(loop.Condition, locals) is not { } again) return Flow.Fail;
                        if (!again.IsTrue) return Flow.Next;
                    }
                    test = true;
                    Flow flow = Run(loop.Body, locals, ref result);
                    if (flow is Flow.Return or Flow.Fail) return flow;
                    if (flow == Flow.Break) return Flow.Next;
                    if (loop.Step is not null && Evaluate(loop.Step, locals) is null) return Flow.Fail;
                }
            default: return Flow.Fail;
        }
    }

    private ConstantValue? EvaluateEffect(Expression expression, Dictionary<VariableSymbol, ConstantValue> locals)
    {
        switch (expression)
        {
            case AssignExpression { Target: VariableExpression target } assign when KindOf(target.Type) is { } kind:
                if (Evaluate(assign.Value, locals) is not { } value) return null;
                return locals[target.Variable] = value.ConvertTo(kind);
            case CompoundAssignExpression { Target: VariableExpression target } assign when KindOf(target.Type) is { } kind && assign.ComputeType is ScalarType compute:
                if (Evaluate(target, locals) is not { } before || Evaluate(assign.Value, locals) is not { } amount) return null;
                if (EvaluateBinary(assign.Operator, before.ConvertTo(compute.Kind), amount) is not { } after) return null;
                return locals[target.Variable] = after.ConvertTo(kind);
            case IncrementExpression { Target: VariableExpression target } increment when KindOf(target.Type) is { } kind:
                if (Evaluate(target, locals) is not { } old) return null;
                ConstantValue next = kind.IsFloating() ? ConstantValue.FromDouble(kind, old.Number + increment.Delta) : ConstantValue.FromBits(kind, old.Bits + (ulong)(long)increment.Delta);
                locals[target.Variable] = next;
                return increment.IsPrefix ? next : old;
            default: return null;
        }
    }
}
