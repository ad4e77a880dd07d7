using Lucid.Cpu.NN;
using Lucid.Ops.Declaration;
using Lucid.Ops.Dispatch;

namespace Lucid.Ops.NN;

/// <summary>One step of a recurrent network with tanh: the new hidden state (batch, hidden) or (hidden).</summary>
[Op("rnn_tanh_cell(Tensor input, Tensor hx, Tensor w_ih, Tensor w_hh, Tensor? b_ih=None, Tensor? b_hh=None) -> Tensor", NoOut = true,
    Surface = OpSurface.Function, Composite = true, Amp = AmpPolicy.Float16)]
internal static class RnnTanhCell
{
    internal static Tensor Forward(Tensor input, Tensor hx, Tensor wIh, Tensor wHh, Tensor? bIh, Tensor? bHh) =>
        RecurrentNetwork.Step("rnn_tanh_cell", RecurrentCell.Tanh, input, hx, null, wIh, wHh, bIh, bHh).Hidden;
}
