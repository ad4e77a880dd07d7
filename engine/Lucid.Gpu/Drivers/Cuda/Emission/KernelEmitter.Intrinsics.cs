using System.Collections.Generic;
using Lucid.Gpu.Msl.Tree;
using Lucid.Gpu.Msl.Types;
using Op = Lucid.Gpu.Msl.Library.Intrinsic;

namespace Lucid.Gpu.Drivers.Cuda.Emission;

internal sealed partial class KernelEmitter
{
    // The prelude names a function m_ and the lower-case name, save these.
    private static readonly Dictionary<Op, string> SpecialNames = new()
    {
        [Op.ReverseBits] = "m_reverse_bits", [Op.ExtractBits] = "m_extract_bits", [Op.InsertBits] = "m_insert_bits",
        [Op.LengthSquared] = "m_length_squared", [Op.DistanceSquared] = "m_distance_squared",
        [Op.PackUnorm4x8] = "m_pack_unorm4x8", [Op.PackSnorm4x8] = "m_pack_snorm4x8", [Op.PackSrgbUnorm4x8] = "m_pack_srgb_unorm4x8",
        [Op.PackUnorm2x16] = "m_pack_unorm2x16", [Op.PackSnorm2x16] = "m_pack_snorm2x16",
        [Op.UnpackUnorm4x8] = "m_unpack_unorm4x8", [Op.UnpackSnorm4x8] = "m_unpack_snorm4x8", [Op.UnpackSrgbUnorm4x8] = "m_unpack_srgb_unorm4x8",
        [Op.UnpackUnorm2x16] = "m_unpack_unorm2x16", [Op.UnpackSnorm2x16] = "m_unpack_snorm2x16",
    };

    private string Intrinsic(IntrinsicExpression expression)
    {
        Op op = expression.Intrinsic;
        IReadOnlyList<Expression> arguments = expression.Arguments;
        switch (op)
        {
            case Op.ThreadgroupBarrier: return "__syncthreads()";
            case Op.SimdgroupBarrier: return "__syncwarp(lm)";
            case Op.AtomicFence: return "__threadfence()";
            case Op.Assume: return "((void)0)";
            case Op.IsFunctionConstantDefined:
                return _functionConstants.ContainsKey(((VariableExpression)arguments[0]).Variable.FunctionConstant) ? "true" : "false";
            case >= Op.AtomicStore and <= Op.AtomicMax: return Atomic(expression);
            case >= Op.SimdSum and <= Op.QuadActiveMask: return Lanes(expression);
            case >= Op.MatrixFill and <= Op.MatrixElements: return SimdgroupMatrix(expression);
            case Op.TextureRead or Op.TextureWrite or Op.TextureSample or Op.TextureSize: return Texture(expression);
            case Op.AsType: return $"m_as_type<{TypeOf(expression.Type, expression.At)}>({Evaluate(arguments[0])})";
            case Op.SinCos or Op.Modf or Op.Frexp: return TwoResults(expression);
            case Op.TextureGather or Op.TextureAtomic:
                throw new EmissionException(expression.At, $"'{expression.Name}' on '{arguments[0].Type}' is not supported on the CUDA driver");
            case Op.PackHalf2x16: throw new EmissionException(expression.At, $"'{expression.Name}' is not supported on the CUDA driver");
        }
        return $"{FunctionName(expression)}({List(arguments)})";
    }

    private string List(IReadOnlyList<Expression> arguments)
    {
        var texts = new string[arguments.Count];
        for (int i = 0; i < texts.Length; i++) texts[i] = Evaluate(arguments[i]);
        return string.Join(", ", texts);
    }

    private static string FunctionName(IntrinsicExpression expression)
    {
        Op op = expression.Intrinsic;
        bool approximate = op is Op.Exp or Op.Exp2 or Op.Exp10 or Op.Log or Op.Log2 or Op.Log10 or Op.Sin or Op.Cos or Op.Tan or Op.Pow or Op.Powr or Op.Divide;
        if (approximate && expression.Name.StartsWith("fast::", System.StringComparison.Ordinal))
            return "fast_" + op.ToString().ToLowerInvariant();
        return SpecialNames.TryGetValue(op, out string? name) ? name : "m_" + op.ToString().ToLowerInvariant();
    }

