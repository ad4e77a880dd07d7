using System;
using System.Numerics;
using Lucid.Cpu.Simd;
using Lucid.Cpu.Threads;
using Lucid.Memory;

namespace Lucid.Cpu.NN;

/// <summary>
/// Connectionist temporal classification (A. Graves et al., 2006), in logarithms: the probability of a target over all its
/// alignments with a sequence, where blanks may lie between labels and labels may repeat.
/// </summary>
public static unsafe class TemporalClassification
{
    /// <summary>The figures of a batch; strides in elements.</summary>
    public struct Problem
    {
        /// <summary>Logarithms of probabilities by step, sample and class.</summary>
        public double* LogProbabilities;

        /// <summary>Steps, samples, classes of <see cref="LogProbabilities"/>, which is row-major.</summary>
        public nint Steps, Samples, Classes;

        /// <summary>Labels of all samples; those of sample n begin at TargetStarts[n].</summary>
        public long* Targets;

        /// <inheritdoc cref="Targets"/>
        public long* TargetStarts;

        /// <summary>Steps and labels of each sample.</summary>
        public long* InputLengths, TargetLengths;

        /// <summary>The class that stands for no label.</summary>
        public long Blank;

        /// <summary>Positions of a row of <see cref="LogAlpha"/>: twice the labels of the longest target, and one.</summary>
        public nint Positions;

        /// <summary>By sample, step and position: the probability of all that leads there.</summary>
        public double* LogAlpha;

        /// <summary>Of each sample.</summary>
        public double* Losses;

        /// <summary>Backward: gradients of the losses, and of the logarithms of probabilities, laid out as these.</summary>
        public double* LossGradients, Gradients;

        /// <summary>Backward: impossible targets have the gradient 0.</summary>
        public bool ZeroInfinity;
    }

    /// <summary>Minus the logarithm of each target's probability, and the sums over paths that the backward pass takes.</summary>
    public static void Forward(ref Problem problem)
    {
        fixed (Problem* pointer = &problem) Team.Run(problem.Samples, 1, &ForwardSamples, pointer);
    }

    /// <summary>Gradient of what went into log_softmax, as customary: e^(log p) less the posterior of each class.</summary>
    public static void Backward(ref Problem problem)
    {
        fixed (Problem* pointer = &problem) Team.Run(problem.Samples, 1, &BackwardSamples, pointer);
    }

    // The label of a position: blanks at even ones.
    private static long Label(Problem* p, nint sample, nint position) => (position & 1) == 0 ? p->Blank : p->Targets[p->TargetStarts[sample] + position / 2];

    // Whether a path may come from two positions before: over a blank between different labels.
    private static bool MaySkip(Problem* p, nint sample, nint position) =>
        position >= 2 && (position & 1) == 1 && Label(p, sample, position) != Label(p, sample, position - 2);

    // Rows of positions that whole vectors may read and write: two places for the positions before the first, room after the last.
    private struct Scratch
    {
        internal double* Last, Row, Skips, Emissions, Shares;
        internal long* Labels;

        internal static nint Bytes(nint positions) => 6 * (positions + 4 + Vector<double>.Count) * sizeof(double);

        internal Scratch(void* memory, nint positions)
        {
            nint length = positions + 4 + Vector<double>.Count;
            double* p = (double*)memory;
            new Span<double>(p, (int)(5 * length)).Fill(double.NegativeInfinity);
            Last = p + 2;
            Row = Last + length;
            Skips = p + 2 * length;
            Emissions = Skips + length;
            Shares = Emissions + length;
            Labels = (long*)(Shares + length);
        }

        // The labels of a sample's positions, and 0 where a path may come from two before, minus infinity where it may not.
        internal readonly void Take(Problem* p, nint sample, nint positions)
        {
            new Span<double>(Last - 2, (int)(2 * (Row - Last))).Fill(double.NegativeInfinity);
            for (nint s = 0; s < positions; s++)
            {
                Labels[s] = Label(p, sample, s);
                Skips[s] = MaySkip(p, sample, s) ? 0 : double.NegativeInfinity;
            }
        }

        internal readonly void Emit(double* logs, nint positions)
        {
            for (nint s = 0; s < positions; s++) Emissions[s] = logs[Labels[s]];
        }
    }

    private static double* Logs(Problem* p, nint sample, nint step) => p->LogProbabilities + (step * p->Samples + sample) * p->Classes;

    private static void ForwardSamples(void* context, nint begin, nint end)
    {
        var p = (Problem*)context;
        using var workspace = new Workspace(Scratch.Bytes(p->Positions));
        var scratch = new Scratch(workspace.Pointer, p->Positions);
        for (nint n = begin; n < end; n++)
        {
            nint steps = (nint)p->InputLengths[n], positions = 2 * (nint)p->TargetLengths[n] + 1;
            double* alpha = p->LogAlpha + n * p->Steps * p->Positions, last = scratch.Last, row = scratch.Row;
            if (steps == 0)
            {
                p->Losses[n] = positions == 1 ? 0 : double.PositiveInfinity;
                continue;
            }
            scratch.Take(p, n, positions);
            for (nint t = 0; t < steps; t++)
            {
                scratch.Emit(Logs(p, n, t), positions);
                if (t == 0)
                    for (nint s = 0; s < Math.Min(2, positions); s++) row[s] = scratch.Emissions[s];
                else
                    for (nint s = 0; s < positions; s += Vector<double>.Count)
                    {
                        Vector<double> skipped = Vector.Load(last + s - 2) + Vector.Load(scratch.Skips + s);
                        Vector<double> paths = Sum(Vector.Load(last + s), Vector.Load(last + s - 1), skipped);
                        (paths + Vector.Load(scratch.Emissions + s)).Store(row + s);
                    }
                // What lies past the positions has to stay impossible.
                new Span<double>(row + positions, Vector<double>.Count).Fill(double.NegativeInfinity);
                new Span<double>(row, (int)positions).CopyTo(new Span<double>(alpha + t * p->Positions, (int)positions));
                double* free = last;
                last = row;
                row = free;
            }
            Vector<double> none = Vector.Create(double.NegativeInfinity);
            p->Losses[n] = -Sum(Vector.Create(last[positions - 1]), Vector.Create(positions > 1 ? last[positions - 2] : double.NegativeInfinity), none)[0];
        }
    }

