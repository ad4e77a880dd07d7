using System;
using System.Collections.Generic;

namespace Lucid.Graph;

/// <summary>Frees tensors and nodes that lost their last owner, one after another: a graph may be a million nodes deep.</summary>
internal static class Reclaimer
{
    [ThreadStatic] private static Stack<object>? t_waiting;
    [ThreadStatic] private static bool t_draining;

    internal static void Enqueue(object ownerless)
    {
        Stack<object> waiting = t_waiting ??= new Stack<object>();
        waiting.Push(ownerless);
        if (t_draining) return;
        t_draining = true;
        try
        {
            while (waiting.TryPop(out object? next))
            {
                if (next is Tensor tensor) tensor.ReclaimGraph();
                else ((Node)next).Reclaim();
            }
        }
        finally
        {
            t_draining = false;
        }
    }
}
