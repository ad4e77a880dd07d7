using System.Collections.Generic;
using Lucid.Gpu.Msl.Semantics;
using Lucid.Gpu.Msl.Text;
using Lucid.Gpu.Msl.Tree;
using Lucid.Gpu.Msl.Types;

namespace Lucid.Gpu.Msl.Syntax;

internal sealed partial class Parser
{
    private sealed record Candidate(FunctionSymbol Function, int[] Ranks);

    /// <summary>Overload resolution; null with a reason where nothing or too much fits.</summary>
    private FunctionSymbol? Resolve(OverloadSet set, IReadOnlyList<TemplateArgument>? given, Expression? thisObject,
        IReadOnlyList<Expression> arguments, out string reason)
    {
        CountStep(set.At);
        reason = "";
        var viable = new List<Candidate>();
        if (given is null)
            foreach (FunctionSymbol function in set.Functions) AddCandidate(viable, function, thisObject, arguments);
        foreach (FunctionTemplate template in set.Templates)
            if (DeduceCall(template, given, arguments) is { } made) AddCandidate(viable, made, thisObject, arguments);
        if (viable.Count == 0)
        {
            reason = NoMatch(set, arguments);
            return null;
        }
        Candidate best = viable[0];
        for (int i = 1; i < viable.Count; i++)
            if (Better(viable[i], best)) best = viable[i];
        foreach (Candidate other in viable)
            if (!ReferenceEquals(other, best) && !Better(best, other) && !ReferenceEquals(other.Function, best.Function))
            {
                reason = $"call to '{set.Name}' is ambiguous";
                return null;
            }
        return best.Function;
    }

    private void AddCandidate(List<Candidate> viable, FunctionSymbol function, Expression? thisObject, IReadOnlyList<Expression> arguments)
    {
        if (arguments.Count > function.Parameters.Count || arguments.Count < function.RequiredParameters) return;
        var ranks = new int[arguments.Count + 1];
        if (function.This is not null && !function.IsConstructor)
        {
            if (thisObject is null) return;
            ranks[0] = RankThis(thisObject, function);
            if (ranks[0] < 0) return;
        }
        for (int i = 0; i < arguments.Count; i++)
        {
            ranks[i + 1] = RankParameter(arguments[i], function.Parameters[i].Type);
            if (ranks[i + 1] < 0) return;
        }
        viable.Add(new Candidate(function, ranks));
    }

    private bool Better(Candidate left, Candidate right)
    {
        bool better = false;
        for (int i = 0; i < left.Ranks.Length; i++)
        {
            if (left.Ranks[i] > right.Ranks[i]) return false;
            better |= left.Ranks[i] < right.Ranks[i];
        }
        if (better) return true;
        bool leftTemplate = left.Function.Template is not null, rightTemplate = right.Function.Template is not null;
        if (leftTemplate != rightTemplate) return rightTemplate;
        if (leftTemplate && left.Function.Template != right.Function.Template)
        {
            bool mine = AtLeastAsSpecial(left.Function.Template!, right.Function.Template!);
            bool theirs = AtLeastAsSpecial(right.Function.Template!, left.Function.Template!);
            if (mine != theirs) return mine;
            // Without a parameter pack, or with more parameters before it, a template is the more special one.
            return FixedParameters(left.Function.Template!) > FixedParameters(right.Function.Template!);
        }
        return false;
    }

    private int FixedParameters(FunctionTemplate template)
    {
        if (PatternOf(template) is not { Parameters.Count: > 0 } pattern) return int.MaxValue;
        return _patternPacks.Contains(pattern.Parameters[^1]) ? pattern.Parameters.Count - 1 : int.MaxValue;
    }

    // C++ partial ordering: one is at least as special when the other's pattern accepts its parameter types.
    private bool AtLeastAsSpecial(FunctionTemplate left, FunctionTemplate right)
    {
        FunctionSymbol? a = PatternOf(left), b = PatternOf(right);
        if (a is null || b is null || a.Parameters.Count != b.Parameters.Count) return false;
        var deduced = new TemplateArgument?[right.Parameters.Count];
        for (int i = 0; i < a.Parameters.Count; i++)
            if (!AcceptsPattern(b.Parameters[i].Type, a.Parameters[i].Type, deduced)) return false;
        return true;
    }

    private bool AcceptsPattern(QualifiedType pattern, QualifiedType actual, TemplateArgument?[] deduced)
    {
        if (pattern.Type is ReferenceType p) pattern = p.Referee;
        if (actual.Type is ReferenceType a) actual = a.Referee;
        if (pattern.Type is ParameterPattern) return Deduce(pattern.Unqualified, actual.Unqualified, deduced);
        if (pattern.Type is TemplatePattern left && actual.Type is TemplatePattern right)
            return ReferenceEquals(left.Template, right.Template) && DeduceAll(left.Arguments, right.Arguments, deduced);
        if (pattern.Type is PointerType from && actual.Type is PointerType to) return from.Pointee.EffectiveSpace == to.Pointee.EffectiveSpace && AcceptsPattern(from.Pointee, to.Pointee, deduced);
        return Deduce(pattern, actual, deduced);
    }

