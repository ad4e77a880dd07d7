using System;
using Lucid.Cpu.NN;
using Lucid.Ops.Declaration;
using Lucid.Ops.Dispatch;

namespace Lucid.Ops.NN;

/// <summary>A long short-term memory network over packed sequences; parameters by layer and
/// direction: weights of input and state, their biases, projection.</summary>
[Op(
    "lstm.packed(Tensor data, Tensor batch_sizes, Tensor[] hx, Tensor[] params, "
    + "bool has_biases, int num_layers, float dropout, bool train, bool bidirectional) -> (Tensor output, Tensor hidden, Tensor cell)",
    NoOut = true, Surface = OpSurface.Function, Composite = true, Amp = AmpPolicy.Float16)]
internal static class LstmPacked
{
    internal static (Tensor Output, Tensor Hidden, Tensor Cell) Forward(Tensor data, Tensor batchSizes, ReadOnlySpan<Tensor> hx,
        ReadOnlySpan<Tensor> parameters, bool hasBiases, long numLayers, double dropout, bool train, bool bidirectional) =>
        new RecurrentNetwork("lstm", RecurrentCell.Lstm, hasBiases, numLayers, dropout, train, bidirectional)
            .RunPacked(data, batchSizes, hx, parameters);
}
