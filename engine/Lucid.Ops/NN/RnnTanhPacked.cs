using System;
using Lucid.Cpu.NN;
using Lucid.Ops.Declaration;
using Lucid.Ops.Dispatch;

namespace Lucid.Ops.NN;

/// <summary>A recurrent network with tanh over packed sequences; parameters by layer and
/// direction: weights of input and state, their biases.</summary>
[Op(
    "rnn_tanh.packed(Tensor data, Tensor batch_sizes, Tensor hx, Tensor[] params, "
    + "bool has_biases, int num_layers, float dropout, bool train, bool bidirectional) -> (Tensor output, Tensor hidden)",
    NoOut = true, Surface = OpSurface.Function, Composite = true, Amp = AmpPolicy.Float16)]
internal static class RnnTanhPacked
{
    internal static (Tensor Output, Tensor Hidden) Forward(Tensor data, Tensor batchSizes, Tensor hx, ReadOnlySpan<Tensor> parameters,
        bool hasBiases, long numLayers, double dropout, bool train, bool bidirectional)
    {
        (Tensor output, Tensor hidden, _) = new RecurrentNetwork("rnn_tanh", RecurrentCell.Tanh, hasBiases, numLayers, dropout, train, bidirectional)
            .RunPacked(data, batchSizes, [hx], parameters);
        return (output, hidden);
    }
}
