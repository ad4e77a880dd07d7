namespace Lucid;

/// <summary>Whether ops must give bit-identical results for the same seed, whatever the thread count.</summary>
public static class Determinism
{
    /// <summary>True when ops without a deterministic kernel must refuse.</summary>
    public static bool Enabled { get; set; }

    /// <summary>True when such ops only warn.</summary>
    public static bool WarnOnly { get; set; }
}
