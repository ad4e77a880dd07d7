using System;

namespace Lucid.Cpu.NN;

/// <summary>What a recurrent network does with its gates.</summary>
public enum RecurrentCell
{
    /// <summary>h' = tanh(x + W h) (J. L. Elman, 1990).</summary>
    Tanh,
    /// <summary>h' = relu(x + W h).</summary>
    Relu,
    /// <summary>Long short-term memory (S. Hochreiter, J. Schmidhuber, 1997); gates in the order input, forget, cell, output.</summary>
    Lstm,
    /// <summary>Gated recurrent unit (K. Cho et al., 2014), reset after the product; gates in the order reset, update, new.</summary>
    Gru,
}

/// <summary>One layer and direction over a packed sequence: step t has the first Sizes[t] samples; its rows lie together.</summary>
public unsafe struct RecurrenceShape
{
    /// <summary>The cell.</summary>
    public RecurrentCell Cell;

    /// <summary>Steps, samples of the largest, and elements of a hidden state.</summary>
    public nint Steps, Batch, Hidden;

    /// <summary>Samples of each step.</summary>
    public long* Sizes;

    /// <summary>From the last step to the first.</summary>
    public bool Reverse;

    /// <summary>Gates of a cell.</summary>
    public static nint Gates(RecurrentCell cell) => cell switch
    {
        RecurrentCell.Lstm => 4,
        RecurrentCell.Gru => 3,
        _ => 1,
    };

    /// <summary>Numbers that the backward pass needs of each hidden element and step: the gates after their activation and the
    /// cell's state, or the product of the new gate.</summary>
    public static nint Kept(RecurrentCell cell) => cell switch
    {
        RecurrentCell.Lstm => 5,
        RecurrentCell.Gru => 4,
        _ => 0,
    };

    internal readonly nint GateCount => Gates(Cell);

    internal readonly nint KeptCount => Kept(Cell);

    internal readonly nint Rows
    {
        get
        {
            nint rows = 0;
            for (nint t = 0; t < Steps; t++) rows += (nint)Sizes[t];
            return rows;
        }
    }
}
