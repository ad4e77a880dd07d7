using System.Collections.Generic;
using Lucid.Gpu.Msl.Semantics;
using Lucid.Gpu.Msl.Types;

namespace Lucid.Gpu.Msl.Syntax;

/// <summary>Members of class templates that are defined after their class.</summary>
internal sealed partial class Parser
{
    /// <summary>template &lt;parameters&gt; R Class&lt;...&gt;::name(...) { ... }: where its declaration begins.</summary>
    private sealed record MemberDefinition(IReadOnlyList<TemplateParameter> Parameters, Scope Scope, int Tokens, string Name);

    private readonly Dictionary<ClassTemplate, List<MemberDefinition>> _memberDefinitions = [];

    /// <summary>The class template before the "::" of a qualified member definition, or null.</summary>
    private ClassTemplate? ClassOfMember(int start)
    {
        for (int i = start; !_tokens[i].Is("(") && !_tokens[i].Is("{") && !_tokens[i].Is(";") && _tokens[i].Kind != Lexer.TokenKind.End; i++)
            if (_tokens[i].Kind == Lexer.TokenKind.Identifier && _tokens[i + 1].Is("<") && _scope.Lookup(_tokens[i].Text) is ClassTemplate template)
            {
                int saved = _position;
                _position = i + 1;
                bool closed = TrySkipAngles();
                bool qualifies = closed && At("::");
                _position = saved;
                if (qualifies) return template;
            }
        return null;
    }

    private void DefineMember(ClassTemplate template, MemberDefinition definition)
    {
        if (!_memberDefinitions.TryGetValue(template, out List<MemberDefinition>? list)) _memberDefinitions[template] = list = [];
        list.Add(definition);
        foreach (StructType instance in template.Instances)
            if (instance.IsComplete) DefineMember(instance, definition);
    }

    private void DefineMembers(StructType instance)
    {
        if (instance.Template is not null && _memberDefinitions.TryGetValue(instance.Template, out List<MemberDefinition>? list))
            foreach (MemberDefinition definition in list) DefineMember(instance, definition);
    }

    private void DefineMember(StructType instance, MemberDefinition definition)
    {
        if (definition.Parameters.Count != instance.Arguments.Count) return;
        State state = Save();
        bool saved = _inInstantiation;
        int pattern = _patternDepth;
        try
        {
            _inInstantiation = true;
            _patternDepth = 0;
            _scope = BindAll(definition.Parameters, instance.Arguments, definition.Scope);
            _position = definition.Tokens;
            _greaterCloses = false;
            _function = null;
            // The definition may call the parameters by names of its own.
            if (!instance.Scope.Usings.Contains(_scope)) instance.Scope.Usings.Add(_scope);
            if (definition.Name == instance.Template!.Name)
            {
                DefineConstructor(instance);
                return;
            }
            Specifiers specifiers = ParseSpecifiers(allowMissingType: true);
            Declarator declarator = ParseDeclarator(specifiers.Type, DeclaratorKind.Namespace);
            if (!declarator.IsFunction || !ReferenceEquals(declarator.Owner, instance) || !At("{")) return;
            FunctionSymbol made = DeclareFunction(specifiers, declarator, instance);
            if (instance.Scope.Local(definition.Name) is not OverloadSet set) throw Error(declarator.At, $"'{definition.Name}' is not a member of '{instance.Name}'");
            foreach (FunctionSymbol known in set.Functions)
            {
                if (known.State != BodyState.Absent || known.Parameters.Count != made.Parameters.Count || !SameParameterTypes(known, made)) continue;
                made.IsStatic = known.IsStatic;
                if (known.This is null) made.This = null;
                Adopt(known, made);
                known.BodyTokens = _position;
                known.State = BodyState.Unparsed;
                return;
            }
        }
        finally
        {
            _inInstantiation = saved;
            _patternDepth = pattern;
            Restore(state);
        }
    }

    private void DefineConstructor(StructType instance)
    {
        while (!At("(")) _position++;
        _position--;
        _scope = instance.Scope;
        FunctionSymbol made = ParseConstructor(instance, default);
        if (!At("{") && !At(":")) return;
        foreach (FunctionSymbol known in instance.Constructors)
        {
            if (known.State != BodyState.Absent || known.Parameters.Count != made.Parameters.Count || !SameParameterTypes(known, made)) continue;
            Adopt(known, made);
            known.BodyTokens = _position;
            known.State = BodyState.Unparsed;
            return;
        }
    }

    private static bool SameParameterTypes(FunctionSymbol left, FunctionSymbol right)
    {
        for (int i = 0; i < left.Parameters.Count; i++)
            if (left.Parameters[i].Type.Type != right.Parameters[i].Type.Type) return false;
        return true;
    }
}
