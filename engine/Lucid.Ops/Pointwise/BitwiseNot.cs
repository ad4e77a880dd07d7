using System.Numerics;
using Lucid.Ops.Declaration;
using Lucid.Ops.Dispatch;

namespace Lucid.Ops.Pointwise;

/// <summary>Every bit flipped; truth values negated.</summary>
[Op("bitwise_not(Tensor input) -> Tensor", InPlace = true)]
internal static class BitwiseNot
{
    internal static Tensor Forward(Tensor input) => input.DType == DType.Bool
        ? input.LogicalNot()
        : PointwiseDispatch.Unary(new Complement(), input, DTypeRule.Promote, "bitwise_not", ThreadState.Current);

    private readonly struct Complement : IUnaryPointwise
    {
        public static ElementTypes Elements => ElementTypes.Integer;

        public static string Expression => "(~{0})";

        public Vector<T> Invoke<T>(Vector<T> x) where T : unmanaged => Vector.OnesComplement(x);
    }
}
