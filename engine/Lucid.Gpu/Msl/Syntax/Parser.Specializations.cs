using System.Collections.Generic;
using Lucid.Gpu.Msl.Lexer;
using Lucid.Gpu.Msl.Semantics;
using Lucid.Gpu.Msl.Tree;
using Lucid.Gpu.Msl.Types;

namespace Lucid.Gpu.Msl.Syntax;

internal sealed partial class Parser
{
    private void ParseSpecialization(int at)
    {
        if (Current.Text is "struct" or "class" or "union")
        {
            _position++;
            SkipAttributes();
            string name = ExpectIdentifier("a struct name");
            if (_scope.Lookup(name) is not ClassTemplate primary) throw Error(at, $"explicit specialization of undeclared template struct '{name}'");
            int list = _position;
            IReadOnlyList<TemplateArgument> arguments = ParseTemplateArguments();
            int body = _position;
            SkipClassBody();
            primary.Specializations.Add(new ClassSpecialization([], arguments, _scope, body, list));
            return;
        }
        int start = _position;
        FindTemplateName(null, out bool isFunction, out _, out _, out _);
        if (!isFunction)
        {
            while (!Peek().Is("<") || _scope.Lookup(Current.Text) is not VariableTemplate)
            {
                _position++;
                if (Current.Kind == TokenKind.End || At(";")) throw Error(at, "expected a template to specialise");
            }
            var variable = (VariableTemplate)_scope.Lookup(Current.Text)!;
            _position++;
            int list = _position;
            IReadOnlyList<TemplateArgument> arguments = ParseTemplateArguments();
            variable.Specializations.Add(new ClassSpecialization([], arguments, _scope, start, list));
            SkipToSemicolon();
            return;
        }
        bool saved = _inInstantiation;
        _inInstantiation = true;
        Specifiers specifiers = ParseSpecifiers(allowMissingType: true);
        StructType? inside = _scope.Kind == ScopeKind.Struct ? _scope.Struct : null;
        Declarator declarator = ParseDeclarator(specifiers.Type, inside is null ? DeclaratorKind.Namespace : DeclaratorKind.Member);
        if (!declarator.IsFunction) throw Error(at, "expected a function to specialise");
        FunctionSymbol function = DeclareFunction(specifiers, declarator, declarator.Owner ?? inside);
        _inInstantiation = saved;
        Symbol? found = (declarator.Qualifier ?? _scope).Lookup(declarator.Name);
        if (inside is not null)
        {
            // Beside templates that choose by type, a plain overload of the same parameters is the one that is taken.
            if (found is not OverloadSet members) throw Error(declarator.At, $"no member template matches specialization '{declarator.Name}'");
            members.Functions.Add(function);
            if (!MethodEnd(function)) Expect(";", "after declaration");
            return;
        }
        if (found is not OverloadSet { Templates.Count: > 0 } set) throw Error(declarator.At, $"no function template matches function template specialization '{declarator.Name}'");
        function.Arguments = declarator.Arguments ?? [];
        FunctionTemplate? match = null;
        foreach (FunctionTemplate template in set.Templates)
            if (MatchSpecialization(template, function) is { } arguments)
            {
                match = template;
                function.Arguments = arguments;
            }
        if (match is null) throw Error(declarator.At, $"no function template matches function template specialization '{declarator.Name}'");
        match.Specializations.Add(function);
        if (At("{")) TakeBody(function, declarator); else Expect(";", "after declaration");
        if (function.IsKernel) AddKernel(function);
    }
}
