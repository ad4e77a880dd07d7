using System.Collections.Generic;
using Lucid.Gpu.Msl.Lexer;
using Lucid.Gpu.Msl.Semantics;
using Lucid.Gpu.Msl.Text;
using Lucid.Gpu.Msl.Tree;
using Lucid.Gpu.Msl.Types;

namespace Lucid.Gpu.Msl.Syntax;

internal sealed partial class Parser
{
    private enum LoopKind : byte { None, Loop, Switch, SwitchInLoop }

    private LoopKind _loop;

    /// <summary>Parses a function's body once.</summary>
    private void ParseBody(FunctionSymbol function)
    {
        if (function.State != BodyState.Unparsed) return;
        BeginInstantiation(function.At);
        function.State = BodyState.Parsing;
        State state = Save();
        int speculation = _speculation;
        int pattern = _patternDepth;
        bool instantiation = _inInstantiation;
        try
        {
            // A lambda's or auto function's body is read while its caller is; its errors end the caller's statement.
            _patternDepth = 0;
            _inInstantiation = false;
            _position = function.BodyTokens;
            _scope = new Scope(ScopeKind.Block, function.ParameterScope);
            _function = function;
            _loop = LoopKind.None;
            _greaterCloses = false;
            var statements = new List<Statement>();
            if (Accept(":")) ParseMemberInitializers(function, statements);
            else if (function.IsConstructor) InitializeMembers(function, statements, []);
            int at = Here;
            statements.Add(ParseBlock());
            function.Body = new BlockStatement(at, statements);
            if (function.ReturnType.Type == SpecialType.Auto) function.ReturnType = ScalarType.Void;
            function.State = BodyState.Parsed;
        }
        catch (CompileException)
        {
            function.State = BodyState.Parsed;
            function.Body = new BlockStatement(function.At, []);
            throw;
        }
        finally
        {
            _speculation = speculation;
            _patternDepth = pattern;
            _inInstantiation = instantiation;
            Restore(state);
            EndInstantiation();
        }
    }

    private void ParseMemberInitializers(FunctionSymbol constructor, List<Statement> statements)
    {
        var given = new Dictionary<Field, Expression>();
        Expression self = ThisObject(constructor.At)!;
        do
        {
            int at = Here;
            // A member may have the name of a parameter: the member is meant here.
            bool isMember = Current.Kind == TokenKind.Identifier && (Peek().Is("(") || Peek().Is("{")) && constructor.Owner!.Scope.Local(Current.Text) is FieldSymbol;
            NameResult name = ParseName(isMember ? constructor.Owner!.Scope : null);
            if (name.Type is { Type: StructType delegated } && delegated == constructor.Owner)
            {
                Expression made = At("{") ? FromList(delegated, ParseInitializerList()) : Construct(delegated, ParseArguments(), at);
                statements.Add(new ExpressionStatement(new AssignExpression(self, made, true, at)));
                return;
            }
            Field? field = name.Symbol is FieldSymbol symbol ? symbol.Outermost : null;
            if (name.Type is { Type: StructType parent }) field = constructor.Owner!.Fields.Find(f => f.Type.Type == parent && f.Name == parent.Name);
            if (field is null) throw Error(at, $"member initializer '{name.Name}' does not name a non-static data member or base class");
            if (At("{")) given[field] = InitializeFrom(field.Type, ParseInitializerList());
            else
            {
                List<Expression> arguments = ParseArguments();
                given[field] = field.Type.Type is ReferenceType reference && arguments.Count == 1 ? BindReference(arguments[0], reference, at)
                    : arguments.Count == 1 && field.Type.Type is not StructType ? Initialize(field.Type.Type, arguments[0].Type == field.Type.Type ? arguments[0] : arguments[0])
                    : Construct(field.Type.Type, arguments, at);
            }
        }
        while (Accept(","));
        InitializeMembers(constructor, statements, given);
    }

    // Members take their initialisers in the order of declaration, whatever order the list has.
    private void InitializeMembers(FunctionSymbol constructor, List<Statement> statements, Dictionary<Field, Expression> given)
    {
        Expression self = ThisObject(constructor.At)!;
        foreach (Field field in constructor.Owner!.Fields)
        {
            Expression? value = given.TryGetValue(field, out Expression? found) ? found : field.Initializer;
            if (value is null && field.Type.Type is StructType inner) value = DefaultConstruct(inner, constructor.At);
            if (value is null) continue;
            statements.Add(new ExpressionStatement(new AssignExpression(Member(self, field, constructor.At), value, true, value.At)));
        }
    }

    private BlockStatement ParseBlock()
    {
        int at = Here;
        Enter(at);
        Scope outer = _scope;
        _scope = new Scope(ScopeKind.Block, outer);
        Expect("{");
        var statements = new List<Statement>();
        while (!At("}"))
        {
            if (Current.Kind == TokenKind.End) throw Error(Here, "expected '}', found end of file");
            ParseStatementInto(statements);
        }
        _position++;
        _scope = outer;
        Leave();
        return new BlockStatement(at, statements);
    }

