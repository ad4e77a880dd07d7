using System;
using Lucid.Ops.Kernels;
using Lucid.Streams;

namespace Lucid.Ops.Dispatch;

/// <summary>Checks square matrices, and launches determinants and inverses; they are computed in float64 or complex128.</summary>
internal static unsafe class EliminationDispatch
{
    internal static (Tensor Sign, Tensor Logarithm, Tensor Value) Determinant(Tensor input, string op)
    {
        Tensor work = Prepare(input, op);
        Layout batch = Layout.Contiguous(input.Shape[..^2]);
        Tensor signs = Tensor.Allocate(Layout.Contiguous([2, .. batch.Sizes]), work.DType, input.DeviceType);
        Tensor logarithms = Tensor.Allocate(batch, DType.Float64, input.DeviceType);
        CommandStream.Submit(new DeterminantKernel(work.Operand, signs.Operand, logarithms.Operand), input.DeviceType);
        return (Conversions.To(signs.Select(0, 0), input.DType), Conversions.To(logarithms, input.DType.ToReal()),
            Conversions.To(signs.Select(0, 1), input.DType));
    }

    internal static Tensor Inverse(Tensor input, string op)
    {
        Tensor work = Prepare(input, op);
        Tensor inverse = Tensor.Allocate(work.Layout, work.DType, input.DeviceType);
        Tensor singular = Tensor.Allocate(Layout.Contiguous(input.Shape[..^2]), DType.Bool, input.DeviceType);
        CommandStream.Submit(new InverseKernel(work.Operand, inverse.Operand, singular.Operand), input.DeviceType);
        byte* marks = Devices.Bytes(singular);
        for (long i = 0; i < singular.Count; i++)
        {
            if (marks[i] != 0)
                throw new LucidException(op, $"{op}: {(singular.Rank > 0 ? $"(Batch element {i}): " : "")}The diagonal element of the factorisation is "
                    + "zero, the inversion could not be completed because the input matrix is singular.");
        }
        return Conversions.To(inverse, input.DType);
    }

    private static Tensor Prepare(Tensor input, string op)
    {
        if (input.Rank < 2 || input.Shape[^1] != input.Shape[^2])
            throw new ShapeMismatchException(op, $"{op}: A must be batches of square matrices, but they are {input.Layout}", "input");
        if (input.DType is not (DType.Float32 or DType.Float64 or DType.Complex64 or DType.Complex128))
            throw new DtypeMismatchException(op, "input", "float32, float64, complex64 or complex128", input.DType.Name(), "Convert it with .float().");
        return Conversions.Clone(Conversions.To(input, input.DType.IsComplex() ? DType.Complex128 : DType.Float64));
    }
}
