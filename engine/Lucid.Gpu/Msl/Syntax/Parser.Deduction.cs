using System.Collections.Generic;
using Lucid.Gpu.Msl.Semantics;
using Lucid.Gpu.Msl.Text;
using Lucid.Gpu.Msl.Tree;
using Lucid.Gpu.Msl.Types;

namespace Lucid.Gpu.Msl.Syntax;

internal sealed partial class Parser
{
    private bool DeduceAll(IReadOnlyList<TemplateArgument> patterns, IReadOnlyList<TemplateArgument> actual, TemplateArgument?[] deduced)
    {
        actual = Flat(actual);
        for (int i = 0; i < patterns.Count; i++)
        {
            TemplateArgument pattern = patterns[i];
            if (pattern.Kind == TemplateArgumentKind.Pack && pattern.Elements.Count == 1 && i == patterns.Count - 1)
            {
                var rest = new List<TemplateArgument>();
                for (int j = i; j < actual.Count; j++)
                    if (actual[j].Kind == TemplateArgumentKind.Pack) rest.AddRange(actual[j].Elements); else rest.Add(actual[j]);
                if (pattern.Elements[0].Kind == TemplateArgumentKind.Dependent)
                    return pattern.Elements[0].PatternIndex < 0 || Set(deduced, pattern.Elements[0].PatternIndex, TemplateArgument.OfPack(rest));
                if (pattern.Elements[0].Type.Type is ParameterPattern whole) return Set(deduced, whole.Index, TemplateArgument.OfPack(rest));
                return true;
            }
            if (i >= actual.Count || !DeduceArgument(pattern, actual[i], deduced)) return false;
        }
        return patterns.Count >= actual.Count;
    }

    // The arguments as they were written: a pack's elements one by one.
    private static IReadOnlyList<TemplateArgument> Flat(IReadOnlyList<TemplateArgument> arguments)
    {
        if (arguments.Count == 0 || arguments[^1].Kind != TemplateArgumentKind.Pack) return arguments;
        var flat = new List<TemplateArgument>();
        foreach (TemplateArgument argument in arguments)
            if (argument.Kind == TemplateArgumentKind.Pack) flat.AddRange(argument.Elements); else flat.Add(argument);
        return flat;
    }

    private bool DeduceArgument(TemplateArgument pattern, TemplateArgument actual, TemplateArgument?[] deduced)
    {
        if (pattern.Kind == TemplateArgumentKind.Dependent)
            return pattern.PatternIndex < 0 || Set(deduced, pattern.PatternIndex, actual);
        if (pattern.Kind != actual.Kind) return false;
        if (pattern.Kind == TemplateArgumentKind.Type)
        {
            if (!pattern.Type.Type.IsDependent) return pattern.Type == actual.Type;
            return Deduce(pattern.Type, actual.Type, deduced);
        }
        return pattern.IsDependent || pattern.Same(actual);
    }

    private static bool Set(TemplateArgument?[] deduced, int index, TemplateArgument value)
    {
        if (index < 0 || index >= deduced.Length) return true;
        if (deduced[index] is { } known)
        {
            if (known.Kind == TemplateArgumentKind.Type && value.Kind == TemplateArgumentKind.Type) return known.Type.Type == value.Type.Type;
            return known.Same(value);
        }
        deduced[index] = value;
        return true;
    }

    /// <summary>Matches a type against a pattern and notes what the template parameters stand for.</summary>
    private bool Deduce(QualifiedType pattern, QualifiedType actual, TemplateArgument?[] deduced)
    {
        CountStep(0);
        switch (pattern.Type)
        {
            case ParameterPattern parameter:
                if (actual.Type == SpecialType.OverloadSet || actual.Type == SpecialType.InitializerList) return true;
                var bound = new QualifiedType(actual.Type, actual.Const && !pattern.Const, actual.Volatile && !pattern.Volatile);
                return Set(deduced, parameter.Index, TemplateArgument.OfType(bound));
            case SpecialType { IsDependent: true }:
                return true;
            case PointerType pointer:
                if (actual.Type is not PointerType given || given.Pointee.EffectiveSpace != pointer.Pointee.EffectiveSpace) return false;
                if (given.Pointee.Const && !pointer.Pointee.Const && pointer.Pointee.Type is not ParameterPattern && pointer.Pointee.Space != AddressSpace.Constant)
                    return false;
                return Deduce(pointer.Pointee, given.Pointee, deduced);
            case ReferenceType reference:
                return actual.Type is ReferenceType other ? Deduce(reference.Referee, other.Referee, deduced) : Deduce(reference.Referee, actual, deduced);
            case FunctionType function:
                if (actual.Type is not FunctionType target || target.Parameters.Length != function.Parameters.Length) return false;
                for (int i = 0; i < function.Parameters.Length; i++)
                    if (!Deduce(function.Parameters[i], target.Parameters[i], deduced)) return false;
                return Deduce(function.Result, target.Result, deduced);
            case ArrayType array when array.IsDependent:
                return actual.Type is ArrayType from && from.Length == array.Length && Deduce(array.Element, from.Element, deduced);
            case TemplatePattern template:
                return DeduceTemplate(template, actual.Type, deduced);
            default:
                return pattern.Type == actual.Type;
        }
    }