    private void ParseStatementInto(List<Statement> statements)
    {
        State state = Save();
        try
        {
            ParseStatement(statements);
        }
        catch (CompileException error) when (_speculation == 0 && _patternDepth == 0)
        {
            if (state.Function is not null) state.Function.IsBroken = true;
            _diagnostics.Error(error.At, error.Message);
            int failed = _position;
            Restore(state);
            _position = System.Math.Max(failed, state.Position);
            SkipBrokenStatement();
            if (_position == state.Position && !At("}")) _position++;
        }
    }

    private void SkipBrokenStatement()
    {
        while (Current.Kind != TokenKind.End)
        {
            if (Accept(";")) return;
            if (At("}")) return;
            if (At("{")) { _position = AfterClosing(_position); return; }
            if (At("(") || At("["))
            {
                _position = AfterClosing(_position);
                continue;
            }
            _position++;
        }
    }

    private Statement ParseSubStatement()
    {
        int at = Here;
        Enter(at);
        Scope outer = _scope;
        _scope = new Scope(ScopeKind.Block, outer);
        var statements = new List<Statement>();
        ParseStatement(statements);
        _scope = outer;
        Leave();
        return statements.Count == 1 ? statements[0] : new BlockStatement(at, statements);
    }

    private void ParseStatement(List<Statement> into)
    {
        int at = Here;
        SkipAttributes();
        if (At("{")) { into.Add(ParseBlock()); return; }
        if (Accept(";")) return;
        if (Current.Kind == TokenKind.Identifier)
        {
            switch (Current.Text)
            {
                case "if": ParseIf(into, at); return;
                case "for": into.Add(ParseFor(at)); return;
                case "while": into.Add(ParseWhile(at)); return;
                case "do": into.Add(ParseDo(at)); return;
                case "switch": into.Add(ParseSwitch(at)); return;
                case "break":
                    _position++;
                    if (_loop == LoopKind.None) throw Error(at, "'break' statement not in loop or switch statement");
                    Expect(";", "after break statement");
                    into.Add(new BreakStatement(at));
                    return;
                case "continue":
                    _position++;
                    if (_loop is LoopKind.None or LoopKind.Switch) throw Error(at, "'continue' statement not in loop statement");
                    Expect(";", "after continue statement");
                    into.Add(new ContinueStatement(at));
                    return;
                case "return": into.Add(ParseReturn(at)); return;
                case "case" or "default": throw Error(at, $"'{Current.Text}' statement not in switch statement");
                case "goto": throw Error(at, "'goto' is not supported in Metal");
                case "asm" or "__asm__": throw Error(at, "inline assembly is not supported");
                case "using": ParseUsing(); return;
                case "static_assert" or "_Static_assert": ParseStaticAssert(); return;
                case "template": throw Error(at, "templates cannot be declared inside of a function");
            }
        }
        if (IsDeclaration()) { ParseLocalDeclaration(into); return; }
        Expression expression = ParseExpression();
        if (expression is FunctionNameExpression) RequireValue(expression);
        Expect(";", "after expression");
        into.Add(new ExpressionStatement(expression));
    }

    private bool IsDeclaration()
    {
        if (!StartsType()) return false;
        if (TypeWords.Contains(Current.Text) && Current.Text is not ("typename" or "decltype")) return Current.Text is not ("unsigned" or "signed") || !Peek().Is("(");
        State state = Save();
        _speculation++;
        try
        {
            if (AcceptWord("decltype"))
            {
                ParseDecltype();
                if (At("::")) return !Peek(2).Is("(") && Peek(2).Kind == TokenKind.Identifier;
            }
            else
            {
                AcceptWord("typename");
                NameResult name = ParseName();
                if (name.Type is null) return false;
            }
            return !(At("(") && !IsNestedDeclarator()) && !At("{") && !At(".") && !At("->") && !At("[");
        }
        catch (CompileException)
        {
            return true;
        }
        finally
        {
            _speculation--;
            Restore(state);
        }
    }

    private void ParseLocalDeclaration(List<Statement> into)
    {
        Specifiers specifiers = ParseSpecifiers();
        if (Accept(";")) return;
        if (!specifiers.HasType) throw Error(Here, $"expected a type{Found()}");
        do
        {
            Declarator declarator = ParseDeclarator(specifiers.Type, DeclaratorKind.Local);
            if (declarator.Name.Length == 0) throw Error(Here, $"expected a name{Found()}");
            if (specifiers.IsTypedef) { DeclareAlias(declarator.Name, declarator.At, declarator.Type); continue; }
            VariableSymbol variable = DeclareLocal(specifiers, declarator);
            if (variable.Kind == VariableKind.Global) continue;
            into.Add(new DeclarationStatement(declarator.At, variable, variable.Initializer));
        }
        while (Accept(","));
        Expect(";", "at end of declaration");
    }

