using System.Collections.Generic;
using Lucid.Gpu.Msl.Lexer;
using Lucid.Gpu.Msl.Semantics;
using Lucid.Gpu.Msl.Tree;
using Lucid.Gpu.Msl.Types;

namespace Lucid.Gpu.Msl.Syntax;

internal sealed partial class Parser
{
    private Statement ParseFor(int at)
    {
        _position++;
        Expect("(", "after 'for'");
        Scope outer = _scope;
        LoopKind loop = _loop;
        _scope = new Scope(ScopeKind.Block, outer);
        var start = new List<Statement>();
        if (!Accept(";"))
        {
            if (IsDeclaration())
            {
                if (IsRangeFor())
                {
                    Statement ranged = ParseRangeFor(at);
                    _loop = loop;
                    _scope = outer;
                    return ranged;
                }
                ParseLocalDeclaration(start);
            }
            else
            {
                start.Add(new ExpressionStatement(ParseExpression()));
                Expect(";", "in 'for' statement specifier");
            }
        }
        Expression? condition = At(";") ? null : Condition(ParseExpression());
        Expect(";", "in 'for' statement specifier");
        Expression? step = At(")") ? null : ParseExpression();
        Expect(")", "after 'for' clauses");
        _loop = LoopKind.Loop;
        Statement body = ParseSubStatement();
        _loop = loop;
        _scope = outer;
        Statement? first = start.Count switch { 0 => null, 1 => start[0], _ => new BlockStatement(at, start) };
        if (start.Count <= 1) return new LoopStatement(at, first, condition, step, body, true);
        // Several declared variables live as long as the loop.
        start.Add(new LoopStatement(at, null, condition, step, body, true));
        return new BlockStatement(at, start);
    }

    private bool IsRangeFor()
    {
        int depth = 0;
        for (int i = _position; i < _tokens.Count; i++)
        {
            Token token = _tokens[i];
            if (token.Kind == TokenKind.End || token.Is(";")) return false;
            if (token.Is("(") || token.Is("[") || token.Is("{")) depth++;
            else if (token.Is(")") || token.Is("]") || token.Is("}")) { if (--depth < 0) return false; }
            else if (token.Is(":") && depth == 0) return true;
            else if (token.Is("?")) return false;
        }
        return false;
    }

    private Statement ParseWhile(int at)
    {
        _position++;
        Expect("(", "after 'while'");
        Scope outer = _scope;
        LoopKind loop = _loop;
        _scope = new Scope(ScopeKind.Block, outer);
        var head = new List<Statement>();
        Expression condition = Condition(ParseConditionHead(head));
        Expect(")");
        _loop = LoopKind.Loop;
        Statement body = ParseSubStatement();
        _loop = loop;
        _scope = outer;
        if (head.Count > 0)
        {
            // A variable declared in the condition is made anew in each round.
            head.Add(new IfStatement(at, BuildUnary("!", condition, at), new BreakStatement(at), null));
            head.Add(body);
            return new LoopStatement(at, null, null, null, new BlockStatement(at, head), true);
        }
        return new LoopStatement(at, null, condition, null, body, true);
    }

    private Statement ParseDo(int at)
    {
        _position++;
        LoopKind loop = _loop;
        _loop = LoopKind.Loop;
        Statement body = ParseSubStatement();
        _loop = loop;
        if (!AcceptWord("while")) throw Error(Here, $"expected 'while' in do/while loop{Found()}");
        Expect("(", "after 'while'");
        Expression condition = Condition(ParseExpression());
        Expect(")");
        Expect(";", "after do/while statement");
        return new LoopStatement(at, null, condition, null, body, false);
    }

    private Statement ParseSwitch(int at)
    {
        _position++;
        Expect("(", "after 'switch'");
        Expression selector = Unpack(ParseExpression());
        if (selector.Type is StructType) selector = ConvertImplicit(selector, ScalarType.Int, selector.At);
        Expect(")");
        if (KindOf(selector.Type) is not { } kind || kind.IsFloating()) throw Error(selector.At, $"statement requires expression of integer type ('{selector.Type}' invalid)");
        selector = ConvertTo(selector, ScalarType.Of(NumberKinds.Promote(kind)));
        if (!At("{")) throw Error(Here, $"expected '{{' after switch{Found()}");
        _position++;
        Scope outer = _scope;
        LoopKind loop = _loop;
        _loop = loop is LoopKind.Loop or LoopKind.SwitchInLoop ? LoopKind.SwitchInLoop : LoopKind.Switch;
        _scope = new Scope(ScopeKind.Block, outer);
        var sections = new List<SwitchSection>();
        var seen = new HashSet<long>();
        bool hasDefault = false;
        while (!At("}"))
        {
            var labels = new List<long>();
            bool isDefault = false;
            if (Current.Kind == TokenKind.End) throw Error(Here, "expected '}', found end of file");
            if (!AtWord("case") && !AtWord("default")) throw Error(Here, $"expected 'case' or 'default' in switch{Found()}");
            while (AtWord("case") || AtWord("default"))
            {
                int place = Here;
                if (AcceptWord("default"))
                {
                    if (hasDefault) throw Error(place, "multiple default labels in one switch");
                    isDefault = hasDefault = true;
                }
                else
                {
                    _position++;
                    Expression label = ParseConditional();
                    if (!TryEvaluate(label, out ConstantValue value) || value.IsFloating) throw Error(label.At, "case value is not an integer constant expression");
                    long number = value.ConvertTo(((ScalarType)selector.Type).Kind).Signed;
                    if (!seen.Add(number)) throw Error(place, $"duplicate case value '{number}'");
                    labels.Add(number);
                }
                Expect(":", "after case label");
            }
            var body = new List<Statement>();
            while (!At("}") && !AtWord("case") && !AtWord("default"))
            {
                if (Current.Kind == TokenKind.End) throw Error(Here, "expected '}', found end of file");
                if (At("[") && Peek().Is("[")) { SkipAttributes(); continue; }
                ParseStatementInto(body);
            }
            sections.Add(new SwitchSection(labels, isDefault, body));
        }
        _position++;
        _scope = outer;
        _loop = loop;
        return new SwitchStatement(at, selector, sections);
    }

    private Statement ParseReturn(int at)
    {
        _position++;
        FunctionSymbol function = _function ?? throw Error(at, "'return' outside of a function");
        Expression? value = At(";") ? null : At("{") ? ParseInitializerList() : ParseExpression();
        Expect(";", "after return statement");
        QualifiedType type = function.ReturnType;
        if (function.IsConstructor) return value is null ? new ReturnStatement(at, null) : throw Error(at, "constructor cannot return a value");
        if (ContainsAuto(type))
        {
            if (value is not null) RequireValue(value);
            if (value is { Type: ArrayType }) value = Decay(value);
            type = value is null ? ScalarType.Void : Complete(type.Type is ReferenceType ? type : type.Unqualified, value).Unqualified;
            function.ReturnType = type;
        }
        if (type.Type == ScalarType.Void)
        {
            if (value is null) return new ReturnStatement(at, null);
            if (value.Type != ScalarType.Void) throw Error(at, $"void function '{function.Name}' should not return a value");
            return new ReturnStatement(at, value);
        }
        if (value is null) throw Error(at, $"non-void function '{function.Name}' should return a value");
        if (type.Type is ReferenceType reference) { MarkWritten(value); return new ReturnStatement(at, BindReference(value, reference, at)); }
        return new ReturnStatement(at, Initialize(type.Type, value));
    }
}
