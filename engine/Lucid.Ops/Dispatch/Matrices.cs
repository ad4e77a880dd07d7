using System;
using Lucid.Ops.Kernels;
using Lucid.Streams;

namespace Lucid.Ops.Dispatch;

/// <summary>Checks, column-major memory and launches of the functions of whole matrices.</summary>
internal static unsafe class Matrices
{
    /// <summary>Refuses what is no batch of square matrices.</summary>
    internal static void Square(Tensor a, string op, string name = "A")
    {
        Matrix(a, op, name);
        if (a.Shape[^1] != a.Shape[^2])
            throw new ShapeMismatchException(op, $"{op}: {name} must be batches of square matrices, but they are {a.Shape[^2]} by {a.Shape[^1]} matrices",
                name, "square matrices", a.Layout.ToString());
    }

    /// <summary>Refuses what has fewer than two dimensions.</summary>
    internal static void Matrix(Tensor a, string op, string name = "A")
    {
        if (a.Rank < 2)
            throw new ShapeMismatchException(op, $"{op}: The input tensor {name} must have at least 2 dimensions, but is {a.Layout}", name);
    }

    /// <summary>Refuses element types without factorisations.</summary>
    internal static void Floating(Tensor a, string op, string name = "A")
    {
        if (a.DType is DType.Float16 or DType.BFloat16)
            throw new DtypeMismatchException(op, name, "float32, float64, complex64 or complex128: low precision dtypes are not supported", a.DType.Name(),
                "Convert it with .float().");
        if (!a.DType.IsDifferentiable())
            throw new DtypeMismatchException(op, name, "floating point or complex", a.DType.Name(), "Convert it with .float().");
    }

    /// <summary>Refuses operands of different types or devices.</summary>
    internal static void Alike(Tensor a, Tensor b, string op, string name = "B")
    {
        if (a.DType != b.DType)
            throw new DtypeMismatchException(op, name, $"of the same dtype as the other operand ({a.DType.Name()})", b.DType.Name(),
                $"Convert it with .to(lucid.{a.DType.Name()}).");
        if (a.DeviceType != b.DeviceType) throw new DeviceMismatchException(op, name, a.Device, b.Device);
    }

    /// <summary>The element type in which a function computes: complex64 in complex128.</summary>
    internal static DType Working(DType type) => type == DType.Complex64 ? DType.Complex128 : type;

    /// <summary>The wide type of those functions that compute in float64 and complex128 only.</summary>
    internal static DType Wide(DType type) => type.IsComplex() ? DType.Complex128 : DType.Float64;

    /// <summary>How many matrices, or vectors of so many dimensions, a shape holds.</summary>
    internal static long Count(ReadOnlySpan<long> batch)
    {
        long count = 1;
        foreach (long size in batch) count *= size;
        return count;
    }

    /// <summary>The layout of a dense batch of column-major matrices.</summary>
    internal static Layout ColumnMajor(ReadOnlySpan<long> batch, long rows, long columns)
    {
        long[] sizes = [.. batch, rows, columns], strides = new long[sizes.Length];
        strides[^2] = 1;
        strides[^1] = Math.Max(rows, 1);
        long step = Math.Max(rows, 1) * Math.Max(columns, 1);
        for (int i = batch.Length - 1; i >= 0; i--)
        {
            strides[i] = step;
            step *= Math.Max(batch[i], 1);
        }
        return Layout.Strided(sizes, strides);
    }

    /// <summary>Column-major matrices with undefined content.</summary>
    internal static Tensor Allocate(ReadOnlySpan<long> batch, long rows, long columns, DType type, DeviceType device) =>
        Tensor.AllocateDense(ColumnMajor(batch, rows, columns), type, device, ThreadState.Current);

    /// <summary>A column-major copy of an element type, spread over a batch.</summary>
    internal static Tensor Copy(Tensor a, DType type, ReadOnlySpan<long> batch)
    {
        Tensor copy = Allocate(batch, a.Shape[^2], a.Shape[^1], type, a.DeviceType);
        if (copy.Count > 0) CommandStream.Submit(new CopyKernel(Broadcasting.Expand(a.Operand, copy.Layout), copy.Operand), a.DeviceType);
        return copy;
    }

    /// <summary>A column-major copy in the type in which functions compute.</summary>
    internal static Tensor Copy(Tensor a) => Copy(a, Working(a.DType), a.Shape[..^2]);

    /// <summary>The conjugate transpose.</summary>
    internal static Tensor Adjoint(Tensor a) => a.DType.IsComplex() ? a.Transpose(-2, -1).Conj() : a.Transpose(-2, -1);

    /// <summary>Numbers per matrix of a batch: pivots, codes, eigenvalues.</summary>
    internal static Tensor Vectors(ReadOnlySpan<long> batch, long length, DType type, DeviceType device) =>
        Tensor.Allocate(Layout.Contiguous([.. batch, length]), type, device);

    /// <summary>One code per matrix.</summary>
    internal static Tensor Codes(ReadOnlySpan<long> batch, DeviceType device)
    {
        Tensor codes = Tensor.Allocate(Layout.Contiguous(batch), DType.Int32, device);
        Conversions.Fill(codes, 0);
        return codes;
    }

    /// <summary>Sends a function over a batch to its stream.</summary>
    internal static void Submit(string name, delegate*<MatrixJob*, void> function, MatrixJob sizes, ReadOnlySpan<long> batch, Tensor a, Tensor b,
        Tensor? c = null, Tensor? d = null)
    {
        var kernel = new MatrixKernel(name, function, sizes, (nint)Count(batch), a.Operand, b.Operand, c?.Operand ?? default, d?.Operand ?? default);
        CommandStream.Submit(in kernel, a.DeviceType);
    }

    /// <summary>Raises for the first matrix whose code is not zero; the reason gets its code.</summary>
    internal static void Check(Tensor codes, string op, Func<int, string> reason)
    {
        var numbers = (int*)Devices.Bytes(codes);
        for (long i = 0; i < codes.Count; i++)
        {
            if (numbers[i] != 0)
                throw new LinearAlgebraException(op, $"{op}: {(codes.Rank > 0 ? $"(Batch element {i}): " : "")}{reason(numbers[i])}");
        }
    }

    /// <summary>Why an iteration gave up.</summary>
    internal static string NoConvergence(int code, string what) => code < 0
        ? "The algorithm failed to converge because the input matrix contained non-finite values."
        : $"The algorithm failed to converge because the input matrix is ill-conditioned or has too many repeated {what} (error code: {code}).";

    /// <summary>The shape of leading dimensions to which both operands stretch.</summary>
    internal static long[] CommonBatch(ReadOnlySpan<long> first, ReadOnlySpan<long> second, string op, string nameA = "A", string nameB = "B") =>
        Broadcasting.Common(Layout.Contiguous(first), Layout.Contiguous(second), op, nameA, nameB).Sizes.ToArray();

    /// <summary>A diagonal with numbers on it, as a matrix.</summary>
    internal static Tensor Column(Tensor vector) => vector.Unsqueeze(-1);

    /// <summary>The same numbers as a row.</summary>
    internal static Tensor Row(Tensor vector) => vector.Unsqueeze(-2);
}
