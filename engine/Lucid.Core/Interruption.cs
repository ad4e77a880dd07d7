using System;

namespace Lucid;

/// <summary>Lets a host language break long work: loops poll, the host's handler throws.</summary>
public static class Interruption
{
    private const long IntervalMilliseconds = 50;

    [ThreadStatic] private static long t_last;

    /// <summary>Called now and then from long loops; throws to break them off. Null when nobody listens.</summary>
    public static Action? Handler { get; set; }

    /// <summary>Asks the handler, at most twenty times a second.</summary>
    public static void Poll()
    {
        if (Handler is not { } handler) return;
        long now = Environment.TickCount64;
        if (now - t_last < IntervalMilliseconds) return;
        t_last = now;
        handler();
    }
}
