using System;

namespace Lucid.Ops.Dispatch;

/// <summary>Indices of the triangles of a matrix, row by row.</summary>
internal static unsafe class TriangleIndices
{
    internal static Tensor Of(long rows, long columns, long offset, bool upper, DType type, Device device, string op)
    {
        if (rows < 0) throw new ArgumentValueException(op, $"{op}: row must be non-negative, got {rows}", "row");
        if (columns < 0) throw new ArgumentValueException(op, $"{op}: col must be non-negative, got {columns}", "col");
        if (type is not (DType.Int32 or DType.Int64)) throw new DtypeMismatchException(op, "dtype", "int32 or int64", type.Name());
        long count = 0;
        for (long r = 0; r < rows; r++) count += Length(r, columns, offset, upper);
        Tensor result = Tensor.Allocate(Layout.Contiguous([2, count], op), DType.Int64, DeviceType.Cpu);
        long* row = result.Operand.Pointer<long>(), column = row + count;
        for (long r = 0; r < rows; r++)
        {
            long length = Length(r, columns, offset, upper), first = upper ? columns - length : 0;
            for (long c = first; c < first + length; c++)
            {
                *row++ = r;
                *column++ = c;
            }
        }
        return Devices.Move(Conversions.To(result, type), device.Type);
    }

    // How many columns of a row belong to the triangle.
    private static long Length(long row, long columns, long offset, bool upper)
    {
        long edge = Math.Clamp(row + offset + (upper ? 0 : 1), 0, columns);
        return upper ? columns - edge : edge;
    }
}
