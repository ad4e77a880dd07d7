using System;
using System.Collections.Generic;
using Lucid.Ops.Declaration;
using Lucid.Ops.Dispatch;

namespace Lucid.Ops.LinearAlgebra;

/// <summary>
/// Einstein's summation: multiplies operands whose dimensions are named by letters and sums over the letters that the result lacks.
/// Pairs are contracted by matrix products, in the order that needs the fewest multiplications.
/// </summary>
[Op("einsum(str equation, Tensor[] operands) -> Tensor", Composite = true, NoOut = true, Surface = OpSurface.Function, Amp = AmpPolicy.Float16)]
internal static class Einsum
{
    /// <summary>A tensor and the label of each of its dimensions.</summary>
    private readonly record struct Factor(Tensor Tensor, int[] Labels);

    internal static Tensor Forward(string equation, ReadOnlySpan<Tensor> operands)
    {
        EinsumEquation parsed = EinsumEquation.Parse(equation, operands);
        var sizes = new long[EinsumEquation.LabelCount];
        Array.Fill(sizes, 1);
        var factors = new List<Factor>(operands.Length);
        for (int i = 0; i < operands.Length; i++) factors.Add(Measure(Distinct(operands[i], parsed.Operands[i], i, equation), sizes, i, equation));
        for (int i = 0; i < factors.Count; i++) factors[i] = DropBroadcast(factors[i], sizes);

        UInt128 output = ContractionOrder.Set(parsed.Output);
        for (int i = 0; i < factors.Count; i++) factors[i] = SumOwn(factors[i], output | Others(factors, i, -1));
        if (factors.Count == 1) return Arrange(factors[0], parsed.Output);

        var sets = new UInt128[factors.Count];
        for (int i = 0; i < sets.Length; i++) sets[i] = ContractionOrder.Set(factors[i].Labels);
        foreach ((int left, int right) in ContractionOrder.Find(sets, output, sizes))
        {
            UInt128 kept = output | Others(factors, left, right);
            Factor product = Contract(factors[left], factors[right], kept, sizes);
            factors.RemoveAt(Math.Max(left, right));
            factors.RemoveAt(Math.Min(left, right));
            factors.Add(product);
        }
        return Arrange(factors[0], parsed.Output);
    }

    // A letter that one operand has twice stands for a diagonal.
    private static Factor Distinct(Tensor tensor, int[] labels, int operand, string equation)
    {
        for (int i = 0; i < labels.Length; i++)
        {
            int twin = Array.IndexOf(labels, labels[i], i + 1);
            if (twin < 0) continue;
            if (tensor.Shape[i] != tensor.Shape[twin])
                throw new ShapeMismatchException("einsum",
                    $"einsum: in equation '{equation}', subscript {EinsumEquation.Name(labels[i])} is repeated for operand {operand} but the sizes don't "
                    + $"match, {tensor.Shape[twin]} != {tensor.Shape[i]}", "operands", tensor.Shape[i].ToString(System.Globalization.CultureInfo.InvariantCulture));
            tensor = tensor.Diagonal(0, i, twin);
            int label = labels[i];
            var rest = new List<int>(labels);
            rest.RemoveAt(twin);
            rest.RemoveAt(i);
            rest.Add(label);
            labels = [.. rest];
            i = -1;
        }
        return new Factor(tensor, labels);
    }

    private static Factor Measure(Factor factor, long[] sizes, int operand, string equation)
    {
        for (int i = 0; i < factor.Labels.Length; i++)
        {
            int label = factor.Labels[i];
            long size = factor.Tensor.Shape[i];
            if (size == 1 || size == sizes[label]) continue;
            if (sizes[label] != 1)
                throw new ShapeMismatchException("einsum",
                    $"einsum: in equation '{equation}', operand {operand} has size {size} for subscript {EinsumEquation.Name(label)}, which does not "
                    + $"broadcast with size {sizes[label]} of an operand before it", "operands", sizes[label].ToString(System.Globalization.CultureInfo.InvariantCulture),
                    size.ToString(System.Globalization.CultureInfo.InvariantCulture));
            sizes[label] = size;
        }
        return factor;
    }

