using System;

namespace Lucid;

/// <summary>
/// Releases, when left, every tensor made inside it except those handed out through <see cref="Escape(Tensor)"/>.
/// Formulas written as plain expressions thus free their intermediates at once, without waiting for the collector.
/// </summary>
/// <example><code>using var scope = TensorScope.Open(); var loss = scope.Escape((x * x).Sum());</code></example>
public readonly ref struct TensorScope : IDisposable
{
    private readonly ThreadState _state;

    private TensorScope(ThreadState state)
    {
        _state = state;
        state.OpenScope();
    }

    /// <summary>Opens a scope on the calling thread.</summary>
    public static TensorScope Open() => new(ThreadState.Current);

    /// <summary>Opens a scope on the calling thread, whose state is at hand.</summary>
    public static TensorScope Open(ThreadState state) => new(state);

    /// <summary>Keeps a tensor beyond the scope and returns it. A tensor made outside gains an owner instead.</summary>
    public Tensor Escape(Tensor tensor) => _state.Escape(tensor);

    /// <summary>Leaves the scope.</summary>
    public void Dispose() => _state.CloseScope();
}
