using System.Numerics;

namespace Lucid.Cpu.Reduce;

/// <summary>
/// What one reduction remembers and how it grows. Partial states over consecutive stretches of the input are merged in
/// order, so the result does not depend on which thread made which.
/// </summary>
/// <typeparam name="T">The element type that is accumulated: float, double, int, long, or a small integer for extremes.</typeparam>
/// <typeparam name="TState">The remembered value of one output.</typeparam>
internal unsafe interface IReducer<T, TState>
    where T : unmanaged
    where TState : unmanaged
{
    /// <summary>Elements that <see cref="Row"/> takes in at a time, at the most.</summary>
    static virtual nint LongestRow => 1024;

    /// <summary>The state of an empty stretch.</summary>
    TState Empty { get; }

    /// <summary>Takes in count dense elements; the first has the given position in the reduced range.</summary>
    void Row(ref TState state, T* x, nint count, long position);

    /// <summary>Takes in rows of width elements, column j into states[j]; rows is a multiple-row block that fits the cache.</summary>
    void Block(TState* states, T** rows, int count, nint width, long position);

    /// <summary>Takes in the state of the stretch that follows.</summary>
    void Merge(ref TState state, in TState later);
}

/// <summary>Turns a state into the output element.</summary>
internal interface IFinisher<TState, TOut>
    where TState : unmanaged
    where TOut : unmanaged
{
    /// <summary>The result of a reduction over count elements.</summary>
    TOut Finish(in TState state, long count);

    /// <summary>A second result (an index), where the caller asks for one.</summary>
    long Second(in TState state);
}

/// <summary>A folding operation on lanes with a neutral element: sum, product, extremes, norms.</summary>
internal interface IFold
{
    /// <summary>The neutral element in every lane.</summary>
    Vector<T> Identity<T>() where T : unmanaged;

    /// <summary>Applied to each input element first.</summary>
    Vector<T> Map<T>(Vector<T> x) where T : unmanaged;

    /// <summary>Associative and commutative combination.</summary>
    Vector<T> Combine<T>(Vector<T> x, Vector<T> y) where T : unmanaged;
}
