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
        Declarator declarator = ParseDeclarator(specifiers.Type, DeclaratorKind.Namespace);
        if (!declarator.IsFunction) throw Error(at, "expected a function to specialise");
        FunctionSymbol function = DeclareFunction(specifiers, declarator, declarator.Owner);
        _inInstantiation = saved;
        Symbol? found = (declarator.Qualifier ?? _scope).Lookup(declarator.Name);
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
