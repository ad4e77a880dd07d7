using System.Collections.Generic;
using Lucid.Gpu.Msl.Lexer;
using Lucid.Gpu.Msl.Semantics;
using Lucid.Gpu.Msl.Text;
using Lucid.Gpu.Msl.Tree;
using Lucid.Gpu.Msl.Types;

namespace Lucid.Gpu.Msl.Syntax;

internal sealed partial class Parser
{
    private const int TemplateDepthLimit = 64;
    private const int TemplateChainLimit = 256;

    private void BeginInstantiation(int at)
    {
        CountStep(at);
        if (++_instantiations > InstantiationLimit || _templateDepth >= TemplateDepthLimit)
            throw Error(at, "recursive template instantiation exceeds the compiler's limit");
        Enter(at);
        _templateDepth++;
    }

    private void EndInstantiation()
    {
        _templateDepth--;
        Leave();
    }

    /// <summary>Fills missing arguments with defaults and gathers packs; null where they do not fit.</summary>
    private List<TemplateArgument>? CompleteArguments(IReadOnlyList<TemplateParameter> parameters, IReadOnlyList<TemplateArgument> given, Scope scope, int at)
    {
        var result = new List<TemplateArgument>();
        var bound = new Scope(ScopeKind.Template, scope);
        int next = 0;
        foreach (TemplateParameter parameter in parameters)
        {
            TemplateArgument argument;
            if (parameter.IsPack)
            {
                var elements = new List<TemplateArgument>();
                if (next == given.Count - 1 && given[next].Kind == TemplateArgumentKind.Pack) elements.AddRange(given[next].Elements);
                else for (int i = next; i < given.Count; i++) elements.Add(given[i]);
                next = given.Count;
                argument = TemplateArgument.OfPack(elements);
            }
            else if (next < given.Count) argument = given[next++];
            else if (parameter.DefaultTokens >= 0)
            {
                State state = Save();
                _position = parameter.DefaultTokens;
                _scope = bound;
                _greaterCloses = true;
                argument = ParseTemplateArgument();
                Restore(state);
            }
            else return null;
            if (!parameter.IsPack && !argument.IsDependent)
            {
                bool fits = parameter.Kind switch
                {
                    TemplateParameterKind.Type => argument.Kind == TemplateArgumentKind.Type,
                    TemplateParameterKind.Value => argument.Kind is TemplateArgumentKind.Value or TemplateArgumentKind.Function || argument.Symbol is OverloadSet,
                    _ => argument.Kind == TemplateArgumentKind.Template,
                };
                if (!fits) return null;
                if (parameter.Kind == TemplateParameterKind.Value) argument = ConvertValueArgument(parameter, argument, bound);
            }
            result.Add(argument);
            Bind(bound, parameter, argument);
        }
        return next < given.Count ? null : result;
    }

    private TemplateArgument ConvertValueArgument(TemplateParameter parameter, TemplateArgument argument, Scope scope)
    {
        State state = Save();
        _position = parameter.TypeTokens;
        _scope = scope;
        _greaterCloses = true;
        try
        {
            Specifiers specifiers = ParseSpecifiers();
            MslType type = specifiers.Type.Type;
            if (argument.Symbol is OverloadSet or FunctionSymbol)
            {
                QualifiedType pointer = ParseDeclarator(specifiers.Type, DeclaratorKind.Parameter).Type;
                FunctionType? wanted = pointer.Type is PointerType { Pointee.Type: FunctionType direct } ? direct : pointer.Type as FunctionType;
                if (argument.Symbol is FunctionSymbol chosen)
                    return wanted is null || wanted.IsDependent || wanted.Matches(chosen.FunctionType) ? argument
                        : throw Error(parameter.At, $"'{chosen.Name}' of type '{chosen.FunctionType}' is no template argument for '{wanted}'");
                var set = (OverloadSet)argument.Symbol;
                var name = new FunctionNameExpression(Here, set, argument.Elements.Count > 0 ? argument.Elements : null, null);
                if (wanted is not null && FindFunction(name, wanted) is { } function) return TemplateArgument.OfFunction(function);
                if (wanted is { IsDependent: true }) return TemplateArgument.Dependent();
                throw Error(parameter.At, $"no overload of '{set.Name}' matches the template parameter '{parameter.Name}'");
            }
            if (type is ScalarType { Kind: not NumberKind.Void } scalar) return TemplateArgument.OfValue(argument.Value.ConvertTo(scalar.Kind), scalar);
            if (type is EnumType enumeration) return TemplateArgument.OfValue(argument.Value.ConvertTo(enumeration.Underlying), enumeration);
            return argument;
        }
        catch (CompileException) when (_patternDepth > 0)
        {
            return argument;
        }
        finally
        {
            Restore(state);
        }
    }

    private static void Bind(Scope scope, TemplateParameter parameter, TemplateArgument argument)
    {
        if (parameter.Name.Length == 0) return;
        scope.Set(parameter.Name, SymbolOf(parameter.Name, parameter.At, argument));
    }

