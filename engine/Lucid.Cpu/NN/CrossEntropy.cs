using System;
using System.Numerics;
using System.Runtime.CompilerServices;
using Lucid.Cpu.Loops;
using Lucid.Cpu.Reduce;
using Lucid.Cpu.Simd;
using Lucid.Cpu.Threads;

namespace Lucid.Cpu.NN;

/// <summary>
/// Cross-entropy of logits with class-index targets, without storing log-probabilities. Logits are dense (outer, classes,
/// inner), targets dense (outer, inner). T is float or double.
/// </summary>
public static unsafe class CrossEntropy
{
    private struct Job
    {
        internal void* Logits, Weight, Normaliser, Scale, O;
        internal long* Targets;
        internal nint Outer, Classes, Inner;
        internal long Ignored;
        internal double Smoothing, WeightSum;
    }

    /// <summary>Checks the targets: the first that is neither a class nor the ignored index, or -1.</summary>
    public static nint FirstInvalidTarget(long* targets, nint count, nint classes, long ignored)
    {
        for (nint i = 0; i < count; i++)
            if (targets[i] != ignored && (ulong)targets[i] >= (ulong)classes) return i;
        return -1;
    }

    /// <summary>Loss of every sample: (1 - s) w[t] (-ln p[t]) + s / classes Σ w[c] (-ln p[c]); 0 where ignored.</summary>
    /// <param name="logits">outer x classes x inner elements.</param>
    /// <param name="targets">outer x inner class indices, valid or equal to <paramref name="ignored"/>.</param>
    /// <param name="weight">A weight per class, or null for ones.</param>
    /// <param name="ignored">Target value that contributes nothing.</param>
    /// <param name="smoothing">Label smoothing s in [0, 1].</param>
    /// <param name="loss">outer x inner losses.</param>
    /// <param name="normaliser">outer x inner values of ln Σ e^logit, which the backward pass needs.</param>
    /// <param name="outer">Size of the leading dimensions.</param>
    /// <param name="classes">Number of classes.</param>
    /// <param name="inner">Size of the trailing dimensions.</param>
    /// <returns>Sum of w[t] over the samples that count: the divisor of the mean.</returns>
    public static double Forward<T>(T* logits, long* targets, T* weight, long ignored, double smoothing, T* loss, T* normaliser,
        nint outer, nint classes, nint inner)
        where T : unmanaged
    {
        ReadOnlySpan<long> shape = [outer, classes, inner], strides = [classes * inner, inner, 1];
        Reduction.LogSumExp(shape, logits, strides, [false, true, false], normaliser);
        double weightSum = Total(weight, classes);
        double divisor = 0;
        for (nint i = 0; i < outer; i++)
            for (nint j = 0; j < inner; j++)
            {
                nint at = i * inner + j;
                long target = targets[at];
                if (target == ignored)
                {
                    loss[at] = default;
                    continue;
                }
                T* sample = logits + i * classes * inner + j;
                double w = weight == null ? 1 : ElementCast.Cast<T, double>(weight[target]);
                double log = ElementCast.Cast<T, double>(normaliser[at]);
                double value = (1 - smoothing) * w * (log - ElementCast.Cast<T, double>(sample[(nint)target * inner]));
                if (smoothing != 0)
                {
                    double sum = 0;
                    for (nint c = 0; c < classes; c++)
                        sum += (weight == null ? 1 : ElementCast.Cast<T, double>(weight[c])) * ElementCast.Cast<T, double>(sample[c * inner]);
                    value += smoothing / classes * (weightSum * log - sum);
                }
                loss[at] = ElementCast.Cast<double, T>(value);
                divisor += w;
            }
        return divisor;
    }

    private static double Total<T>(T* weight, nint classes) where T : unmanaged
    {
        if (weight == null) return classes;
        double sum = 0;
        for (nint c = 0; c < classes; c++) sum += ElementCast.Cast<T, double>(weight[c]);
        return sum;
    }

