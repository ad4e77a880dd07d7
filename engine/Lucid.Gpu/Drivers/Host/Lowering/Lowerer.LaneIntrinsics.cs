using System.Collections.Generic;
using Lucid.Gpu.Drivers.Host.Program;
using Lucid.Gpu.Msl.Library;
using Lucid.Gpu.Msl.Tree;
using Lucid.Gpu.Msl.Types;
using Op = Lucid.Gpu.Msl.Library.Intrinsic;

namespace Lucid.Gpu.Drivers.Host.Lowering;

internal sealed partial class Lowerer
{
    private Value Atomic(IntrinsicExpression expression)
    {
        Op op = expression.Intrinsic;
        Address target = AddressOf(expression.Arguments[0]);
        NumberKind kind = ((AtomicType)((PointerType)expression.Arguments[0].Type).Pointee.Type).Element;
        bool wide = IsWide(kind);
        int value = 0, expectedRegister = 0;
        Address? expected = null;
        Value? expectedPlace = null;
        int from = 1;
        if (op == Op.AtomicCompareExchange)
        {
            expectedPlace = expression.Arguments[1] is AddressOfExpression taken ? Place(taken.Target) : new Value(ScalarType.Of(kind), null, expected = AddressOf(expression.Arguments[1]));
            expectedRegister = ToRegisters(expectedPlace).Registers![0];
            from = 2;
        }
        if (op != Op.AtomicLoad) value = ToRegisters(Evaluate(expression.Arguments[from])).Registers![0];
        if (target.HasIndex && true)
        {
            int pointer = PointerTo(target);
            target = new Address(target.Space, target.Space == MemorySpace.Device ? AddressMode.BaseWide : AddressMode.BaseNarrow, pointer, -1, 1, 0);
        }
        // dst: old value; C: operand (and the expected value right after it).
        int old = Allocate(wide ? 2 : 1), operands = Allocate(wide ? 4 : 2);
        OpCode move = wide ? OpCode.MovL : OpCode.Mov;
        if (op != Op.AtomicLoad) Emit(move, operands, value);
        if (op == Op.AtomicCompareExchange) Emit(move, operands + (wide ? 2 : 1), expectedRegister);
        int at = Emit(OpCode.Atomic, old, target.Base, (int)op, operands, (byte)kind, imm: target.Offset);
        SetAddress(at, target);
        if (op == Op.AtomicStore) return Void();
        if (op != Op.AtomicCompareExchange) return new Value(expression.Type, [old], null);
        int same = Allocate(1);
        Emit(wide ? OpCode.EqL : OpCode.EqI, same, old, expectedRegister);
        Assign(expectedPlace!, new Value(ScalarType.Of(kind), [old], null));
        return new Value(ScalarType.Bool, [same], null);
    }

    private Value Lanes(IntrinsicExpression expression)
    {
        Op op = expression.Intrinsic;
        bool quad = op >= Op.QuadSum;
        if (quad) op -= Op.QuadSum - Op.SimdSum;
        byte width = quad ? (byte)4 : (byte)32;
        var values = new Value[expression.Arguments.Count];
        for (int i = 0; i < values.Length; i++) values[i] = ToRegisters(Evaluate(expression.Arguments[i]));
        _at = expression.At;
        if (op is Op.SimdBallot or Op.SimdActiveMask)
        {
            int bits = Allocate(2);
            Emit(op == Op.SimdBallot ? OpCode.Ballot : OpCode.ActiveMask, bits, values.Length > 0 ? values[0].Registers![0] : 0, count: width);
            return new Value(ScalarType.ULong, [bits], null);
        }
        if (op is Op.SimdAll or Op.SimdAny or Op.SimdIsFirst)
        {
            int vote = Allocate(1);
            Emit(op == Op.SimdIsFirst ? OpCode.IsFirst : OpCode.Vote, vote, values.Length > 0 ? values[0].Registers![0] : 0, count: width, imm: (int)op);
            return new Value(ScalarType.Bool, [vote], null);
        }
        NumberKind kind = ElementOf(expression.Type);
        bool wide = IsWide(kind);
        var registers = new int[values[0].Registers!.Length];
        bool reduce = op <= Op.SimdPrefixExclusiveProduct;
        bool fill = op is Op.SimdShuffleAndFillUp or Op.SimdShuffleAndFillDown;
        for (int i = 0; i < registers.Length; i++)
        {
            registers[i] = Allocate(wide ? 2 : 1);
            if (reduce) Emit(OpCode.Reduce, registers[i], values[0].Registers![i], kind: (byte)LaneOf(kind), count: width, imm: (int)op, wide: wide);
            else if (fill) Emit(OpCode.Shuffle, registers[i], values[0].Registers![i], values[2].Registers![0], values[1].Registers![i], (byte)LaneOf(kind), width, (int)op, wide);
            else Emit(OpCode.Shuffle, registers[i], values[0].Registers![i], values.Length > 1 ? values[1].Registers![0] : 0, 0, (byte)LaneOf(kind), width, (int)op, wide);
            if (reduce) Normalize(registers[i], kind);
        }
        return new Value(expression.Type, registers, null);
    }

    private Value Texture(IntrinsicExpression expression)
    {
        Value texture = Evaluate(expression.Arguments[0]);
        var type = (TextureType)expression.Arguments[0].Type;
        byte kind = (byte)type.Element;
        var values = new Value[expression.Arguments.Count];
        for (int i = 1; i < values.Length; i++) values[i] = ToRegisters(Evaluate(expression.Arguments[i]));
        int slot = texture.Registers![0];
        switch (expression.Intrinsic)
        {
            case Op.TextureSize:
                int size = Allocate(1);
                Emit(OpCode.TextureSize, size, slot, imm: expression.Name switch { "get_width" => 0, "get_height" => 1, "get_depth" => 2, _ => 3 });
                return new Value(ScalarType.UInt, [size], null);
            case Op.TextureWrite:
                Emit(OpCode.TextureWrite, 0, slot, Gather(values[2].Registers!), Gather(values[1].Registers!), kind, (byte)values[2].Registers!.Length);
                return Void();
            default:
                bool sample = expression.Intrinsic == Op.TextureSample;
                Value position = values[sample ? 2 : 1];
                int texel = Allocate(4);
                Emit(sample ? OpCode.TextureSample : OpCode.TextureRead, texel, slot, Gather(position.Registers!), sample ? values[1].Registers![0] : 0, kind, (byte)position.Registers!.Length);
                return new Value(expression.Type, [texel, texel + 1, texel + 2, texel + 3], null);
        }
    }
}
