using System.Collections.Generic;

namespace Lucid.Gpu.Msl.Library;

/// <summary>How the arguments of a library function are typed.</summary>
internal enum RuleKind : byte
{
    /// <summary>All arguments and the result have one floating type.</summary>
    Floating,
    /// <summary>All arguments and the result have one arithmetic type.</summary>
    Arithmetic,
    /// <summary>All arguments and the result have one integer type.</summary>
    Integer,
    /// <summary>Floating in, bool out, componentwise.</summary>
    FloatingTest,
    /// <summary>bool vector in, bool out.</summary>
    BoolReduce,
    /// <summary>Floating vectors in, scalar out.</summary>
    VectorToScalar,
    /// <summary>Any other shape; the binder knows it by the intrinsic.</summary>
    Special,
    /// <summary>A value and simdgroup lanes; the result has the value's type.</summary>
    Lanes,
    /// <summary>A bool and a bool result over lanes, or no argument.</summary>
    Vote,
    /// <summary>Atomic object first.</summary>
    Atomic,
    /// <summary>Fixed float vector to uint.</summary>
    Pack,
    /// <summary>uint to float vector.</summary>
    Unpack,
}

/// <summary>One library function: what it does, how it is typed, how many arguments it takes.</summary>
internal sealed record IntrinsicRule(Intrinsic Intrinsic, RuleKind Kind, int Minimum, int Maximum, bool Half = false);

internal static class IntrinsicTable
{
    private static readonly Dictionary<string, IntrinsicRule> Rules = Build();

    public static IReadOnlyDictionary<string, IntrinsicRule> All => Rules;

