namespace Lucid.Gpu.Drivers.Host.Program;

/// <summary>Operations of the register program; every operand is one value per lane.</summary>
internal enum OpCode : ushort
{
    // Float: dst = a op b (c).
    AddF, SubF, MulF, DivF, FmaF, NegF, MinF, MaxF, AbsF, SqrtF, FloorF, CeilF, TruncF, RintF, RoundHalf, RoundBFloat,

    // 32-bit integers.
    AddI, SubI, MulI, DivS, DivU, RemS, RemU, AndI, OrI, XorI, NotI, ShlI, ShrS, ShrU, NegI, MinS, MaxS, MinU, MaxU,
    Narrow,

    // 64-bit integers.
    AddL, SubL, MulL, DivSL, DivUL, RemSL, RemUL, AndL, OrL, XorL, NotL, ShlL, ShrSL, ShrUL, NegL, MinSL, MaxSL, MinUL, MaxUL,

    // Comparisons give all ones or zero in 32 bits.
    EqF, NeF, LtF, LeF, EqI, NeI, LtS, LeS, LtU, LeU, EqL, NeL, LtSL, LeSL, LtUL, LeUL,

    // Copies and conversions.
    Mov, MovL, Select, SelectL, SToF, UToF, FToS, FToU, SToL, UToL, LToI, SLToF, ULToF, FToSL, FToUL, BoolToI, IToBool, LToBool, FToBool,

    // Anything rarer: Kind says the lane kind, Aux the intrinsic.
    Math, MathInteger, Reduce, Shuffle, Ballot, Vote, IsFirst, ActiveMask,

    // Memory.
    Load, Store, Atomic, BufferAddress, PointerAdd, TextureRead, TextureWrite, TextureSample, TextureSize, MatrixMma,

    // Control flow.
    If, Else, EndIf, Jump, JumpIfEmpty, LoopBegin, LoopScope, LoopTest, LoopContinue, LoopBack, LoopEnd, Kill, Clear, Enter, Leave, SwitchBegin, SwitchCase, SwitchDefault, SwitchEnter,
    Barrier, SimdBarrier, CheckDivisor, Exit,
}

/// <summary>What a lane of a register holds.</summary>
internal enum LaneKind : byte { F32, I32, U32, I64, U64 }

/// <summary>What an element is in memory.</summary>
internal enum MemoryKind : byte { I8, U8, I16, U16, F16, BF16, B32, B64, Bool }

internal enum MemorySpace : byte { Device, Threadgroup, Private }

/// <summary>One step of the program. Registers are numbers of 128-byte slots.</summary>
internal struct Instruction
{
    public OpCode Op;
    public byte Kind;
    public byte Count;
    public byte Mode;
    public byte Space;
    public bool Masked;
    public byte Wide;
    public int Dst;
    public int A;
    public int B;
    public int C;
    public int Imm;
    public int At;
}

internal static class AddressMode
{
    public const byte BaseNone = 0, BaseSlot = 1, BaseWide = 2, BaseNarrow = 3;
    public const byte IndexNone = 0, IndexSigned = 4, IndexUnsigned = 8, IndexLong = 12;
    public const byte BaseMask = 3, IndexMask = 12;
}