    /// <summary>Gradient of the logits. scale holds, per sample, the loss's gradient already divided as the reduction asks;
    /// the other arguments are those of <see cref="Forward"/>.</summary>
    public static void Backward<T>(T* logits, long* targets, T* weight, long ignored, double smoothing, T* scale, T* normaliser,
        T* gradient, nint outer, nint classes, nint inner)
        where T : unmanaged
    {
        if (outer == 0 || inner == 0) return;
        Job job = new()
        {
            Logits = logits, Targets = targets, Weight = weight, Ignored = ignored, Smoothing = smoothing, Scale = scale,
            Normaliser = normaliser, O = gradient, Outer = outer, Classes = classes, Inner = inner, WeightSum = Total(weight, classes),
        };
        Team.Run(outer, Math.Max(1, 8192 / (classes * inner)), &BackwardSamples<T>, &job);
    }

    private readonly struct Probability(double normaliser, double factor) : IUnaryOperator
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public Vector<T> Invoke<T>(Vector<T> x) where T : unmanaged =>
            VectorMath.Exp(x - VectorMath.Constant<T>(normaliser)) * VectorMath.Constant<T>(factor);
    }

    private readonly struct ScaledProbability : ITernaryOperator
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public Vector<T> Invoke<T>(Vector<T> x, Vector<T> normaliser, Vector<T> factor) where T : unmanaged =>
            VectorMath.Exp(x - normaliser) * factor;
    }

    private static void BackwardSamples<T>(void* context, nint begin, nint end) where T : unmanaged
    {
        Job* job = (Job*)context;
        nint classes = job->Classes, inner = job->Inner;
        using Memory.Workspace scratch = new(inner * sizeof(T));
        T* factors = (T*)scratch.Pointer;
        for (nint i = begin; i < end; i++)
        {
            T* x = (T*)job->Logits + i * classes * inner, o = (T*)job->O + i * classes * inner, normaliser = (T*)job->Normaliser + i * inner;
            for (nint j = 0; j < inner; j++) factors[j] = ElementCast.Cast<double, T>(Factor<T>(job, i * inner + j));
            if (inner == 1) VectorLoops.Unary(new Probability(ElementCast.Cast<T, double>(*normaliser), Factor<T>(job, i)), x, o, classes, false);
            else
                for (nint c = 0; c < classes; c++)
                    VectorLoops.Ternary(default(ScaledProbability), x + c * inner, false, normaliser, false, factors, false, o + c * inner, inner, false);
            for (nint j = 0; j < inner; j++) Subtract(job, o + j, i * inner + j);
        }
    }

    // What the probabilities are multiplied with: scale ((1 - s) w[t] + s / classes Σ w).
    private static double Factor<T>(Job* job, nint at) where T : unmanaged
    {
        long target = job->Targets[at];
        if (target == job->Ignored) return 0;
        double w = job->Weight == null ? 1 : ElementCast.Cast<T, double>(((T*)job->Weight)[target]);
        return ElementCast.Cast<T, double>(((T*)job->Scale)[at]) * ((1 - job->Smoothing) * w + job->Smoothing / job->Classes * job->WeightSum);
    }

    private static void Subtract<T>(Job* job, T* o, nint at) where T : unmanaged
    {
        long target = job->Targets[at];
        nint inner = job->Inner;
        if (target == job->Ignored)
        {
            // Zero even where the logits are not finite.
            for (nint c = 0; c < job->Classes; c++) o[c * inner] = default;
            return;
        }
        double scale = ElementCast.Cast<T, double>(((T*)job->Scale)[at]);
        double w = job->Weight == null ? 1 : ElementCast.Cast<T, double>(((T*)job->Weight)[target]);
        T* hit = o + (nint)target * inner;
        *hit = ElementCast.Cast<double, T>(ElementCast.Cast<T, double>(*hit) - scale * (1 - job->Smoothing) * w);
        if (job->Smoothing == 0) return;
        for (nint c = 0; c < job->Classes; c++)
        {
            double wc = job->Weight == null ? 1 : ElementCast.Cast<T, double>(((T*)job->Weight)[c]);
            o[c * inner] = ElementCast.Cast<double, T>(ElementCast.Cast<T, double>(o[c * inner]) - scale * job->Smoothing / job->Classes * wc);
        }
    }
}