    private static Dictionary<string, IntrinsicRule> Build()
    {
        var rules = new Dictionary<string, IntrinsicRule>();
        void Add(RuleKind kind, int count, params (string Name, Intrinsic Intrinsic)[] entries)
        {
            foreach (var (name, intrinsic) in entries) rules[name] = new IntrinsicRule(intrinsic, kind, count, count);
        }
        Add(RuleKind.Floating, 1,
            ("acos", Intrinsic.Acos), ("acosh", Intrinsic.Acosh), ("asin", Intrinsic.Asin), ("asinh", Intrinsic.Asinh),
            ("atan", Intrinsic.Atan), ("atanh", Intrinsic.Atanh), ("ceil", Intrinsic.Ceil), ("cos", Intrinsic.Cos),
            ("cosh", Intrinsic.Cosh), ("cospi", Intrinsic.CosPi), ("exp", Intrinsic.Exp), ("exp2", Intrinsic.Exp2),
            ("exp10", Intrinsic.Exp10), ("fabs", Intrinsic.Fabs), ("floor", Intrinsic.Floor), ("fract", Intrinsic.Fract),
            ("log", Intrinsic.Log), ("log2", Intrinsic.Log2), ("log10", Intrinsic.Log10), ("rint", Intrinsic.Rint),
            ("round", Intrinsic.Round), ("rsqrt", Intrinsic.Rsqrt), ("sin", Intrinsic.Sin), ("sinh", Intrinsic.Sinh),
            ("sinpi", Intrinsic.SinPi), ("sqrt", Intrinsic.Sqrt), ("tan", Intrinsic.Tan), ("tanh", Intrinsic.Tanh),
            ("tanpi", Intrinsic.TanPi), ("trunc", Intrinsic.Trunc), ("saturate", Intrinsic.Saturate), ("sign", Intrinsic.Sign),
            ("normalize", Intrinsic.Normalize));
        Add(RuleKind.Floating, 2,
            ("atan2", Intrinsic.Atan2), ("copysign", Intrinsic.CopySign), ("fdim", Intrinsic.Fdim), ("fmax", Intrinsic.Fmax),
            ("fmin", Intrinsic.Fmin), ("fmod", Intrinsic.Fmod), ("pow", Intrinsic.Pow), ("powr", Intrinsic.Powr),
            ("step", Intrinsic.Step), ("nextafter", Intrinsic.NextAfter), ("divide", Intrinsic.Divide),
            ("cross", Intrinsic.Cross), ("reflect", Intrinsic.Reflect));
        Add(RuleKind.Floating, 3,
            ("fma", Intrinsic.Fma), ("mix", Intrinsic.Mix), ("smoothstep", Intrinsic.SmoothStep), ("fmin3", Intrinsic.Fmin3),
            ("fmax3", Intrinsic.Fmax3), ("fmedian3", Intrinsic.Fmedian3), ("faceforward", Intrinsic.FaceForward));
        Add(RuleKind.Arithmetic, 1, ("abs", Intrinsic.Abs));
        Add(RuleKind.Arithmetic, 2, ("min", Intrinsic.Min), ("max", Intrinsic.Max));
        Add(RuleKind.Arithmetic, 3, ("clamp", Intrinsic.Clamp), ("min3", Intrinsic.Min3), ("max3", Intrinsic.Max3), ("median3", Intrinsic.Median3));
        Add(RuleKind.Integer, 1, ("clz", Intrinsic.Clz), ("ctz", Intrinsic.Ctz), ("popcount", Intrinsic.PopCount), ("reverse_bits", Intrinsic.ReverseBits));
        Add(RuleKind.Integer, 2,
            ("absdiff", Intrinsic.AbsDiff), ("addsat", Intrinsic.AddSat), ("subsat", Intrinsic.SubSat), ("hadd", Intrinsic.Hadd),
            ("rhadd", Intrinsic.Rhadd), ("mulhi", Intrinsic.MulHi), ("mul24", Intrinsic.Mul24), ("rotate", Intrinsic.Rotate));
        Add(RuleKind.Integer, 3, ("mad24", Intrinsic.Mad24), ("madhi", Intrinsic.MadHi), ("madsat", Intrinsic.MadSat));
        Add(RuleKind.FloatingTest, 1,
            ("isfinite", Intrinsic.IsFinite), ("isinf", Intrinsic.IsInf), ("isnan", Intrinsic.IsNan), ("isnormal", Intrinsic.IsNormal),
            ("signbit", Intrinsic.SignBit));
        Add(RuleKind.FloatingTest, 2, ("isordered", Intrinsic.IsOrdered), ("isunordered", Intrinsic.IsUnordered));
        Add(RuleKind.BoolReduce, 1, ("all", Intrinsic.All), ("any", Intrinsic.Any));
        Add(RuleKind.VectorToScalar, 1, ("length", Intrinsic.Length), ("length_squared", Intrinsic.LengthSquared));
        Add(RuleKind.VectorToScalar, 2, ("dot", Intrinsic.Dot), ("distance", Intrinsic.Distance), ("distance_squared", Intrinsic.DistanceSquared));
        Add(RuleKind.Special, 1, ("transpose", Intrinsic.Transpose), ("determinant", Intrinsic.Determinant),
            ("is_function_constant_defined", Intrinsic.IsFunctionConstantDefined), ("threadgroup_barrier", Intrinsic.ThreadgroupBarrier),
            ("simdgroup_barrier", Intrinsic.SimdgroupBarrier), ("__builtin_assume", Intrinsic.Assume));
        Add(RuleKind.Special, 2, ("sincos", Intrinsic.SinCos), ("modf", Intrinsic.Modf), ("frexp", Intrinsic.Frexp), ("ldexp", Intrinsic.Ldexp));
        Add(RuleKind.Special, 3, ("select", Intrinsic.Select), ("refract", Intrinsic.Refract), ("extract_bits", Intrinsic.ExtractBits));
        Add(RuleKind.Special, 4, ("insert_bits", Intrinsic.InsertBits));
        rules["atomic_thread_fence"] = new IntrinsicRule(Intrinsic.AtomicFence, RuleKind.Special, 1, 3);
        rules["threadgroup_barrier"] = new IntrinsicRule(Intrinsic.ThreadgroupBarrier, RuleKind.Special, 1, 2);
        rules["simdgroup_barrier"] = new IntrinsicRule(Intrinsic.SimdgroupBarrier, RuleKind.Special, 1, 2);
        AddPacking(rules);
        AddAtomics(rules);
        AddLanes(rules, "simd_", Intrinsic.SimdSum);
        AddLanes(rules, "quad_", Intrinsic.QuadSum);
        rules["__matrix_fill"] = new IntrinsicRule(Intrinsic.MatrixFill, RuleKind.Special, 1, 1);
        rules["simdgroup_load"] = new IntrinsicRule(Intrinsic.MatrixLoad, RuleKind.Special, 2, 5);
        rules["simdgroup_store"] = new IntrinsicRule(Intrinsic.MatrixStore, RuleKind.Special, 2, 5);
        rules["simdgroup_multiply"] = new IntrinsicRule(Intrinsic.MatrixMultiply, RuleKind.Special, 3, 3);
        rules["simdgroup_multiply_accumulate"] = new IntrinsicRule(Intrinsic.MatrixMultiplyAccumulate, RuleKind.Special, 4, 4);
        return rules;
    }

    private static void AddPacking(Dictionary<string, IntrinsicRule> rules)
    {
        foreach (string source in new[] { "float", "half" })
        {
            bool half = source == "half";
            void Pack(string name, Intrinsic pack, Intrinsic unpack)
            {
                rules[$"pack_{source}_to_{name}"] = new IntrinsicRule(pack, RuleKind.Pack, 1, 1, half);
                rules[$"unpack_{name}_to_{source}"] = new IntrinsicRule(unpack, RuleKind.Unpack, 1, 1, half);
            }
            Pack("unorm4x8", Intrinsic.PackUnorm4x8, Intrinsic.UnpackUnorm4x8);
            Pack("snorm4x8", Intrinsic.PackSnorm4x8, Intrinsic.UnpackSnorm4x8);
            Pack("srgb_unorm4x8", Intrinsic.PackSrgbUnorm4x8, Intrinsic.UnpackSrgbUnorm4x8);
            Pack("unorm2x16", Intrinsic.PackUnorm2x16, Intrinsic.UnpackUnorm2x16);
            Pack("snorm2x16", Intrinsic.PackSnorm2x16, Intrinsic.UnpackSnorm2x16);
        }
        rules["unpack_unorm4x8_srgb_to_float"] = rules["unpack_srgb_unorm4x8_to_float"];
    }

