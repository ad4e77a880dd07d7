namespace Lucid.Cpu.Threads;

/// <summary>Sleeping until a word in memory changes.</summary>
internal unsafe interface IParking
{
    /// <summary>Sleeps if <paramref name="word"/> still holds <paramref name="expected"/>; may return early.</summary>
    void Wait(int* word, int expected);

    /// <summary>Wakes up to <paramref name="count"/> sleepers of <paramref name="word"/>, which was changed before.</summary>
    void Wake(int* word, int count);
}