    private bool DeduceTemplate(TemplatePattern pattern, MslType actual, TemplateArgument?[] deduced)
    {
        static TemplateArgument Type(NumberKind kind) => TemplateArgument.OfType(ScalarType.Of(kind));
        static TemplateArgument Number(long value) => TemplateArgument.OfValue(ConstantValue.Int(value), ScalarType.Int);
        switch (pattern.Template.Name, actual)
        {
            case ("vec", VectorType vector):
                return DeduceAll(pattern.Arguments, [Type(vector.Element), Number(vector.Count)], deduced);
            case ("packed_vec", VectorType { Packed: true } vector):
                return DeduceAll(pattern.Arguments, [Type(vector.Element), Number(vector.Count)], deduced);
            case ("matrix", MatrixType matrix):
                return DeduceAll(pattern.Arguments, [Type(matrix.Element), Number(matrix.Columns), Number(matrix.Rows)], deduced);
            case ("simdgroup_matrix", SimdgroupMatrixType matrix):
                return DeduceAll(pattern.Arguments, [Type(matrix.Element), Number(8), Number(8)], deduced);
            case ("atomic" or "_atomic", AtomicType atomic):
                return DeduceAll(pattern.Arguments, [Type(atomic.Element)], deduced);
            case ("<array>", ArrayType array):
                return DeduceAll(pattern.Arguments, [TemplateArgument.OfType(array.Element), Number(array.Length)], deduced);
            case (_, TextureType texture) when texture.Shape == pattern.Template.Name:
                return DeduceAll(pattern.Arguments, pattern.Arguments.Count == 1 ? [Type(texture.Element)] : [Type(texture.Element), Number((int)texture.Access)], deduced);
            case (_, StructType structure):
                if (ReferenceEquals(structure.Template, pattern.Template)) return DeduceAll(pattern.Arguments, structure.Arguments, deduced);
                RequireComplete(structure, 0);
                foreach (StructType parent in structure.Bases)
                    if (DeduceTemplate(pattern, parent, deduced)) return true;
                return false;
            default:
                return false;
        }
    }

    private FunctionSymbol? PatternOf(FunctionTemplate template)
    {
        if (template.Pattern is { } known) return known.Name == "<invalid>" ? null : known;
        State state = Save();
        bool saved = _inInstantiation;
        _patternDepth++;
        _speculation++;
        try
        {
            _inInstantiation = true;
            _scope = PatternScope(template.Parameters, template.Scope);
            _position = template.Tokens;
            _greaterCloses = false;
            template.Pattern = ParseTemplateSignature(template);
        }
        catch (CompileException error)
        {
            template.Pattern = new FunctionSymbol("<invalid>", error.At, template.Scope);
            _patternErrors[template] = error;
            return null;
        }
        finally
        {
            _patternDepth--;
            _speculation--;
            _inInstantiation = saved;
            Restore(state);
        }
        return template.Pattern;
    }

    private readonly Dictionary<FunctionTemplate, CompileException> _patternErrors = [];

    private FunctionSymbol ParseTemplateSignature(FunctionTemplate template)
    {
        Specifiers specifiers = ParseSpecifiers(allowMissingType: template.IsConstructor || template.Owner is not null);
        if (template.IsConstructor) return ParseConstructor(template.Owner!, specifiers);
        if (!specifiers.HasType && AtWord("operator"))
        {
            ParseOperatorName();
            QualifiedType target = ParseConversionTarget();
            var conversion = new Declarator { Name = "operator ", At = Here };
            ParseFunctionDeclarator(ref conversion, target, DeclaratorKind.Member);
            return DeclareFunction(specifiers, conversion, template.Owner);
        }
        Declarator declarator = ParseDeclarator(specifiers.Type, template.Owner is null ? DeclaratorKind.Namespace : DeclaratorKind.Member);
        if (!declarator.IsFunction) throw Error(template.At, $"'{template.Name}' is not a function");
        return DeclareFunction(specifiers, declarator, specifiers.IsFriend ? null : template.Owner);
    }

