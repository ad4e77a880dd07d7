using System.Threading;

namespace Lucid.Cpu.Threads;

/// <summary>One monitor for all words: for systems without a public wait-on-address call.</summary>
internal sealed unsafe class MonitorParking : IParking
{
    private readonly object _gate = new();

    public void Wait(int* word, int expected)
    {
        lock (_gate)
        {
            if (Volatile.Read(ref *word) == expected) Monitor.Wait(_gate);
        }
    }

    public void Wake(int* word, int count)
    {
        lock (_gate) Monitor.PulseAll(_gate);
    }
}
