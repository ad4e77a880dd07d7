using System;
using System.Numerics;
using System.Runtime.CompilerServices;
using Lucid.Gpu.Drivers.Host.Program;
using Lucid.Gpu.Msl.Types;
using Lucid.Numerics;

namespace Lucid.Gpu.Drivers.Host.Execution;

internal enum WarpStatus : byte { Running, AtBarrier, Done }

/// <summary>One simdgroup: its registers, masks and place in the program.</summary>
internal unsafe struct Warp
{
    public byte* Registers;
    public uint* Masks;
    public byte* Private;
    public byte* PrivateShadow;
    public uint Valid;
    public uint Mask;
    public int Counter;
    public int Index;
    public int BarrierAt;
    public uint SimdEpoch;
    public long Steps;
    public WarpStatus Status;
}

/// <summary>Runs simdgroups of one threadgroup, one instruction for 32 lanes at a time.</summary>
internal sealed unsafe partial class Interpreter
{
    private readonly HostProgram _program;
    private readonly Instruction[] _code;
    private readonly byte* _scratch;
    private readonly int* _expanded;
    private uint _expandedMask;

    /// <summary>Runs a simdgroup until it ends or waits at a barrier.</summary>
    public void Run(ref Warp warp)
    {
        byte* r = warp.Registers;
        uint* m = warp.Masks;
        uint mask = warp.Mask;
        int pc = warp.Counter;
        fixed (Instruction* code = _code)
        {
            while (true)
            {
                Instruction* i = code + pc++;
                byte* d = r + (long)i->Dst * Lane.Bytes;
                byte* a = r + (long)i->A * Lane.Bytes, b = r + (long)i->B * Lane.Bytes;
                bool blend = i->Masked && mask != uint.MaxValue;
                if (blend) d = _scratch;
                switch (i->Op)
                {
                    case OpCode.AddF: Lane.Binary<AddLane<float>, float>(d, a, b); break;
                    case OpCode.SubF: Lane.Binary<SubLane<float>, float>(d, a, b); break;
                    case OpCode.MulF: Lane.Binary<MulLane<float>, float>(d, a, b); break;
                    case OpCode.DivF: Lane.Binary<DivLane, float>(d, a, b); break;
                    case OpCode.FmaF: Lane.Fma(d, a, b, r + (long)i->C * Lane.Bytes); break;
                    case OpCode.NegF: Lane.Unary<NegLane<float>, float>(d, a); break;
                    case OpCode.MinF: Lane.Binary<MinFloatLane, float>(d, a, b); break;
                    case OpCode.MaxF: Lane.Binary<MaxFloatLane, float>(d, a, b); break;
                    case OpCode.AbsF: Lane.Unary<AbsLane, float>(d, a); break;
                    case OpCode.SqrtF: Lane.Unary<SqrtLane, float>(d, a); break;
                    case OpCode.FloorF: Lane.Unary<FloorLane, float>(d, a); break;
                    case OpCode.CeilF: Lane.Unary<CeilLane, float>(d, a); break;
                    case OpCode.TruncF: Lane.Unary<TruncLane, float>(d, a); break;
                    case OpCode.RintF: Lane.Unary<RintLane, float>(d, a); break;
                    case OpCode.AddI: Lane.Binary<AddLane<int>, int>(d, a, b); break;
                    case OpCode.SubI: Lane.Binary<SubLane<int>, int>(d, a, b); break;
                    case OpCode.MulI: Lane.Binary<MulLane<int>, int>(d, a, b); break;
                    case OpCode.AndI: Lane.Binary<AndLane<int>, int>(d, a, b); break;
                    case OpCode.OrI: Lane.Binary<OrLane<int>, int>(d, a, b); break;
                    case OpCode.XorI: Lane.Binary<XorLane<int>, int>(d, a, b); break;
                    case OpCode.NotI: Lane.Unary<NotLane<int>, int>(d, a); break;
                    case OpCode.NegI: Lane.Unary<NegLane<int>, int>(d, a); break;
                    case OpCode.MinS: Lane.Binary<MinLane<int>, int>(d, a, b); break;
                    case OpCode.MaxS: Lane.Binary<MaxLane<int>, int>(d, a, b); break;
                    case OpCode.MinU: Lane.Binary<MinLane<uint>, uint>(d, a, b); break;
                    case OpCode.MaxU: Lane.Binary<MaxLane<uint>, uint>(d, a, b); break;
                    case OpCode.AddL: Lane.Binary<AddLane<long>, long>(d, a, b); break;
                    case OpCode.SubL: Lane.Binary<SubLane<long>, long>(d, a, b); break;
                    case OpCode.MulL: Lane.Binary<MulLane<long>, long>(d, a, b); break;
                    case OpCode.AndL: Lane.Binary<AndLane<long>, long>(d, a, b); break;
                    case OpCode.OrL: Lane.Binary<OrLane<long>, long>(d, a, b); break;
                    case OpCode.XorL: Lane.Binary<XorLane<long>, long>(d, a, b); break;
                    case OpCode.NotL: Lane.Unary<NotLane<long>, long>(d, a); break;
                    case OpCode.NegL: Lane.Unary<NegLane<long>, long>(d, a); break;
                    case OpCode.EqF: Lane.Binary<EqualLane<float>, float>(d, a, b); break;
                    case OpCode.NeF: Lane.Binary<NotEqualLane<float>, float>(d, a, b); break;
                    case OpCode.LtF: Lane.Binary<LessLane<float>, float>(d, a, b); break;
                    case OpCode.LeF: Lane.Binary<LessEqualLane<float>, float>(d, a, b); break;
                    case OpCode.EqI: Lane.Binary<EqualLane<int>, int>(d, a, b); break;
                    case OpCode.NeI: Lane.Binary<NotEqualLane<int>, int>(d, a, b); break;
                    case OpCode.LtS: Lane.Binary<LessLane<int>, int>(d, a, b); break;
                    case OpCode.LeS: Lane.Binary<LessEqualLane<int>, int>(d, a, b); break;
                    case OpCode.LtU: Lane.Binary<LessLane<uint>, uint>(d, a, b); break;
                    case OpCode.LeU: Lane.Binary<LessEqualLane<uint>, uint>(d, a, b); break;
                    case OpCode.EqL: Lane.CompareWide<EqualLane<long>>(d, a, b); break;
                    case OpCode.NeL: Lane.CompareWide<NotEqualLane<long>>(d, a, b); break;
                    case OpCode.LtSL: Lane.CompareWide<LessLane<long>>(d, a, b); break;
                    case OpCode.LeSL: Lane.CompareWide<LessEqualLane<long>>(d, a, b); break;
                    case OpCode.LtUL: Lane.CompareWide<LessUnsignedWideLane>(d, a, b); break;
                    case OpCode.LeUL: Lane.CompareWide<LessEqualUnsignedWideLane>(d, a, b); break;
                    case OpCode.Mov: Unsafe.CopyBlock(d, a, Lane.Bytes); break;
                    case OpCode.MovL:
                        Unsafe.CopyBlock(d, a, 2 * Lane.Bytes);
                        if (blend) { Lane.BlendWide(r + (long)i->Dst * Lane.Bytes, d, mask); blend = false; }
                        break;
                    case OpCode.Select: Lane.Select(d, a, b, r + (long)i->C * Lane.Bytes); break;
                    case OpCode.SelectL: Lane.SelectWide(d, a, b, r + (long)i->C * Lane.Bytes); break;
                    case OpCode.Load:
                        warp.Mask = mask;
                        Load(ref warp, i, mask);
                        break;
                    case OpCode.Store:
                        warp.Mask = mask;
                        Store(ref warp, i, mask);
                        break;
                    case OpCode.If:
                        uint taken = mask & Lane.Bits(a);
                        m[i->Dst] = mask;
                        m[i->Dst + 1] = mask & ~taken;
                        mask = taken;
                        if (mask == 0) pc = i->Imm;
                        continue;
                    case OpCode.Else:
                        mask = m[i->Dst + 1] & m[i->A];
                        if (mask == 0) pc = i->Imm;
                        continue;
                    case OpCode.EndIf or OpCode.LoopEnd or OpCode.Leave: mask = m[i->Dst] & m[i->A]; continue;
                    case OpCode.Jump: pc = i->Imm; continue;
                    case OpCode.JumpIfEmpty:
                        if (mask == 0) pc = i->Imm;
                        continue;
                    case OpCode.LoopBegin or OpCode.Enter:
                        m[i->Dst] = mask;
                        m[i->A] = mask;
                        continue;
                    case OpCode.LoopScope: m[i->Dst] = mask; continue;
                    case OpCode.LoopTest:
                        mask &= Lane.Bits(a);
                        m[i->Dst] = mask;
                        if (mask == 0) pc = i->Imm;
                        continue;
                    case OpCode.LoopContinue:
                        mask = m[i->Dst];
                        if (mask == 0) pc = i->Imm;
                        continue;
                    case OpCode.LoopBack:
                        if ((++warp.Steps & 0x3FF) == 0) { warp.Mask = mask; LongLoop(ref warp, i); }
                        pc = i->Imm;
                        continue;
                    case OpCode.Kill: m[i->Dst] &= ~mask; continue;
                    case OpCode.Clear:
                        if (i->Kind == 1) { if (_checked) ClearPrivate(ref warp, i, mask); } else mask = 0;
                        continue;
                    case OpCode.SwitchBegin:
                        m[i->Dst] = mask;
                        m[i->A] = mask;
                        m[i->B] = mask;
                        continue;
                    case OpCode.SwitchDefault: m[i->Dst] = i->A < 0 ? 0 : m[i->Dst] | m[i->A]; continue;
                    case OpCode.SwitchCase:
                        uint matched = Lane.Bits(a) & m[i->B];
                        m[i->Dst] |= matched;
                        m[i->B] &= ~matched;
                        continue;
                    case OpCode.SwitchEnter:
                        mask = (mask | m[i->Dst]) & m[i->A];
                        if (mask == 0) pc = i->Imm;
                        continue;
                    case OpCode.Barrier:
                        if (mask == 0) continue;
                        warp.Mask = mask;
                        warp.Counter = pc;
                        warp.BarrierAt = i->At;
                        if (_checked && mask != warp.Valid) DivergentBarrier(ref warp, i->At, "only some threads of the simdgroup reach this barrier");
                        warp.Status = WarpStatus.AtBarrier;
                        return;
                    case OpCode.SimdBarrier: warp.SimdEpoch++; continue;
                    case OpCode.CheckDivisor:
                        if (_checked) { warp.Mask = mask; CheckDivisor(ref warp, i, mask); }
                        continue;
                    case OpCode.Exit:
                        warp.Status = WarpStatus.Done;
                        return;
                    default:
                        warp.Mask = mask;
                        Rare(ref warp, i, d, a, b, mask);
                        break;
                }
                if (blend)
                {
                    byte* target = r + (long)i->Dst * Lane.Bytes;
                    if (IsWideResult(i->Op)) Lane.BlendWide(target, d, mask);
                    else
                    {
                        if (_expandedMask != mask) { Lane.Expand(mask, _expanded); _expandedMask = mask; }
                        Lane.Blend(target, d, _expanded);
                    }
                }
            }
        }
    }

