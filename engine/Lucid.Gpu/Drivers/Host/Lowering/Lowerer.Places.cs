using System.Collections.Generic;
using Lucid.Gpu.Drivers.Host.Program;
using Lucid.Gpu.Msl.Semantics;
using Lucid.Gpu.Msl.Tree;
using Lucid.Gpu.Msl.Types;

namespace Lucid.Gpu.Drivers.Host.Lowering;

internal sealed partial class Lowerer
{
    /// <summary>Where an lvalue is; for rvalues, a temporary that holds it.</summary>
    private Value Place(Expression expression)
    {
        Enter(expression.At);
        _at = expression.At;
        Value result = PlaceCore(expression);
        Leave();
        return result;
    }

    private Value PlaceCore(Expression expression)
    {
        switch (expression)
        {
            case VariableExpression variable: return VariablePlace(variable.Variable, expression.At);
            case MemberExpression member: return MemberPlace(Place(member.Target), member.Field);
            case BaseExpression parent:
                Value whole = Place(parent.Target);
                foreach (Field field in ((StructType)whole.Type).Fields)
                    if (field.Type.Type == parent.Type) return MemberPlace(whole, field);
                return whole;
            case SwizzleExpression swizzle: return SwizzlePlace(Place(swizzle.Target), swizzle);
            case IndexExpression index: return IndexPlace(index);
            case DereferenceExpression dereference:
                return new Value(expression.Type, null, AddressOf(dereference.Pointer));
            case AssignExpression or CompoundAssignExpression or IncrementExpression { IsPrefix: true }:
                return Effect(expression);
            case CommaExpression comma:
                Evaluate(comma.First);
                return Place(comma.Second);
            case ConditionalExpression { IsLvalue: true } conditional: return ConditionalPlace(conditional);
            case MatrixElementsExpression elements: return Place(elements.Target).As(elements.Type);
            case CallExpression call when call.Function.ReturnsReference: return Call(call, true);
            default:
                return Evaluate(expression);
        }
    }

    private Value VariablePlace(VariableSymbol variable, int at)
    {
        if (_variables.TryGetValue(variable, out Value? known)) return known;
        if (_slotPointers.TryGetValue(variable, out Address? slot)) return new Value(variable.Type.Type, [PointerTo(slot)], null);
        if (variable.FunctionConstant >= 0) return FunctionConstant(variable, at);
        if (variable.Kind == VariableKind.Global)
        {
            if (variable.Initializer is null) throw new LoweringException(at, $"constant '{variable.Name}' has no initializer");
            if (variable.IsReference) return Place(variable.Initializer);
            if (_image.TryPlace(variable, out int offset))
                return _variables[variable] = new Value(variable.Type.Type, null, new Address(MemorySpace.Device, AddressMode.BaseSlot, ConstantSlot, -1, 1, offset));
            // Not plain data: computed where it is used; it has no side effects.
            return Evaluate(variable.Initializer);
        }
        throw new LoweringException(at, $"'{variable.Name}' is used where the Host driver has no value for it");
    }

    private Value FunctionConstant(VariableSymbol variable, int at)
    {
        if (!_functionConstants.TryGetValue(variable.FunctionConstant, out ConstantValue value))
        {
            if (variable.Initializer is not null) return Evaluate(variable.Initializer);
            throw new LoweringException(at, $"function constant '{variable.Name}' (index {variable.FunctionConstant}) has no value");
        }
        if (variable.Type.Type is not ScalarType scalar) throw new LoweringException(at, "only scalar function constants are supported");
        return new Value(scalar, [ConstantRegister(value.ConvertTo(scalar.Kind))], null);
    }

    private Value MemberPlace(Value target, Field field)
    {
        if (target.Memory is { } memory) return new Value(field.Type.Type, null, memory.Plus((int)field.Offset));
        int start = 0;
        foreach (Field before in field.Owner.Fields)
        {
            if (ReferenceEquals(before, field)) break;
            start += Leaves.Count(before.Type.Type);
        }
        int count = Leaves.Count(field.Type.Type);
        return new Value(field.Type.Type, target.Registers![start..(start + count)], null, target.Level);
    }

