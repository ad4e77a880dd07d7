using System;
using System.Numerics;
using System.Runtime.CompilerServices;
using Lucid.Cpu.Threads;

namespace Lucid.Cpu.LinearAlgebra;

/// <summary>
/// The eigenvalues of D + rho z z^T: the roots of 1 / rho + sum z_i^2 / (d_i - x), one in each gap between the d and one above them
/// (J. Bunch, C. Nielsen and D. Sorensen, Numer. Math. 31, 1978; the "middle way" of R.-C. Li, LAPACK working note 89).
/// </summary>
/// <remarks>A root is kept as its distance from the nearer pole, so that its distance from every pole is exact to the last digits.</remarks>
internal unsafe struct SecularEquation
{
    // Bisection alone would end after as many steps as a double has binary places and exponents that matter here.
    private const int MostSteps = 200;

    /// <summary>How many poles; the arrays are padded to whole vectors with poles far away that have no weight.</summary>
    internal nint Count;

    /// <summary>The poles d in ascending order, their weights z^2, and the corrected z.</summary>
    internal double* Poles, Weights, Corrected;

    /// <summary>Of each root, its distance from the pole of the number <see cref="Origins"/>.</summary>
    internal double* Distances;

    /// <summary>Of each root, the number of the nearer pole.</summary>
    internal int* Origins;

    /// <summary>The factor of z z^T, above 0, and the relative error that a root may have.</summary>
    internal double Rho, Tolerance;

    /// <summary>The root of a number.</summary>
    internal readonly double Root(nint j) => Poles[Origins[j]] + Distances[j];

    /// <summary>Finds all roots, over the team, and the z of which they are the exact solution.</summary>
    internal void Solve()
    {
        fixed (SecularEquation* self = &this)
        {
            nint grain = Math.Max(1, 4000 / Count);
            Team.Run(Count, grain, &Roots, self);
            int lanes = Vector<double>.Count;
            Team.Run((Count + lanes - 1) / lanes, grain, &Correct, self);
        }
    }

    private static void Roots(void* context, nint begin, nint end)
    {
        var equation = (SecularEquation*)context;
        for (nint j = begin; j < end; j++)
        {
            if (equation->Count == 1)
            {
                equation->Origins[0] = 0;
                equation->Distances[0] = equation->Rho * equation->Weights[0];
            }
            else
            {
                equation->FindRoot(j);
            }
        }
    }

