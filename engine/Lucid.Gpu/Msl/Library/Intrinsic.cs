namespace Lucid.Gpu.Msl.Library;

/// <summary>Operations of the Metal standard library that the drivers implement.</summary>
internal enum Intrinsic : ushort
{
    // One floating argument, componentwise.
    Acos, Acosh, Asin, Asinh, Atan, Atanh, Ceil, Cos, Cosh, CosPi, Exp, Exp2, Exp10, Fabs, Floor, Fract, Log, Log2, Log10,
    Rint, Round, Rsqrt, Sin, Sinh, SinPi, Sqrt, Tan, Tanh, TanPi, Trunc, Saturate, Sign, Erf,

    // Two.
    Atan2, CopySign, Fdim, Fmax, Fmin, Fmod, Pow, Powr, Step, NextAfter, Divide,

    // Three.
    Fma, Mix, SmoothStep, Fmin3, Fmax3, Fmedian3,

    // Integer or floating.
    Abs, Min, Max, Clamp, Min3, Max3, Median3,

    // Integer.
    AbsDiff, AddSat, SubSat, Hadd, Rhadd, MulHi, Mad24, Mul24, MadHi, MadSat, Clz, Ctz, PopCount, Rotate, ReverseBits,
    ExtractBits, InsertBits,

    // Relational.
    IsFinite, IsInf, IsNan, IsNormal, IsOrdered, IsUnordered, SignBit, All, Any, Select,

    // Geometric and matrix.
    Cross, Distance, DistanceSquared, Dot, FaceForward, Length, LengthSquared, Normalize, Reflect, Refract, Determinant, Transpose,

    // With results through references.
    SinCos, Modf, Frexp, Ldexp,

    // Packing.
    PackUnorm4x8, PackSnorm4x8, PackSrgbUnorm4x8, PackUnorm2x16, PackSnorm2x16, PackHalf2x16,
    UnpackUnorm4x8, UnpackSnorm4x8, UnpackSrgbUnorm4x8, UnpackUnorm2x16, UnpackSnorm2x16, AsType,

    // Atomics and ordering.
    AtomicStore, AtomicLoad, AtomicExchange, AtomicCompareExchange, AtomicAdd, AtomicSub, AtomicAnd, AtomicOr, AtomicXor,
    AtomicMin, AtomicMax, ThreadgroupBarrier, SimdgroupBarrier, AtomicFence,

    // Simdgroup and quadgroup.
    SimdSum, SimdProduct, SimdMin, SimdMax, SimdAnd, SimdOr, SimdXor, SimdPrefixInclusiveSum, SimdPrefixExclusiveSum,
    SimdPrefixInclusiveProduct, SimdPrefixExclusiveProduct, SimdBroadcast, SimdBroadcastFirst, SimdShuffle, SimdShuffleUp,
    SimdShuffleDown, SimdShuffleXor, SimdShuffleRotateUp, SimdShuffleRotateDown, SimdShuffleAndFillUp, SimdShuffleAndFillDown,
    SimdBallot, SimdAll, SimdAny, SimdIsFirst, SimdActiveMask,
    QuadSum, QuadProduct, QuadMin, QuadMax, QuadAnd, QuadOr, QuadXor, QuadPrefixInclusiveSum, QuadPrefixExclusiveSum,
    QuadPrefixInclusiveProduct, QuadPrefixExclusiveProduct, QuadBroadcast, QuadBroadcastFirst, QuadShuffle, QuadShuffleUp,
    QuadShuffleDown, QuadShuffleXor, QuadShuffleRotateUp, QuadShuffleRotateDown, QuadShuffleAndFillUp, QuadShuffleAndFillDown,
    QuadBallot, QuadAll, QuadAny, QuadIsFirst, QuadActiveMask,

    // 8x8 matrices of a simdgroup.
    MatrixFill, MatrixDiagonal, MatrixLoad, MatrixStore, MatrixMultiply, MatrixMultiplyAccumulate, MatrixElements,

    // Textures.
    TextureRead, TextureWrite, TextureSample, TextureSize,

    // Textures: checked here, run by Apple GPUs only.
    TextureGather, TextureAtomic,

    // Answered by the compiler.
    IsFunctionConstantDefined, Assume,
}
