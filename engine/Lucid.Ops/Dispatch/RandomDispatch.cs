using Lucid.Ops.Kernels;
using Lucid.Random;
using Lucid.Streams;

namespace Lucid.Ops.Dispatch;

/// <summary>Random tensors: a range of generator positions is reserved when the op is called, whenever it runs.</summary>
internal static class RandomDispatch
{
    internal static Tensor Floating(RandomKind kind, Layout layout, DType dtype, Device device, Generator? generator,
        bool requiresGrad, string op, double first = 0, double second = 1)
    {
        if (!dtype.IsDifferentiable()) throw new DtypeMismatchException(op, "dtype", "floating point", dtype.Name());
        if (dtype.IsComplex())
        {
            Tensor parts = Floating(kind, Layout.Contiguous([.. layout.Sizes, 2], op), dtype.ToReal(), device, generator, false,
                op, first, kind == RandomKind.Normal ? second * System.Math.Sqrt(0.5) : second);
            Tensor complex = parts.Reinterpret(dtype);
            complex.Relayout(layout.ToContiguous(), 0);
            return requiresGrad ? complex.SetRequiresGrad(true) : complex;
        }
        Tensor result = Tensor.Allocate(layout, dtype, device.Type);
        Generator source = generator ?? Generator.Default;
        CommandStream.Submit(new RandomKernel(kind, first, second, source.Seed, source.Reserve(Words(result.Count, dtype)), result.Operand), device.Type);
        return requiresGrad ? result.SetRequiresGrad(true) : result;
    }

    internal static Tensor Integers(long low, long high, Layout layout, DType dtype, Device device, Generator? generator, bool requiresGrad, string op)
    {
        if (low >= high) throw new ArgumentValueException(op, $"{op}: random_ expects 'from' to be less than 'to', but got from={low} >= to={high}", "high");
        if (dtype.IsComplex()) throw new DtypeMismatchException(op, "dtype", "integer, floating point or bool", dtype.Name());
        Generator source = generator ?? Generator.Default;
        Tensor result = Tensor.Allocate(layout, DType.Int64, device.Type);
        CommandStream.Submit(new RandomIntegerKernel(low, high, source.Seed, source.Reserve(Words(result.Count, DType.Float64)), result.Operand), device.Type);
        Tensor converted = Conversions.To(result, dtype);
        return requiresGrad ? converted.SetRequiresGrad(true) : converted;
    }

    internal static Tensor Permutation(long count, DType dtype, Device device, Generator? generator, bool requiresGrad)
    {
        Generator source = generator ?? Generator.Default;
        Tensor result = Tensor.Allocate(Layout.Contiguous([count]), DType.Int64, device.Type);
        CommandStream.Submit(new RandomPermutationKernel(source.Seed, source.Reserve(Words(count, DType.Float64)), result.Operand), device.Type);
        Tensor converted = Conversions.To(result, dtype);
        return requiresGrad ? converted.SetRequiresGrad(true) : converted;
    }

    internal static Tensor Bernoulli(Layout layout, double probability, DType dtype, DeviceType device, Generator? generator)
    {
        Tensor result = Tensor.Allocate(layout, dtype, device);
        Generator source = generator ?? Generator.Default;
        CommandStream.Submit(new RandomKernel(RandomKind.Bernoulli, probability, 0, source.Seed,
            source.Reserve(Words(result.Count, DType.Float32)), result.Operand), device);
        return result;
    }

    /// <summary>Integers of a range in the shape and type of a tensor.</summary>
    internal static Tensor Whole(Tensor like, long low, long high, Generator? generator)
    {
        if (like.DType.IsComplex()) throw ElementSwitch.Unsupported(like.DType, "random_");
        if (low >= high)
            throw new ArgumentValueException("random_", $"random_: random_ expects 'from' to be less than 'to', but got from={low} >= to={high}", "to");
        if (like.DType <= DType.Int64 && (high - 1 > Largest(like.DType) || low < Least(like.DType)))
            throw new ArgumentValueException("random_", $"random_: from={low} to={high} is out of bounds for {like.DType.Name()}", "to");
        return Integers(low, high, like.Layout.ToContiguous(), like.DType, like.Device, generator, false, "random_");
    }

    /// <summary>One more than the largest integer up to which a type holds all of them; int64 stops one short.</summary>
    internal static long Limit(DType type) => type switch
    {
        DType.Float16 => (1 << 11) + 1,
        DType.BFloat16 => (1 << 8) + 1,
        DType.Float32 => (1 << 24) + 1,
        DType.Float64 => (1L << 53) + 1,
        DType.Int64 => long.MaxValue,
        _ => Largest(type) + 1,
    };

    private static long Largest(DType type) => type switch
    {
        DType.Bool => 1,
        DType.UInt8 => byte.MaxValue,
        DType.Int8 => sbyte.MaxValue,
        DType.Int16 => short.MaxValue,
        DType.Int32 => int.MaxValue,
        _ => long.MaxValue,
    };

    private static long Least(DType type) => type is DType.Bool or DType.UInt8 ? 0 : -Largest(type) - 1;

    // Doubles and integers take two 32-bit words an element.
    private static long Words(long count, DType dtype) => dtype.ToReal() == DType.Float64 ? 2 * count : count;
}
