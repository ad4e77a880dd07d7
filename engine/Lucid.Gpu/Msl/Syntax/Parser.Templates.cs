using System.Collections.Generic;
using Lucid.Gpu.Msl.Lexer;
using Lucid.Gpu.Msl.Semantics;
using Lucid.Gpu.Msl.Tree;
using Lucid.Gpu.Msl.Types;

namespace Lucid.Gpu.Msl.Syntax;

internal sealed partial class Parser
{
    private bool _inInstantiation;
    private bool _inTemplateClass;
    private int _templateDepth;

    private void ParseTemplate()
    {
        int at = Here;
        _position++;
        if (!At("<"))
        {
            ParseExplicitInstantiation(at);
            return;
        }
        int start = _position;
        List<TemplateParameter> parameters = ParseTemplateParameters();
        if (AtWord("requires")) throw Error(Here, "'requires' clauses are not supported in Metal");
        if (AtWord("template"))
        {
            // A member template defined outside its class template; the inner list is what instantiation needs.
            throw Error(Here, "member templates of class templates must be defined inside the class");
        }
        int body = _position;
        if (parameters.Count == 0)
        {
            ParseSpecialization(at);
            return;
        }
        switch (Current.Text)
        {
            case "struct" or "class" or "union":
                DeclareClassTemplate(parameters);
                return;
            case "using":
                _position++;
                string alias = ExpectIdentifier("an alias name");
                SkipAttributes();
                Expect("=");
                _scope.Set(alias, new AliasTemplate(alias, at, _scope, parameters, _position));
                SkipToSemicolon();
                return;
            case "friend":
                SkipToSemicolon();
                return;
        }
        DeclareFunctionOrVariableTemplate(parameters, start, body, at);
    }

    private List<TemplateParameter> ParseTemplateParameters()
    {
        Enter(Here);
        Expect("<");
        var parameters = new List<TemplateParameter>();
        while (!At(">"))
        {
            int at = Here, type = _position;
            TemplateParameterKind kind = TemplateParameterKind.Type;
            bool pack = false;
            string name = "";
            int defaults = -1;
            bool isType = (AtWord("typename") || AtWord("class")) && (Peek().Kind != TokenKind.Identifier || !Peek(2).Is("::"));
            if (isType)
            {
                _position++;
                pack = Accept("...");
                if (Current.Kind == TokenKind.Identifier) name = _tokens[_position++].Text;
            }
            else if (AtWord("template"))
            {
                _position++;
                kind = TemplateParameterKind.Template;
                ParseTemplateParameters();
                if (!AcceptWord("typename") && !AcceptWord("class")) throw Error(Here, $"expected 'typename' or 'class'{Found()}");
                pack = Accept("...");
                if (Current.Kind == TokenKind.Identifier) name = _tokens[_position++].Text;
            }
            else
            {
                kind = TemplateParameterKind.Value;
                name = SkipValueParameter(out pack);
            }
            if (Accept("="))
            {
                defaults = _position;
                SkipTemplateArgument();
            }
            parameters.Add(new TemplateParameter(name, at, kind, pack, type, defaults));
            if (!Accept(",")) break;
        }
        if (!At(">")) throw Error(Here, $"expected '>' to close the template parameter list{Found()}");
        _position++;
        Leave();
        return parameters;
    }

    // The type may depend on earlier parameters, so only its name is read now.
    private string SkipValueParameter(out bool pack)
    {
        int start = _position, angle = 0;
        string name = "";
        pack = false;
        while (Current.Kind != TokenKind.End)
        {
            if (At("(") && Peek().Is("*"))
            {
                if (Peek(2).Kind == TokenKind.Identifier) name = Peek(2).Text;
                _position = AfterClosing(_position);
                continue;
            }
            if (At("(") || At("[") || At("{")) { _position = AfterClosing(_position); continue; }
            if (OpensAngle()) angle++;
            else if (At(">")) { if (angle-- == 0) break; }
            else if ((At(",") || At("=")) && angle == 0) break;
            else if (At("...")) pack = true;
            else if (Current.Kind == TokenKind.Identifier && angle == 0 && _position > start && !Keywords.Contains(Current.Text)
                && (Peek().Is(",") || Peek().Is(">") || Peek().Is("=")) && !_tokens[_position - 1].Is("::")) name = Current.Text;
            _position++;
        }
        if (_position == start) throw Error(Here, $"expected a template parameter{Found()}");
        return name;
    }

    private void SkipToSemicolon()
    {
        while (!At(";"))
        {
            if (Current.Kind == TokenKind.End) throw Error(Here, "expected ';', found end of file");
            if (At("(") || At("[") || At("{")) { _position = AfterClosing(_position); continue; }
            if (At("}")) throw Error(Here, "expected ';', found '}'");
            _position++;
        }
        _position++;
    }

