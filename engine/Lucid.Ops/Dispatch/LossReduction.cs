namespace Lucid.Ops.Dispatch;

/// <summary>The reduction argument of losses.</summary>
internal static class LossReduction
{
    internal static Tensor Apply(Tensor losses, string reduction, string op) => reduction switch
    {
        "mean" => losses.Mean(),
        "sum" => losses.Sum(),
        "none" => losses,
        _ => throw new ArgumentValueException(op, $"{op}: {reduction} is not a valid value for reduction; expected 'none', 'mean' or 'sum'", "reduction"),
    };
}
