using System;

namespace Lucid.Cpu.Random;

/// <summary>Distributions whose parameters every element has of its own.</summary>
public enum DrawKind
{
    /// <summary>Events of a rate.</summary>
    Poisson,
    /// <summary>Successes among trials.</summary>
    Binomial,
    /// <summary>Standard gamma numbers of a shape.</summary>
    Gamma,
}

/// <summary>
/// Uniform numbers for one element: as many as its rejection loop asks for, from the blocks that share the element's
/// position. The first two planes of a position belong to the continuous distributions.
/// </summary>
internal struct ElementStream(ulong seed, ulong position)
{
    private ulong _plane = 1;
    private double _kept;
    private bool _hasKept;

    /// <summary>The next number in [0, 1).</summary>
    public double Next()
    {
        if (_hasKept)
        {
            _hasKept = false;
            return _kept;
        }
        (uint a, uint b, uint c, uint d) = Philox.Block(position, ++_plane, seed);
        _kept = Fraction.Half(c, d);
        _hasKept = true;
        return Fraction.Half(a, b);
    }
}

/// <summary>
/// Poisson and binomial numbers: multiplication and inversion for small means, otherwise the transformed rejection of
/// Hörmann, "The transformed rejection method for generating Poisson random variables" (1993) and "The generation of
/// binomial random variates" (1993). Gamma numbers: Marsaglia and Tsang, "A simple method for generating gamma variables" (2000).
/// </summary>
public static unsafe class ElementDistributions
{
    private const double Small = 10;

    /// <summary>Fills target; first holds rates, shapes, or numbers of trials whose probabilities second holds.</summary>
    public static void Fill(DrawKind kind, double* first, double* second, double* target, nint count, ulong seed, ulong offset)
    {
        for (nint i = 0; i < count; i++)
        {
            var stream = new ElementStream(seed, offset + (ulong)i);
            target[i] = kind switch
            {
                DrawKind.Poisson => Poisson(first[i], ref stream),
                DrawKind.Gamma => Gamma(first[i], ref stream),
                _ => Binomial(first[i], second[i], ref stream),
            };
        }
    }

    private static double Poisson(double rate, ref ElementStream stream)
    {
        if (!(rate > 0)) return double.IsNaN(rate) ? rate : 0;
        if (rate < Small)
        {
            double limit = Math.Exp(-rate), product = 1;
            for (double k = 0; ; k++)
            {
                product *= 1 - stream.Next();
                if (product <= limit) return k;
            }
        }
        double root = Math.Sqrt(rate), logRate = Math.Log(rate);
        double b = 0.931 + 2.53 * root, a = -0.059 + 0.02483 * b;
        double inverseAlpha = 1.1239 + 1.1328 / (b - 3.4), height = 0.9277 - 3.6224 / (b - 2);
        while (true)
        {
            double u = stream.Next() - 0.5, v = 1 - stream.Next();
            double distance = 0.5 - Math.Abs(u);
            double k = Math.Floor((2 * a / distance + b) * u + rate + 0.43);
            if (distance >= 0.07 && v <= height) return k;
            if (k < 0 || (distance < 0.013 && v > distance)) continue;
            if (Math.Log(v * inverseAlpha / (a / (distance * distance) + b)) <= k * logRate - rate - LogFactorial(k)) return k;
        }
    }

    private static double Binomial(double trials, double probability, ref ElementStream stream)
    {
        if (double.IsNaN(trials) || double.IsNaN(probability)) return double.NaN;
        if (trials <= 0 || probability <= 0) return 0;
        if (probability >= 1) return trials;
        if (probability > 0.5) return trials - Binomial(trials, 1 - probability, ref stream);
        if (trials * probability < Small)
        {
            // Failures before each success are geometric.
            double rate = Math.Log(1 - probability), sum = 0;
            for (double k = 0; ; k++)
            {
                sum += Math.Ceiling(Math.Log(1 - stream.Next()) / rate);
                if (sum > trials) return Math.Min(k, trials);
                if (k >= trials) return trials;
            }
        }
        double deviation = Math.Sqrt(trials * probability * (1 - probability));
        double b = 1.15 + 2.53 * deviation, a = -0.0873 + 0.0248 * b + 0.01 * probability;
        double centre = trials * probability + 0.5, height = 0.92 - 4.2 / b, odds = probability / (1 - probability);
        double alpha = (2.83 + 5.1 / b) * deviation, mode = Math.Floor((trials + 1) * probability);
        while (true)
        {
            double u = stream.Next() - 0.5, v = 1 - stream.Next();
            double distance = 0.5 - Math.Abs(u);
            double k = Math.Floor((2 * a / distance + b) * u + centre);
            if (distance >= 0.07 && v <= height) return k;
            if (k < 0 || k > trials) continue;
            double bound = (mode + 0.5) * Math.Log((mode + 1) / (odds * (trials - mode + 1)))
                + (trials + 1) * Math.Log((trials - mode + 1) / (trials - k + 1))
                + (k + 0.5) * Math.Log(odds * (trials - k + 1) / (k + 1))
                + StirlingTail(mode) + StirlingTail(trials - mode) - StirlingTail(k) - StirlingTail(trials - k);
            if (Math.Log(v * alpha / (a / (distance * distance) + b)) <= bound) return k;
        }
    }

    private static double Gamma(double shape, ref ElementStream stream)
    {
        if (!(shape > 0)) return shape == 0 ? 0 : double.NaN;
        // Below 1: a number of one shape more, times U^(1/shape).
        double boost = shape < 1 ? Math.Pow(1 - stream.Next(), 1 / shape) : 1;
        double d = (shape < 1 ? shape + 1 : shape) - 1.0 / 3, c = 1 / Math.Sqrt(9 * d);
        while (true)
        {
            // Box and Muller's pair, of which one is enough.
            double normal = Math.Sqrt(-2 * Math.Log(1 - stream.Next())) * Math.Cos(2 * Math.PI * stream.Next());
            double root = 1 + c * normal;
            if (root <= 0) continue;
            double cube = root * root * root, u = 1 - stream.Next();
            if (Math.Log(u) < 0.5 * normal * normal + d * (1 - cube + Math.Log(cube))) return boost * d * cube;
        }
    }

    // What Stirling's formula for ln k! lacks.
    private static double StirlingTail(double k)
    {
        ReadOnlySpan<double> small =
        [
            0.0810614667953272, 0.0413406959554092, 0.0276779256849983, 0.02079067210376509, 0.0166446911898211,
            0.0138761288230707, 0.0118967099458917, 0.0104112652619720, 0.00925546218271273, 0.00833056343336287,
        ];
        if (k < small.Length) return small[(int)k];
        double next = 1 / ((k + 1) * (k + 1));
        return (1.0 / 12 - (1.0 / 360 - next / 1260) * next) / (k + 1);
    }

    private static double LogFactorial(double k) =>
        (k + 0.5) * Math.Log(k + 1) - (k + 1) + 0.91893853320467274178 + StirlingTail(k);
}