    private static Symbol SymbolOf(string name, int at, TemplateArgument argument)
    {
        switch (argument.Kind)
        {
            case TemplateArgumentKind.Type: return new TypeSymbol(name, at, argument.Type);
            case TemplateArgumentKind.Value: return new ConstantSymbol(name, at, argument.Type, argument.Value);
            case TemplateArgumentKind.Function:
                var set = new OverloadSet(name, at);
                set.Functions.Add((FunctionSymbol)argument.Symbol!);
                return set;
            case TemplateArgumentKind.Template: return argument.Symbol!;
            case TemplateArgumentKind.Pack:
                var pack = new PackSymbol(name, at);
                foreach (TemplateArgument element in argument.Elements) pack.Elements.Add(SymbolOf(name, at, element));
                return pack;
            default: return new PatternValue(name, argument.PatternDepth, argument.PatternIndex);
        }
    }

    private Scope BindAll(IReadOnlyList<TemplateParameter> parameters, IReadOnlyList<TemplateArgument> arguments, Scope parent)
    {
        var scope = new Scope(ScopeKind.Template, parent);
        for (int i = 0; i < parameters.Count; i++) Bind(scope, parameters[i], arguments[i]);
        return scope;
    }

    private MslType InstantiateClass(ClassTemplate template, IReadOnlyList<TemplateArgument> given, int at)
    {
        List<TemplateArgument> arguments = CompleteArguments(template.Parameters, given, template.Scope, at)
            ?? throw Error(at, $"wrong template arguments for '{template.Name}': {given.Count} given, {template.Parameters.Count} expected");
        if (IsDependent(arguments)) return new TemplatePattern(template, arguments);
        foreach (StructType known in template.Instances)
            if (TemplateArgument.Same(known.Arguments, arguments)) return known;
        var scope = new Scope(ScopeKind.Struct, template.Scope, template.Name);
        var made = new StructType($"{template.Name}<{string.Join(", ", arguments)}>", _tokens[template.Tokens].IsWord("union"), scope) { Template = template, Arguments = arguments };
        if (made.Name.Length > 4096) throw Error(at, "template name is too long");
        scope.Struct = made;
        template.Instances.Add(made);
        return made;
    }

    /// <summary>Parses the body of a class template's instance when its members are first needed.</summary>
    private void RequireComplete(MslType type, int at)
    {
        while (type is ArrayType array) type = array.Element.Type;
        if (type is not StructType structure || structure.IsComplete || structure.Template is not { } template)
        {
            return;
        }
        if (!_completing.Add(structure)) return;
        ClassSpecialization? best = null;
        IReadOnlyList<TemplateArgument>? bound = null;
        foreach (ClassSpecialization candidate in template.Specializations)
        {
            var deduced = new TemplateArgument?[candidate.Parameters.Count];
            if (!DeduceAll(candidate.Pattern, structure.Arguments, deduced)) continue;
            bool all = true;
            foreach (TemplateArgument? argument in deduced) all &= argument is not null;
            all = all && Substitutes(candidate, deduced!, structure.Arguments);
            if (!all || best is not null && best.Parameters.Count <= candidate.Parameters.Count && !MoreSpecial(candidate, best)) continue;
            best = candidate;
            bound = deduced!;
        }
        int tokens = best?.Tokens ?? template.BodyTokens;
        if (tokens < 0) throw Error(at, $"implicit instantiation of undefined template '{structure.Name}'");
        BeginInstantiation(at);
        State state = Save();
        int pattern = _patternDepth;
        bool inTemplate = _inTemplateClass;
        try
        {
            _patternDepth = 0;
            _inTemplateClass = true;
            Scope parent = best is null ? BindAll(template.Parameters, structure.Arguments, template.Scope) : BindAll(best.Parameters, bound!, best.Scope);
            _scope = parent;
            _function = null;
            _position = tokens;
            AcceptWord("final");
            RebaseScope(structure, parent);
            structure.Scope.Set(template.Name, new TypeSymbol(template.Name, template.At, structure));
            ParseClassBody(structure, 1);
            DefineMembers(structure);
        }
        finally
        {
            _patternDepth = pattern;
            _inTemplateClass = inTemplate;
            _completing.Remove(structure);
            Restore(state);
            EndInstantiation();
        }
    }

