using System;
using System.Collections.Generic;
using System.Threading;

namespace Lucid.Cpu.Fft;

/// <summary>The plans used last, so that a repeated transform does not compute its twiddle factors again.</summary>
internal static class PlanCache<TPlan> where TPlan : class
{
    private const int Capacity = 32;

    private static readonly Lock s_gate = new();
    private static readonly Dictionary<long, LinkedListNode<(long Length, TPlan Plan)>> s_byLength = [];
    private static readonly LinkedList<(long Length, TPlan Plan)> s_byUse = new();

    internal static TPlan Get(long length, Func<long, TPlan> make)
    {
        lock (s_gate)
        {
            if (s_byLength.TryGetValue(length, out LinkedListNode<(long Length, TPlan Plan)>? found))
            {
                s_byUse.Remove(found);
                s_byUse.AddFirst(found);
                return found.Value.Plan;
            }
        }
        // Made outside the lock: a plan may need other plans.
        TPlan plan = make(length);
        lock (s_gate)
        {
            if (s_byLength.TryGetValue(length, out LinkedListNode<(long Length, TPlan Plan)>? other)) return other.Value.Plan;
            s_byLength[length] = s_byUse.AddFirst((length, plan));
            if (s_byUse.Count > Capacity)
            {
                s_byLength.Remove(s_byUse.Last!.Value.Length);
                s_byUse.RemoveLast();
            }
            return plan;
        }
    }
}
