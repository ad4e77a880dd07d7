using Lucid.Ops.Declaration;

namespace Lucid.Ops.Dispatch;

/// <summary>PyTorch's type promotion: tensors with dimensions rule, then 0-d tensors, then plain numbers.</summary>
internal static class Promotion
{
    internal static DType Of(DType type, DTypeRule rule) =>
        rule == DTypeRule.Float && type <= DType.Int64 ? DTypes.Default : type;

    internal static DType Of(Tensor x, Tensor y, DTypeRule rule)
    {
        if (x.DType == y.DType) return Of(x.DType, rule);
        DType common = (x.Rank == 0) == (y.Rank == 0)
            ? DTypes.Promote(x.DType, y.DType)
            : x.Rank == 0 ? Weak(y.DType, x.DType) : Weak(x.DType, y.DType);
        return Of(common, rule);
    }

    internal static DType Of(Tensor x, Scalar number, DTypeRule rule) => Of(Weak(x.DType, number.DType), rule);

    internal static DType Of(Tensor x, in TensorOrScalar y, DTypeRule rule) =>
        y.Tensor is { } tensor ? Of(x, tensor, rule) : Of(x, y.Scalar, rule);

    /// <summary>Refuses a factor (alpha, beta) of a higher kind than the result's type, as PyTorch does.</summary>
    /// <exception cref="ArgumentValueException">It is real with an integer result, complex with a real one, or bool.</exception>
    internal static void CheckFactor(DType result, Scalar factor, string op, string argument)
    {
        string? wrong = factor.Kind switch
        {
            ScalarKind.Bool when result != DType.Bool => $"Boolean {argument} only supported for Boolean results",
            ScalarKind.Real when result <= DType.Int64 => $"For integral input tensors, argument {argument} must not be a floating point number",
            ScalarKind.Complex when !result.IsComplex() => $"For non-complex input tensors, argument {argument} must not be a complex number",
            _ => null,
        };
        if (wrong is not null) throw new ArgumentValueException(op, $"{op}: {wrong}, but {argument} is {factor} and the result is {result.Name()}", argument);
    }

    // A weaker operand only decides when it is of a higher category: bool < integer < floating < complex.
    private static DType Weak(DType strong, DType weak)
    {
        int strongCategory = Category(strong);
        int weakCategory = Category(weak);
        if (weakCategory <= strongCategory) return strong;
        if (weakCategory == 3 && strongCategory == 2) return strong.ToComplex();
        return weak;
    }

    private static int Category(DType type) => type switch
    {
        DType.Bool => 0,
        <= DType.Int64 => 1,
        <= DType.Float64 => 2,
        _ => 3,
    };
}
