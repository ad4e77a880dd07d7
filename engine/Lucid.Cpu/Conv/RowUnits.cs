using Lucid.Cpu.Threads;

namespace Lucid.Cpu.Conv;

/// <summary>Cuts planes of output rows into units of work.</summary>
internal static class RowUnits
{
    /// <summary>
    /// The rows of a unit, at most <paramref name="most"/>: of the cuts into few units the one that keeps its slowest thread
    /// the shortest time. Every unit costs some rows more, which overlap or are transformed twice.
    /// </summary>
    public static nint Rows(nint rows, nint most, nint planes)
    {
        if (rows <= 0 || planes <= 0) return 1;
        nint threads = Team.IsInside ? 1 : Team.ThreadCount, fewest = (rows + most - 1) / most, best = fewest;
        double least = double.PositiveInfinity;
        for (nint units = fewest; units <= nint.Min(rows, fewest + 15); units++)
        {
            double cost = (double)((planes * units + threads - 1) / threads) * ((rows + units - 1) / units + 1);
            if (cost >= least) continue;
            least = cost;
            best = units;
        }
        return (rows + best - 1) / best;
    }
}
