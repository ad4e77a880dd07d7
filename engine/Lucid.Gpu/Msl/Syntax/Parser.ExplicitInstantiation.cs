using System.Collections.Generic;
using Lucid.Gpu.Msl.Semantics;
using Lucid.Gpu.Msl.Text;
using Lucid.Gpu.Msl.Tree;
using Lucid.Gpu.Msl.Types;

namespace Lucid.Gpu.Msl.Syntax;

internal sealed partial class Parser
{
    private void ParseExplicitInstantiation(int at)
    {
        State state = Save();
        if (Current.Text is "struct" or "class")
        {
            _position++;
            NameResult name = ParseName();
            if (name.Type is not { } type) throw Error(name.At, $"'{name.Name}' is not a class template");
            RequireComplete(type.Type, name.At);
            Expect(";", "after explicit instantiation");
            return;
        }
        bool saved = _inInstantiation;
        _inInstantiation = true;
        Specifiers specifiers = ParseSpecifiers();
        if (!specifiers.HasType) throw Error(Here, $"expected a type in explicit instantiation{Found()}");
        Declarator declarator = ParseDeclarator(specifiers.Type, DeclaratorKind.Namespace);
        _inInstantiation = saved;
        if (declarator.Name.Length == 0) throw Error(Here, $"expected a function name{Found()}");
        if (!declarator.IsFunction)
        {
            if (declarator.Type.Type is not FunctionType type) throw Error(declarator.At, "explicit instantiation of a variable is not supported");
            declarator.Parameters = [];
            foreach (QualifiedType parameter in type.Parameters) declarator.Parameters.Add(new VariableSymbol("", at, parameter, VariableKind.Parameter));
            declarator.Type = type.Result;
            declarator.ParameterScope = new Scope(ScopeKind.Block, _scope);
        }
        _inInstantiation = true;
        FunctionSymbol wanted = DeclareFunction(specifiers, declarator, declarator.Owner);
        _inInstantiation = saved;
        wanted.Arguments = declarator.Arguments ?? [];
        if ((declarator.Qualifier ?? _scope).Lookup(declarator.Name) is not OverloadSet { Templates.Count: > 0 } set)
            throw Error(declarator.At, $"explicit instantiation of '{declarator.Name}' does not refer to a function template");
        FunctionSymbol? made = null;
        CompileException? reason = null;
        foreach (FunctionTemplate template in set.Templates)
        {
            if (MatchSpecialization(template, wanted) is { } arguments) made = InstantiateFunction(template, arguments);
            else if (_patternErrors.TryGetValue(template, out CompileException? error)) reason = error;
        }
        if (made is null)
            throw reason ?? Error(declarator.At, $"explicit instantiation of '{declarator.Name}' does not match any function template{WhyNot(set, wanted)}");
        Expect(";", "after explicit instantiation");
        Use(made);
        if (specifiers.IsKernel || wanted.IsKernel || made.IsKernel)
        {
            made.IsKernel = true;
            // One instance may be exported under several names.
            if (made.HostName is not null && wanted.HostName is not null && made.HostName != wanted.HostName) _aliases.Add((wanted.HostName, made));
            else made.HostName = wanted.HostName ?? made.HostName;
            AddKernel(made);
        }
        _ = state;
    }

    private readonly List<(string Name, FunctionSymbol Kernel)> _aliases = [];

    /// <summary>Further host names of kernels instantiated once.</summary>
    public IReadOnlyList<(string Name, FunctionSymbol Kernel)> Aliases => _aliases;

    private string WhyNot(OverloadSet set, FunctionSymbol wanted)
    {
        foreach (FunctionTemplate template in set.Templates)
            if (PatternOf(template) is { } pattern && pattern.Parameters.Count != wanted.Parameters.Count)
                return $": the template takes {pattern.Parameters.Count} parameters, {wanted.Parameters.Count} are given here";
        return "";
    }
}
