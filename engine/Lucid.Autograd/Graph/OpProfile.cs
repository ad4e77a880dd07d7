using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.Text;
using Lucid.Memory;

namespace Lucid.Graph;

/// <summary>What a recorded event is.</summary>
public enum ProfiledKind
{
    /// <summary>An op that the host language called.</summary>
    Op,
    /// <summary>A node of a graph that backward ran.</summary>
    Node,
    /// <summary>A range that the caller named.</summary>
    Range,
}

/// <summary>One recorded event. Times are nanoseconds of the monotonic clock; an end of 0 means that it was not left.</summary>
/// <param name="Name">The op's, node's or range's name.</param>
/// <param name="Kind">What it is.</param>
/// <param name="Thread">Number of the thread.</param>
/// <param name="Parent">Index of the event around it, -1 for none.</param>
/// <param name="Start">When it began.</param>
/// <param name="End">When it ended.</param>
/// <param name="Memory">How much more memory tensors held at its end.</param>
/// <param name="Shapes">Shapes of its tensors, empty unless they are asked for.</param>
public record struct ProfiledEvent(string Name, ProfiledKind Kind, int Thread, int Parent, long Start, long End, long Memory, string Shapes);

/// <summary>
/// Records ops, nodes of backward and named ranges while it is on. Off, it costs the callers one look at <see cref="IsEnabled"/>.
/// </summary>
public static class OpProfile
{
    private static readonly object s_lock = new();
    private static List<ProfiledEvent> s_events = [];
    private static int s_session;
    private static bool s_shapes;
    [ThreadStatic] private static int t_open, t_session;

    /// <summary>Whether events are recorded.</summary>
    public static bool IsEnabled { get; private set; }

    /// <summary>Turns recording on or off; turning it on forgets the events of before.</summary>
    public static void Set(bool enabled, bool shapes)
    {
        lock (s_lock)
        {
            if (enabled)
            {
                s_events = [];
                s_session++;
            }
            s_shapes = shapes;
            IsEnabled = enabled;
        }
    }

    /// <summary>Opens an event for a call with up to two tensors; the result goes to <see cref="End"/>.</summary>
    public static int Begin(string name, Tensor? first = null, Tensor? second = null, ProfiledKind kind = ProfiledKind.Op)
    {
        if (!s_shapes || first is null) return Begin(name, kind, "");
        return Begin(name, kind, second is null ? first.Layout.ToString() : first.Layout + ", " + second.Layout);
    }

    /// <summary>Opens an event; the result goes to <see cref="End"/>.</summary>
    public static int Begin(string name, ProfiledKind kind, string shapes)
    {
        lock (s_lock)
        {
            if (t_session != s_session)
            {
                t_session = s_session;
                t_open = -1;
            }
            int index = s_events.Count;
            s_events.Add(new ProfiledEvent(name, kind, Environment.CurrentManagedThreadId, t_open, Now(), 0, -Held(), shapes));
            t_open = index;
            return index;
        }
    }

    /// <summary>Closes an event of the calling thread, and those inside it that errors left open.</summary>
    public static void End(int index)
    {
        long now = Now();
        lock (s_lock)
        {
            if (t_session != s_session || index >= s_events.Count) return;
            ProfiledEvent ended = s_events[index];
            if (ended.End == 0) s_events[index] = ended with { End = now, Memory = ended.Memory + Held() };
            t_open = ended.Parent;
        }
    }

    /// <summary>Closes ops that an error has left open on the calling thread.</summary>
    public static void Unwind()
    {
        while (true)
        {
            int open;
            lock (s_lock)
            {
                if (t_session != s_session || t_open < 0 || s_events[t_open].Kind != ProfiledKind.Op) return;
                open = t_open;
            }
            End(open);
        }
    }

    /// <summary>Shapes of tensors as text; empty where they are not asked for.</summary>
    public static string Describe(ReadOnlySpan<object?> arguments)
    {
        if (!s_shapes) return "";
        var text = new StringBuilder();
        foreach (object? argument in arguments)
        {
            if (argument is Tensor tensor) Append(text, tensor);
            else if (argument is Tensor[] list)
            {
                foreach (Tensor item in list) Append(text, item);
            }
        }
        return text.ToString();
    }

    /// <summary>All events since recording was turned on.</summary>
    public static ProfiledEvent[] Snapshot()
    {
        lock (s_lock) return [.. s_events];
    }

    private static void Append(StringBuilder text, Tensor tensor)
    {
        if (text.Length > 0) text.Append(", ");
        text.Append(tensor.Layout.ToString());
    }

    private static long Held() => MemoryAccount.Of(DeviceType.Cpu).CurrentBytes + MemoryAccount.Of(DeviceType.Metal).CurrentBytes;

    private static long Now() => (long)(Stopwatch.GetTimestamp() * (1e9 / Stopwatch.Frequency));
}
