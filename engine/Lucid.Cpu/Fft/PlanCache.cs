using System;
using System.Collections.Generic;
using System.Threading;

namespace Lucid.Cpu.Fft;

/// <summary>The plans used last, so that a repeated transform does not compute its twiddle factors again.</summary>
internal static class PlanCache
{
    private const int Capacity = 128;

    private static readonly Lock s_gate = new();
    private static readonly Dictionary<(Type Kind, long Length), LinkedListNode<object>> s_byLength = [];
    private static readonly LinkedList<object> s_byUse = new();

    private sealed class Entry((Type, long) key, object plan)
    {
        internal (Type, long) Key => key;

        internal object Plan => plan;
    }

    // One cache for all kinds of plans: a dictionary for each would be kilobytes of code and tables.
    internal static object Get(Type kind, long length, Func<long, object> make)
    {
        (Type, long) key = (kind, length);
        lock (s_gate)
        {
            if (s_byLength.TryGetValue(key, out LinkedListNode<object>? found))
            {
                s_byUse.Remove(found);
                s_byUse.AddFirst(found);
                return ((Entry)found.Value).Plan;
            }
        }
        // Made outside the lock: a plan may need other plans.
        object plan = make(length);
        lock (s_gate)
        {
            if (s_byLength.TryGetValue(key, out LinkedListNode<object>? other)) return ((Entry)other.Value).Plan;
            s_byLength[key] = s_byUse.AddFirst(new Entry(key, plan));
            if (s_byUse.Count > Capacity)
            {
                s_byLength.Remove(((Entry)s_byUse.Last!.Value).Key);
                s_byUse.RemoveLast();
            }
            return plan;
        }
    }
}

/// <summary>The plans of one kind.</summary>
internal static class PlanCache<TPlan> where TPlan : class
{
    internal static TPlan Get(long length, Func<long, TPlan> make) => (TPlan)PlanCache.Get(typeof(TPlan), length, make);
}
