using System;
using System.Collections.Generic;
using System.Runtime.CompilerServices;
using Lucid.Gpu.Drivers.Host.Program;
using Lucid.Gpu.Msl;
using Lucid.Gpu.Msl.Semantics;
using Lucid.Gpu.Msl.Tree;
using Lucid.Gpu.Msl.Types;

namespace Lucid.Gpu.Drivers.Host.Lowering;

/// <summary>Turns a kernel of the typed tree into a register program; calls are inlined, MSL has no recursion.</summary>
internal sealed partial class Lowerer
{
    private const int CodeLimit = 400_000;
    private const int DepthLimit = 200;
    private readonly KernelLibrary _library;
    private readonly IReadOnlyDictionary<int, ConstantValue> _functionConstants;
    private readonly List<Instruction> _code = [];
    private readonly Dictionary<VariableSymbol, Value> _variables = [];
    private readonly Dictionary<(long Bits, bool Wide), int> _constants = [];
    private readonly List<(int Register, long Bits, bool Wide)> _constantList = [];
    private readonly List<PositionInput> _positions = [];
    private readonly List<FunctionSymbol> _calls = [];
    private readonly ConstantImage _image = new();
    private int _top;
    private int _highest;
    private int _maskTop;
    private int _maskHighest;
    private int _privateTop;
    private int _privateHighest;
    private int _threadgroupBytes;
    private int _at;
    private int _level;
    private int _depth;

    private Lowerer(KernelLibrary library, IReadOnlyDictionary<int, ConstantValue> functionConstants)
    {
        _library = library;
        _functionConstants = functionConstants;
    }

    /// <summary>Lowers one kernel; function constants are given by index.</summary>
    public static HostProgram Lower(KernelLibrary library, string name, FunctionSymbol kernel, IReadOnlyDictionary<int, ConstantValue> functionConstants) =>
        new Lowerer(library, functionConstants).Run(name, kernel);

    private const int ConstantSlot = 0;

    private HostProgram Run(string name, FunctionSymbol kernel)
    {
        List<KernelBinding> bindings = KernelSignature.Bind(kernel, (at, message) => throw new LoweringException(at, message));
        var slots = new List<(int, int)>();
        var writable = new List<bool> { false };
        var threadgroups = new List<(int, int)>();
        _reserved = Allocate(2);
        _live.Add(AllocateMask());
        foreach (KernelBinding binding in bindings) Bind(binding, slots, writable, threadgroups);
        _calls.Add(kernel);
        LowerBody(kernel);
        Emit(OpCode.Exit);
        Patch(_returnJumps);
        // Constants get the registers above all others.
        Instruction[] code = _code.ToArray();
        for (int i = 0; i < code.Length; i++)
        {
            if (code[i].A < -1) code[i].A = _highest - code[i].A - 2;
            if (code[i].B < -1) code[i].B = _highest - code[i].B - 2;
            if (code[i].C < -1) code[i].C = _highest - code[i].C - 2;
            if (code[i].Op == OpCode.Store && code[i].Dst < -1) code[i].Dst = _highest - code[i].Dst - 2;
        }
        for (int i = 0; i < _constantList.Count; i++) _constantList[i] = _constantList[i] with { Register = _highest - _constantList[i].Register - 2 };
        return new HostProgram
        {
            KernelName = name, Library = _library, Code = code, Registers = _highest + 2 * _constantList.Count + 4, MaskSlots = _maskHighest + 2,
            PrivateBytes = (_privateHighest + 15) & ~15, ThreadgroupBytes = (_threadgroupBytes + 15) & ~15, Constants = _constantList,
            Positions = _positions, Bindings = bindings, ConstantData = _image.ToArray(), BufferSlots = slots, ConstantSlot = ConstantSlot,
            SlotCount = writable.Count, SlotWritable = writable.ToArray(), ThreadgroupArguments = threadgroups, RaceShift = RaceShift(code, MemorySpace.Device),
            SharedRaceShift = RaceShift(code, MemorySpace.Threadgroup),
        };
    }

