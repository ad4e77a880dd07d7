using System;
using Lucid.Cpu.NN;
using Lucid.Ops.Declaration;
using Lucid.Ops.Dispatch;

namespace Lucid.Ops.NN;

/// <summary>One layer and direction of a recurrent network over a packed sequence; batch_sizes are the samples of each step. States are the
/// final hidden state and, of an LSTM, the cell state: (1 or 2, batch, hidden).</summary>
[Op(
    "_recurrence(Tensor[] operands, int[] batch_sizes, int cell_kind, bool reverse, bool keep) -> (Tensor output, Tensor states, "
    + "Tensor kept)", NoOut = true, Surface = OpSurface.None)]
internal static class RecurrenceOp
{
    internal static (Tensor Output, Tensor States, Tensor Kept) Forward(ReadOnlySpan<Tensor> operands, ReadOnlySpan<long> batchSizes,
        long cellKind, bool reverse, bool keep) =>
        RecurrenceDispatch.Forward(operands, batchSizes, (RecurrentCell)cellKind, reverse, keep);

    internal static Tensor?[] GradOfOperands(Tensor? gradOutput, Tensor? gradStates, Tensor[] operands, long[] batchSizes,
        long cellKind, bool reverse, Tensor output, Tensor kept) =>
        RecurrenceDispatch.Backward([gradOutput, gradStates], operands, batchSizes, (RecurrentCell)cellKind, reverse, output, kept);
}