    private string NoMatch(OverloadSet set, IReadOnlyList<Expression> arguments)
    {
        if (set.Functions.Count == 1 && set.Templates.Count == 0)
        {
            FunctionSymbol function = set.Functions[0];
            if (arguments.Count < function.RequiredParameters || arguments.Count > function.Parameters.Count)
                return $"'{set.Name}' takes {function.Parameters.Count} arguments, {arguments.Count} are given";
            for (int i = 0; i < arguments.Count; i++)
                if (RankParameter(arguments[i], function.Parameters[i].Type) < 0)
                    return $"no matching function for call to '{set.Name}': argument {i + 1} is '{arguments[i].QualifiedType}', parameter is '{function.Parameters[i].Type}'";
        }
        var types = new List<string>();
        foreach (Expression argument in arguments) types.Add(argument.QualifiedType.Unqualified.ToString());
        string why = set.Templates.Count > 0 && _patternErrors.TryGetValue(set.Templates[0], out CompileException? error) ? $" ({error.Message})" : "";
        return $"no matching function for call to '{set.Name}({string.Join(", ", types)})'; {set.Functions.Count + set.Templates.Count} candidates{why}";
    }

    /// <summary>Notes that a function is called, so that its body gets parsed.</summary>
    private void Use(FunctionSymbol function)
    {
        _function?.Callees.Add(function);
        if (function.State != BodyState.Unparsed || function.IsStage) return;
        if (ContainsAuto(function.ReturnType)) ParseBody(function);
        else if (!_queued.Contains(function))
        {
            _queued.Add(function);
            _pending.Enqueue(function);
        }
    }

    private readonly HashSet<FunctionSymbol> _queued = [];

    private List<Expression> ConvertArguments(FunctionSymbol function, IReadOnlyList<Expression> arguments, int at)
    {
        var result = new List<Expression>(function.Parameters.Count);
        for (int i = 0; i < function.Parameters.Count; i++)
        {
            VariableSymbol parameter = function.Parameters[i];
            Expression argument = i < arguments.Count ? arguments[i] : DefaultArgument(parameter);
            result.Add(parameter.Type.Type is ReferenceType reference ? BindReference(argument, reference, argument.At) : ConvertImplicit(argument, parameter.Type.Type, argument.At));
        }
        _ = at;
        return result;
    }

    private Expression DefaultArgument(VariableSymbol parameter)
    {
        State state = Save();
        try
        {
            _position = parameter.DefaultTokens;
            _scope = parameter.DefaultScope!;
            _greaterCloses = false;
            return At("{") ? ParseInitializerList() : ParseAssignment();
        }
        finally
        {
            Restore(state);
        }
    }

    private Expression BuildCall(FunctionSymbol function, Expression? thisObject, IReadOnlyList<Expression> arguments, int at)
    {
        if (function.IsDeleted) throw Error(at, $"call to deleted function '{function.Name}'");
        if (function.IsKernel && !function.Name.StartsWith("operator")) { /* A kernel may call another as a plain function. */ }
        Use(function);
        List<Expression> converted = ConvertArguments(function, arguments, at);
        if (function.This is not null)
        {
            if (thisObject is null) throw Error(at, $"call to non-static member function '{function.Name}' without an object");
            converted.Insert(0, ToBase(thisObject, function.Owner!));
        }
        MarkReferences(function, converted);
        return new CallExpression(at, function, converted);
    }

    // A variable that a callee may write is no longer the value it was declared with.
    private static void MarkReferences(FunctionSymbol function, List<Expression> arguments)
    {
        int shift = function.This is null ? 0 : 1;
        if (shift == 1 && function.This!.Type.Type is ReferenceType { Referee.Const: false }) MarkWritten(arguments[0]);
        for (int i = 0; i < function.Parameters.Count; i++)
            if (function.Parameters[i].Type.Type is ReferenceType { Referee.Const: false }) MarkWritten(arguments[i + shift]);
    }

    private static void MarkWritten(Expression expression)
    {
        while (true)
        {
            switch (expression)
            {
                case VariableExpression variable: variable.Variable.Reassigned = true; return;
                case MemberExpression member: expression = member.Target; break;
                case BaseExpression parent: expression = parent.Target; break;
                case IndexExpression index: expression = index.Target; break;
                case SwizzleExpression swizzle: expression = swizzle.Target; break;
                case DecayExpression decay: expression = decay.Array; break;
                case AssignExpression assign: expression = assign.Target; break;
                case ConditionalExpression conditional: MarkWritten(conditional.WhenTrue); expression = conditional.WhenFalse; break;
                default: return;
            }
        }
    }