    private Value SwizzlePlace(Value target, SwizzleExpression swizzle)
    {
        if (target.Memory is { } memory)
        {
            int size = ElementOf(target.Type).Size();
            if (swizzle.Components.Length == 1) return new Value(swizzle.Type, null, memory.Plus(swizzle.Components[0] * size));
            bool consecutive = true;
            for (int i = 1; i < swizzle.Components.Length; i++) consecutive &= swizzle.Components[i] == swizzle.Components[0] + i;
            if (consecutive) return new Value(swizzle.Type, null, memory.Plus(swizzle.Components[0] * size));
            target = Load(memory, target.Type);
        }
        var registers = new int[swizzle.Components.Length];
        for (int i = 0; i < registers.Length; i++) registers[i] = target.Registers![swizzle.Components[i]];
        return new Value(swizzle.Type, registers, null, target.Level);
    }

    private Value IndexPlace(IndexExpression index)
    {
        if (index.Target.Type is PointerType)
        {
            Address start = AddressOf(index.Target);
            return new Value(index.Type, null, Offset(start, index.Index, (int)index.Type.Size));
        }
        Value target = Place(index.Target);
        MslType type = target.Type;
        if (target.Memory is { } memory)
        {
            int scale = type switch
            {
                ArrayType array => (int)array.Element.Type.Size,
                MatrixType matrix => (int)matrix.Column.Size,
                _ => ElementOf(type).Size(),
            };
            return new Value(index.Type, null, Offset(memory, index.Index, scale));
        }
        // A vector or matrix in registers: a constant picks, a variable index selects.
        int width = Leaves.Count(index.Type);
        int count = target.Registers!.Length / System.Math.Max(1, width);
        if (index.Index is ConstantExpression constant)
        {
            int at = (int)System.Math.Clamp(constant.Value.Signed, 0, count - 1);
            return new Value(index.Type, target.Registers[(at * width)..((at + 1) * width)], null, target.Level);
        }
        Value chosen = Evaluate(index.Index);
        int place = Narrow(chosen);
        Value result = Temporary(index.Type);
        bool wide = IsWide(ElementOf(index.Type));
        for (int j = 0; j < width; j++) Emit(wide ? OpCode.MovL : OpCode.Mov, result.Registers![j], target.Registers[j]);
        for (int i = 1; i < count; i++)
        {
            int same = Allocate(1);
            Emit(OpCode.EqI, same, place, Constant(i));
            for (int j = 0; j < width; j++)
                Emit(wide ? OpCode.SelectL : OpCode.Select, result.Registers![j], same, target.Registers[i * width + j], result.Registers[j]);
        }
        _dynamic[result] = (target, place, width);
        return result;
    }

    // Writes through a variable index of a register vector go back component by component.
    private readonly Dictionary<Value, (Value Target, int Index, int Width)> _dynamic = [];

    private int Narrow(Value index)
    {
        if (!IsWide(ElementOf(index.Type))) return index.Registers![0];
        int narrow = Allocate(1);
        Emit(OpCode.LToI, narrow, index.Registers![0]);
        return narrow;
    }

    private Value ConditionalPlace(ConditionalExpression conditional)
    {
        // Both objects could lie anywhere, so the choice is made on their addresses, or on values when they have none.
        Value condition = Evaluate(conditional.Condition);
        Value yes = Place(conditional.WhenTrue), no = Place(conditional.WhenFalse);
        if (yes.Memory is { } a && no.Memory is { } b && a.Space == b.Space)
        {
            int pointerA = PointerTo(a), pointerB = PointerTo(b);
            bool wide = a.Space == MemorySpace.Device;
            int chosen = Allocate(wide ? 2 : 1);
            Emit(wide ? OpCode.SelectL : OpCode.Select, chosen, condition.Registers![0], pointerA, pointerB);
            return new Value(conditional.Type, null, new Address(a.Space, wide ? AddressMode.BaseWide : AddressMode.BaseNarrow, chosen, -1, 1, 0));
        }
        return SelectValues(condition.Registers![0], ToRegisters(yes), ToRegisters(no), conditional.Type);
    }

    private Value SelectValues(int condition, Value yes, Value no, MslType type)
    {
        List<Leaf> leaves = Leaves.Of(type);
        Value result = Temporary(type);
        for (int i = 0; i < leaves.Count; i++)
            Emit(leaves[i].Wide ? OpCode.SelectL : OpCode.Select, result.Registers![i], condition, yes.Registers![i], no.Registers![i]);
        return result;
    }

