using System;
using Lucid.Cpu.NN;
using Lucid.Ops.Declaration;
using Lucid.Ops.Dispatch;

namespace Lucid.Ops.NN;

/// <summary>A network of gated recurrent units; parameters by layer and direction: weights of input and state, their biases.</summary>
[Op(
    "gru(Tensor input, Tensor hx, Tensor[] params, bool has_biases, int num_layers, float dropout, bool train, bool bidirectional"
    + ", bool batch_first) -> (Tensor output, Tensor hidden)",
    NoOut = true, Surface = OpSurface.Function, Composite = true, Amp = AmpPolicy.Float16)]
internal static class Gru
{
    internal static (Tensor Output, Tensor Hidden) Forward(Tensor input, Tensor hx, ReadOnlySpan<Tensor> parameters,
        bool hasBiases, long numLayers, double dropout, bool train, bool bidirectional, bool batchFirst)
    {
        (Tensor output, Tensor hidden, _) = new RecurrentNetwork("gru", RecurrentCell.Gru, hasBiases, numLayers, dropout, train, bidirectional)
            .Run(input, [hx], parameters, batchFirst);
        return (output, hidden);
    }
}
