using System;
using Lucid.Cpu.NN;
using Lucid.Ops.Kernels;
using Lucid.Streams;

namespace Lucid.Ops.Dispatch;

/// <summary>
/// The recurrent part of one layer and direction. Operands: gates (rows, gates x hidden), state (batch, hidden), weight (gates x
/// hidden, hidden), and the cell state of an LSTM or the recurrent bias of a GRU's new gate, if it has one.
/// </summary>
internal static class RecurrenceDispatch
{
    internal static (Tensor Output, Tensor States, Tensor Kept) Forward(
        ReadOnlySpan<Tensor> operands, ReadOnlySpan<long> sizes, RecurrentCell cell, bool reverse, bool keep)
    {
        bool lstm = cell == RecurrentCell.Lstm;
        Tensor gates = Dense(operands[0]), weight = Dense(operands[2]), start = Dense(operands[1]);
        Tensor states = Start(lstm ? [start, Dense(operands[3])] : [start]);
        Tensor output = Tensor.Allocate(Layout.Contiguous([gates.Shape[0], start.Shape[1]]), start.DType, start.DeviceType);
        Tensor kept = Tensor.Allocate(Layout.Contiguous([keep ? gates.Shape[0] : 0, RecurrenceShape.Kept(cell) * (nint)start.Shape[1]]), start.DType,
            start.DeviceType);
        CommandStream.Submit(new RecurrenceKernel(cell, sizes.ToArray(), reverse, gates.Operand, weight.Operand,
            cell == RecurrentCell.Gru && operands.Length > 3 ? Dense(operands[3]).Operand : default, Part(states, 0), lstm ? Part(states, 1) : default,
            output.Operand, keep ? kept.Operand : default), start.DeviceType);
        return (Conversions.To(output, operands[0].DType), Conversions.To(states, operands[0].DType), kept);
    }

    internal static Tensor?[] Backward(Tensor?[] gradients, Tensor[] operands, long[] sizes, RecurrentCell cell, bool reverse, Tensor output, Tensor kept)
    {
        if (ThreadState.Current.NeedsOps) return RecordedGradients.Of(operands, gradients, points =>
        {
            Tensor[] found = InOps(points, null, sizes, cell, reverse);
            return [found[0], TensorFunctions.Stack(cell == RecurrentCell.Lstm ? [found[1], found[2]] : [found[1]], 0)];
        });
        bool lstm = cell == RecurrentCell.Lstm, gru = cell == RecurrentCell.Gru;
        Tensor weight = Dense(operands[2]), outputs = Dense(output), state = Dense(operands[1]);
        Layout gates = operands[0].Layout;
        Tensor ofOutput = gradients[0] is null ? TensorFunctions.ZerosLike(outputs) : Dense(gradients[0]!);
        Tensor ofStates = gradients[1] is null ? TensorFunctions.Zeros([lstm ? 2 : 1, .. state.Shape], state.DType, state.Device) : Own(gradients[1]!);
        Tensor slopes = Tensor.Allocate(gates, outputs.DType, outputs.DeviceType);
        Tensor hiddenSlopes = gru ? Tensor.Allocate(gates, outputs.DType, outputs.DeviceType) : slopes;
        Tensor before = Tensor.Allocate(outputs.Layout, outputs.DType, outputs.DeviceType);
        CommandStream.Submit(new RecurrenceBackwardKernel(cell, sizes, reverse, ofOutput.Operand, weight.Operand, state.Operand,
            lstm ? Dense(operands[3]).Operand : default, outputs.Operand, kept.Operand, slopes.Operand, hiddenSlopes.Operand, before.Operand,
            Part(ofStates, 0), lstm ? Part(ofStates, 1) : default), outputs.DeviceType);
        Tensor ofWeight = hiddenSlopes.Transpose(0, 1).Matmul(before);
        var found = new Tensor?[operands.Length];
        (found[0], found[1], found[2]) = (slopes, ofStates.Select(0, 0), ofWeight);
        if (lstm) found[3] = ofStates.Select(0, 1);
        else if (operands.Length > 3) found[3] = hiddenSlopes.Narrow(1, 2 * state.Shape[1], state.Shape[1]).Sum([0]);
        for (int i = 0; i < found.Length; i++) found[i] = Conversions.To(found[i]!, operands[i].DType);
        return found;
    }

