using System.Numerics;
using Lucid.Ops.Declaration;

namespace Lucid.Ops.Dispatch;

/// <summary>One pass over gradient and input instead of a comparison and a choice.</summary>
internal static class ThresholdDispatch
{
    internal static Tensor Run(Tensor gradient, Tensor input, Scalar threshold) =>
        threshold.ToBool()
            ? TensorFunctions.Where(input.Gt(threshold), gradient, 0)
            : PointwiseDispatch.Binary(new AboveZero(), gradient, input, DTypeRule.Promote, "threshold_backward", ThreadState.Current);

    private readonly struct AboveZero : IBinaryPointwise
    {
        public static ElementTypes Elements => ElementTypes.Real;

        public static string Expression => "({1} > 0 ? {0} : 0)";

        public Vector<T> Invoke<T>(Vector<T> x, Vector<T> y) where T : unmanaged =>
            Vector.ConditionalSelect(Vector.GreaterThan(y, Vector<T>.Zero), x, Vector<T>.Zero);
    }
}
