using System;
using System.Runtime.CompilerServices;
using Lucid.Cpu.Loops;

namespace Lucid.Cpu.Reduce;

internal readonly struct CastFinisher<T, TOut> : IFinisher<T, TOut> where T : unmanaged where TOut : unmanaged
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public TOut Finish(in T state, long count) => ElementCast.Cast<T, TOut>(state);
    public long Second(in T state) => 0;
}

/// <summary>factor * sum, or a root of it.</summary>
internal readonly struct SumFinisher<TOut>(double power, bool mean) : IFinisher<CompensatedSum, TOut> where TOut : unmanaged
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public TOut Finish(in CompensatedSum state, long count)
    {
        double value = state.Value;
        if (mean) value /= count;
        if (power != 1) value = power == 0.5 ? Math.Sqrt(value) : Math.Pow(value, power);
        return ElementCast.Cast<double, TOut>(value);
    }

    public long Second(in CompensatedSum state) => 0;
}

internal readonly struct VarianceFinisher<TOut>(double correction, bool root) : IFinisher<Moments, TOut> where TOut : unmanaged
{
    public TOut Finish(in Moments state, long count)
    {
        double freedom = Math.Max(0, count - correction), variance = state.Squares / freedom;
        if (count == 0) variance = double.NaN;
        return ElementCast.Cast<double, TOut>(root ? Math.Sqrt(variance) : variance);
    }

    public long Second(in Moments state) => 0;
}

/// <summary>Variance first, mean second: the mean's bits as float64.</summary>
internal readonly struct VarianceAndMeanFinisher<TOut>(double correction) : IFinisher<Moments, TOut> where TOut : unmanaged
{
    public TOut Finish(in Moments state, long count) => new VarianceFinisher<TOut>(correction, false).Finish(state, count);
    public long Second(in Moments state) => BitConverter.DoubleToInt64Bits(state.Count == 0 ? double.NaN : state.Mean);
}

internal readonly struct LogSumExpFinisher<TOut> : IFinisher<ScaledExponentials, TOut> where TOut : unmanaged
{
    public TOut Finish(in ScaledExponentials state, long count) => ElementCast.Cast<double, TOut>(state.Value);
    public long Second(in ScaledExponentials state) => 0;
}

internal readonly struct IndexFinisher<T> : IFinisher<Indexed<T>, long> where T : unmanaged
{
    public long Finish(in Indexed<T> state, long count) => state.Index;
    public long Second(in Indexed<T> state) => state.Index;
}

internal readonly struct ValueFinisher<T, TOut> : IFinisher<Indexed<T>, TOut> where T : unmanaged where TOut : unmanaged
{
    public TOut Finish(in Indexed<T> state, long count) => ElementCast.Cast<T, TOut>(state.Value);
    public long Second(in Indexed<T> state) => state.Index;
}

/// <summary>Masks to 0/1.</summary>
internal readonly struct MaskFinisher<T> : IFinisher<T, byte> where T : unmanaged
{
    public byte Finish(in T state, long count)
    {
        // Read as bits: an all-ones mask is a NaN when seen as a number.
        ReadOnlySpan<byte> bytes = System.Runtime.InteropServices.MemoryMarshal.AsBytes(new ReadOnlySpan<T>(in state));
        return bytes[0] != 0 ? (byte)1 : (byte)0;
    }

    public long Second(in T state) => 0;
}
