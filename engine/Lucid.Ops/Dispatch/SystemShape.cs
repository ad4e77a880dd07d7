using System;
namespace Lucid.Ops.Dispatch;

/// <summary>Shapes of linear systems.</summary>
internal static class SystemShape
{
    /// <summary>Refuses systems whose matrices do not fit; the common batch of the others.</summary>
    internal static long[] Check(Tensor a, Tensor b, bool left, string op)
    {
        Matrices.Square(a, op);
        Matrices.Floating(a, op);
        Matrices.Alike(a, b, op);
        Matrices.Matrix(b, op, "B");
        if (a.Shape[^1] != b.Shape[left ? ^2 : ^1])
            throw new ShapeMismatchException(op,
                $"{op}: Incompatible shapes of A and B for the equation {(left ? "AX = B" : "XA = B")} ({a.Shape[^2]}x{a.Shape[^1]} and "
                + $"{b.Shape[^2]}x{b.Shape[^1]})", "B", a.Layout.ToString(), b.Layout.ToString());
        return Matrices.CommonBatch(a.Shape[..^2], b.Shape[..^2], op);
    }

    /// <summary>
    /// Whether B is a vector, or a batch of them: one of a dimension, or of a shape that is A's without the last dimension
    /// (as <c>torch.linalg.solve</c> has it).
    /// </summary>
    internal static bool IsVector(Tensor a, Tensor b) => b.Rank == 1 || (a.Rank - 1 == b.Rank && a.Shape[..^1].SequenceEqual(b.Shape));
}
