using System.Collections.Generic;
using Lucid.Gpu.Msl.Semantics;

namespace Lucid.Gpu.Msl.Tree;

internal abstract class Statement(int at)
{
    public int At => at;
}

internal sealed class BlockStatement(int at, IReadOnlyList<Statement> statements) : Statement(at)
{
    public IReadOnlyList<Statement> Statements => statements;
}

internal sealed class DeclarationStatement(int at, VariableSymbol variable, Expression? initializer) : Statement(at)
{
    public VariableSymbol Variable => variable;

    public Expression? Initializer => initializer;
}

internal sealed class ExpressionStatement(Expression expression) : Statement(expression.At)
{
    public Expression Expression => expression;
}

internal sealed class IfStatement(int at, Expression condition, Statement then, Statement? otherwise) : Statement(at)
{
    public Expression Condition => condition;

    public Statement Then => then;

    public Statement? Otherwise => otherwise;
}

/// <summary>for, while (no start, no step) and do-while (<c>TestFirst</c> false).</summary>
internal sealed class LoopStatement(int at, Statement? start, Expression? condition, Expression? step, Statement body, bool testFirst) : Statement(at)
{
    public Statement? Start => start;

    public Expression? Condition => condition;

    public Expression? Step => step;

    public Statement Body => body;

    public bool TestFirst => testFirst;
}

/// <summary>One run of statements of a switch, entered by any of its labels or from the section above.</summary>
internal sealed record SwitchSection(IReadOnlyList<long> Labels, bool IsDefault, IReadOnlyList<Statement> Body);

internal sealed class SwitchStatement(int at, Expression selector, IReadOnlyList<SwitchSection> sections) : Statement(at)
{
    public Expression Selector => selector;

    public IReadOnlyList<SwitchSection> Sections => sections;
}

internal sealed class BreakStatement(int at) : Statement(at);

internal sealed class ContinueStatement(int at) : Statement(at);

internal sealed class ReturnStatement(int at, Expression? value) : Statement(at)
{
    public Expression? Value => value;
}
