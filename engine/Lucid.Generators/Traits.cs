using System.Collections.Generic;
using System.Linq;
using Lucid.Ops.Declaration;

namespace Lucid.Generators;

/// <summary>Reads off an op's declaration what function transforms may do with it. Numbers as in <c>OpTraits</c>.</summary>
internal static class Traits
{
    // Pointwise ops that are linear; for most a derivative that needs no values means a step function.
    private static readonly string[] LinearPointwise = ["add", "sub", "rsub", "neg", "positive", "conj", "conj_physical", "real", "imag"];

    internal static int Of(OpModel op)
    {
        int traits = 0;
        if (op.IsPointwise) traits |= 1;
        if (op.Composite) traits |= 2;
        if (IsRandom(op)) traits |= 16;
        if (op.Composite || IsRandom(op) || op.Affine || op.Formulas.Count == 0 || !op.HasSingleTensor) return traits;
        if (IsLinear(op)) return traits | 4;
        return IsBilinear(op) ? traits | 8 : traits;
    }

    /// <summary>One bit for each parameter with a derivative.</summary>
    internal static uint Differentiable(OpModel op) => op.Formulas.Aggregate(0u, (bits, formula) => bits | (1u << formula.Parameter));

    private static bool IsRandom(OpModel op) => op.Schema.Parameters.Any(p => p.Type == SchemaType.Generator);

    // Derivatives that use no value they are taken by: constant, so the op is linear up to a constant.
    private static bool IsLinear(OpModel op)
    {
        if (op.IsPointwise) return LinearPointwise.Contains(op.Schema.Name) && op.Schema.Overload.Length == 0;
        return op.Formulas.All(formula => !UsesResult(op, formula) && !op.Formulas.Any(other => Uses(op, formula, other.Parameter)));
    }

    // Each derivative uses the other operand only.
    private static bool IsBilinear(OpModel op)
    {
        if (op.Formulas.Count != 2 || (op.IsPointwise && op.Schema.Name != "mul")) return false;
        Formula first = op.Formulas[0];
        Formula second = op.Formulas[1];
        return new[] { first, second }.All(f => !op.Schema.Parameters[f.Parameter].IsList && !op.Schema.Parameters[f.Parameter].IsOptional
            && !UsesResult(op, f) && !Uses(op, f, f.Parameter));
    }

    private static bool Uses(OpModel op, Formula formula, int parameter) =>
        formula.Needs.Any(need => need.Name == OpModel.Camel(op.Schema.Parameters[parameter].Name));

    private static bool UsesResult(OpModel op, Formula formula) =>
        formula.Needs.Any(need => op.Schema.Results.Any(result => OpModel.Camel(result.Name) == need.Name));
}