    /// <summary>The same in ops, step by step: outputs, hidden and cell state. With a projection the hidden state is (batch, projected).</summary>
    internal static Tensor[] InOps(Tensor[] operands, Tensor? projection, ReadOnlySpan<long> sizes, RecurrentCell cell, bool reverse)
    {
        (Tensor gates, Tensor state, Tensor weight) = (operands[0], operands[1], operands[2]);
        Tensor? cellState = cell == RecurrentCell.Lstm ? operands[3] : null, newBias = cell == RecurrentCell.Gru && operands.Length > 3 ? operands[3] : null;
        int steps = sizes.Length;
        var outputs = new Tensor[steps];
        long row = reverse ? gates.Shape[0] : 0;
        for (int step = 0; step < steps; step++)
        {
            int t = reverse ? steps - 1 - step : step;
            long rows = sizes[t];
            if (reverse) row -= rows;
            bool all = rows == state.Shape[0];
            Tensor? rest = all ? null : state.Narrow(0, rows, state.Shape[0] - rows), cellRest = null;
            Tensor? c = cellState;
            if (!all && cellState is not null) (c, cellRest) = (cellState.Narrow(0, 0, rows), cellState.Narrow(0, rows, state.Shape[0] - rows));
            (Tensor h, c) = Step(gates.Narrow(0, row, rows), all ? state : state.Narrow(0, 0, rows), c, weight, newBias, cell);
            if (projection is not null) h = TensorFunctions.Linear(h, projection);
            outputs[t] = h;
            state = all ? h : TensorFunctions.Cat([h, rest!], 0);
            if (cellState is not null) cellState = all ? c : TensorFunctions.Cat([c!, cellRest!], 0);
            if (!reverse) row += rows;
        }
        return [TensorFunctions.Cat(outputs, 0), state, cellState ?? state];
    }

    /// <summary>One step of a cell, from the gates' products with the input.</summary>
    internal static (Tensor Hidden, Tensor? Cell) Step(Tensor gates, Tensor state, Tensor? cellState, Tensor weight, Tensor? newBias, RecurrentCell cell)
    {
        Tensor product = TensorFunctions.Linear(state, weight);
        switch (cell)
        {
            case RecurrentCell.Lstm:
                Tensor[] parts = (gates + product).Chunk(4, -1);
                Tensor c = parts[1].Sigmoid() * cellState! + parts[0].Sigmoid() * parts[2].Tanh();
                return (parts[3].Sigmoid() * c.Tanh(), c);
            case RecurrentCell.Gru:
                Tensor[] x = gates.Chunk(3, -1), h = product.Chunk(3, -1);
                Tensor m = newBias is null ? h[2] : h[2] + newBias;
                Tensor n = (x[2] + (x[0] + h[0]).Sigmoid() * m).Tanh();
                return (n + (x[1] + h[1]).Sigmoid() * (state - n), null);
            case RecurrentCell.Relu:
                return ((gates + product).Relu(), null);
            default:
                return ((gates + product).Tanh(), null);
        }
    }

    private static DType Wide(DType type) => type == DType.Float64 ? type : DType.Float32;

    private static Tensor Dense(Tensor tensor) => Conversions.ToContiguous(Conversions.To(tensor, Wide(tensor.DType)));

    private static Tensor Start(ReadOnlySpan<Tensor> parts)
    {
        Tensor states = Tensor.Allocate(Layout.Contiguous([parts.Length, .. parts[0].Shape]), parts[0].DType, parts[0].DeviceType);
        for (int i = 0; i < parts.Length; i++) CommandStream.Submit(new CopyKernel(parts[i].Operand, Part(states, i)), states.DeviceType);
        return states;
    }

    private static Operand Part(Tensor states, int index)
    {
        Layout layout = Layout.Contiguous(states.Shape[1..]);
        return new Operand(states.Storage, layout, states.Offset + index * layout.Count, states.DType);
    }

    // A copy that a kernel may write into.
    private static Tensor Own(Tensor tensor)
    {
        Tensor dense = Dense(tensor);
        return ReferenceEquals(dense, tensor) ? Conversions.Clone(tensor) : dense;
    }
}
