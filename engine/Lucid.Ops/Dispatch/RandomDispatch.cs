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

    // Doubles and integers take two 32-bit words an element.
    private static long Words(long count, DType dtype) => dtype.ToReal() == DType.Float64 ? 2 * count : count;
}