    private void Bind(KernelBinding binding, List<(int, int)> slots, List<bool> writable, List<(int, int)> threadgroups)
    {
        VariableSymbol variable = binding.Variable;
        switch (binding.Kind)
        {
            case BindingKind.Position:
                int count = Leaves.Count(variable.Type.Type);
                int[] registers = AllocateFor(variable.Type.Type);
                for (int i = 0; i < count; i++) _positions.Add(new PositionInput(binding.Attribute, i, registers[i]));
                DefineParameter(variable, new Value(variable.Type.Type, registers, null));
                break;
            case BindingKind.Buffer:
                QualifiedType target = variable.Type.Type is PointerType pointer ? pointer.Pointee : ((ReferenceType)variable.Type.Type).Referee;
                int slot = writable.Count;
                writable.Add(!target.Const && target.Space == AddressSpace.Device);
                slots.Add((binding.Index, slot));
                var place = new Address(MemorySpace.Device, AddressMode.BaseSlot, slot, -1, 1, 0);
                if (variable.Type.Type is PointerType)
                {
                    if (!variable.Reassigned && !variable.AddressTaken) _slotPointers[variable] = place;
                    else DefineParameter(variable, new Value(variable.Type.Type, [PointerTo(place)], null));
                }
                else if (target.Type is ScalarType or VectorType && target.Space == AddressSpace.Constant && !variable.AddressTaken)
                    _variables[variable] = Load(place, target.Type);
                else _variables[variable] = new Value(target.Type, null, place);
                break;
            case BindingKind.Threadgroup:
                int offset = Allocate(1);
                threadgroups.Add((binding.Index, offset));
                _variables[variable] = variable.Type.Type is ReferenceType reference
                    ? new Value(reference.Referee.Type, null, new Address(MemorySpace.Threadgroup, AddressMode.BaseNarrow, offset, -1, 1, 0))
                    : new Value(variable.Type.Type, [offset], null);
                break;
            default:
                if (variable.Type.Type is StructType) throw new LoweringException(variable.At, "arrays of textures are not supported by the Host driver");
                _variables[variable] = new Value(variable.Type.Type, [Constant(binding.Index)], null);
                break;
        }
    }

    private static int RaceShift(Instruction[] code, MemorySpace space)
    {
        int shift = 2;
        foreach (Instruction instruction in code)
            if (instruction.Op is OpCode.Load or OpCode.Store && instruction.Space == (byte)space)
                shift = Math.Min(shift, Leaves.SizeOf((MemoryKind)instruction.Kind) switch { 1 => 0, 2 => 1, _ => 2 });
        return shift;
    }

    private readonly Dictionary<VariableSymbol, Address> _slotPointers = [];

    private void DefineParameter(VariableSymbol variable, Value value)
    {
        if (!variable.AddressTaken) { _variables[variable] = value; return; }
        Value home = NewVariable(variable);
        _variables[variable] = home;
        Assign(home, value);
    }

    // ---- registers and code ----

    private int Allocate(int slots)
    {
        int register = _top;
        _top += slots;
        if (_top > _highest) _highest = _top;
        if (_top > 200_000) throw new LoweringException(_at, "kernel needs too many registers for the Host driver");
        return register;
    }

    private int[] AllocateFor(MslType type)
    {
        List<Leaf> leaves = Leaves.Of(type);
        var registers = new int[leaves.Count];
        for (int i = 0; i < registers.Length; i++) registers[i] = Allocate(leaves[i].Wide ? 2 : 1);
        return registers;
    }

    private int Constant(long bits, bool wide = false)
    {
        if (!wide) bits = (int)bits;
        if (_constants.TryGetValue((bits, wide), out int register)) return register;
        // Constants get registers of their own, above those that scopes reuse; numbered from the end when the program is done.
        register = -2 - 2 * _constantList.Count;
        _constants[(bits, wide)] = register;
        _constantList.Add((register, bits, wide));
        return register;
    }