    /// <summary>The sums over the poles up to a number and over those above it, and the sums of their derivatives.</summary>
    private readonly void Evaluate(nint last, double origin, double distance, out double below, out double above, out double belowSlope, out double aboveSlope)
    {
        int lanes = Vector<double>.Count;
        Vector<double> wideOrigin = Vector.Create(origin), wideDistance = Vector.Create(distance);
        Vector<double> first = default, second = default, firstSlope = default, secondSlope = default;
        nint i = 0, boundary = (last + 1) / lanes * lanes;
        Add(ref i, boundary, wideOrigin, wideDistance, ref first, ref firstSlope);
        if (i <= last)
        {
            Vector<double> inverse = Vector<double>.One / (Vector.Load(Poles + i) - wideOrigin - wideDistance), term = Vector.Load(Weights + i) * inverse;
            Vector<double> lower = Vector.LessThanOrEqual(Vector<double>.Indices, Vector.Create((double)(last - i))).As<long, double>();
            Vector<double> slope = term * inverse;
            first += Vector.ConditionalSelect(lower, term, default);
            firstSlope += Vector.ConditionalSelect(lower, slope, default);
            second = Vector.ConditionalSelect(lower, default, term);
            secondSlope = Vector.ConditionalSelect(lower, default, slope);
            i += lanes;
        }
        Add(ref i, Count, wideOrigin, wideDistance, ref second, ref secondSlope);
        below = Vector.Sum(first);
        above = Vector.Sum(second);
        belowSlope = Vector.Sum(firstSlope);
        aboveSlope = Vector.Sum(secondSlope);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private readonly void Add(ref nint i, nint end, Vector<double> origin, Vector<double> distance, ref Vector<double> sum, ref Vector<double> slope)
    {
        int lanes = Vector<double>.Count;
        for (; i + lanes < end; i += 2 * lanes)
        {
            // One division for two vectors: it takes as long as eight of the other operations.
            Vector<double> a = Vector.Load(Poles + i) - origin - distance, b = Vector.Load(Poles + i + lanes) - origin - distance;
            Vector<double> both = Vector<double>.One / (a * b), inverseA = both * b, inverseB = both * a;
            Vector<double> termA = Vector.Load(Weights + i) * inverseA, termB = Vector.Load(Weights + i + lanes) * inverseB;
            sum += termA + termB;
            slope = Vector.FusedMultiplyAdd(termA, inverseA, Vector.FusedMultiplyAdd(termB, inverseB, slope));
        }
        for (; i < end; i += lanes)
        {
            Vector<double> inverse = Vector<double>.One / (Vector.Load(Poles + i) - origin - distance), term = Vector.Load(Weights + i) * inverse;
            sum += term;
            slope = Vector.FusedMultiplyAdd(term, inverse, slope);
        }
    }

    private readonly void FindRoot(nint j)
    {
        bool highest = j == Count - 1;
        // The poles of the interpolation: the gap's ends, or the two highest.
        nint left = highest ? j - 1 : j, right = left + 1, origin;
        double inverseRho = 1 / Rho, low, high, distance;
        if (highest)
        {
            origin = j;
            double norm = 0;
            for (nint i = 0; i < Count; i++) norm += Weights[i];
            (low, high) = (0, Rho * norm * (1 + 1e-15));
            distance = high / 2;
        }
        else
        {
            double gap = Poles[right] - Poles[left], half = gap / 2;
            Evaluate(left, Poles[left], half, out double below, out double above, out _, out _);
            double value = inverseRho + below + above;
            origin = value >= 0 ? left : right;
            (low, high) = value >= 0 ? (0.0, half) : (-half, 0.0);
            // The rest of the sum taken as constant leaves a quadratic equation.
            double rest = value - Weights[left] / -half - Weights[right] / half;
            double sign = value >= 0 ? 1 : -1, near = Weights[origin], far = Weights[left + right - origin];
            double a = rest * sign * gap + near + far, b = near * sign * gap, root = Math.Sqrt(Math.Abs(a * a - 4 * b * rest));
            distance = a > 0 ? 2 * b / (a + root) : (a - root) / (2 * rest);
            if (!(distance > low && distance < high)) distance = (low + high) / 2;
        }
        double pole = Poles[origin];
        for (int step = 0; step < MostSteps; step++)
        {
            Evaluate(left, pole, distance, out double below, out double above, out double belowSlope, out double aboveSlope);
            double value = inverseRho + below + above, slope = belowSlope + aboveSlope;
            if (value <= 0) low = distance;
            if (value >= 0) high = distance;
            double error = 8 * (Math.Abs(below) + Math.Abs(above)) + inverseRho + Math.Abs(distance) * slope;
            if (Math.Abs(value) <= Tolerance * error || high - low <= Tolerance * Math.Max(Math.Abs(low), Math.Abs(high))) break;
            double toLeft = Poles[left] - pole - distance, toRight = Poles[right] - pole - distance;
            double c = value - toLeft * belowSlope - toRight * aboveSlope;
            double a = (toLeft + toRight) * value - toLeft * toRight * slope, b = toLeft * toRight * value;
            double root = Math.Sqrt(Math.Abs(a * a - 4 * b * c)), change;
            if (highest)
            {
                c = Math.Abs(c);
                change = a >= 0 ? (a + root) / (2 * c) : 2 * b / (a - root);
            }
            else
            {
                change = a <= 0 ? (a - root) / (2 * c) : 2 * b / (a + root);
            }
            // The wrong way, or no number: Newton's step.
            if (!(value * change < 0)) change = -value / slope;
            double next = distance + change;
            bool inside = next > low && next < high;
            // The steps converge quadratically: after one this small the next would be below the tolerance.
            double toNearest = Math.Min(Math.Abs(next), Math.Abs(pole - Poles[left + right - origin] + next));
            bool done = next == distance || (inside && Math.Abs(change) <= 0.1 * Math.Sqrt(Tolerance) * toNearest);
            distance = inside ? next : low + (high - low) / 2;
            if (done) break;
        }
        Origins[j] = (int)origin;
        Distances[j] = distance;
    }

    /// <summary>
    /// The z for which the computed roots are exact: z_i^2 = prod (x_j - d_i) / prod (d_j - d_i). With it the eigenvectors are orthogonal
    /// (M. Gu and S. Eisenstat, SIAM J. Matrix Anal. Appl. 15, 1994).
    /// </summary>
    private static void Correct(void* context, nint begin, nint end)
    {
        var e = (SecularEquation*)context;
        int lanes = Vector<double>.Count;
        for (nint block = begin; block < end; block++)
        {
            nint i = block * lanes;
            Vector<double> pole = Vector.Load(e->Poles + i), product = Vector<double>.One;
            nint j = 0;
            for (; j < e->Count - 1; j += 2)
                product *= e->Numerator(pole, j) * e->Numerator(pole, j + 1) / (e->Denominator(pole, j) * e->Denominator(pole, j + 1));
            if (j < e->Count) product *= e->Numerator(pole, j) / e->Denominator(pole, j);
            product = Vector.SquareRoot(Vector.Abs(product));
            for (int lane = 0; lane < lanes && i + lane < e->Count; lane++)
                e->Corrected[i + lane] = Math.CopySign(product[lane], e->Corrected[i + lane]);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private readonly Vector<double> Numerator(Vector<double> pole, nint j) => pole - Vector.Create(Poles[Origins[j]]) - Vector.Create(Distances[j]);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private readonly Vector<double> Denominator(Vector<double> pole, nint j)
    {
        Vector<double> difference = pole - Vector.Create(Poles[j]);
        return Vector.ConditionalSelect(Vector.Equals(difference, default), Vector<double>.One, difference);
    }
}