    /// <summary>
    /// True where the argument list of a specialisation, with what was deduced put in, gives the wanted arguments. What is not
    /// deduced, such as enable_if_t&lt;condition&gt;, shows only now whether it exists ([temp.class.spec.match]).
    /// </summary>
    private bool Substitutes(ClassSpecialization candidate, IReadOnlyList<TemplateArgument> deduced, IReadOnlyList<TemplateArgument> wanted)
    {
        bool open = false;
        foreach (TemplateArgument argument in candidate.Pattern)
            open |= argument.Kind == TemplateArgumentKind.Dependent && argument.PatternIndex < 0 || argument.Kind == TemplateArgumentKind.Type && HoldsUnknown(argument.Type.Type);
        if (!open) return true;
        State state = Save();
        int pattern = _patternDepth;
        _speculation++;
        try
        {
            _patternDepth = 0;
            _scope = BindAll(candidate.Parameters, deduced, candidate.Scope);
            _position = candidate.ArgumentTokens;
            List<TemplateArgument> made = ParseTemplateArguments();
            wanted = Flat(wanted);
            for (int i = 0; i < made.Count && i < wanted.Count; i++)
                if (!made[i].Same(wanted[i]) && !(made[i].Kind == TemplateArgumentKind.Value && made[i].Value.Signed == wanted[i].Value.Signed)) return false;
            return true;
        }
        catch (CompileException)
        {
            return false;
        }
        finally
        {
            _speculation--;
            _patternDepth = pattern;
            Restore(state);
        }
    }

    private static bool HoldsUnknown(MslType type) => type switch
    {
        SpecialType special => special.IsDependent,
        PointerType pointer => HoldsUnknown(pointer.Pointee.Type),
        ReferenceType reference => HoldsUnknown(reference.Referee.Type),
        ArrayType array => HoldsUnknown(array.Element.Type),
        _ => false,
    };

    private readonly HashSet<StructType> _completing = [];

    // Member look-ups that leave the struct go on in the scope that binds the template's parameters.
    private static void RebaseScope(StructType structure, Scope parent)
    {
        if (!structure.Scope.Usings.Contains(parent)) structure.Scope.Usings.Add(parent);
    }

    private static bool MoreSpecial(ClassSpecialization left, ClassSpecialization right) => Weight(left) > Weight(right);

    private static int Weight(ClassSpecialization specialization)
    {
        int weight = 0;
        foreach (TemplateArgument argument in specialization.Pattern)
            weight += !argument.IsDependent ? 4 : argument.Type.Type is ParameterPattern ? 0 : 1;
        return weight;
    }

    private QualifiedType InstantiateAlias(AliasTemplate template, IReadOnlyList<TemplateArgument> given, int at)
    {
        List<TemplateArgument> arguments = CompleteArguments(template.Parameters, given, template.Scope, at)
            ?? throw Error(at, $"wrong template arguments for alias '{template.Name}': {given.Count} given, {template.Parameters.Count} expected");
        BeginInstantiation(at);
        State state = Save();
        int pattern = _patternDepth;
        try
        {
            if (IsDependent(arguments)) _patternDepth++; else _patternDepth = 0;
            _scope = BindAll(template.Parameters, arguments, template.Scope);
            _position = template.Tokens;
            _greaterCloses = false;
            return ParseTypeId();
        }
        finally
        {
            _patternDepth = pattern;
            Restore(state);
            EndInstantiation();
        }
    }

    private Symbol InstantiateVariable(VariableTemplate template, IReadOnlyList<TemplateArgument> given, int at)
    {
        List<TemplateArgument> arguments = CompleteArguments(template.Parameters, given, template.Scope, at)
            ?? throw Error(at, $"wrong template arguments for '{template.Name}'");
        if (IsDependent(arguments)) return new PatternValue(template.Name, -1, -1);
        foreach (var (known, symbol) in template.Instances)
            if (TemplateArgument.Same(known, arguments)) return symbol;
        int tokens = template.Tokens;
        Scope parent = BindAll(template.Parameters, arguments, template.Scope);
        int best = -1;
        foreach (ClassSpecialization candidate in template.Specializations)
        {
            var deduced = new TemplateArgument?[candidate.Parameters.Count];
            if (!DeduceAll(candidate.Pattern, arguments, deduced) || Weight(candidate) <= best) continue;
            bool all = true;
            foreach (TemplateArgument? argument in deduced) all &= argument is not null;
            if (!all || !Substitutes(candidate, deduced!, arguments)) continue;
            best = Weight(candidate);
            tokens = candidate.Tokens;
            parent = BindAll(candidate.Parameters, deduced!, candidate.Scope);
        }
        BeginInstantiation(at);
        State state = Save();
        int pattern = _patternDepth;
        try
        {
            _patternDepth = 0;
            _scope = parent;
            _position = tokens;
            _greaterCloses = false;
            _function = null;
            Specifiers specifiers = ParseSpecifiers();
            Declarator declarator = ParseDeclarator(specifiers.Type, DeclaratorKind.Namespace);
            QualifiedType type = declarator.Type with { Const = true, Space = AddressSpace.Constant };
            VariableSymbol variable = ParseInitializer(template.Name, template.At, type, VariableKind.Global, true);
            variable.IsConstexpr = true;
            template.Instances.Add((arguments, variable));
            return variable;
        }
        finally
        {
            _patternDepth = pattern;
            Restore(state);
            EndInstantiation();
        }
    }
}