    // A dimension of size 1 adds nothing where another operand has the label too; without it no product broadcasts.
    private static Factor DropBroadcast(Factor factor, long[] sizes)
    {
        var dropped = new List<long>();
        var kept = new List<int>();
        for (int i = 0; i < factor.Labels.Length; i++)
        {
            if (factor.Tensor.Shape[i] == 1 && sizes[factor.Labels[i]] != 1) dropped.Add(i);
            else kept.Add(factor.Labels[i]);
        }
        return dropped.Count == 0 ? factor : new Factor(factor.Tensor.Squeeze(dropped.ToArray()), [.. kept]);
    }

    private static UInt128 Others(List<Factor> factors, int left, int right)
    {
        UInt128 others = 0;
        for (int i = 0; i < factors.Count; i++)
        {
            if (i != left && i != right) others |= ContractionOrder.Set(factors[i].Labels);
        }
        return others;
    }

    private static Factor SumOwn(Factor factor, UInt128 kept)
    {
        var summed = new List<long>();
        var labels = new List<int>();
        for (int i = 0; i < factor.Labels.Length; i++)
        {
            if (ContractionOrder.Has(kept, factor.Labels[i])) labels.Add(factor.Labels[i]);
            else summed.Add(i);
        }
        return summed.Count == 0 ? factor : new Factor(factor.Tensor.Sum(summed.ToArray()), [.. labels]);
    }

    private static Factor Contract(Factor left, Factor right, UInt128 kept, long[] sizes)
    {
        left = SumOwn(left, kept | ContractionOrder.Set(right.Labels));
        right = SumOwn(right, kept | ContractionOrder.Set(left.Labels));
        UInt128 ofLeft = ContractionOrder.Set(left.Labels);
        UInt128 shared = ofLeft & ContractionOrder.Set(right.Labels);
        int[] batch = Select(left.Labels, l => ContractionOrder.Has(shared & kept, l));
        int[] summed = Select(left.Labels, l => ContractionOrder.Has(shared & ~kept, l));
        int[] rows = Select(left.Labels, l => !ContractionOrder.Has(shared, l));
        int[] columns = Select(right.Labels, l => !ContractionOrder.Has(shared, l));
        int[] result = [.. batch, .. rows, .. columns];
        if (summed.Length == 0) return new Factor(Spread(left, result).Mul(Spread(right, result)), result);

        long m = Product(rows, sizes), n = Product(columns, sizes), k = Product(summed, sizes), b = Product(batch, sizes);
        Tensor a = Arrange(left, [.. batch, .. rows, .. summed]);
        Tensor c = Arrange(right, [.. batch, .. summed, .. columns]);
        Tensor product = batch.Length == 0
            ? a.Reshape([m, k]).Mm(c.Reshape([k, n]))
            : a.Reshape([b, m, k]).Bmm(c.Reshape([b, k, n]));
        return new Factor(product.Reshape(Sizes(result, sizes)), result);
    }

    // The tensor with the labels in an order; those it lacks become dimensions of size 1.
    private static Tensor Spread(Factor factor, int[] labels)
    {
        Tensor arranged = Arrange(factor, Select(labels, l => Array.IndexOf(factor.Labels, l) >= 0));
        for (int i = 0; i < labels.Length; i++)
        {
            if (Array.IndexOf(factor.Labels, labels[i]) < 0) arranged = arranged.Unsqueeze(i);
        }
        return arranged;
    }

    private static Tensor Arrange(Factor factor, int[] labels)
    {
        var order = new long[labels.Length];
        bool moved = false;
        for (int i = 0; i < labels.Length; i++)
        {
            order[i] = Array.IndexOf(factor.Labels, labels[i]);
            moved |= order[i] != i;
        }
        return moved ? factor.Tensor.Permute(order) : factor.Tensor;
    }

    private static int[] Select(int[] labels, Func<int, bool> wanted) => Array.FindAll(labels, label => wanted(label));

    private static long Product(int[] labels, long[] sizes)
    {
        long product = 1;
        foreach (int label in labels) product *= sizes[label];
        return product;
    }

    private static long[] Sizes(int[] labels, long[] sizes) => Array.ConvertAll(labels, label => sizes[label]);
}