    private string TwoResults(IntrinsicExpression expression)
    {
        Expression target = expression.Arguments[1];
        string value = Evaluate(expression.Arguments[0]), name = FunctionName(expression);
        if (target is not SwizzleExpression { Components.Length: > 1 } swizzle) return $"{name}({value}, {Lvalue(target)})";
        string number = Next();
        return $"[&]() {{ {TypeOf(target.Type, expression.At)} s_{number}; auto r_{number} = {name}({value}, s_{number}); "
            + $"put<{Components(swizzle)}>({Lvalue(swizzle.Target)}, s_{number}); return r_{number}; }}()";
    }

    private string Atomic(IntrinsicExpression expression)
    {
        IReadOnlyList<Expression> arguments = expression.Arguments;
        Op op = expression.Intrinsic;
        NumberKind kind = ((AtomicType)((PointerType)arguments[0].Type).Pointee.Type).Element;
        if (kind is not (NumberKind.Int or NumberKind.UInt or NumberKind.Long or NumberKind.ULong or NumberKind.Float)
            && (kind != NumberKind.Bool || op is not (Op.AtomicLoad or Op.AtomicStore or Op.AtomicExchange or Op.AtomicCompareExchange)))
            throw new EmissionException(expression.At, $"'{expression.Name}' on atomic<{kind.Name()}> is not supported on the CUDA driver");
        string target = $"({Scalar(kind)}*){Evaluate(arguments[0])}";
        string name = op switch
        {
            Op.AtomicStore => "a_store",
            Op.AtomicLoad => "a_load",
            Op.AtomicExchange => "a_exchange",
            Op.AtomicCompareExchange => "a_compare",
            _ => "a_" + op.ToString()["Atomic".Length..].ToLowerInvariant(),
        };
        int values = op switch { Op.AtomicLoad => 1, Op.AtomicCompareExchange => 3, _ => 2 };
        string list = target;
        for (int i = 1; i < values; i++) list += ", " + Evaluate(arguments[i]);
        string call = $"{name}({list})";
        // memory_order: relaxed, acquire, release, acq_rel, seq_cst.
        bool acquire = false, release = false;
        for (int i = values; i < arguments.Count; i++)
        {
            if (arguments[i].Type is not EnumType { Name: "memory_order" }) continue;
            long order = arguments[i] is ConstantExpression constant ? constant.Value.Signed : 4;
            acquire |= order is 1 or 3 or 4;
            release |= order is 2 or 3 or 4;
        }
        if (release) call = $"(__threadfence(), {call})";
        if (!acquire) return call;
        string number = Next();
        return op == Op.AtomicStore ? $"({call}, __threadfence())" : $"[&]() {{ auto r_{number} = {call}; __threadfence(); return r_{number}; }}()";
    }

