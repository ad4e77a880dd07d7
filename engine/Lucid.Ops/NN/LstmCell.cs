using System;
using Lucid.Cpu.NN;
using Lucid.Ops.Declaration;
using Lucid.Ops.Dispatch;

namespace Lucid.Ops.NN;

/// <summary>One step of a long short-term memory: the new hidden and cell states, (batch, hidden) or (hidden).</summary>
[Op(
    "lstm_cell(Tensor input, Tensor[] hx, Tensor w_ih, Tensor w_hh, Tensor? b_ih=None, Tensor? b_hh=None) -> (Tensor hidden, Tensor cell)",
    NoOut = true, Surface = OpSurface.Function, Composite = true, Amp = AmpPolicy.Float16)]
internal static class LstmCell
{
    internal static (Tensor Hidden, Tensor Cell) Forward(Tensor input, ReadOnlySpan<Tensor> hx, Tensor wIh, Tensor wHh, Tensor? bIh, Tensor? bHh)
    {
        if (hx.Length != 2)
            throw new ArgumentValueException("lstm_cell", $"lstm_cell: hx must be a hidden and a cell state, but got {hx.Length} tensors", "hx");
        (Tensor hidden, Tensor? cell) = RecurrentNetwork.Step("lstm_cell", RecurrentCell.Lstm, input, hx[0], hx[1], wIh, wHh, bIh, bHh);
        return (hidden, cell!);
    }
}