    private static bool IsWideResult(OpCode op) =>
        op is >= OpCode.AddL and <= OpCode.MaxUL or OpCode.SelectL or OpCode.SToL or OpCode.UToL or OpCode.FToSL or OpCode.FToUL;

    private void Rare(ref Warp warp, Instruction* i, byte* d, byte* a, byte* b, uint mask)
    {
        int* di = (int*)d, ai = (int*)a, bi = (int*)b;
        uint* du = (uint*)d, au = (uint*)a, bu = (uint*)b;
        long* dl = (long*)d, al = (long*)a, bl = (long*)b;
        ulong* dul = (ulong*)d, aul = (ulong*)a, bul = (ulong*)b;
        float* df = (float*)d, af = (float*)a;
        switch (i->Op)
        {
            // Division by zero gives zero where it is not reported; the hardware's answer is undefined.
            case OpCode.DivS: for (int n = 0; n < 32; n++) di[n] = bi[n] == 0 ? 0 : bi[n] == -1 ? -ai[n] : ai[n] / bi[n]; break;
            case OpCode.DivU: for (int n = 0; n < 32; n++) du[n] = bu[n] == 0 ? 0 : au[n] / bu[n]; break;
            case OpCode.RemS: for (int n = 0; n < 32; n++) di[n] = bi[n] is 0 or -1 ? 0 : ai[n] % bi[n]; break;
            case OpCode.RemU: for (int n = 0; n < 32; n++) du[n] = bu[n] == 0 ? 0 : au[n] % bu[n]; break;
            case OpCode.ShlI: for (int n = 0; n < 32; n++) di[n] = ai[n] << bi[n]; break;
            case OpCode.ShrS: for (int n = 0; n < 32; n++) di[n] = ai[n] >> bi[n]; break;
            case OpCode.ShrU: for (int n = 0; n < 32; n++) du[n] = au[n] >> bi[n]; break;
            case OpCode.DivSL: for (int n = 0; n < 32; n++) dl[n] = bl[n] == 0 ? 0 : bl[n] == -1 ? -al[n] : al[n] / bl[n]; break;
            case OpCode.DivUL: for (int n = 0; n < 32; n++) dul[n] = bul[n] == 0 ? 0 : aul[n] / bul[n]; break;
            case OpCode.RemSL: for (int n = 0; n < 32; n++) dl[n] = bl[n] is 0 or -1 ? 0 : al[n] % bl[n]; break;
            case OpCode.RemUL: for (int n = 0; n < 32; n++) dul[n] = bul[n] == 0 ? 0 : aul[n] % bul[n]; break;
            case OpCode.ShlL: for (int n = 0; n < 32; n++) dl[n] = al[n] << (int)bl[n]; break;
            case OpCode.ShrSL: for (int n = 0; n < 32; n++) dl[n] = al[n] >> (int)bl[n]; break;
            case OpCode.ShrUL: for (int n = 0; n < 32; n++) dul[n] = aul[n] >> (int)bl[n]; break;
            case OpCode.MinSL: for (int n = 0; n < 32; n++) dl[n] = Math.Min(al[n], bl[n]); break;
            case OpCode.MaxSL: for (int n = 0; n < 32; n++) dl[n] = Math.Max(al[n], bl[n]); break;
            case OpCode.MinUL: for (int n = 0; n < 32; n++) dul[n] = Math.Min(aul[n], bul[n]); break;
            case OpCode.MaxUL: for (int n = 0; n < 32; n++) dul[n] = Math.Max(aul[n], bul[n]); break;
            case OpCode.RoundHalf: for (int n = 0; n < 32; n++) df[n] = (float)(Half)af[n]; break;
            case OpCode.RoundBFloat: for (int n = 0; n < 32; n++) df[n] = (float)(BFloat16)af[n]; break;
            case OpCode.Narrow:
                switch ((NumberKind)i->Kind)
                {
                    case NumberKind.Char: for (int n = 0; n < 32; n++) di[n] = (sbyte)ai[n]; break;
                    case NumberKind.UChar: for (int n = 0; n < 32; n++) di[n] = (byte)ai[n]; break;
                    case NumberKind.Short: for (int n = 0; n < 32; n++) di[n] = (short)ai[n]; break;
                    default: for (int n = 0; n < 32; n++) di[n] = (ushort)ai[n]; break;
                }
                break;
            case OpCode.SToF: for (int n = 0; n < 32; n++) df[n] = ai[n]; break;
            case OpCode.UToF: for (int n = 0; n < 32; n++) df[n] = au[n]; break;
            case OpCode.FToS: for (int n = 0; n < 32; n++) di[n] = SaturateInt(af[n]); break;
            case OpCode.FToU: for (int n = 0; n < 32; n++) du[n] = SaturateUInt(af[n]); break;
            // Wider results go from the last lane down, for a target may overlap its source.
            case OpCode.SToL: for (int n = 31; n >= 0; n--) dl[n] = ai[n]; break;
            case OpCode.UToL: for (int n = 31; n >= 0; n--) dl[n] = au[n]; break;
            case OpCode.LToI: for (int n = 0; n < 32; n++) di[n] = (int)al[n]; break;
            case OpCode.SLToF: for (int n = 0; n < 32; n++) df[n] = al[n]; break;
            case OpCode.ULToF: for (int n = 0; n < 32; n++) df[n] = aul[n]; break;
            case OpCode.FToSL: for (int n = 31; n >= 0; n--) dl[n] = float.IsNaN(af[n]) ? 0 : af[n] >= 9.2233720e18f ? long.MaxValue : af[n] <= -9.2233720e18f ? long.MinValue : (long)af[n]; break;
            case OpCode.FToUL: for (int n = 31; n >= 0; n--) dul[n] = float.IsNaN(af[n]) || af[n] <= 0 ? 0 : af[n] >= 1.8446743e19f ? ulong.MaxValue : (ulong)af[n]; break;
            case OpCode.BoolToI: for (int n = 0; n < 32; n++) di[n] = ai[n] & 1; break;
            case OpCode.IToBool: for (int n = 0; n < 32; n++) di[n] = ai[n] != 0 ? -1 : 0; break;
            case OpCode.LToBool: for (int n = 0; n < 32; n++) di[n] = al[n] != 0 ? -1 : 0; break;
            case OpCode.FToBool: for (int n = 0; n < 32; n++) di[n] = af[n] != 0 ? -1 : 0; break;
            case OpCode.Math: FloatMath(i, d, a, b, warp.Registers + (long)i->C * Lane.Bytes); break;
            case OpCode.MathInteger: IntegerMath.Run(i, d, a, b, warp.Registers + (long)i->C * Lane.Bytes); break;
            case OpCode.PointerAdd: PointerAdd(ref warp, i, d); break;
            case OpCode.Atomic: Atomic(ref warp, i, mask); break;
            case OpCode.TextureRead or OpCode.TextureSample or OpCode.TextureWrite or OpCode.TextureSize: Texture(ref warp, i, mask); break;
            default: LaneOperation(i, d, a, b, warp.Registers + (long)i->C * Lane.Bytes, mask); break;
        }
    }

    private static int SaturateInt(float value) =>
        float.IsNaN(value) ? 0 : value >= 2147483648f ? int.MaxValue : value <= -2147483648f ? int.MinValue : (int)value;

    private static uint SaturateUInt(float value) =>
        float.IsNaN(value) || value <= 0 ? 0 : value >= 4294967296f ? uint.MaxValue : (uint)value;
}
