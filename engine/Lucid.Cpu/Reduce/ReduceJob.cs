namespace Lucid.Cpu.Reduce;

/// <summary>
/// One reduction under way: what to walk over, and the typed steps as function pointers. The walk is compiled once, not once
/// for each pair of types and each operation; a step takes in a thousand elements, so the calls cost nothing.
/// </summary>
internal unsafe struct ReduceJob
{
    internal ReducePlan Plan;
    internal byte* Input, Output;
    internal long* Second;

    /// <summary>The reducer, the finisher and the state of an empty stretch, as the typed steps know them.</summary>
    internal void* Reducer, Finisher, Empty;

    internal int InputSize, ElementSize, StateSize;

    /// <summary><see cref="IReducer{T, TState}.LongestRow"/>.</summary>
    internal nint LongestRow;

    /// <summary>(from, to, count): dense input elements to accumulated ones; null where both are of one type.</summary>
    internal delegate*<void*, void*, nint, void> Convert;

    /// <summary>Whether input elements are converted to another type before they are accumulated.</summary>
    internal readonly bool Converts => Convert != null;

    /// <summary>(reducer, state, elements, count, position): <see cref="IReducer{T, TState}.Row"/>.</summary>
    internal delegate*<void*, void*, void*, nint, long, void> Row;

    /// <summary>The same for input elements as they are, or null: they are then converted first.</summary>
    internal delegate*<void*, void*, void*, nint, long, void> UnconvertedRow;

    /// <summary>(reducer, states, rows, count, width, position): <see cref="IReducer{T, TState}.Block"/>.</summary>
    internal delegate*<void*, void*, void**, int, nint, long, void> Block;

    /// <summary>(reducer, states, later states, count): <see cref="IReducer{T, TState}.Merge"/> on each.</summary>
    internal delegate*<void*, void*, void*, nint, void> Merge;

    /// <summary>(job, states, count, output, step): finishes states into outputs that are step elements apart.</summary>
    internal delegate*<ReduceJob*, void*, nint, long, long, void> Store;

    internal byte* Partials;
    internal long Stretches, StretchLength, Panels, PanelWidth;
}
