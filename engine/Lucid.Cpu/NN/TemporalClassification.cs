using System;
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

    private static void ForwardSamples(void* context, nint begin, nint end)
    {
        var p = (Problem*)context;
        for (nint n = begin; n < end; n++)
        {
            nint steps = (nint)p->InputLengths[n], positions = 2 * (nint)p->TargetLengths[n] + 1;
            double* alpha = p->LogAlpha + n * p->Steps * p->Positions;
            if (steps == 0)
            {
                p->Losses[n] = positions == 1 ? 0 : double.PositiveInfinity;
                continue;
            }
            for (nint s = 0; s < positions; s++) alpha[s] = s < 2 ? Probability(p, n, 0, s) : double.NegativeInfinity;
            for (nint t = 1; t < steps; t++)
            {
                double* last = alpha + (t - 1) * p->Positions, row = last + p->Positions;
                for (nint s = 0; s < positions; s++)
                    row[s] = Sum(last[s], s > 0 ? last[s - 1] : double.NegativeInfinity, MaySkip(p, n, s) ? last[s - 2] : double.NegativeInfinity)
                        + Probability(p, n, t, s);
            }
            double* final = alpha + (steps - 1) * p->Positions;
            p->Losses[n] = -Sum(final[positions - 1], positions > 1 ? final[positions - 2] : double.NegativeInfinity, double.NegativeInfinity);
        }
    }

    private static void BackwardSamples(void* context, nint begin, nint end)
    {
        var p = (Problem*)context;
        using var workspace = new Workspace((2 * p->Positions + p->Classes) * sizeof(double));
        double* beta = (double*)workspace.Pointer, next = beta + p->Positions, posterior = next + p->Positions;
        for (nint n = begin; n < end; n++)
        {
            nint steps = (nint)p->InputLengths[n], positions = 2 * (nint)p->TargetLengths[n] + 1;
            bool impossible = p->ZeroInfinity && double.IsPositiveInfinity(p->Losses[n]);
            for (nint t = impossible ? 0 : steps; t < p->Steps; t++) new Span<double>(Row(p, n, t), (int)p->Classes).Clear();
            if (impossible) continue;
            double factor = p->LossGradients[n];
            for (nint t = steps - 1; t >= 0; t--)
            {
                double* later = beta;
                beta = next;
                next = later;
                double* alpha = p->LogAlpha + (n * p->Steps + t) * p->Positions;
                new Span<double>(posterior, (int)p->Classes).Fill(double.NegativeInfinity);
                for (nint s = 0; s < positions; s++)
                {
                    double paths = t == steps - 1 ? s >= positions - 2 ? 0 : double.NegativeInfinity
                        : Sum(next[s], s + 1 < positions ? next[s + 1] : double.NegativeInfinity,
                            s + 2 < positions && MaySkip(p, n, s + 2) ? next[s + 2] : double.NegativeInfinity);
                    beta[s] = paths + Probability(p, n, t, s);
                    long label = Label(p, n, s);
                    posterior[label] = Sum(posterior[label], alpha[s] + beta[s], double.NegativeInfinity);
                }
                double* row = Row(p, n, t), logs = p->LogProbabilities + (t * p->Samples + n) * p->Classes;
                for (nint c = 0; c < p->Classes; c++)
                    row[c] = (Math.Exp(logs[c]) - Math.Exp(posterior[c] + p->Losses[n] - logs[c])) * factor;
            }
        }
    }

    private static double* Row(Problem* p, nint sample, nint step) => p->Gradients + (step * p->Samples + sample) * p->Classes;

    private static double Probability(Problem* p, nint sample, nint step, nint position) =>
        p->LogProbabilities[(step * p->Samples + sample) * p->Classes + (nint)Label(p, sample, position)];

    private static double Sum(double x, double y, double z)
    {
        double most = Math.Max(x, Math.Max(y, z));
        if (double.IsNegativeInfinity(most)) return most;
        return most + Math.Log(Math.Exp(x - most) + Math.Exp(y - most) + (double.IsNegativeInfinity(z) ? 0 : Math.Exp(z - most)));
    }
}
