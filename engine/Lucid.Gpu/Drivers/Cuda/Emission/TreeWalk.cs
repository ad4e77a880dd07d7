using System;
using System.Collections.Generic;
using Lucid.Gpu.Msl.Tree;

namespace Lucid.Gpu.Drivers.Cuda.Emission;

/// <summary>Visits every expression below a statement or an expression, the outer one first.</summary>
internal static class TreeWalk
{
    public static void Visit(Statement? statement, Action<Expression> visit)
    {
        switch (statement)
        {
            case BlockStatement block: foreach (Statement inner in block.Statements) Visit(inner, visit); break;
            case DeclarationStatement declaration: Visit(declaration.Initializer, visit); break;
            case ExpressionStatement expression: Visit(expression.Expression, visit); break;
            case IfStatement branch: Visit(branch.Condition, visit); Visit(branch.Then, visit); Visit(branch.Otherwise, visit); break;
            case LoopStatement loop: Visit(loop.Start, visit); Visit(loop.Condition, visit); Visit(loop.Step, visit); Visit(loop.Body, visit); break;
            case SwitchStatement choice:
                Visit(choice.Selector, visit);
                foreach (SwitchSection section in choice.Sections)
                    foreach (Statement inner in section.Body) Visit(inner, visit);
                break;
            case ReturnStatement result: Visit(result.Value, visit); break;
        }
    }

    public static void Visit(Expression? expression, Action<Expression> visit)
    {
        if (expression is null) return;
        visit(expression);
        switch (expression)
        {
            case UnaryExpression e: Visit(e.Operand, visit); break;
            case BinaryExpression e: Visit(e.Left, visit); Visit(e.Right, visit); break;
            case LogicalExpression e: Visit(e.Left, visit); Visit(e.Right, visit); break;
            case AssignExpression e: Visit(e.Target, visit); Visit(e.Value, visit); break;
            case CompoundAssignExpression e: Visit(e.Target, visit); Visit(e.Value, visit); break;
            case IncrementExpression e: Visit(e.Target, visit); break;
            case ConditionalExpression e: Visit(e.Condition, visit); Visit(e.WhenTrue, visit); Visit(e.WhenFalse, visit); break;
            case ConversionExpression e: Visit(e.Operand, visit); break;
            case CallExpression e: Visit(e.Arguments, visit); break;
            case IntrinsicExpression e: Visit(e.Arguments, visit); break;
            case MemberExpression e: Visit(e.Target, visit); break;
            case BaseExpression e: Visit(e.Target, visit); break;
            case IndexExpression e: Visit(e.Target, visit); Visit(e.Index, visit); break;
            case SwizzleExpression e: Visit(e.Target, visit); break;
            case VectorExpression e: Visit(e.Parts, visit); break;
            case MatrixExpression e: Visit(e.Parts, visit); break;
            case AggregateExpression e: foreach (var (_, value) in e.Elements) Visit(value, visit); break;
            case ConstructExpression e: Visit(e.Arguments, visit); break;
            case AddressOfExpression e: Visit(e.Target, visit); break;
            case DecayExpression e: Visit(e.Array, visit); break;
            case DereferenceExpression e: Visit(e.Pointer, visit); break;
            case CommaExpression e: Visit(e.First, visit); Visit(e.Second, visit); break;
            case MatrixElementsExpression e: Visit(e.Target, visit); break;
        }
    }

    private static void Visit(IReadOnlyList<Expression> expressions, Action<Expression> visit)
    {
        foreach (Expression expression in expressions) Visit(expression, visit);
    }
}
