using System;
using Lucid.Cpu.NN;

namespace Lucid.Ops.Dispatch;

/// <summary>Layers and directions of a recurrent network around <see cref="RecurrenceDispatch"/>.</summary>
internal readonly struct RecurrentNetwork(string op, RecurrentCell cell, bool hasBiases, long layers, double dropout, bool train, bool bidirectional)
{
    /// <summary>Runs on sequences of one length: (steps, batch, features), or (batch, steps, features).</summary>
    internal (Tensor Output, Tensor Hidden, Tensor Cell) Run(Tensor input, ReadOnlySpan<Tensor> states, ReadOnlySpan<Tensor> parameters, bool batchFirst)
    {
        if (input.Rank != 3)
            throw new ShapeMismatchException(op, $"{op}: Expected input to have 3 dimensions (steps, batch, features), but it is {input.Layout}", "input");
        Tensor steps = batchFirst ? input.Transpose(0, 1) : input;
        var sizes = new long[steps.Shape[0]];
        Array.Fill(sizes, steps.Shape[1]);
        if (sizes.Length == 0)
            throw new ShapeMismatchException(op, $"{op}: Expected sequence length to be larger than 0, but input is {input.Layout}", "input");
        (Tensor output, Tensor hidden, Tensor cells) = Run(steps.Reshape([sizes.Length * steps.Shape[1], steps.Shape[2]]), sizes, states, parameters);
        output = output.Reshape([sizes.Length, steps.Shape[1], output.Shape[1]]);
        return (batchFirst ? output.Transpose(0, 1) : output, hidden, cells);
    }

    /// <summary>Runs on packed rows; batchSizes says how many samples each step has.</summary>
    internal unsafe (Tensor Output, Tensor Hidden, Tensor Cell) RunPacked(
        Tensor data, Tensor batchSizes, ReadOnlySpan<Tensor> states, ReadOnlySpan<Tensor> parameters)
    {
        if (data.Rank != 2)
            throw new ShapeMismatchException(op, $"{op}: data must have 2 dimensions (rows, features), but it is {data.Layout}", "data");
        if (batchSizes.DType != DType.Int64 || batchSizes.Rank != 1 || batchSizes.Count == 0)
            throw new DtypeMismatchException(op, "batch_sizes", "a vector of int64", batchSizes.DType.Name());
        Tensor dense = Conversions.ToContiguous(batchSizes);
        long[] sizes = new ReadOnlySpan<long>((long*)Devices.Bytes(dense), (int)dense.Count).ToArray();
        long rows = 0, before = long.MaxValue;
        foreach (long size in sizes)
        {
            if (size < 1 || size > before)
                throw new ArgumentValueException(op, $"{op}: batch_sizes must be positive and must not rise, but {size} follows {before}", "batch_sizes");
            rows += before = size;
        }
        if (rows != data.Shape[0])
            throw new ShapeMismatchException(op, $"{op}: batch_sizes count {rows} rows, but data has {data.Shape[0]}", "batch_sizes");
        return Run(data, sizes, states, parameters);
    }

    /// <summary>One step of a cell on (batch, features) or (features).</summary>
    internal static (Tensor Hidden, Tensor? Cell) Step(string op, RecurrentCell cell, Tensor input, Tensor state, Tensor? cellState, Tensor weight,
        Tensor hiddenWeight, Tensor? bias, Tensor? hiddenBias)
    {
        long gates = RecurrenceShape.Gates(cell);
        if (hiddenWeight.Rank != 2 || hiddenWeight.Shape[0] != gates * hiddenWeight.Shape[1])
            throw new ShapeMismatchException(op, $"{op}: w_hh must be ({gates} x hidden, hidden), but is {hiddenWeight.Layout}", "w_hh");
        long hidden = hiddenWeight.Shape[1];
        if (state.Rank != input.Rank || state.Shape[^1] != hidden || (input.Rank == 2 && state.Shape[0] != input.Shape[0]))
            throw new ShapeMismatchException(op,
                $"{op}: hx is {state.Layout}, but input {input.Layout} needs hidden states of {hidden} elements for each sample", "hx");
        if (weight.Rank != 2 || weight.Shape[0] != gates * hidden)
            throw new ShapeMismatchException(op, $"{op}: w_ih must be ({gates * hidden}, features), but is {weight.Layout}", "w_ih");
        Tensor? newBias = null;
        if (hiddenBias is not null && cell == RecurrentCell.Gru)
        {
            newBias = hiddenBias.Narrow(0, 2 * hidden, hidden);
            hiddenBias = TensorFunctions.Cat([hiddenBias.Narrow(0, 0, 2 * hidden), TensorFunctions.ZerosLike(newBias)], 0);
        }
        bias = bias is null ? hiddenBias : hiddenBias is null ? bias : bias + hiddenBias;
        return RecurrenceDispatch.Step(TensorFunctions.Linear(input, weight, bias), state, cellState, hiddenWeight, newBias, cell);
    }

    private (Tensor Output, Tensor Hidden, Tensor Cell) Run(Tensor data, long[] sizes, ReadOnlySpan<Tensor> states, ReadOnlySpan<Tensor> parameters)
    {
        bool lstm = cell == RecurrentCell.Lstm;
        int directions = bidirectional ? 2 : 1, count = (int)layers * directions, each = hasBiases ? 4 : 2;
        bool projected = lstm && parameters.Length == count * (each + 1);
        if (projected) each++;
        if (layers < 1 || parameters.Length != count * each)
            throw new ArgumentValueException(op,
                $"{op}: {layers} layers in {directions} direction(s) need {count * each} parameters, but got {parameters.Length}", "params");
        if (states.Length != (lstm ? 2 : 1))
            throw new ArgumentValueException(op,
                $"{op}: hx must be {(lstm ? "a hidden and a cell state" : "one hidden state")}, but got {states.Length} tensors", "hx");
        Check(data, sizes[0], states, parameters, count, each, projected);
        var hidden = new Tensor[count];
        var cells = new Tensor[lstm ? count : 0];
        for (int layer = 0; layer < layers; layer++)
        {
            var outputs = new Tensor[directions];
            for (int direction = 0; direction < directions; direction++)
            {
                int at = layer * directions + direction;
                Tensor[] weights = parameters.Slice(at * each, each).ToArray();
                Tensor state = states[0].Select(0, at);
                Tensor?[] found = Layer(data, weights, state, lstm ? states[1].Select(0, at) : null, sizes, direction == 1, projected);
                (outputs[direction], hidden[at]) = (found[0]!, found[1]!);
                if (lstm) cells[at] = found[2]!;
            }
            data = directions == 1 ? outputs[0] : TensorFunctions.Cat(outputs, 1);
            if (dropout > 0 && train && layer + 1 < layers) data = TensorFunctions.Dropout(data, dropout, true);
        }
        return (data, TensorFunctions.Stack(hidden, 0), lstm ? TensorFunctions.Stack(cells, 0) : data);
    }

    private Tensor?[] Layer(Tensor data, Tensor[] weights, Tensor state, Tensor? cellState, long[] sizes, bool reverse, bool projected)
    {
        Tensor? bias = hasBiases ? weights[2] : null, newBias = null;
        if (hasBiases && cell == RecurrentCell.Gru)
        {
            long gates = 2 * state.Shape[1];
            bias = TensorFunctions.Cat([weights[2].Narrow(0, 0, gates) + weights[3].Narrow(0, 0, gates), weights[2].Narrow(0, gates, state.Shape[1])], 0);
            newBias = weights[3].Narrow(0, gates, state.Shape[1]);
        }
        else if (hasBiases) bias = bias! + weights[3];
        Tensor inputs = TensorFunctions.Linear(data, weights[0], bias);
        Tensor[] operands = cellState is not null ? [inputs, state, weights[1], cellState] : newBias is not null ? [inputs, state, weights[1], newBias]
            : [inputs, state, weights[1]];
        ThreadState thread = ThreadState.Current;
        if (projected || thread.Transforming) return RecurrenceDispatch.InOps(operands, projected ? weights[^1] : null, sizes, cell, reverse);
        bool keep = thread.GradEnabled && Array.Exists(operands, operand => operand.RequiresGrad);
        (Tensor output, Tensor last, _) = TensorFunctions.Recurrence(operands, sizes, (long)cell, reverse, keep);
        return [output, last.Select(0, 0), last.Select(0, -1)];
    }

    private void Check(Tensor data, long batch, ReadOnlySpan<Tensor> states, ReadOnlySpan<Tensor> parameters, int count, int each, bool projected)
    {
        if (!data.DType.IsFloatingPoint()) throw new DtypeMismatchException(op, "input", "floating point", data.DType.Name());
        long gates = RecurrenceShape.Gates(cell), hidden = parameters[1].Rank == 2 ? parameters[1].Shape[0] / gates : 0;
        long size = projected ? parameters[each - 1].Shape[0] : hidden;
        for (int i = 0; i < states.Length; i++)
        {
            long width = i == 0 ? size : hidden;
            if (states[i].Rank != 3 || states[i].Shape[0] != count || states[i].Shape[1] != batch || states[i].Shape[2] != width)
                throw new ShapeMismatchException(op, $"{op}: Expected hidden[{i}] size ({count}, {batch}, {width}), got {states[i].Layout}", "hx",
                    $"({count}, {batch}, {width})", states[i].Layout.ToString());
            if (states[i].DType != data.DType)
                throw new DtypeMismatchException(op, "hx", $"of the same dtype as input ({data.DType.Name()})", states[i].DType.Name());
        }
        for (int i = 0; i < parameters.Length; i++)
        {
            int at = i / each, kind = i % each;
            long columns = kind == 1 ? size : at < (bidirectional ? 2 : 1) ? data.Shape[1] : size * (bidirectional ? 2 : 1);
            bool fits = projected && kind == each - 1 ? parameters[i].Rank == 2 && parameters[i].Shape[0] == size && parameters[i].Shape[1] == hidden
                : kind < 2 ? parameters[i].Rank == 2 && parameters[i].Shape[0] == gates * hidden && parameters[i].Shape[1] == columns
                : parameters[i].Rank == 1 && parameters[i].Shape[0] == gates * hidden;
            if (!fits)
                throw new ShapeMismatchException(op, $"{op}: parameter {i} is {parameters[i].Layout}, which does not fit {data.Shape[1]} features and "
                    + $"hidden states of {hidden}; a layer's weights are ({gates * hidden}, {columns}), its biases ({gates * hidden},)", "params");
            if (parameters[i].DType != data.DType)
                throw new DtypeMismatchException(op, "params", $"of the same dtype as input ({data.DType.Name()})", parameters[i].DType.Name());
            if (parameters[i].DeviceType != data.DeviceType) throw new DeviceMismatchException(op, "params", data.Device, parameters[i].Device);
        }
    }
}
