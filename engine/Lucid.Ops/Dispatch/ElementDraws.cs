using Lucid.Cpu.Random;
using Lucid.Ops.Kernels;
using Lucid.Random;
using Lucid.Streams;

namespace Lucid.Ops.Dispatch;

/// <summary>Random numbers, each with parameters of its own.</summary>
internal static class ElementDraws
{
    /// <summary>The least positive normal number of a type.</summary>
    internal static double Least(DType type) => type switch
    {
        DType.Float64 => 2.2250738585072014e-308,
        DType.Float16 => 6.103515625e-05,
        _ => 1.17549435082228750797e-38,
    };

    internal static Tensor Run(DrawKind kind, Tensor first, Tensor? second, Generator? generator)
    {
        Generator source = generator ?? Generator.Default;
        Tensor a = Conversions.ToContiguous(Conversions.To(first, DType.Float64));
        Tensor b = second is null ? a : Conversions.ToContiguous(Conversions.To(second, DType.Float64));
        Tensor draw = Tensor.Allocate(a.Layout, DType.Float64, first.DeviceType);
        // Every element has a position of its own.
        ulong offset = source.Reserve(4 * draw.Count);
        CommandStream.Submit(new DrawKernel(kind, source.Seed, offset, a.Operand, b.Operand, draw.Operand), first.DeviceType);
        return Conversions.To(draw, first.DType);
    }
}

/// <summary>Indices drawn in proportion to weights.</summary>
internal static class CategoryDraws
{
    internal static Tensor Run(Tensor weights, long samples, bool replacement, Generator? generator)
    {
        Generator source = generator ?? Generator.Default;
        Tensor rows = Conversions.ToContiguous(Conversions.To(weights, DType.Float64));
        long count = weights.Rank == 2 ? weights.Shape[0] : 1;
        if (weights.DeviceType == DeviceType.Cpu) Check(rows, count, samples, replacement);
        Tensor result = Tensor.Allocate(weights.Rank == 2 ? Layout.Contiguous([count, samples]) : Layout.Contiguous([samples]), DType.Int64,
            weights.DeviceType);
        ulong offset = source.Reserve(4 * count * (replacement ? samples : weights.Shape[^1]));
        CommandStream.Submit(new CategoryKernel(replacement, source.Seed, offset, rows.Operand, result.Operand), weights.DeviceType);
        return result;
    }

    private static unsafe void Check(Tensor rows, long count, long samples, bool replacement)
    {
        double* weight = rows.Operand.Pointer<double>();
        long categories = count == 0 ? 0 : rows.Count / count;
        for (long row = 0; row < count; row++, weight += categories)
        {
            double sum = 0;
            long positive = 0;
            for (long i = 0; i < categories; i++)
            {
                if (!(weight[i] >= 0) || double.IsInfinity(weight[i]))
                    throw new ArgumentValueException("multinomial",
                        $"multinomial: probability tensor contains either `inf`, `nan` or element < 0: {weight[i]} in row {row}", "input");
                sum += weight[i];
                if (weight[i] > 0) positive++;
            }
            if (sum <= 0) throw new ArgumentValueException("multinomial",
                $"multinomial: invalid multinomial distribution (sum of probabilities <= 0) in row {row}", "input");
            if (!replacement && positive < samples)
                throw new ArgumentValueException("multinomial",
                    $"multinomial: invalid multinomial distribution (with replacement=False, not enough non-negative category to sample): row {row} has "
                    + $"{positive} categories of positive weight, {samples} are wanted", "num_samples");
        }
    }
}
