using System;
using System.Collections.Generic;
using Lucid.Gpu.Msl.Library;
using Lucid.Gpu.Msl.Semantics;
using Lucid.Gpu.Msl.Tree;

namespace Lucid.Gpu.Drivers.Cuda.Emission;

/// <summary>How threads may leave a statement other than at its end.</summary>
[Flags]
internal enum Leaves : byte
{
    None = 0,
    Break = 1,
    Continue = 2,
    Return = 4,
}

/// <summary>What the emitter must know of a program before it writes it: where lanes work together, and how control leaves.</summary>
internal sealed class ControlFlow
{
    private readonly Dictionary<FunctionSymbol, bool> _lanes = [];
    private readonly Dictionary<FunctionSymbol, HashSet<FunctionSymbol>> _needs = [];

    public static bool IsLaneOperation(Intrinsic op) =>
        op is >= Intrinsic.SimdSum and <= Intrinsic.QuadActiveMask or Intrinsic.SimdgroupBarrier or Intrinsic.MatrixMultiply or Intrinsic.MatrixMultiplyAccumulate;

    /// <summary>True where the function, or one that it calls, lets lanes of a simdgroup work together.</summary>
    public bool HasLanes(FunctionSymbol function)
    {
        if (_lanes.TryGetValue(function, out bool known)) return known;
        _lanes[function] = false;
        return _lanes[function] = HasLanes(function.Body);
    }

    public bool HasLanes(Statement? statement)
    {
        bool found = false;
        TreeWalk.Visit(statement, e => found |= IsLanes(e));
        return found;
    }

    public bool HasLanes(Expression? expression)
    {
        bool found = false;
        TreeWalk.Visit(expression, e => found |= IsLanes(e));
        return found;
    }

    private bool IsLanes(Expression expression) => expression switch
    {
        IntrinsicExpression intrinsic => IsLaneOperation(intrinsic.Intrinsic),
        CallExpression call => HasLanes(call.Function),
        ConstructExpression construct => HasLanes(construct.Constructor),
        _ => false,
    };

    /// <summary>Functions around a lambda whose variables this function sees, by itself or through what it calls.</summary>
    public HashSet<FunctionSymbol> Needs(FunctionSymbol function)
    {
        if (_needs.TryGetValue(function, out HashSet<FunctionSymbol>? known)) return known;
        var needs = new HashSet<FunctionSymbol>();
        _needs[function] = needs;
        if (function.Lambda?.Enclosing is { } enclosing) needs.Add(enclosing);
        TreeWalk.Visit(function.Body, expression =>
        {
            FunctionSymbol? callee = expression switch
            {
                CallExpression call => call.Function,
                ConstructExpression construct => construct.Constructor,
                _ => null,
            };
            if (callee is null || ReferenceEquals(callee, function)) return;
            foreach (FunctionSymbol need in Needs(callee))
                if (!ReferenceEquals(need, function)) needs.Add(need);
        });
        return needs;
    }

    /// <summary>How the statement leaves towards what is around it.</summary>
    public static Leaves LeavesOf(Statement? statement)
    {
        switch (statement)
        {
            case BreakStatement: return Leaves.Break;
            case ContinueStatement: return Leaves.Continue;
            case ReturnStatement: return Leaves.Return;
            case BlockStatement block: return LeavesOf(block.Statements);
            case IfStatement branch: return LeavesOf(branch.Then) | LeavesOf(branch.Otherwise);
            case LoopStatement loop: return LeavesOf(loop.Body) & Leaves.Return;
            case SwitchStatement choice:
                Leaves all = Leaves.None;
                foreach (SwitchSection section in choice.Sections) all |= LeavesOf(section.Body);
                return all & ~Leaves.Break;
            default: return Leaves.None;
        }
    }

    private static Leaves LeavesOf(IReadOnlyList<Statement> statements)
    {
        Leaves all = Leaves.None;
        foreach (Statement statement in statements) all |= LeavesOf(statement);
        return all;
    }

    /// <summary>True where no thread comes out at the statement's end.</summary>
    public static bool AlwaysLeaves(Statement? statement)
    {
        switch (statement)
        {
            case BreakStatement or ContinueStatement or ReturnStatement: return true;
            case BlockStatement block:
                foreach (Statement inner in block.Statements)
                    if (AlwaysLeaves(inner)) return true;
                return false;
            case IfStatement branch: return AlwaysLeaves(branch.Then) && AlwaysLeaves(branch.Otherwise);
            default: return false;
        }
    }
}
