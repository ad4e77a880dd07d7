using System;
using System.Collections.Generic;
using System.Runtime.CompilerServices;
using System.Threading;
using Lucid.Graph;
using Lucid.Transforms;

namespace Lucid;

/// <summary>What the engine keeps per thread, in one object so that a call looks it up once.</summary>
public sealed class ThreadState
{
    [ThreadStatic] private static ThreadState? t_current;

    private static long s_levels;

    private readonly List<TransformLevel> _levels = [];
    private Tensor?[] _scoped = new Tensor?[32];
    private int[] _starts = new int[8];
    private int _scopedCount;

    /// <summary>The calling thread's state.</summary>
    public static ThreadState Current
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => t_current ?? Create();
    }

    /// <summary>Whether ops record themselves for backward.</summary>
    public bool GradEnabled { get; set; } = true;

    /// <summary>Whether results are inference tensors: never recorded, not even later.</summary>
    public bool InferenceMode { get; set; }

    /// <summary>
    /// Whether any function transform (a batched or a dual level) is active: ops then look at their arguments before they run.
    /// </summary>
    public bool Transforming { get; private set; }

    /// <summary>
    /// Whether a derivative must be computed with ops rather than by a kernel of its own: it is recorded, or its arguments may be wrapped.
    /// </summary>
    public bool NeedsOps => GradEnabled || Transforming;

    /// <summary>Active levels, outermost first.</summary>
    public ReadOnlySpan<TransformLevel> Levels => System.Runtime.InteropServices.CollectionsMarshal.AsSpan(_levels);

    /// <summary>Set by a rule that wants the very next op to run its own body on wrapped arguments.</summary>
    public bool RunsOwnBody { get; set; }

    /// <summary>Dual arguments by the primal values that stand for them while an op runs; saved values keep the dual ones.</summary>
    internal List<(Tensor Value, Tensor Dual)>? Primals { get; private set; }

    /// <summary>Enters a level: a batch, or dual numbers with a negative size.</summary>
    public TransformLevel EnterLevel(long batchSize, BatchRandomness randomness)
    {
        var level = new TransformLevel(Interlocked.Increment(ref s_levels), batchSize, randomness);
        _levels.Add(level);
        Transforming = true;
        return level;
    }

    /// <summary>Leaves a level and those inside it.</summary>
    public void LeaveLevel(long number)
    {
        while (_levels.Count > 0 && _levels[^1].Number >= number)
        {
            TransformLevel level = _levels[^1];
            _levels.RemoveAt(_levels.Count - 1);
            level.Close();
        }
        Transforming = _levels.Count > 0;
    }

    /// <summary>An active level by number; null when it has been left.</summary>
    public TransformLevel? FindLevel(long number)
    {
        for (int i = _levels.Count - 1; i >= 0; i--)
        {
            if (_levels[i].Number == number) return _levels[i];
        }
        return null;
    }

    /// <summary>Notes that a primal value stands for a dual argument from now on; returns what to pass to <see cref="ForgetPrimals"/>.</summary>
    public int NotePrimal(Tensor value, Tensor dual)
    {
        Primals ??= [];
        Primals.Add((value, dual));
        return Primals.Count;
    }

    /// <summary>How many primal values are noted.</summary>
    public int PrimalCount => Primals?.Count ?? 0;

    /// <summary>Forgets the primal values noted last.</summary>
    public void ForgetPrimals(int count) => Primals?.RemoveRange(count, Primals.Count - count);

    /// <summary>The dual argument that a value stands for; the value itself when there is none.</summary>
    internal Tensor DualOf(Tensor value)
    {
        if (Primals is null) return value;
        // Later entries are of inner levels: the value first, then what wraps it.
        for (int i = Primals.Count - 1; i >= 0; i--)
        {
            if (ReferenceEquals(Primals[i].Value, value)) value = Primals[i].Dual;
        }
        return value;
    }

    /// <summary>Hooks on what backward saves; null when there are none.</summary>
    public SavedTensorHooks? SavedTensorHooks { get; set; }

    /// <summary>Mixed precision for tensors on the processor.</summary>
    public AutocastState AutocastCpu { get; set; }

    /// <summary>Mixed precision for tensors on the GPU device.</summary>
    public AutocastState AutocastMetal { get; set; }

    /// <summary>How many scopes are open.</summary>
    internal int ScopeDepth { get; private set; }

    /// <summary>Whether any device has mixed precision in force.</summary>
    public bool AnyAutocast => AutocastCpu.Enabled || AutocastMetal.Enabled;

    /// <summary>Mixed precision in force on a device.</summary>
    public AutocastState AutocastOf(DeviceType device) => device == DeviceType.Cpu ? AutocastCpu : AutocastMetal;

    /// <summary>Lets go of a result that nobody will get, because recording it failed.</summary>
    public void Abandon(Tensor result)
    {
        if (ScopeDepth == 0) result.Release();
    }

    /// <summary>Opens a scope: tensors made from now on are released when it closes, unless they escape.</summary>
    public void OpenScope()
    {
        if (ScopeDepth == _starts.Length) Array.Resize(ref _starts, _starts.Length * 2);
        _starts[ScopeDepth++] = _scopedCount;
    }

    /// <summary>Closes the innermost scope.</summary>
    public void CloseScope()
    {
        int start = _starts[ScopeDepth - 1];
        while (_scopedCount > start)
        {
            Tensor? tensor = _scoped[--_scopedCount];
            _scoped[_scopedCount] = null;
            tensor?.Release();
        }
        if (--ScopeDepth > 0) return;
        // What escaped the outermost scope belongs to the caller now.
        while (_scopedCount > 0) _scoped[--_scopedCount] = null;
    }

    /// <summary>Lets a tensor outlive the innermost scope: it passes to the next outer one, or to the caller.</summary>
    public Tensor Escape(Tensor tensor)
    {
        int start = _starts[ScopeDepth - 1];
        int at = _scopedCount - 1;
        while (at >= start && !ReferenceEquals(_scoped[at], tensor)) at--;
        if (at < start)
        {
            tensor.Retain();
            Push(tensor);
            at = _scopedCount - 1;
        }
        // Below the start lies what the outer scope owns.
        _scoped[at] = _scoped[start];
        _scoped[start] = tensor;
        _starts[ScopeDepth - 1]++;
        return tensor;
    }

    /// <summary>Lets several tensors outlive the innermost scope.</summary>
    public Tensor[] Escape(Tensor[] tensors)
    {
        foreach (Tensor tensor in tensors) Escape(tensor);
        return tensors;
    }

    /// <summary>Hands one count of a tensor to the innermost open scope; without one the caller keeps it.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Adopt(Tensor tensor)
    {
        if (ScopeDepth > 0) Push(tensor);
    }

    /// <summary>
    /// Sets the open scopes aside while foreign code runs in the middle of the engine's: what it makes is its own to release.
    /// </summary>
    public SuspendedScopes SuspendScopes()
    {
        var suspended = new SuspendedScopes(this, _scoped, _starts, _scopedCount, ScopeDepth);
        _scoped = new Tensor?[8];
        _starts = new int[4];
        _scopedCount = 0;
        ScopeDepth = 0;
        return suspended;
    }

    internal void ResumeScopes(Tensor?[] scoped, int[] starts, int count, int depth)
    {
        _scoped = scoped;
        _starts = starts;
        _scopedCount = count;
        ScopeDepth = depth;
    }

    private void Push(Tensor tensor)
    {
        if (_scopedCount == _scoped.Length) Array.Resize(ref _scoped, _scoped.Length * 2);
        _scoped[_scopedCount++] = tensor;
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static ThreadState Create() => t_current = new ThreadState();
}

/// <summary>Scopes set aside by <see cref="ThreadState.SuspendScopes"/>; disposing brings them back.</summary>
public readonly ref struct SuspendedScopes : IDisposable
{
    private readonly ThreadState _state;
    private readonly Tensor?[] _scoped;
    private readonly int[] _starts;
    private readonly int _count;
    private readonly int _depth;

    internal SuspendedScopes(ThreadState state, Tensor?[] scoped, int[] starts, int count, int depth)
    {
        _state = state;
        _scoped = scoped;
        _starts = starts;
        _count = count;
        _depth = depth;
    }

    /// <summary>Brings the scopes back.</summary>
    public void Dispose() => _state.ResumeScopes(_scoped, _starts, _count, _depth);
}

/// <summary>Mixed-precision settings: whether ops of the float16 policy narrow their arguments, and to what.</summary>
/// <param name="Enabled">Whether casting happens.</param>
/// <param name="DType">The narrow type.</param>
public readonly record struct AutocastState(bool Enabled, DType DType);