    private static void BackwardSamples(void* context, nint begin, nint end)
    {
        var p = (Problem*)context;
        nint lanes = Vector<double>.Count;
        using var workspace = new Workspace(Scratch.Bytes(p->Positions) + p->Classes * sizeof(double));
        var scratch = new Scratch(workspace.Pointer, p->Positions);
        double* beta = scratch.Row, next = scratch.Last, posterior = (double*)((byte*)workspace.Pointer + Scratch.Bytes(p->Positions)), shares = scratch.Shares;
        for (nint n = begin; n < end; n++)
        {
            nint steps = (nint)p->InputLengths[n], positions = 2 * (nint)p->TargetLengths[n] + 1;
            bool impossible = p->ZeroInfinity && double.IsPositiveInfinity(p->Losses[n]);
            for (nint t = impossible ? 0 : steps; t < p->Steps; t++) new Span<double>(Row(p, n, t), (int)p->Classes).Clear();
            if (impossible) continue;
            scratch.Take(p, n, positions);
            new Span<double>(scratch.Skips + positions, (int)lanes + 2).Fill(double.NegativeInfinity);
            double factor = p->LossGradients[n];
            Vector<double> loss = Vector.Create(p->Losses[n]);
            for (nint t = steps - 1; t >= 0; t--)
            {
                double* logs = Logs(p, n, t), row = Row(p, n, t), alpha = p->LogAlpha + (n * p->Steps + t) * p->Positions;
                scratch.Emit(logs, positions);
                new Span<double>(alpha, (int)positions).CopyTo(new Span<double>(shares, (int)positions));
                for (nint s = 0; s < positions; s += lanes)
                {
                    Vector<double> paths;
                    if (t < steps - 1)
                        paths = Sum(Vector.Load(next + s), Vector.Load(next + s + 1), Vector.Load(next + s + 2) + Vector.Load(scratch.Skips + s + 2));
                    else
                    {
                        Vector<double> from = Vector<double>.Indices + Vector.Create((double)(s - (positions - 2)));
                        paths = Vector.ConditionalSelect(Vector.GreaterThanOrEqual(from, Vector<double>.Zero), Vector<double>.Zero,
                            Vector.Create(double.NegativeInfinity));
                    }
                    // The part of the target's probability that passes here.
                    Vector<double> share = Vector.Load(shares + s) + paths + loss;
                    Vector.ConditionalSelect(Vector.LessThan(share, Vector.Create(-700.0)), Vector<double>.Zero, VectorMath.Exp(Bounded(share)))
                        .Store(shares + s);
                    (paths + Vector.Load(scratch.Emissions + s)).Store(beta + s);
                }
                new Span<double>(beta + positions, (int)lanes + 2).Fill(double.NegativeInfinity);
                // An impossible target has no gradient: not a number, as customary.
                new Span<double>(posterior, (int)p->Classes).Fill(double.IsPositiveInfinity(p->Losses[n]) ? double.NaN : 0);
                for (nint s = 0; s < positions; s++) posterior[scratch.Labels[s]] += shares[s];
                nint c = 0;
                for (; c + lanes <= p->Classes; c += lanes)
                    ((VectorMath.Exp(Vector.Load(logs + c)) - Vector.Load(posterior + c)) * factor).Store(row + c);
                for (; c < p->Classes; c++) row[c] = (Math.Exp(logs[c]) - posterior[c]) * factor;
                double* later = beta;
                beta = next;
                next = later;
            }
        }
    }

    private static double* Row(Problem* p, nint sample, nint step) => p->Gradients + (step * p->Samples + sample) * p->Classes;

    /// <summary>ln(e^x + e^y + e^z).</summary>
    private static Vector<double> Sum(Vector<double> x, Vector<double> y, Vector<double> z)
    {
        Vector<double> most = VectorMath.Maximum(x, VectorMath.Maximum(y, z));
        Vector<double> sum = most + VectorMath.Log(VectorMath.Exp(Bounded(x - most)) + VectorMath.Exp(Bounded(y - most)) + VectorMath.Exp(Bounded(z - most)));
        // Three times minus infinity is minus infinity, not a difference of infinities.
        return Vector.ConditionalSelect(Vector.Equals(most, Vector.Create(double.NegativeInfinity)), most, sum);
    }

    // Powers below e^-700 add nothing to 1, and numbers so small that they lose digits take the processor a hundred times as long.
    private static Vector<double> Bounded(Vector<double> x) => Vector.MaxNative(Vector.Create(-700.0), x);
}
