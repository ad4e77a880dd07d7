using System;
using System.Collections.Generic;
using System.Numerics;

namespace Lucid.Ops.Dispatch;

/// <summary>
/// The order in which to contract many tensors pair by pair: the one with the fewest multiplications by dynamic programming over
/// subsets for few operands; beyond, the pair that shrinks the operands most, again and again.
/// </summary>
internal static class ContractionOrder
{
    private const int ExactUpTo = 8;

    /// <summary>Labels as bits.</summary>
    internal static UInt128 Set(ReadOnlySpan<int> labels)
    {
        UInt128 set = 0;
        foreach (int label in labels) set |= UInt128.One << label;
        return set;
    }

    /// <summary>Whether a set holds a label.</summary>
    internal static bool Has(UInt128 set, int label) => ((set >> label) & 1) != 0;

    /// <summary>
    /// Positions to contract, step by step, in a list from which both operands are taken and to whose end their product is added.
    /// </summary>
    internal static List<(int Left, int Right)> Find(UInt128[] operands, UInt128 output, long[] sizes)
    {
        if (operands.Length == 2) return [(0, 1)];
        return operands.Length <= ExactUpTo ? Exact(operands, output, sizes) : Greedy(operands, output, sizes);
    }

    private static List<(int, int)> Exact(UInt128[] operands, UInt128 output, long[] sizes)
    {
        int all = (1 << operands.Length) - 1;
        var labels = new UInt128[all + 1];
        var costs = new double[all + 1];
        var splits = new int[all + 1];
        for (int subset = 1; subset <= all; subset++)
        {
            UInt128 inside = 0;
            UInt128 outside = output;
            for (int i = 0; i < operands.Length; i++)
            {
                if ((subset >> i & 1) != 0) inside |= operands[i];
                else outside |= operands[i];
            }
            labels[subset] = BitOperations.PopCount((uint)subset) == 1 ? inside : inside & outside;
        }
        for (int subset = 1; subset <= all; subset++)
        {
            if (BitOperations.PopCount((uint)subset) == 1) continue;
            costs[subset] = double.PositiveInfinity;
            for (int part = (subset - 1) & subset; part > subset - part; part = (part - 1) & subset)
            {
                int rest = subset - part;
                double cost = costs[part] + costs[rest] + Size(labels[part] | labels[rest], sizes);
                if (splits[subset] != 0 && !(cost < costs[subset])) continue;
                costs[subset] = cost;
                splits[subset] = part;
            }
        }
        var steps = new List<(int, int)>();
        var present = new List<int>();
        for (int i = 0; i < operands.Length; i++) present.Add(1 << i);
        Unfold(all, splits, present, steps);
        return steps;
    }

    private static void Unfold(int subset, int[] splits, List<int> present, List<(int, int)> steps)
    {
        if (splits[subset] == 0) return;
        int part = splits[subset];
        int rest = subset - part;
        Unfold(part, splits, present, steps);
        Unfold(rest, splits, present, steps);
        int left = present.IndexOf(part);
        int right = present.IndexOf(rest);
        (left, right) = (Math.Min(left, right), Math.Max(left, right));
        steps.Add((left, right));
        present.RemoveAt(right);
        present.RemoveAt(left);
        present.Add(subset);
    }

    private static List<(int, int)> Greedy(UInt128[] operands, UInt128 output, long[] sizes)
    {
        var present = new List<UInt128>(operands);
        var steps = new List<(int, int)>();
        while (present.Count > 1)
        {
            double best = double.PositiveInfinity;
            double bestCost = double.PositiveInfinity;
            (int Left, int Right) step = (0, 1);
            UInt128 made = 0;
            for (int i = 0; i < present.Count; i++)
            {
                for (int j = i + 1; j < present.Count; j++)
                {
                    UInt128 outside = output;
                    for (int k = 0; k < present.Count; k++)
                    {
                        if (k != i && k != j) outside |= present[k];
                    }
                    UInt128 product = (present[i] | present[j]) & outside;
                    double grown = Size(product, sizes) - Size(present[i], sizes) - Size(present[j], sizes);
                    double cost = Size(present[i] | present[j], sizes);
                    if (j > 1 && (grown > best || (grown == best && cost >= bestCost))) continue;
                    (best, bestCost, step, made) = (grown, cost, (i, j), product);
                }
            }
            steps.Add(step);
            present.RemoveAt(step.Right);
            present.RemoveAt(step.Left);
            present.Add(made);
        }
        return steps;
    }

    private static double Size(UInt128 labels, long[] sizes)
    {
        double size = 1;
        for (int i = 0; labels != 0; i++, labels >>= 1)
        {
            if ((labels & 1) != 0) size *= sizes[i];
        }
        return size;
    }
}