    /// <summary>The place a pointer expression points to.</summary>
    private Address AddressOf(Expression pointer)
    {
        switch (pointer)
        {
            case VariableExpression variable when _slotPointers.TryGetValue(variable.Variable, out Address? slot): return slot;
            case AddressOfExpression taken when Place(taken.Target) is { Memory: { } memory }: return memory;
            case DecayExpression decay when Place(decay.Array) is { Memory: { } memory }: return memory;
            case ConversionExpression { Operand.Type: PointerType } cast: return AddressOf(cast.Operand);
            case BinaryExpression { Operator: BinaryOperator.Add, Type: PointerType type } sum:
                return Offset(AddressOf(sum.Left), sum.Right, (int)type.Pointee.Type.Size);
        }
        Value value = ToRegisters(Evaluate(pointer));
        AddressSpace space = ((PointerType)pointer.Type).Pointee.EffectiveSpace;
        return space switch
        {
            AddressSpace.Device or AddressSpace.Constant => new Address(MemorySpace.Device, AddressMode.BaseWide, value.Registers![0], -1, 1, 0),
            AddressSpace.Threadgroup => new Address(MemorySpace.Threadgroup, AddressMode.BaseNarrow, value.Registers![0], -1, 1, 0),
            _ => new Address(MemorySpace.Private, AddressMode.BaseNarrow, value.Registers![0], -1, 1, 0),
        };
    }

    private Address Offset(Address start, Expression index, int scale)
    {
        if (index is ConstantExpression constant && System.Math.Abs(constant.Value.Signed * scale) < 1 << 28)
            return start.Plus((int)(constant.Value.Signed * scale));
        Value value = ToRegisters(Evaluate(index));
        if (start.HasIndex)
        {
            int pointer = PointerTo(start);
            start = new Address(start.Space, start.Space == MemorySpace.Device ? AddressMode.BaseWide : AddressMode.BaseNarrow, pointer, -1, 1, 0);
        }
        NumberKind kind = ElementOf(index.Type);
        byte mode = IsWide(kind) ? AddressMode.IndexLong : kind.IsSigned() ? AddressMode.IndexSigned : AddressMode.IndexUnsigned;
        return start with { Mode = (byte)(start.Mode & AddressMode.BaseMask | mode), Index = value.Registers![0], Scale = scale };
    }

    /// <summary>The address as a pointer value: 64 bits for device memory, 32 bits otherwise.</summary>
    private int PointerTo(Address address)
    {
        bool wide = address.Space == MemorySpace.Device;
        if (!wide && address.Mode == AddressMode.BaseNone) return Constant(address.Offset);
        if (address.Mode == (wide ? AddressMode.BaseWide : AddressMode.BaseNarrow) && address.Offset == 0) return address.Base;
        int result = Allocate(wide ? 2 : 1);
        int at = Emit(OpCode.PointerAdd, result, address.Base, address.Index, address.Scale, imm: address.Offset);
        SetAddress(at, address);
        return result;
    }

    private void SetAddress(int at, Address address)
    {
        Instruction instruction = _code[at];
        instruction.Mode = address.Mode;
        instruction.Space = (byte)address.Space;
        _code[at] = instruction;
    }

    // ---- loads and stores ----

    private Value ToRegisters(Value value) => value.Memory is null ? value : Load(value.Memory, value.Type);

    private Value Load(Address address, MslType type)
    {
        List<Leaf> leaves = Leaves.Of(type);
        int[] registers = AllocateFor(type);
        foreach (var (start, count) in Runs(leaves))
        {
            int at = Emit(OpCode.Load, registers[start], address.Base, address.Index, address.Scale, (byte)leaves[start].Memory, (byte)count, address.Offset + leaves[start].Offset);
            SetAddress(at, address);
        }
        return new Value(type, registers, null);
    }

    private void Store(Address address, Value value)
    {
        List<Leaf> leaves = Leaves.Of(value.Type);
        int[] registers = Consecutive(value, leaves);
        foreach (var (start, count) in Runs(leaves))
        {
            int at = Emit(OpCode.Store, registers[start], address.Base, address.Index, address.Scale, (byte)leaves[start].Memory, (byte)count, address.Offset + leaves[start].Offset);
            SetAddress(at, address);
        }
    }

    // One instruction moves several elements only between neighbouring registers.
    private int[] Consecutive(Value value, List<Leaf> leaves)
    {
        int[] registers = value.Registers!;
        bool ordered = true;
        foreach (var (start, count) in Runs(leaves))
            for (int i = 1; i < count; i++) ordered &= registers[start + i] == registers[start] + i * (leaves[start].Wide ? 2 : 1);
        if (ordered) return registers;
        int[] copy = AllocateFor(value.Type);
        for (int i = 0; i < copy.Length; i++) Emit(leaves[i].Wide ? OpCode.MovL : OpCode.Mov, copy[i], registers[i]);
        return copy;
    }

