using System.Collections.Generic;
using Lucid.Gpu.Msl.Types;

namespace Lucid.Gpu.Msl.Semantics;

internal enum ScopeKind : byte { Namespace, Struct, Block, Template }

/// <summary>Names in a region of the program.</summary>
internal sealed class Scope(ScopeKind kind, Scope? parent, string name = "")
{
    private const int UsingDepthLimit = 16;
    private Dictionary<string, Symbol>? _names;

    public ScopeKind Kind => kind;

    public Scope? Parent => parent;

    public string Name => name;

    public StructType? Struct { get; set; }

    /// <summary>The global scope, for the library's namespace that lies around it: what a user adds to "metal" sees globals too.</summary>
    public Scope? Fallback { get; set; }

    /// <summary>Namespaces opened by using-directives and inline namespaces.</summary>
    public List<Scope> Usings { get; } = [];

    public IReadOnlyDictionary<string, Symbol>? Names => _names;

    public Symbol? Local(string name) => _names is not null && _names.TryGetValue(name, out Symbol? symbol) ? symbol : null;

    public void Set(string name, Symbol symbol) => (_names ??= [])[name] = symbol;

    /// <summary>Looks in this scope, its base classes and its using-directives, not in the scopes around it.</summary>
    public Symbol? Member(string name, int depth = 0)
    {
        if (Local(name) is { } own) return own;
        if (depth > UsingDepthLimit) return null;
        if (Struct is not null)
            foreach (StructType parentType in Struct.Bases)
                if (parentType.Scope.Member(name, depth + 1) is { } inherited) return inherited;
        foreach (Scope used in Usings)
            if (!ReferenceEquals(used, this) && used.Member(name, depth + 1) is { } found) return found;
        return null;
    }

    /// <summary>Looks outwards from here.</summary>
    public Symbol? Lookup(string name)
    {
        OverloadSet? merged = null;
        Scope root = this;
        bool sawGlobal = false;
        for (Scope? scope = this; scope is not null; scope = scope.Parent)
        {
            sawGlobal |= ReferenceEquals(scope.Parent?.Fallback, scope);
            root = scope;
            if (!Gather(scope, name, ref merged, out Symbol? found)) return found;
        }
        if (!sawGlobal && root.Fallback is { } global && !Gather(global, name, ref merged, out Symbol? last)) return last;
        return merged;
    }

    // False where the search ends. Functions of outer namespaces stay candidates: hiding them would only lose kernels that
    // Apple's compiler finds by argument-dependent look-up.
    private static bool Gather(Scope scope, string name, ref OverloadSet? merged, out Symbol? found)
    {
        found = scope.Member(name);
        if (found is null) return true;
        if (found is not OverloadSet set)
        {
            found = merged ?? found;
            return false;
        }
        merged = merged is null ? set : Merge(merged, set);
        return true;
    }

    public static OverloadSet Merge(OverloadSet first, OverloadSet second)
    {
        var merged = new OverloadSet(first.Name, first.At) { Intrinsic = first.Intrinsic ?? second.Intrinsic, HiddenType = first.HiddenType ?? second.HiddenType };
        merged.Functions.AddRange(first.Functions);
        merged.Templates.AddRange(first.Templates);
        foreach (FunctionSymbol function in second.Functions)
            if (!merged.Functions.Contains(function) && !Hidden(first, function)) merged.Functions.Add(function);
        foreach (FunctionTemplate template in second.Templates)
            if (!merged.Templates.Contains(template)) merged.Templates.Add(template);
        return merged;
    }

    private static bool Hidden(OverloadSet inner, FunctionSymbol outer)
    {
        foreach (FunctionSymbol function in inner.Functions)
            if (SameParameters(function, outer)) return true;
        return false;
    }

    public static bool SameParameters(FunctionSymbol left, FunctionSymbol right)
    {
        if (left.Parameters.Count != right.Parameters.Count) return false;
        for (int i = 0; i < left.Parameters.Count; i++)
        {
            QualifiedType a = left.Parameters[i].Type, b = right.Parameters[i].Type;
            if (a.Type != b.Type) return false;
        }
        return left.This?.Type.Type == right.This?.Type.Type;
    }

    public string Qualified(string member)
    {
        string result = member;
        for (Scope? scope = this; scope is not null; scope = scope.Parent)
            if (scope.Kind is ScopeKind.Namespace or ScopeKind.Struct && scope.Name.Length > 0) result = scope.Name + "::" + result;
        return result;
    }
}