    private void DeclareClassTemplate(List<TemplateParameter> parameters)
    {
        int at = Here, tokens = _position;
        _position++;
        SkipAttributes();
        if (AtWord("alignas")) { _position++; _position = AfterClosing(_position); }
        string name = ExpectIdentifier("a struct name");
        if (At("<"))
        {
            if (_scope.Lookup(name) is not ClassTemplate primary) throw Error(at, $"explicit specialization of undeclared template struct '{name}'");
            int list = _position;
            IReadOnlyList<TemplateArgument> pattern = PatternArguments(parameters);
            int body = _position;
            SkipClassBody();
            primary.Specializations.Add(new ClassSpecialization(parameters, pattern, _scope, body, list));
            return;
        }
        var known = _scope.Local(name) as ClassTemplate;
        if (known is not null && !ReferenceEquals(known.Scope, _scope)) known = null;
        if (_scope.Local(name) is { } other && known is null && other is not TypeSymbol) throw Error(at, $"redefinition of '{name}' as a different kind of symbol");
        ClassTemplate template = known ?? new ClassTemplate(name, at, _scope, parameters, tokens) { BodyTokens = -1 };
        if (known is null) _scope.Set(name, template);
        if (At("{") || At(":") || AtWord("final"))
        {
            if (template.BodyTokens >= 0) throw Error(at, $"redefinition of '{name}'");
            template.BodyTokens = _position;
            template.Parameters = MergeDefaults(template.Parameters, parameters);
            SkipClassBody();
        }
        else Expect(";", "after class template declaration");
    }

    private static List<TemplateParameter> MergeDefaults(IReadOnlyList<TemplateParameter> first, List<TemplateParameter> second)
    {
        for (int i = 0; i < second.Count && i < first.Count; i++)
            if (second[i].DefaultTokens < 0) second[i] = second[i] with { DefaultTokens = first[i].DefaultTokens };
        return second;
    }

    private void SkipClassBody()
    {
        while (!At("{"))
        {
            if (Current.Kind == TokenKind.End || At(";")) throw Error(Here, $"expected '{{' after struct name{Found()}");
            _position++;
        }
        _position = AfterClosing(_position);
        SkipAttributes();
        Expect(";", "after struct");
    }

    private IReadOnlyList<TemplateArgument> PatternArguments(List<TemplateParameter> parameters)
    {
        Scope outer = _scope;
        _scope = PatternScope(parameters, _scope);
        _patternDepth++;
        try
        {
            return ParseTemplateArguments();
        }
        finally
        {
            _patternDepth--;
            _scope = outer;
        }
    }

    private Scope PatternScope(IReadOnlyList<TemplateParameter> parameters, Scope parent)
    {
        var scope = new Scope(ScopeKind.Template, parent) { Struct = null };
        for (int i = 0; i < parameters.Count; i++)
        {
            TemplateParameter parameter = parameters[i];
            if (parameter.Name.Length == 0) continue;
            scope.Set(parameter.Name, parameter.Kind == TemplateParameterKind.Value
                ? new PatternValue(parameter.Name, 0, i)
                : new TypeSymbol(parameter.Name, parameter.At, new ParameterPattern(parameter.Name, 0, i)));
        }
        return scope;
    }

    private void DeclareFunctionOrVariableTemplate(List<TemplateParameter> parameters, int start, int body, int at)
    {
        // Which one it is shows in the declarator; its types may not exist before there are arguments.
        Scope outer = _scope;
        StructType? owner = _scope.Kind == ScopeKind.Struct ? _scope.Struct : null;
        string name = FindTemplateName(owner, out bool isFunction, out bool isConstructor, out bool qualified, out bool isSpecialization);
        _scope = outer;
        if (qualified)
        {
            // Definitions of members outside a class template: the body is found through the class, so nothing is lost unless it is used.
            ClassTemplate? container = ClassOfMember(body);
            SkipFunctionOrVariable(isFunction);
            if (container is null) throw Error(at, $"'{name}' is not a member of a class template");
            DefineMember(container, new MemberDefinition(parameters, _scope, body, name));
            return;
        }
        if (!isFunction)
        {
            if (isSpecialization && _scope.Lookup(name) is VariableTemplate primary)
            {
                while (!At("<")) _position++;
                int list = _position;
                IReadOnlyList<TemplateArgument> pattern = PatternArguments(parameters);
                primary.Specializations.Add(new ClassSpecialization(parameters, pattern, _scope, body, list));
                SkipToSemicolon();
                return;
            }
            _scope.Set(name, new VariableTemplate(name, at, _scope, parameters, body));
            SkipToSemicolon();
            return;
        }
        var template = new FunctionTemplate(name, at, _scope, parameters, body) { Owner = owner, IsConstructor = isConstructor, Start = start };
        SkipFunctionOrVariable(true);
        bool hasBody = _tokens[_position - 1].Is("}");
        if (isConstructor)
        {
            // Address-space variants of one constructor differ only in where the object lies.
            foreach (FunctionTemplate other in owner!.ConstructorTemplates)
                if (SameSpelling(other, template)) return;
            owner.ConstructorTemplates.Add(template);
            return;
        }
        if (_scope.Local(name) is not OverloadSet set)
        {
            if (_scope.Local(name) is { } other and not TypeSymbol) throw Error(at, $"redefinition of '{other.Name}' as a different kind of symbol");
            _scope.Set(name, set = new OverloadSet(name, at));
        }
        if (!hasBody) _declaredOnly.Add(template);
        // A definition takes the place of its earlier declaration.
        for (int i = 0; i < set.Templates.Count; i++)
            if (hasBody && _declaredOnly.Contains(set.Templates[i]) && SameHeader(set.Templates[i], template))
            {
                template.Parameters = MergeDefaults(set.Templates[i].Parameters, parameters);
                set.Templates[i] = template;
                return;
            }
        set.Templates.Add(template);
    }

