using System.Numerics;
using System.Runtime.CompilerServices;

namespace Lucid.Numerics;

/// <summary>A complex number of two float32 parts; arithmetic goes through <see cref="Complex"/>.</summary>
public readonly record struct Complex64(float Real, float Imaginary)
{
    /// <summary>Widens exactly.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static implicit operator Complex(Complex64 value) => new(value.Real, value.Imaginary);

    /// <summary>Rounds both parts to float32.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static explicit operator Complex64(Complex value) => new((float)value.Real, (float)value.Imaginary);
}
