using Lucid.Ops.Declaration;

namespace Lucid.Ops.Pointwise;

/// <summary>The tensor itself; truth values are refused.</summary>
[Op("positive(Tensor input) -> Tensor", Composite = true, NoOut = true)]
internal static class Positive
{
    internal static Tensor Forward(Tensor input) => input.DType == DType.Bool
        ? throw new DtypeMismatchException("positive", "input", "a number (the `+` operator is not supported on a bool tensor)", "bool", "Convert with .int().")
        : input;
}