    private readonly HashSet<FunctionTemplate> _declaredOnly = [];

    // Token by token up to the end of the parameter list, which is the first ')' that closes at the outermost level.
    private bool SameSpelling(FunctionTemplate left, FunctionTemplate right)
    {
        for (int i = left.Start, j = right.Start, depth = 0; _tokens[i].Text == _tokens[j].Text; i++, j++)
        {
            if (_tokens[i].Kind == TokenKind.End) return false;
            if (_tokens[i].Is("(")) depth++;
            else if (_tokens[i].Is(")") && --depth == 0 && i > left.Tokens) return true;
        }
        return false;
    }

    private bool SameHeader(FunctionTemplate left, FunctionTemplate right)
    {
        if (left.Parameters.Count != right.Parameters.Count) return false;
        int i = left.Tokens, j = right.Tokens;
        while (_tokens[i].Text == _tokens[j].Text)
        {
            if (_tokens[i].Is("{") || _tokens[i].Is(";") || _tokens[i].Kind == TokenKind.End) return true;
            i++;
            j++;
        }
        return _tokens[i].Is(";") && _tokens[j].Is("{");
    }

    /// <summary>Finds the declared name: the identifier (or operator) before the first '(' , '=' or ';' outside angle brackets.</summary>
    private string FindTemplateName(StructType? owner, out bool isFunction, out bool isConstructor, out bool qualified, out bool isSpecialization)
    {
        int start = _position, angle = 0;
        string name = "";
        isFunction = isConstructor = qualified = isSpecialization = false;
        while (true)
        {
            Token token = Current;
            if (token.Kind == TokenKind.End || At("}")) throw Error(token.At, $"expected a declaration after template parameters{Found()}");
            if (AtWord("operator"))
            {
                name = ParseOperatorName();
                isFunction = true;
                break;
            }
            if (token.Text is "decltype" or "__attribute__" or "alignas" && Peek().Is("(")) { _position++; _position = AfterClosing(_position); continue; }
            if (At("[")) { if (Peek().Is("[")) { _position = AfterClosing(_position); continue; } break; }
            if (token.Kind == TokenKind.Identifier && !Keywords.Contains(token.Text) && angle == 0)
            {
                if (Peek().Is("::") && name.Length == 0) { _position++; continue; }
                qualified = _position > start && _tokens[_position - 1].Is("::") && Peek().Is("(") && _position - start >= 2 && angle == 0 && Peek(-3).Kind != TokenKind.Punctuation;
                name = token.Text;
                isConstructor = owner is not null && Peek().Is("(") && ConstructorName(owner, name) && !PreviousIsType(start);
            }
            if (At("<"))
            {
                // "name<args> = value" specialises a variable; "type<args> name" declares one.
                int open = _position;
                angle = 0;
                _position++;
                while (true)
                {
                    SkipTemplateArgument();
                    if (!Accept(",")) break;
                }
                if (!Accept(">")) throw Error(_tokens[open].At, "expected '>' to close this '<'");
                if (At("=") || At("{")) { isSpecialization = true; break; }
                if (At("::")) { }
                continue;
            }
            if (At("(")) { isFunction = true; break; }
            if (At("=") || At(";") || At("{")) break;
            _position++;
        }
        if (name.Length == 0) throw Error(Here, "expected a name in template declaration");
        if (qualified && isFunction) qualified = _tokens[_position - 2].Is("::");
        _position = start;
        return name;
    }

    private static bool ConstructorName(StructType owner, string name) => owner.Scope.Name == name;

    private bool PreviousIsType(int start)
    {
        for (int i = start; i < _position; i++)
            if (_tokens[i].Kind == TokenKind.Identifier && _tokens[i].Text is not ("inline" or "constexpr" or "explicit" or "static" or "thread" or "device"
                or "constant" or "threadgroup" or "const" or "__attribute__" or "always_inline")) return true;
        return false;
    }

    private void SkipFunctionOrVariable(bool isFunction)
    {
        if (!isFunction) { SkipToSemicolon(); return; }
        bool initializers = false;
        while (true)
        {
            if (Current.Kind == TokenKind.End) throw Error(Here, "expected a function body, found end of file");
            if (At("(") || At("[")) { _position = AfterClosing(_position); continue; }
            if (At("}")) throw Error(Here, "expected a function body, found '}'");
            if (At(":") && !initializers) { SkipBody(); return; }
            if (At("{")) { _position = AfterClosing(_position); return; }
            if (Accept(";")) return;
            _position++;
        }
    }
}