    /// <summary>Deduces a function template's arguments from a call; null where it does not fit.</summary>
    private FunctionSymbol? DeduceCall(FunctionTemplate template, IReadOnlyList<TemplateArgument>? given, IReadOnlyList<Expression> arguments, MslType? result = null)
    {
        CountStep(template.At);
        FunctionSymbol? pattern = PatternOf(template);
        if (pattern is null) return null;
        var deduced = new TemplateArgument?[template.Parameters.Count];
        if (!SetGiven(template, given, deduced)) return null;
        int fixedCount = pattern.Parameters.Count;
        bool pack = fixedCount > 0 && _patternPacks.Contains(pattern.Parameters[fixedCount - 1]);
        if (pack) fixedCount--;
        if (arguments.Count > fixedCount && !pack || arguments.Count < System.Math.Min(fixedCount, pattern.RequiredParameters)) return null;
        try
        {
            for (int i = 0; i < fixedCount && i < arguments.Count; i++)
                if (pattern.Parameters[i].Type.Type.IsDependent && !DeduceParameter(pattern.Parameters[i].Type, arguments[i], deduced, given)) return null;
            if (pack && !DeducePack(pattern.Parameters[fixedCount].Type, arguments, fixedCount, deduced, template.Parameters)) return null;
            if (result is not null && pattern.ReturnType.Type.IsDependent && !Deduce(pattern.ReturnType, result, deduced)) return null;
        }
        catch (CompileException)
        {
            return null;
        }
        return TryInstantiate(template, deduced);
    }

    private bool SetGiven(FunctionTemplate template, IReadOnlyList<TemplateArgument>? given, TemplateArgument?[] deduced)
    {
        if (given is null) return true;
        for (int i = 0; i < given.Count; i++)
        {
            if (i < template.Parameters.Count && template.Parameters[i].IsPack)
            {
                var rest = new List<TemplateArgument>();
                for (; i < given.Count; i++) rest.Add(given[i]);
                deduced[template.Parameters.Count - 1] = TemplateArgument.OfPack(rest);
                return true;
            }
            if (i >= template.Parameters.Count) return false;
            deduced[i] = given[i];
        }
        return true;
    }

    private bool DeduceParameter(QualifiedType pattern, Expression argument, TemplateArgument?[] deduced, IReadOnlyList<TemplateArgument>? given)
    {
        if (argument is InitializerListExpression) return true;
        if (argument is FunctionNameExpression name)
        {
            if (name.Set.Functions.Count != 1 || pattern.Type is not PointerType pointer) return true;
            return Deduce(pointer.Pointee, name.Set.Functions[0].FunctionType, deduced);
        }
        QualifiedType actual = argument.QualifiedType;
        if (pattern.Type is ParameterPattern fixedByCaller && given is not null && fixedByCaller.Index < given.Count) return true;
        if (pattern.Type is ReferenceType reference)
        {
            QualifiedType referee = reference.Referee;
            if (referee.Type is ParameterPattern known && given is not null && known.Index < given.Count) return true;
            if (referee.Space == AddressSpace.None) return Deduce(referee with { Const = true }, actual, deduced);
            if (argument.IsLvalue && actual.EffectiveSpace != referee.EffectiveSpace && !referee.Const) return false;
            return Deduce(referee, actual, deduced);
        }
        if (actual.Type is ArrayType array)
            actual = MslType.PointerTo(array.Element with { Space = actual.Space, Const = actual.Const || array.Element.Const });
        return Deduce(pattern.Unqualified, actual.Unqualified, deduced);
    }

    private bool DeducePack(QualifiedType pattern, IReadOnlyList<Expression> arguments, int from, TemplateArgument?[] deduced, IReadOnlyList<TemplateParameter> parameters)
    {
        int index = -1;
        for (int i = 0; i < parameters.Count; i++)
            if (parameters[i].IsPack) index = i;
        if (index < 0) return false;
        var elements = new List<TemplateArgument>();
        for (int i = from; i < arguments.Count; i++)
        {
            var one = new TemplateArgument?[deduced.Length];
            for (int j = 0; j < deduced.Length; j++) one[j] = j == index ? null : deduced[j];
            if (!DeduceParameter(pattern, arguments[i], one, null) || one[index] is null) return false;
            elements.Add(one[index]!);
        }
        deduced[index] ??= TemplateArgument.OfPack(elements);
        return true;
    }

