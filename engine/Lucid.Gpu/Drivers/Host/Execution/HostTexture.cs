using System;
using System.Numerics;
using Lucid.Gpu.Drivers.Host.Program;
using Lucid.Gpu.Msl.Types;

namespace Lucid.Gpu.Drivers.Host.Execution;

/// <summary>Texels in host memory: four 32-bit components each, x fastest.</summary>
internal sealed unsafe class HostTexture(Extent size) : ITexture
{
    private readonly uint[] _texels = new uint[checked((long)size.Count * 4)];

    public Extent Size => size;

    public void Write(ReadOnlySpan<byte> texels) => texels.CopyTo(System.Runtime.InteropServices.MemoryMarshal.AsBytes(_texels.AsSpan()));

    public void Read(Span<byte> texels) => System.Runtime.InteropServices.MemoryMarshal.AsBytes(_texels.AsSpan())[..texels.Length].CopyTo(texels);

    public void Dispose()
    {
    }

    internal void Access(Instruction* i, byte* r, uint mask, NumberKind kind)
    {
        byte* d = r + (long)i->Dst * Lane.Bytes, b = r + (long)i->B * Lane.Bytes, c = r + (long)i->C * Lane.Bytes;
        for (uint left = mask; left != 0; left &= left - 1)
        {
            int lane = BitOperations.TrailingZeroCount(left);
            switch (i->Op)
            {
                case OpCode.TextureSize:
                    ((uint*)d)[lane] = i->Imm switch { 0 => size.X, 1 => size.Y, 2 => size.Z, _ => 1 };
                    break;
                case OpCode.TextureSample:
                    for (int n = 0; n < 4; n++) ((float*)(d + n * Lane.Bytes))[lane] = Sample((float*)b, lane, i->Count, ((int*)c)[lane], n);
                    break;
                default:
                    uint* at = (uint*)b;
                    long texel = Texel(at[lane], i->Count > 1 ? at[lane + 32] : 0, i->Count > 2 ? at[lane + 64] : 0);
                    if (texel < 0)
                    {
                        // Reads outside give zero and writes outside vanish, as the specification has it.
                        if (i->Op == OpCode.TextureRead)
                            for (int n = 0; n < 4; n++) ((uint*)(d + n * Lane.Bytes))[lane] = 0;
                        break;
                    }
                    for (int n = 0; n < 4; n++)
                        if (i->Op == OpCode.TextureWrite) _texels[texel * 4 + n] = ((uint*)(c + n * Lane.Bytes))[lane];
                        else ((uint*)(d + n * Lane.Bytes))[lane] = _texels[texel * 4 + n];
                    break;
            }
        }
        _ = kind;
    }

    private long Texel(uint x, uint y, uint z) => x < size.X && y < size.Y && z < size.Z ? ((long)z * size.Y + y) * size.X + x : -1;

    private float Sample(float* at, int lane, int dimensions, int sampler, int component)
    {
        bool linear = (sampler & 1) != 0, normalized = (sampler & 2) != 0;
        Span<float> place = [at[lane], dimensions > 1 ? at[lane + 32] : 0.5f, dimensions > 2 ? at[lane + 64] : 0.5f];
        Span<uint> extent = [size.X, size.Y, size.Z];
        if (normalized)
            for (int n = 0; n < dimensions; n++) place[n] *= extent[n];
        if (!linear) return Value(Floor(place[0]), Floor(place[1]), Floor(place[2]), sampler, component);
        float sum = 0;
        for (int corner = 0; corner < 1 << dimensions; corner++)
        {
            float weight = 1;
            Span<int> texel = [0, 0, 0];
            for (int n = 0; n < dimensions; n++)
            {
                float shifted = place[n] - 0.5f, low = MathF.Floor(shifted), part = shifted - low;
                bool up = (corner >> n & 1) != 0;
                texel[n] = Floor(low) + (up ? 1 : 0);
                weight *= up ? part : 1 - part;
            }
            sum += weight * Value(texel[0], texel[1], texel[2], sampler, component);
        }
        return sum;
    }

    private static int Floor(float value) => float.IsNaN(value) ? 0 : (int)Math.Clamp(MathF.Floor(value), -1e9f, 1e9f);

    private float Value(int x, int y, int z, int sampler, int component)
    {
        int mode = sampler >> 2 & 7;
        if (!Wrap(ref x, size.X, mode) || !Wrap(ref y, size.Y, mode) || !Wrap(ref z, size.Z, mode)) return 0;
        return BitConverter.UInt32BitsToSingle(_texels[Texel((uint)x, (uint)y, (uint)z) * 4 + component]);
    }

    // Modes in the order of the enumeration: clamp_to_edge, repeat, mirrored_repeat, clamp_to_zero, clamp_to_border.
    private static bool Wrap(ref int at, uint extent, int mode)
    {
        int n = (int)extent;
        switch (mode)
        {
            case 1: at = (at % n + n) % n; return true;
            case 2:
                int period = (at % (2 * n) + 2 * n) % (2 * n);
                at = period < n ? period : 2 * n - 1 - period;
                return true;
            case 3 or 4: return at >= 0 && at < n;
            default: at = Math.Clamp(at, 0, n - 1); return true;
        }
    }
}
