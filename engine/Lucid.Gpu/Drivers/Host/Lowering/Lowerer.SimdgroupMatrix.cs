using Lucid.Gpu.Drivers.Host.Program;
using Lucid.Gpu.Msl.Tree;
using Lucid.Gpu.Msl.Types;
using Op = Lucid.Gpu.Msl.Library.Intrinsic;

namespace Lucid.Gpu.Drivers.Host.Lowering;

internal sealed partial class Lowerer
{
    /// <summary>
    /// Lane l holds elements (row, column) and (row, column + 1) with q = l / 4, row = (q &amp; 4) + (l / 2) % 4,
    /// column = (q &amp; 2) * 2 + (l % 2) * 2: the layout Apple GPUs use, on which kernels with thread_elements() rely.
    /// </summary>
    internal static (int Row, int Column) MatrixPlace(int lane)
    {
        int q = lane / 4;
        return ((q & 4) + lane / 2 % 4, (q & 2) * 2 + lane % 2 * 2);
    }

    private int _laneRow = -1, _laneColumn = -1;

    private Value SimdgroupMatrix(IntrinsicExpression expression)
    {
        switch (expression.Intrinsic)
        {
            case Op.MatrixFill:
                int filled = ToRegisters(Evaluate(expression.Arguments[0])).Registers![0];
                return new Value(expression.Type, [filled, filled], null);
            case Op.MatrixDiagonal:
                return Diagonal(expression);
            case Op.MatrixLoad or Op.MatrixStore:
                return MatrixMemory(expression);
        }
        Value target = Place(expression.Arguments[0]);
        Value a = ToRegisters(Place(expression.Arguments[1])), b = ToRegisters(Place(expression.Arguments[2]));
        Value? c = expression.Arguments.Count > 3 ? ToRegisters(Place(expression.Arguments[3])) : null;
        _at = expression.At;
        int left = Gather(a.Registers!), right = Gather(b.Registers!), sum = Allocate(2), result = Allocate(2);
        for (int i = 0; i < 2; i++) Emit(OpCode.Mov, sum + i, c is null ? ConstantFloat(0) : c.Registers![i]);
        Emit(OpCode.MatrixMma, result, left, right, sum);
        NumberKind kind = ElementOf(target.Type);
        Normalize(result, kind);
        Normalize(result + 1, kind);
        Assign(target, new Value(target.Type, [result, result + 1], null));
        return Void();
    }

    private void LanePlace()
    {
        if (_laneRow >= 0) return;
        // Given registers of their own at kernel start, like any position.
        _laneRow = _reserved;
        _laneColumn = _reserved + 1;
        _positions.Add(new PositionInput("<matrix row>", 0, _laneRow));
        _positions.Add(new PositionInput("<matrix column>", 0, _laneColumn));
    }

    private int _reserved;

    private Value Diagonal(IntrinsicExpression expression)
    {
        LanePlace();
        int value = ToRegisters(Evaluate(expression.Arguments[0])).Registers![0];
        var registers = new int[2];
        for (int i = 0; i < 2; i++)
        {
            int column = Allocate(1), same = Allocate(1);
            Emit(OpCode.AddI, column, _laneColumn, Constant(i));
            Emit(OpCode.EqI, same, column, _laneRow);
            registers[i] = Allocate(1);
            Emit(OpCode.Select, registers[i], same, value, ConstantFloat(0));
        }
        return new Value(expression.Type, registers, null);
    }

    private Value MatrixMemory(IntrinsicExpression expression)
    {
        LanePlace();
        Value matrix = Place(expression.Arguments[0]);
        Address start = AddressOf(expression.Arguments[1]);
        int stride = ToRegisters(Evaluate(expression.Arguments[2])).Registers![0];
        Value origin = ToRegisters(Evaluate(expression.Arguments[3]));
        int transpose = ToRegisters(Evaluate(expression.Arguments[4])).Registers![0];
        var element = ScalarType.Of(((SimdgroupMatrixType)expression.Arguments[0].Type).Element);
        if (start.HasIndex) start = new Address(start.Space, start.Space == MemorySpace.Device ? AddressMode.BaseWide : AddressMode.BaseNarrow, PointerTo(start), -1, 1, 0);
        _at = expression.At;
        bool load = expression.Intrinsic == Op.MatrixLoad;
        Value? held = load ? null : ToRegisters(matrix);
        var loaded = new int[2];
        for (int i = 0; i < 2; i++)
        {
            int column = Allocate(1), row = Allocate(1), turnedRow = Allocate(1), wideRow = Allocate(2), wideColumn = Allocate(2), index = Allocate(2);
            Emit(OpCode.AddI, column, _laneColumn, Constant(i));
            Emit(OpCode.Select, row, transpose, column, _laneRow);
            Emit(OpCode.Select, turnedRow, transpose, _laneRow, column);
            Emit(OpCode.UToL, wideRow, row);
            Emit(OpCode.UToL, wideColumn, turnedRow);
            // address = (origin.y + row) * stride + origin.x + column
            Emit(OpCode.AddL, wideRow, wideRow, origin.Registers![1]);
            Emit(OpCode.MulL, wideRow, wideRow, stride);
            Emit(OpCode.AddL, wideColumn, wideColumn, origin.Registers![0]);
            Emit(OpCode.AddL, index, wideRow, wideColumn);
            Address place = start with { Mode = (byte)(start.Mode & AddressMode.BaseMask | AddressMode.IndexLong), Index = index, Scale = (int)element.Size };
            if (load) loaded[i] = Load(place, element).Registers![0];
            else Store(place, new Value(element, [held!.Registers![i]], null));
        }
        if (load) Assign(matrix, new Value(matrix.Type, loaded, null));
        return Void();
    }
}
