using System;

namespace Lucid.Ops.Metal;

/// <summary>One input of a user's kernel: a tensor bound as a buffer, numbers bound as a constant, or plain bytes.</summary>
public readonly struct KernelInput
{
    private KernelInput(Tensor? tensor, Scalar[]? numbers, byte[]? bytes)
    {
        Tensor = tensor;
        Numbers = numbers;
        Bytes = bytes;
    }

    /// <summary>The tensor, where the input is one.</summary>
    public Tensor? Tensor { get; }

    /// <summary>The numbers, where the input is one or several; they take the type that the kernel declares.</summary>
    public Scalar[]? Numbers { get; }

    /// <summary>The bytes, where the input is a struct laid out by the caller.</summary>
    public byte[]? Bytes { get; }

    /// <summary>A tensor.</summary>
    public static implicit operator KernelInput(Tensor tensor) => new(tensor, null, null);

    /// <summary>A number.</summary>
    public static implicit operator KernelInput(Scalar number) => new(null, [number], null);

    /// <summary>A floating-point number.</summary>
    public static implicit operator KernelInput(double number) => new(null, [number], null);

    /// <summary>An integer.</summary>
    public static implicit operator KernelInput(long number) => new(null, [number], null);

    /// <summary>Several numbers: a vector, a matrix column by column, or an array.</summary>
    public static KernelInput Of(params ReadOnlySpan<Scalar> numbers) => new(null, numbers.ToArray(), null);

    /// <summary>Bytes as they are, for structs.</summary>
    public static KernelInput OfBytes(ReadOnlySpan<byte> bytes) => new(null, null, bytes.ToArray());
}

/// <summary>An output that a kernel call makes.</summary>
/// <param name="Shape">Sizes of its dimensions.</param>
/// <param name="DType">Element type; null for the one that the kernel declares.</param>
public readonly record struct KernelOutput(long[] Shape, DType? DType = null);
