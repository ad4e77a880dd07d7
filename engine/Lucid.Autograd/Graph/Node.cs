using System;
using System.Collections.Generic;
using System.Runtime.CompilerServices;
using System.Threading;

namespace Lucid.Graph;

/// <summary>One recorded op: what it saved, where its inputs' gradients flow, and how to compute them.</summary>
/// <remarks>
/// Edges always lead to nodes with a smaller <see cref="Sequence"/>: an op is recorded after what made its inputs.
/// Backward therefore needs no dependency count; it takes nodes by falling sequence.
/// </remarks>
public abstract class Node
{
    private static long s_sequence;
    private static long s_live;
    [ThreadStatic] private static Node? t_building;

    private readonly Edge _first;
    private readonly Edge _second;
    private readonly Edge[]? _rest;
    private readonly int _edgeCount;
    private int _owners = 1;
    private List<NodeHook>? _hooks;

    /// <summary>A node with no inputs that need a gradient.</summary>
    protected Node() : this(default(Edge), 0) { }

    /// <summary>A node of one input.</summary>
    protected Node(Edge first) : this(first, 1) { }

    /// <summary>A node of two inputs.</summary>
    protected Node(Edge first, Edge second) : this(first, 2) => _second = second;

    /// <summary>A node of many inputs.</summary>
    protected Node(Edge[] edges) : this(edges.Length > 0 ? edges[0] : default, edges.Length)
    {
        if (edges.Length > 1) _second = edges[1];
        if (edges.Length > 2) _rest = edges;
    }

    private Node(Edge first, int edgeCount)
    {
        _first = first;
        _edgeCount = edgeCount;
        Sequence = Interlocked.Increment(ref s_sequence);
        if (AnomalyMode.IsEnabled) AnomalyMode.Record(this);
        if (SavedTensorHooks.AnyActive) t_building = this;
        Interlocked.Increment(ref s_live);
    }

    /// <summary>Nodes made and not yet freed, over the whole process (leaf sinks not counted).</summary>
    public static long LiveCount => Volatile.Read(ref s_live);

    /// <summary>Creation order.</summary>
    public long Sequence { get; }

    /// <summary>PyTorch's name of the node, such as <c>MulBackward0</c>.</summary>
    public abstract string Name { get; }

    /// <summary>How many outputs the op had.</summary>
    public virtual int OutputCount => 1;

    /// <summary>How many inputs can receive gradients.</summary>
    public int EdgeCount => _edgeCount;

    /// <summary>True once backward let go of the saved values.</summary>
    public bool IsReleased { get; private set; }

    /// <summary>An object that a bridge ties to the node (a custom function's context), released with it.</summary>
    public IDisposable? Attachment { get; set; }

    /// <summary>The object that stands for this node in Python, not owned; 0 when there is none.</summary>
    public nint PythonObject { get; set; }

    /// <summary>Where the gradient of an input flows.</summary>
    public Edge EdgeAt(int index) => index switch
    {
        0 => _first,
        1 => _second,
        _ => _rest![index],
    };

    /// <summary>Computes the inputs' gradients that <see cref="BackwardContext.Needs"/> asks for.</summary>
    public abstract void Backward(BackwardContext context);

    /// <summary>Lets go of saved values.</summary>
    protected virtual void ReleaseSaved() { }

    /// <summary>Adds an owner.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public virtual void Retain() => Interlocked.Increment(ref _owners);

    /// <summary>Removes an owner; the last one frees the node.</summary>
    public virtual void Release()
    {
        if (Interlocked.Decrement(ref _owners) == 0) Reclaimer.Enqueue(this);
    }

    /// <summary>Lets go of saved values once; further backward passes are refused.</summary>
    public void ReleaseVariables()
    {
        if (IsReleased) return;
        IsReleased = true;
        ReleaseSaved();
    }

    /// <summary>Adds a hook on the gradient of an output.</summary>
    public void AddHook(GradientHook hook, int outputIndex)
    {
        _hooks ??= new List<NodeHook>(1);
        _hooks.Add(new NodeHook(hook, outputIndex));
        hook.Node = this;
    }

    /// <summary>Adds a hook that runs before this node, with the gradients of all outputs.</summary>
    public void AddPreHook(GradientHook hook) => AddHook(hook, NodeHook.BeforeNode);

    /// <summary>Adds a hook that runs after this node, with the gradients of all inputs and outputs.</summary>
    public void AddPostHook(GradientHook hook) => AddHook(hook, NodeHook.AfterNode);

    /// <summary>True once the last owner let go.</summary>
    public virtual bool IsReclaimed => Volatile.Read(ref _owners) <= 0;

    /// <summary>Removes a hook.</summary>
    public void RemoveHook(GradientHook hook)
    {
        if (_hooks is null) return;
        for (int i = 0; i < _hooks.Count; i++)
        {
            if (!ReferenceEquals(_hooks[i].Hook, hook)) continue;
            _hooks.RemoveAt(i);
            hook.Dispose();
            return;
        }
    }

    /// <summary>Hooks on output gradients, in order of registration.</summary>
    internal IReadOnlyList<NodeHook>? Hooks => _hooks;

    /// <summary>Shows each hook to the visitor (for the collector of the host language).</summary>
    public void VisitHooks(Action<GradientHook> visitor)
    {
        if (_hooks is null) return;
        foreach (NodeHook hook in _hooks) visitor(hook.Hook);
    }

    /// <summary>Removes all hooks.</summary>
    public void DropHooks()
    {
        List<NodeHook>? hooks = _hooks;
        _hooks = null;
        if (hooks is null) return;
        foreach (NodeHook hook in hooks) hook.Hook.Dispose();
    }

    internal void Reclaim()
    {
        Interlocked.Decrement(ref s_live);
        ReleaseVariables();
        DropHooks();
        Attachment?.Dispose();
        Attachment = null;
        for (int i = 0; i < _edgeCount; i++) EdgeAt(i).Node?.Release();
    }

    /// <summary>The node under construction on this thread, kept while hooks may fail in the middle of it.</summary>
    internal static Node? Building => t_building;

    /// <summary>From here on what fails does not take the node with it.</summary>
    public static void Built() => t_building = null;

    /// <summary>Leaf sinks live and die with their leaf, not with graphs.</summary>
    private protected static void UncountSink() => Interlocked.Decrement(ref s_live);
}

/// <summary>A hook and the output it watches.</summary>
internal readonly record struct NodeHook(GradientHook Hook, int OutputIndex)
{
    internal const int BeforeNode = -1;
    internal const int AfterNode = -2;
}