    private FunctionSymbol? TryInstantiate(FunctionTemplate template, TemplateArgument?[] deduced)
    {
        var arguments = new List<TemplateArgument>();
        var bound = new Scope(ScopeKind.Template, template.Scope);
        State state = Save();
        _speculation++;
        try
        {
            for (int i = 0; i < deduced.Length; i++)
            {
                TemplateParameter parameter = template.Parameters[i];
                TemplateArgument? argument = deduced[i];
                if (argument is null && parameter.IsPack) argument = TemplateArgument.OfPack([]);
                if (argument is null)
                {
                    if (parameter.DefaultTokens < 0) return null;
                    _position = parameter.DefaultTokens;
                    _scope = bound;
                    _greaterCloses = true;
                    argument = ParseTemplateArgument();
                }
                if (parameter is { Kind: TemplateParameterKind.Value, IsPack: false }) argument = ConvertValueArgument(parameter, argument, bound);
                if (!parameter.IsPack && (parameter.Kind == TemplateParameterKind.Type) != (argument.Kind == TemplateArgumentKind.Type) && !argument.IsDependent) return null;
                if (parameter is { Kind: TemplateParameterKind.Value, IsPack: false } && argument.Kind == TemplateArgumentKind.Value) CheckValueParameter(parameter, bound);
                arguments.Add(argument);
                Bind(bound, parameter, argument);
            }
            return InstantiateFunction(template, arguments);
        }
        catch (CompileException)
        {
            return null;
        }
        finally
        {
            _speculation--;
            Restore(state);
        }
    }

    // SFINAE in the parameter's type: "enable_if_t<condition, bool> = true".
    private void CheckValueParameter(TemplateParameter parameter, Scope scope)
    {
        _position = parameter.TypeTokens;
        _scope = scope;
        _greaterCloses = true;
        ParseSpecifiers();
    }

    private FunctionSymbol InstantiateFunction(FunctionTemplate template, IReadOnlyList<TemplateArgument> arguments)
    {
        foreach (FunctionSymbol special in template.Specializations)
            if (TemplateArgument.Same(special.Arguments, arguments)) return special;
        foreach (FunctionSymbol known in template.Instances)
            if (TemplateArgument.Same(known.Arguments, arguments)) return known;
        int chain = (_function?.InstantiationDepth ?? 0) + 1;
        if (chain > TemplateChainLimit) throw Error(template.At, $"recursive template instantiation of '{template.Name}' exceeds a depth of {TemplateChainLimit}");
        BeginInstantiation(template.At);
        State state = Save();
        int pattern = _patternDepth;
        bool saved = _inInstantiation;
        try
        {
            _patternDepth = 0;
            _inInstantiation = true;
            _scope = BindAll(template.Parameters, arguments, template.Scope);
            _position = template.Tokens;
            _greaterCloses = false;
            FunctionSymbol function = ParseTemplateSignature(template);
            function.Template = template;
            function.Arguments = arguments;
            function.InstantiationDepth = chain;
            if (At("{") || At(":"))
            {
                function.BodyTokens = _position;
                function.State = BodyState.Unparsed;
            }
            template.Instances.Add(function);
            return function;
        }
        finally
        {
            _patternDepth = pattern;
            _inInstantiation = saved;
            Restore(state);
            EndInstantiation();
        }
    }

    private FunctionSymbol? TryInstantiateExplicit(FunctionTemplate template, IReadOnlyList<TemplateArgument> given)
    {
        var deduced = new TemplateArgument?[template.Parameters.Count];
        return SetGiven(template, given, deduced) ? TryInstantiate(template, deduced) : null;
    }

    /// <summary>The arguments that make a template's signature equal to a given function's; null where none do.</summary>
    private IReadOnlyList<TemplateArgument>? MatchSpecialization(FunctionTemplate template, FunctionSymbol function)
    {
        FunctionSymbol? pattern = PatternOf(template);
        if (pattern is null || pattern.Parameters.Count != function.Parameters.Count) return null;
        var deduced = new TemplateArgument?[template.Parameters.Count];
        if (!SetGiven(template, function.Arguments.Count > 0 ? function.Arguments : null, deduced)) return null;
        for (int i = 0; i < pattern.Parameters.Count; i++)
            if (pattern.Parameters[i].Type.Type.IsDependent && !Deduce(pattern.Parameters[i].Type, function.Parameters[i].Type, deduced)) return null;
        if (pattern.ReturnType.Type.IsDependent && !Deduce(pattern.ReturnType, function.ReturnType, deduced)) return null;
        FunctionSymbol? made = TryInstantiate(template, deduced);
        if (made is null) return null;
        for (int i = 0; i < made.Parameters.Count; i++)
            if (made.Parameters[i].Type.Type != function.Parameters[i].Type.Type) return null;
        return made.Arguments;
    }
}