    private string Lanes(IntrinsicExpression expression)
    {
        Op op = expression.Intrinsic;
        bool quad = op >= Op.QuadSum;
        if (quad) op -= Op.QuadSum - Op.SimdSum;
        string w = quad ? "4" : "32";
        var a = new string[expression.Arguments.Count];
        for (int i = 0; i < a.Length; i++) a[i] = Evaluate(expression.Arguments[i]);
        switch (op)
        {
            case >= Op.SimdSum and <= Op.SimdXor: return $"reduce<Op{op.ToString()["Simd".Length..]}, {w}>(lm, {a[0]})";
            case Op.SimdPrefixInclusiveSum: return $"prefix<OpSum, {w}, true>(lm, {a[0]})";
            case Op.SimdPrefixExclusiveSum: return $"prefix<OpSum, {w}, false>(lm, {a[0]})";
            case Op.SimdPrefixInclusiveProduct: return $"prefix<OpProduct, {w}, true>(lm, {a[0]})";
            case Op.SimdPrefixExclusiveProduct: return $"prefix<OpProduct, {w}, false>(lm, {a[0]})";
            case Op.SimdBroadcast or Op.SimdShuffle: return $"shfl(lm, {a[0]}, lane_at<{w}>({a[1]}))";
            case Op.SimdBroadcastFirst: return $"shfl(lm, {a[0]}, lane_first<{w}>(lm))";
            case Op.SimdShuffleUp: return $"shfl(lm, {a[0]}, lane_up<{w}>({a[1]}))";
            case Op.SimdShuffleDown: return $"shfl(lm, {a[0]}, lane_down<{w}>({a[1]}))";
            case Op.SimdShuffleXor: return $"shfl(lm, {a[0]}, lane_xor<{w}>({a[1]}))";
            case Op.SimdShuffleRotateUp: return $"shfl(lm, {a[0]}, lane_rotate_up<{w}>({a[1]}))";
            case Op.SimdShuffleRotateDown: return $"shfl(lm, {a[0]}, lane_rotate_down<{w}>({a[1]}))";
            case Op.SimdShuffleAndFillUp: return $"shfl_fill_up<{w}>(lm, {a[0]}, {a[1]}, {a[2]})";
            case Op.SimdShuffleAndFillDown: return $"shfl_fill_down<{w}>(lm, {a[0]}, {a[1]}, {a[2]})";
            case Op.SimdBallot: return $"ballot<{w}>(lm, {a[0]})";
            case Op.SimdAll: return $"every<{w}>(lm, {a[0]})";
            case Op.SimdAny: return $"some<{w}>(lm, {a[0]})";
            case Op.SimdIsFirst: return $"(lane_id() == lane_first<{w}>(lm))";
            default: return $"active<{w}>(lm)";
        }
    }

    private string SimdgroupMatrix(IntrinsicExpression expression)
    {
        IReadOnlyList<Expression> a = expression.Arguments;
        switch (expression.Intrinsic)
        {
            case Op.MatrixFill: return $"sgm_fill<{Scalar(ElementOf(expression.Type))}>({Evaluate(a[0])})";
            case Op.MatrixDiagonal: return $"sgm_diagonal<{Scalar(ElementOf(expression.Type))}>({Evaluate(a[0])})";
            case Op.MatrixLoad or Op.MatrixStore:
                string element = Scalar(ElementOf(a[0].Type)), name = expression.Intrinsic == Op.MatrixLoad ? "sgm_load" : "sgm_store";
                return $"{name}({Lvalue(a[0])}, ({element}*){Evaluate(a[1])}, {Evaluate(a[2])}, {Evaluate(a[3])}, {Evaluate(a[4])})";
            default:
                string sum = a.Count > 3 ? Evaluate(a[3]) : $"{TypeOf(a[0].Type, expression.At)}{{}}";
                return $"sgm_mma(lm, {Lvalue(a[0])}, {Evaluate(a[1])}, {Evaluate(a[2])}, {sum})";
        }
    }

    private string Texture(IntrinsicExpression expression)
    {
        IReadOnlyList<Expression> a = expression.Arguments;
        string texture = Evaluate(a[0]), element = Scalar(((TextureType)a[0].Type).Element);
        switch (expression.Intrinsic)
        {
            case Op.TextureSize:
                return expression.Name switch { "get_width" => $"{texture}.w", "get_height" => $"{texture}.h", "get_depth" => $"{texture}.d", _ => "1u" };
            case Op.TextureRead: return $"tex_read<{element}>({texture}, {Evaluate(a[1])})";
            case Op.TextureWrite: return $"tex_write<{element}>({texture}, {Evaluate(a[1])}, {Evaluate(a[2])})";
            default: return $"tex_sample<{element}>({texture}, {Evaluate(a[1])}, {Evaluate(a[2])})";
        }
    }
}
