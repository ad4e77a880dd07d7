using System;
using Lucid.Gpu.Msl.Library;

namespace Lucid.Gpu.Drivers.Host.Execution;

/// <summary>Conversions between floats and normalised integers packed into 32 bits (specification section 6.14).</summary>
internal static unsafe class Packing
{
    public static void Run(Intrinsic op, int count, byte* d, byte* a)
    {
        for (int n = 0; n < 32; n++)
        {
            if (op <= Intrinsic.PackHalf2x16)
            {
                uint bits = 0;
                int size = 32 / count;
                for (int c = 0; c < count; c++) bits |= (Pack(op, ((float*)(a + c * Lane.Bytes))[n], c) & (size == 8 ? 0xFFu : 0xFFFFu)) << (c * size);
                ((uint*)d)[n] = bits;
            }
            else
            {
                uint bits = ((uint*)a)[n];
                int size = 32 / count;
                for (int c = 0; c < count; c++) ((float*)(d + c * Lane.Bytes))[n] = Unpack(op, bits >> (c * size) & (size == 8 ? 0xFFu : 0xFFFFu), c);
            }
        }
    }

    private static float Limit(float value, float low) => float.IsNaN(value) ? 0 : Math.Clamp(value, low, 1f);

    private static uint Pack(Intrinsic op, float value, int component) => op switch
    {
        Intrinsic.PackUnorm4x8 => (uint)MathF.Round(Limit(value, 0) * 255),
        Intrinsic.PackSnorm4x8 => (uint)(int)MathF.Round(Limit(value, -1) * 127),
        Intrinsic.PackUnorm2x16 => (uint)MathF.Round(Limit(value, 0) * 65535),
        Intrinsic.PackSnorm2x16 => (uint)(int)MathF.Round(Limit(value, -1) * 32767),
        Intrinsic.PackSrgbUnorm4x8 => (uint)MathF.Round((component == 3 ? Limit(value, 0) : ToSrgb(Limit(value, 0))) * 255),
        _ => BitConverter.HalfToUInt16Bits((Half)value),
    };

    private static float Unpack(Intrinsic op, uint bits, int component) => op switch
    {
        Intrinsic.UnpackUnorm4x8 => bits / 255f,
        Intrinsic.UnpackSnorm4x8 => MathF.Max((sbyte)bits / 127f, -1),
        Intrinsic.UnpackUnorm2x16 => bits / 65535f,
        Intrinsic.UnpackSnorm2x16 => MathF.Max((short)bits / 32767f, -1),
        _ => component == 3 ? bits / 255f : FromSrgb(bits / 255f),
    };

    private static float ToSrgb(float value) => value <= 0.0031308f ? 12.92f * value : 1.055f * MathF.Pow(value, 1 / 2.4f) - 0.055f;

    private static float FromSrgb(float value) => value <= 0.04045f ? value / 12.92f : MathF.Pow((value + 0.055f) / 1.055f, 2.4f);
}
