using System.Numerics;

namespace Lucid;

/// <summary>An argument that may be a tensor or a plain number.</summary>
public readonly struct TensorOrScalar
{
    private TensorOrScalar(Tensor? tensor, Scalar scalar)
    {
        Tensor = tensor;
        Scalar = scalar;
    }

    /// <summary>The tensor; null when it is a number.</summary>
    public Tensor? Tensor { get; }

    /// <summary>The number, when it is one.</summary>
    public Scalar Scalar { get; }

    /// <summary>True for a tensor that needs a gradient.</summary>
    public bool RequiresGrad => Tensor is { RequiresGrad: true };

    /// <summary>Wraps a tensor.</summary>
    public static implicit operator TensorOrScalar(Tensor tensor) => new(tensor, default);

    /// <summary>Wraps a number.</summary>
    public static implicit operator TensorOrScalar(Scalar scalar) => new(null, scalar);

    /// <summary>Wraps a number.</summary>
    public static implicit operator TensorOrScalar(double value) => new(null, value);

    /// <summary>Wraps a number.</summary>
    public static implicit operator TensorOrScalar(int value) => new(null, value);

    /// <summary>Wraps a number.</summary>
    public static implicit operator TensorOrScalar(long value) => new(null, value);

    /// <summary>Wraps a truth value.</summary>
    public static implicit operator TensorOrScalar(bool value) => new(null, value);

    /// <summary>Wraps a complex number.</summary>
    public static implicit operator TensorOrScalar(Complex value) => new(null, value);
}