    private static IEnumerable<(int Start, int Count)> Runs(List<Leaf> leaves)
    {
        int start = 0;
        while (start < leaves.Count)
        {
            int size = Leaves.SizeOf(leaves[start].Memory), count = 1;
            while (start + count < leaves.Count && count < 16 && leaves[start + count].Memory == leaves[start].Memory
                && leaves[start + count].Offset == leaves[start].Offset + count * size) count++;
            yield return (start, count);
            start += count;
        }
    }

    /// <summary>Copies bytes between places, for objects that do not fit registers.</summary>
    private void CopyBytes(Address to, Address from, MslType type)
    {
        int size = (int)type.Size, alignment = System.Math.Min(4, type.Alignment);
        MemoryKind kind = alignment >= 4 ? MemoryKind.B32 : alignment == 2 ? MemoryKind.U16 : MemoryKind.U8;
        int unit = Leaves.SizeOf(kind), mark = _top;
        for (int done = 0; done < size; done += 16 * unit)
        {
            int count = System.Math.Min(16, (size - done) / unit);
            if (count == 0) break;
            int registers = Allocate(count);
            SetAddress(Emit(OpCode.Load, registers, from.Base, from.Index, from.Scale, (byte)kind, (byte)count, from.Offset + done), from);
            SetAddress(Emit(OpCode.Store, registers, to.Base, to.Index, to.Scale, (byte)kind, (byte)count, to.Offset + done), to);
            _top = mark;
        }
    }

    /// <summary>Writes a value to a place; lanes that are off keep what they had.</summary>
    private void Assign(Value place, Value value)
    {
        if (place.Memory is { } memory)
        {
            if (value.Memory is { } source && !Leaves.FitRegisters(place.Type)) CopyBytes(memory, source, place.Type);
            else Store(memory, ToRegisters(value));
            return;
        }
        value = ToRegisters(value);
        List<Leaf> leaves = Leaves.Of(place.Type);
        int[] from = value.Registers!;
        if (leaves.Count > 1 && Overlap(place.Registers!, from))
        {
            int[] copy = AllocateFor(place.Type);
            for (int i = 0; i < copy.Length; i++) Emit(leaves[i].Wide ? OpCode.MovL : OpCode.Mov, copy[i], from[i]);
            from = copy;
        }
        for (int i = 0; i < leaves.Count; i++)
            Move(place.Registers![i], from[i], leaves[i].Wide, place.Level != _level, i == leaves.Count - 1 && System.Array.IndexOf(from, from[i]) == i);
        if (_dynamic.Remove(place, out var write)) WriteBack(place, write.Target, write.Index, write.Width);
    }

    private void WriteBack(Value component, Value target, int index, int width)
    {
        bool wide = IsWide(ElementOf(component.Type));
        for (int i = 0; i < target.Registers!.Length / width; i++)
        {
            int same = Allocate(1);
            Emit(OpCode.EqI, same, index, Constant(i));
            for (int j = 0; j < width; j++)
            {
                int merged = Allocate(wide ? 2 : 1);
                Emit(wide ? OpCode.SelectL : OpCode.Select, merged, same, component.Registers![j], target.Registers[i * width + j]);
                Move(target.Registers[i * width + j], merged, wide, target.Level != _level);
            }
        }
    }

    private static bool Overlap(int[] left, int[] right)
    {
        foreach (int register in left)
            foreach (int other in right)
                if (register == other) return true;
        return false;
    }

    private void Move(int to, int from, bool wide, bool masked, bool fuse = false)
    {
        if (to == from) return;
        // The operation that made a temporary writes its target directly.
        if (fuse && _code.Count > 0 && _code.Count > _barrierForFusion && from >= _reusableFrom && IsPure(_code[^1].Op) && _code[^1].Dst == from && _code[^1].Count <= 1)
        {
            Instruction last = _code[^1];
            last.Dst = to;
            last.Masked = masked;
            _code[^1] = last;
            return;
        }
        int at = Emit(wide ? OpCode.MovL : OpCode.Mov, to, from);
        if (!masked) return;
        Instruction move = _code[at];
        move.Masked = true;
        _code[at] = move;
    }

    // Registers at or above this one are temporaries of the running statement: nothing else reads them.
    private int _reusableFrom;
    private int _barrierForFusion;

    private static bool IsPure(OpCode op) => op < OpCode.Math && op is not (OpCode.Mov or OpCode.MovL);
}
