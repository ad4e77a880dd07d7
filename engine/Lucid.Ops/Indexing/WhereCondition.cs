using Lucid.Ops.Declaration;

namespace Lucid.Ops.Indexing;

/// <summary>Positions where the condition holds, one vector per dimension.</summary>
[Op("where.condition(Tensor condition) -> Tensor[]", Composite = true, NoOut = true, Surface = OpSurface.Function)]
internal static class WhereCondition
{
    internal static Tensor[] Forward(Tensor condition) => condition.NonzeroNumpy();
}
