using System;
using Lucid.Cpu.Special;

namespace Lucid.Ops.Dispatch;

/// <summary>Window functions (Harris, "On the use of windows for harmonic analysis with the discrete Fourier transform", 1978).</summary>
internal static class Windows
{
    /// <summary>A window in the type asked for; a periodic one is the symmetric one of one more element, cut at the end.</summary>
    internal static Tensor Make(string op, long length, bool periodic, Func<long, Tensor> symmetric, DType? dtype, Device? device, bool requiresGrad)
    {
        DType type = dtype ?? DTypes.Default;
        if (length < 0) throw new ArgumentValueException(op, $"{op}: requires non-negative window_length, got window_length={length}", "window_length");
        if (!type.IsFloatingPoint()) throw new DtypeMismatchException(op, "dtype", "floating point", type.Name());
        Device place = device ?? Device.Default;
        if (length < 2) return Finish(TensorFunctions.Ones([length], type, place), requiresGrad);
        Tensor window = symmetric(periodic ? length + 1 : length);
        if (periodic) window = window.Narrow(0, 0, length);
        return Finish(Devices.Move(Conversions.ToContiguous(Conversions.To(window, type)), place.Type), requiresGrad);
    }

    /// <summary>a₀ - a₁ cos(t) + a₂ cos(2t) - ... over one turn.</summary>
    internal static Tensor Cosines(long length, ReadOnlySpan<double> terms)
    {
        Tensor turn = Positions(length) * (2 * Math.PI / (length - 1));
        Tensor sum = TensorFunctions.Full([length], terms[0], DType.Float64, Device.Cpu);
        for (int k = 1; k < terms.Length; k++) sum = sum + (turn * k).Cos() * (k % 2 == 0 ? terms[k] : -terms[k]);
        return sum;
    }

    /// <summary>0 up to 1 and down again.</summary>
    internal static Tensor Triangle(long length)
    {
        Tensor rise = Positions(length) * (2.0 / (length - 1));
        return rise.Minimum(2 - rise);
    }

    /// <summary>I₀(β √(1 - x²)) / I₀(β) for x from -1 to 1.</summary>
    internal static Tensor Kaiser(long length, double beta)
    {
        Tensor x = Positions(length) * (2.0 / (length - 1)) - 1;
        return ((1 - x * x).Clamp((Scalar)0).Sqrt() * beta).I0() / BesselFunctions.I0(beta);
    }

    private static Tensor Positions(long length) => TensorFunctions.Arange(0, length, 1, DType.Float64, Device.Cpu);

    private static Tensor Finish(Tensor window, bool requiresGrad) => requiresGrad ? window.SetRequiresGrad(true) : window;
}
