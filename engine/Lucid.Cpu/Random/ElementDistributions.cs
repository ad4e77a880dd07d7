using System;
using System.Numerics;
using System.Runtime.CompilerServices;
using Lucid.Cpu.Threads;

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
/// Uniform numbers of positions that follow one another, computed for all of them when the first asks for more. A plane of blocks
/// gives each position two; the first two planes of a position belong to the continuous distributions.
/// </summary>
internal unsafe struct ElementBlocks(ulong seed, ulong first, double* numbers)
{
    internal const int Positions = 64, Most = 32, Numbers = Positions * Most;

    private const int FirstPlane = 2;

    private int _ready;

    /// <summary>The draw-th number in [0, 1) of a position.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal double Number(int position, int draw) => draw < _ready ? numbers[draw * Positions + position] : Another(position, draw);

    /// <summary>The draw-th numbers, below <see cref="Most"/>, of all positions.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal double* Row(int draw)
    {
        if (draw >= _ready) Another(0, draw);
        return numbers + draw * Positions;
    }

    [SkipLocalsInit]
    private double Another(int position, int draw)
    {
        if (draw >= Most)
        {
            (uint a, uint b, uint c, uint d) = Philox.Block(first + (ulong)position, (ulong)(draw / 2 + FirstPlane), seed);
            return draw % 2 == 0 ? Fraction.Half(a, b) : Fraction.Half(c, d);
        }
        uint* words = stackalloc uint[4 * Positions];
        Philox.Planes(first, (uint)(draw / 2 + FirstPlane), seed, Positions, words);
        double* to = numbers + _ready * Positions;
        for (int i = 0; i < 2 * Positions; i += Vector<uint>.Count)
        {
            // Words 0 and 1 make the first number, words 2 and 3 the other.
            uint* at = words + (i < Positions ? i : i + Positions);
            Vector.Widen(Vector.Load(at), out Vector<ulong> a, out Vector<ulong> b);
            Vector.Widen(Vector.Load(at + Positions), out Vector<ulong> c, out Vector<ulong> d);
            Fraction.Half(a, c).Store(to + i);
            Fraction.Half(b, d).Store(to + i + Vector<ulong>.Count);
        }
        _ready += 2;
        return numbers[draw * Positions + position];
    }
}

/// <summary>Uniform numbers for one element: as many as its rejection loop asks for.</summary>
internal unsafe struct ElementStream(ElementBlocks* blocks, int position)
{
    private int _draw;

    /// <summary>The next number in [0, 1).</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public double Next() => blocks->Number(position, _draw++);
}

/// <summary>
/// Poisson and binomial numbers: multiplication and inversion for small means, otherwise the transformed rejection of
/// Hörmann, "The transformed rejection method for generating Poisson random variables" (1993) and "The generation of
/// binomial random variates" (1993). Gamma numbers: Marsaglia and Tsang, "A simple method for generating gamma variables" (2000).
/// </summary>
public static unsafe class ElementDistributions
{
    private const double Small = 10;

    private struct Job
    {
        internal DrawKind Kind;
        internal double* First, Second, Target;
        internal nint Count;
        internal ulong Seed, Offset;
    }

    /// <summary>Fills target; first holds rates, shapes, or numbers of trials whose probabilities second holds.</summary>
    public static void Fill(DrawKind kind, double* first, double* second, double* target, nint count, ulong seed, ulong offset)
    {
        Job job = new() { Kind = kind, First = first, Second = second, Target = target, Count = count, Seed = seed, Offset = offset };
        Team.Run((count + ElementBlocks.Positions - 1) / ElementBlocks.Positions, 4, &Chunks, &job);
    }

    [SkipLocalsInit]
    private static void Chunks(void* context, nint begin, nint end)
    {
        Job* job = (Job*)context;
        double* numbers = stackalloc double[ElementBlocks.Numbers];
        for (nint chunk = begin; chunk < end; chunk++)
        {
            nint at = chunk * ElementBlocks.Positions;
            var blocks = new ElementBlocks(job->Seed, job->Offset + (ulong)at, numbers);
            int count = (int)Math.Min(ElementBlocks.Positions, job->Count - at);
            if (job->Kind == DrawKind.Poisson)
            {
                Poissons(&blocks, job->First + at, job->Target + at, count);
                continue;
            }
            for (int position = 0; position < count; position++, at++)
            {
                var stream = new ElementStream(&blocks, position);
                job->Target[at] = job->Kind switch
                {
                    DrawKind.Gamma => Gamma(job->First[at], ref stream),
                    _ => Binomial(job->First[at], job->Second[at], ref stream),
                };
            }
        }
    }

    [SkipLocalsInit]
    private static void Poissons(ElementBlocks* blocks, double* rates, double* target, int count)
    {
        // Small rates side by side: how many of the products are above the limit, until none is.
        double* limits = stackalloc double[ElementBlocks.Positions];
        long* events = stackalloc long[ElementBlocks.Positions];
        for (int i = 0; i < ElementBlocks.Positions; i++)
            limits[i] = i < count && rates[i] > 0 && rates[i] < Small ? Math.Exp(-rates[i]) : double.PositiveInfinity;
        for (int i = 0; i < count; i += Vector<double>.Count)
        {
            Vector<double> limit = Vector.Load(limits + i), product = Vector<double>.One;
            Vector<long> above = Vector<long>.Zero;
            for (int draw = 0; draw < ElementBlocks.Most; draw++)
            {
                product *= Vector<double>.One - Vector.Load(blocks->Row(draw) + i);
                Vector<long> more = Vector.GreaterThan(product, limit);
                if (more == Vector<long>.Zero) break;
                above -= more;
            }
            above.Store(events + i);
        }
        for (int i = 0; i < count; i++)
        {
            if (double.IsFinite(limits[i]) && events[i] < ElementBlocks.Most) target[i] = events[i];
            else
            {
                var stream = new ElementStream(blocks, i);
                target[i] = Poisson(rates[i], ref stream);
            }
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
