using System;

namespace Lucid.Graph;

/// <summary>Switches recording on the calling thread, until disposed.</summary>
public readonly ref struct GradMode : IDisposable
{
    private readonly ThreadState _state;
    private readonly bool _before;

    private GradMode(ThreadState state, bool enabled)
    {
        _state = state;
        _before = state.GradEnabled;
        state.GradEnabled = enabled;
    }

    /// <summary>Whether ops record themselves on the calling thread.</summary>
    public static bool Enabled
    {
        get => ThreadState.Current.GradEnabled;
        set => ThreadState.Current.GradEnabled = value;
    }

    /// <summary>Stops recording: <c>using (GradMode.Off()) { ... }</c>.</summary>
    public static GradMode Off() => new(ThreadState.Current, false);

    /// <summary>Stops recording, with the thread's state at hand.</summary>
    public static GradMode Off(ThreadState state) => new(state, false);

    /// <summary>Resumes recording.</summary>
    public static GradMode On() => new(ThreadState.Current, true);

    /// <summary>Sets recording.</summary>
    public static GradMode Set(bool enabled) => new(ThreadState.Current, enabled);

    /// <summary>Restores what was before.</summary>
    public void Dispose() => _state.GradEnabled = _before;
}