    private static void AddAtomics(Dictionary<string, IntrinsicRule> rules)
    {
        void Add(string name, Intrinsic intrinsic, int minimum, int maximum) =>
            rules[name] = new IntrinsicRule(intrinsic, RuleKind.Atomic, minimum, maximum);
        Add("atomic_store_explicit", Intrinsic.AtomicStore, 3, 4);
        Add("atomic_load_explicit", Intrinsic.AtomicLoad, 2, 3);
        Add("atomic_exchange_explicit", Intrinsic.AtomicExchange, 3, 4);
        Add("atomic_compare_exchange_weak_explicit", Intrinsic.AtomicCompareExchange, 5, 6);
        Add("atomic_compare_exchange_strong_explicit", Intrinsic.AtomicCompareExchange, 5, 6);
        Add("atomic_fetch_add_explicit", Intrinsic.AtomicAdd, 3, 4);
        Add("atomic_fetch_sub_explicit", Intrinsic.AtomicSub, 3, 4);
        Add("atomic_fetch_and_explicit", Intrinsic.AtomicAnd, 3, 4);
        Add("atomic_fetch_or_explicit", Intrinsic.AtomicOr, 3, 4);
        Add("atomic_fetch_xor_explicit", Intrinsic.AtomicXor, 3, 4);
        Add("atomic_fetch_min_explicit", Intrinsic.AtomicMin, 3, 4);
        Add("atomic_fetch_max_explicit", Intrinsic.AtomicMax, 3, 4);
        Add("atomic_min_explicit", Intrinsic.AtomicMin, 3, 4);
        Add("atomic_max_explicit", Intrinsic.AtomicMax, 3, 4);
    }

    // The quad list repeats the simd list in the same order, so one offset serves both.
    private static void AddLanes(Dictionary<string, IntrinsicRule> rules, string prefix, Intrinsic first)
    {
        int offset = first - Intrinsic.SimdSum;
        void Add(string name, Intrinsic intrinsic, int count, RuleKind kind = RuleKind.Lanes) =>
            rules[prefix + name] = new IntrinsicRule((Intrinsic)((int)intrinsic + offset), kind, count, count);
        Add("sum", Intrinsic.SimdSum, 1);
        Add("product", Intrinsic.SimdProduct, 1);
        Add("min", Intrinsic.SimdMin, 1);
        Add("max", Intrinsic.SimdMax, 1);
        Add("and", Intrinsic.SimdAnd, 1);
        Add("or", Intrinsic.SimdOr, 1);
        Add("xor", Intrinsic.SimdXor, 1);
        Add("prefix_inclusive_sum", Intrinsic.SimdPrefixInclusiveSum, 1);
        Add("prefix_exclusive_sum", Intrinsic.SimdPrefixExclusiveSum, 1);
        Add("prefix_inclusive_product", Intrinsic.SimdPrefixInclusiveProduct, 1);
        Add("prefix_exclusive_product", Intrinsic.SimdPrefixExclusiveProduct, 1);
        Add("broadcast", Intrinsic.SimdBroadcast, 2);
        Add("broadcast_first", Intrinsic.SimdBroadcastFirst, 1);
        Add("shuffle", Intrinsic.SimdShuffle, 2);
        Add("shuffle_up", Intrinsic.SimdShuffleUp, 2);
        Add("shuffle_down", Intrinsic.SimdShuffleDown, 2);
        Add("shuffle_xor", Intrinsic.SimdShuffleXor, 2);
        Add("shuffle_rotate_up", Intrinsic.SimdShuffleRotateUp, 2);
        Add("shuffle_rotate_down", Intrinsic.SimdShuffleRotateDown, 2);
        rules[prefix + "shuffle_and_fill_up"] = new IntrinsicRule((Intrinsic)((int)Intrinsic.SimdShuffleAndFillUp + offset), RuleKind.Lanes, 3, 4);
        rules[prefix + "shuffle_and_fill_down"] = new IntrinsicRule((Intrinsic)((int)Intrinsic.SimdShuffleAndFillDown + offset), RuleKind.Lanes, 3, 4);
        Add("ballot", Intrinsic.SimdBallot, 1, RuleKind.Vote);
        Add("all", Intrinsic.SimdAll, 1, RuleKind.Vote);
        Add("any", Intrinsic.SimdAny, 1, RuleKind.Vote);
        Add("is_first", Intrinsic.SimdIsFirst, 0, RuleKind.Vote);
        Add("active_threads_mask", Intrinsic.SimdActiveMask, 0, RuleKind.Vote);
    }
}