    private VariableSymbol DeclareLocal(Specifiers specifiers, Declarator declarator)
    {
        QualifiedType type = declarator.Type;
        if (specifiers.IsConstexpr) type = type with { Const = true };
        if (_scope.Local(declarator.Name) is not null) throw Error(declarator.At, $"redefinition of '{declarator.Name}'");
        bool global = type.Space == AddressSpace.Constant || specifiers.IsStatic;
        if (type.Space == AddressSpace.Device) throw Error(declarator.At, "a local variable cannot be in device address space");
        if (type.Space == AddressSpace.None) type = type with { Space = AddressSpace.Thread };
        if (specifiers.IsStatic && !type.Const && type.Space != AddressSpace.Constant) throw Error(declarator.At, "static local variables must be constant");
        if (declarator.Type.Type is FunctionType) throw Error(declarator.At, "functions cannot be declared inside of a function");
        VariableSymbol variable = ParseInitializer(declarator.Name, declarator.At, type, global ? VariableKind.Global : VariableKind.Local, false);
        if (variable.Type.Space == AddressSpace.Threadgroup)
        {
            if (variable.Initializer is not null && variable.Initializer is not AggregateExpression { Elements.Count: 0 })
                throw Error(declarator.At, "variables in threadgroup address space cannot be initialized");
            variable.Initializer = null;
        }
        variable.IsConstexpr = specifiers.IsConstexpr;
        _scope.Set(declarator.Name, variable);
        return variable;
    }

    private Expression ParseConditionHead(List<Statement> into)
    {
        Expression condition;
        if (IsDeclaration())
        {
            Specifiers specifiers = ParseSpecifiers();
            Declarator declarator = ParseDeclarator(specifiers.Type, DeclaratorKind.Local);
            VariableSymbol variable = DeclareLocal(specifiers, declarator);
            into.Add(new DeclarationStatement(declarator.At, variable, variable.Initializer));
            condition = VariableOf(variable, declarator.At);
            if (Accept(";")) condition = ParseExpression();
        }
        else condition = ParseExpression();
        return condition;
    }

    private void ParseIf(List<Statement> into, int at)
    {
        _position++;
        bool constant = AcceptWord("constexpr");
        Expect("(", "after 'if'");
        Scope outer = _scope;
        _scope = new Scope(ScopeKind.Block, outer);
        var head = new List<Statement>();
        Expression condition = Condition(ParseConditionHead(head));
        Expect(")");
        if (constant)
        {
            if (!TryEvaluate(condition, out ConstantValue value))
            {
                // A function constant is known when the pipeline is made: both sides are compiled.
                if (!ReadsFunctionConstant(condition)) throw Error(condition.At, "constexpr if condition is not a constant expression");
            }
            else
            {
                Statement? chosen = null;
                if (value.IsTrue) chosen = ParseSubStatement(); else SkipStatement();
                if (AcceptWord("else"))
                {
                    if (value.IsTrue) SkipStatement(); else chosen = ParseSubStatement();
                }
                _scope = outer;
                if (head.Count > 0) into.AddRange(head);
                if (chosen is not null) into.Add(chosen);
                return;
            }
        }
        Statement then = ParseSubStatement();
        Statement? otherwise = AcceptWord("else") ? ParseSubStatement() : null;
        _scope = outer;
        var made = new IfStatement(at, condition, then, otherwise);
        if (head.Count == 0) into.Add(made);
        else
        {
            head.Add(made);
            into.Add(new BlockStatement(at, head));
        }
    }

    private static bool ReadsFunctionConstant(Expression expression, int depth = 0) => depth < NestingLimit && expression switch
    {
        VariableExpression { Variable: { Kind: VariableKind.Global, FunctionConstant: < 0, Initializer: { } initializer } } => ReadsFunctionConstant(initializer, depth + 1),
        VariableExpression variable => variable.Variable.FunctionConstant >= 0,
        ConditionalExpression conditional => ReadsFunctionConstant(conditional.Condition, depth + 1)
            || ReadsFunctionConstant(conditional.WhenTrue, depth + 1) || ReadsFunctionConstant(conditional.WhenFalse, depth + 1),
        SwizzleExpression swizzle => ReadsFunctionConstant(swizzle.Target, depth + 1),
        UnaryExpression unary => ReadsFunctionConstant(unary.Operand, depth + 1),
        ConversionExpression conversion => ReadsFunctionConstant(conversion.Operand, depth + 1),
        BinaryExpression binary => ReadsFunctionConstant(binary.Left, depth + 1) || ReadsFunctionConstant(binary.Right, depth + 1),
        LogicalExpression logical => ReadsFunctionConstant(logical.Left, depth + 1) || ReadsFunctionConstant(logical.Right, depth + 1),
        IntrinsicExpression intrinsic => intrinsic.Intrinsic == Library.Intrinsic.IsFunctionConstantDefined,
        _ => false,
    };

    private void SkipStatement()
    {
        Enter(Here);
        SkipAttributes();
        if (At("{")) _position = AfterClosing(_position);
        else if (Current.Text is "if" or "for" or "while" or "switch" && Current.Kind == TokenKind.Identifier)
        {
            bool isIf = AtWord("if");
            _position++;
            AcceptWord("constexpr");
            if (!At("(")) throw Error(Here, $"expected '('{Found()}");
            _position = AfterClosing(_position);
            SkipStatement();
            if (isIf && AcceptWord("else")) SkipStatement();
        }
        else SkipToSemicolon();
        Leave();
    }
}