    /// <summary>A call by name: user functions first when they fit exactly, then the library, then what converts.</summary>
    private Expression CallNamed(FunctionNameExpression name, List<Expression> arguments, int at)
    {
        OverloadSet set = WithAssociated(name.Set, arguments);
        string reason = "";
        FunctionSymbol? function = set.Functions.Count + set.Templates.Count == 0 ? null : Resolve(set, name.Arguments, name.ThisObject, arguments, out reason);
        if (set.Intrinsic is { } intrinsic && (function is null || !FitsExactly(function, arguments)))
        {
            Expression? made = TryIntrinsic(intrinsic, name.Arguments, arguments, at, out string intrinsicReason);
            if (made is not null) return made;
            if (function is null)
            {
                if (name.Arguments is not null && set.Functions.Count > 0 && Resolve(set, null, null, arguments, out _) is { } plain) return BuildCall(plain, null, arguments, at);
                throw Error(at, set.Functions.Count + set.Templates.Count == 0 || arguments.Count == 0 ? intrinsicReason : intrinsicReason);
            }
        }
        if (function is null) throw Error(at, reason);
        return BuildCall(function, function.This is null ? null : name.ThisObject, arguments, at);
    }

    private bool FitsExactly(FunctionSymbol function, List<Expression> arguments)
    {
        for (int i = 0; i < arguments.Count; i++)
            if (RankParameter(arguments[i], function.Parameters[i].Type) > AddConst) return false;
        return true;
    }

    // Argument-dependent look-up: functions of the namespaces that the arguments' structs live in.
    private OverloadSet WithAssociated(OverloadSet set, List<Expression> arguments)
    {
        foreach (Expression argument in arguments)
        {
            if (argument.Type is not StructType structure) continue;
            for (Scope? scope = structure.Scope.Parent; scope is not null; scope = scope.Parent)
                if (scope.Kind == ScopeKind.Namespace && scope.Local(set.Name) is OverloadSet more && !ReferenceEquals(more, set)) set = Scope.Merge(set, more);
        }
        return set;
    }

    /// <summary>An operator on at least one struct; null where no overload fits.</summary>
    private Expression? TryOperator(string op, Expression left, Expression? right, int at, bool postfix = false)
    {
        bool user = left.Type is StructType or EnumType or SimdgroupMatrixType || right?.Type is StructType or EnumType;
        if (!user && _scope.Lookup("operator" + op) is not OverloadSet { Functions.Count: > 0 }) return null;
        if (!user && left.Type is ScalarType && right is null or { Type: ScalarType }) return null;
        var arguments = new List<Expression>();
        if (right is not null) arguments.Add(right);
        if (postfix) arguments.Add(new ConstantExpression(at, ScalarType.Int, ConstantValue.Int(0)));
        FunctionSymbol? method = null;
        if (left.Type is StructType structure)
        {
            RequireComplete(structure, at);
            if (structure.Scope.Member("operator" + op) is OverloadSet members) method = Resolve(members, null, left, arguments, out _);
        }
        if (op is "()" or "[]" or "=" or "->") return method is null ? null : BuildCall(method, left, arguments, at);
        arguments.Insert(0, left);
        var set = _scope.Lookup("operator" + op) as OverloadSet ?? new OverloadSet("operator" + op, at);
        set = WithAssociated(set, arguments);
        var plain = new OverloadSet(set.Name, set.At);
        foreach (FunctionSymbol function in set.Functions)
            if (function.This is null) plain.Functions.Add(function);
        plain.Templates.AddRange(set.Templates.FindAll(t => t.Owner is null));
        FunctionSymbol? free = plain.Functions.Count + plain.Templates.Count == 0 ? null : Resolve(plain, null, null, arguments, out _);
        if (method is not null && free is not null)
        {
            var members = new Candidate(method, [RankThis(left, method), .. Ranks(method, arguments, 1)]);
            var frees = new Candidate(free, Ranks(free, arguments, 0));
            if (members.Ranks.Length == frees.Ranks.Length && Better(frees, members)) method = null;
        }
        if (method is not null) return BuildCall(method, left, arguments.GetRange(1, arguments.Count - 1), at);
        if (free is null) return null;
        // An enum or a builtin type keeps its builtin operator unless the overload fits exactly.
        if (left.Type is not StructType && right?.Type is not StructType && !FitsExactly(free, arguments)) return null;
        return BuildCall(free, null, arguments, at);
    }

    private int[] Ranks(FunctionSymbol function, List<Expression> arguments, int from)
    {
        var ranks = new int[arguments.Count - from];
        for (int i = 0; i < ranks.Length; i++) ranks[i] = RankParameter(arguments[i + from], function.Parameters[i].Type);
        return ranks;
    }
}