    private int ConstantFloat(float value) => Constant(BitConverter.SingleToInt32Bits(value));

    private int Emit(OpCode op, int dst = 0, int a = 0, int b = 0, int c = 0, byte kind = 0, byte count = 0, int imm = 0, bool wide = false)
    {
        if (_code.Count >= CodeLimit) throw new LoweringException(_at, $"kernel exceeds {CodeLimit} instructions after inlining");
        _code.Add(new Instruction { Op = op, Dst = dst, A = a, B = b, C = c, Kind = kind, Count = count, Imm = imm, At = _at, Wide = wide ? (byte)1 : (byte)0 });
        return _code.Count - 1;
    }

    private void Patch(List<int> jumps)
    {
        foreach (int jump in jumps) PatchTo(jump, _code.Count - 1);
        jumps.Clear();
    }

    private void PatchHere(int jump) => PatchTo(jump, _code.Count);

    private void PatchTo(int jump, int target)
    {
        Instruction instruction = _code[jump];
        instruction.Imm = target;
        _code[jump] = instruction;
    }

    private void Enter(int at)
    {
        if (++_depth > DepthLimit * 4 || !RuntimeHelpers.TryEnsureSufficientExecutionStack()) throw new LoweringException(at, "program nests too deep for the Host driver");
    }

    private void Leave() => _depth--;

    // ---- variables ----

    private Value NewVariable(VariableSymbol variable)
    {
        MslType type = variable.Type.Type;
        if (variable.Type.Space == AddressSpace.Threadgroup)
        {
            int alignment = Math.Max(1, type.Alignment);
            _threadgroupBytes = (_threadgroupBytes + alignment - 1) / alignment * alignment;
            var shared = new Address(MemorySpace.Threadgroup, AddressMode.BaseNone, 0, -1, 1, _threadgroupBytes);
            _threadgroupBytes += (int)type.Size;
            return new Value(type, null, shared);
        }
        if (!variable.AddressTaken && Leaves.FitRegisters(type)) return new Value(type, AllocateFor(type), null, _level);
        return new Value(type, null, AllocatePrivate(type));
    }

    private Address AllocatePrivate(MslType type)
    {
        int alignment = Math.Max(4, type.Alignment);
        _privateTop = (_privateTop + alignment - 1) / alignment * alignment;
        var place = new Address(MemorySpace.Private, AddressMode.BaseNone, 0, -1, 1, _privateTop);
        _privateTop += Math.Max(4, (int)type.Size);
        if (_privateTop > 1 << 22) throw new LoweringException(_at, "kernel needs more than 4 MiB of private memory per thread");
        _privateHighest = Math.Max(_privateHighest, _privateTop);
        return place;
    }

    private Value Temporary(MslType type) =>
        Leaves.FitRegisters(type) ? new Value(type, AllocateFor(type), null, _level) : new Value(type, null, AllocatePrivate(type));

    private static LaneKind LaneOf(NumberKind kind) => kind switch
    {
        NumberKind.Float or NumberKind.Half or NumberKind.BFloat => LaneKind.F32,
        NumberKind.Long => LaneKind.I64,
        NumberKind.ULong => LaneKind.U64,
        NumberKind.Char or NumberKind.Short or NumberKind.Int => LaneKind.I32,
        _ => LaneKind.U32,
    };

    private static NumberKind ElementOf(MslType type) => type switch
    {
        ScalarType scalar => scalar.Kind,
        VectorType vector => vector.Element,
        MatrixType matrix => matrix.Element,
        EnumType enumeration => enumeration.Underlying,
        AtomicType atomic => atomic.Element,
        SimdgroupMatrixType matrix => matrix.Element,
        PointerType pointer => pointer.Pointee.EffectiveSpace is AddressSpace.Device or AddressSpace.Constant ? NumberKind.ULong : NumberKind.UInt,
        _ => NumberKind.UInt,
    };

    private static bool IsWide(NumberKind kind) => kind is NumberKind.Long or NumberKind.ULong;
}
