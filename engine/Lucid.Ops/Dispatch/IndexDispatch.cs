using System;
using System.Numerics;
using System.Runtime.CompilerServices;
using System.Threading;
using Lucid.Cpu.Threads;
using Lucid.Ops.Kernels;
using Lucid.Streams;

namespace Lucid.Ops.Dispatch;

/// <summary>Checks index arguments and launches gathers and scatters.</summary>
internal static unsafe class IndexDispatch
{
    internal static Tensor Select(Tensor input, long dim, Tensor index)
    {
        int at = Dimensions.Normalize(dim, input.Rank, "index_select");
        Tensor positions = Positions(input, at, index, "index_select");
        Tensor source = Conversions.ToContiguous(input);
        long[] sizes = input.Rank == 0 ? [] : input.Shape.ToArray();
        if (sizes.Length > 0) sizes[at] = positions.Count;
        Tensor result = Tensor.Allocate(Layout.Contiguous(sizes, "index_select"), input.DType, input.DeviceType);
        CommandStream.Submit(new RowGatherKernel(source.Operand, positions.Operand, result.Operand, at), input.DeviceType);
        return result;
    }

    internal static Tensor Scatter(Tensor input, long dim, Tensor index, Tensor source, bool add, bool inPlace = false)
    {
        string op = add ? "index_add" : "index_copy";
        int at = Dimensions.Normalize(dim, input.Rank, op);
        Tensor positions = Positions(input, at, index, op);
        if (source.DType != input.DType)
            throw new DtypeMismatchException(op, "source", $"of the same dtype as input ({input.DType.Name()})",
                source.DType.Name());
        if (source.DeviceType != input.DeviceType) throw new DeviceMismatchException(op, "source", input.Device, source.Device);
        bool fits = Math.Max(source.Rank, 1) == Math.Max(input.Rank, 1) || input.Rank == 0;
        for (int i = 0; fits && i < input.Rank && source.Rank == input.Rank; i++)
            fits = source.Shape[i] == (i == at ? positions.Count : input.Shape[i]);
        if (!fits || source.Count != positions.Count * (input.Rank == 0 ? 1 : input.Count == 0 ? 0 : input.Count / Math.Max(input.Shape[at], 1)))
            throw new ShapeMismatchException(op,
                $"{op}: source is {source.Layout}, but input {input.Layout} with {positions.Count} indices along dimension {at} "
                + $"needs the same shape with size {positions.Count} there", "source");
        Tensor rows = Conversions.ToContiguous(source);
        Tensor result = inPlace ? InPlaceRules.Target(input, rows, positions) : Conversions.Clone(input);
        CommandStream.Submit(new RowScatterKernel(rows.Operand, positions.Operand, result.Operand, at, add), input.DeviceType);
        if (inPlace) InPlaceRules.Finish(input, result, op);
        return result;
    }

    /// <summary>An index vector as contiguous int64 on the processor's side of the device, checked against the size.</summary>
    private static Tensor Positions(Tensor input, int dim, Tensor index, string op)
    {
        if (index.Rank > 1) throw new IndexException(op, $"{op}: Index should have dimension 1 or 0, but it is {index.Layout}", "index");
        if (index.DType is not (DType.Int64 or DType.Int32))
            throw new DtypeMismatchException(op, "index", "int32 or int64", index.DType.Name());
        if (index.DeviceType != input.DeviceType) throw new DeviceMismatchException(op, "index", input.Device, index.Device);
        Tensor positions = Conversions.ToContiguous(Conversions.To(index, DType.Int64));
        long size = input.Rank == 0 ? 1 : input.Shape[dim];
        // Kernels trust positions: look at them before anything is recorded.
        long* values = (long*)Devices.Bytes(positions);
        RequireInside(values, positions.Count, size, dim, op);
        return positions;
    }

    private struct Bounds
    {
        internal long* Values;
        internal long Size;
        internal bool Outside;
    }

    /// <summary>Refuses positions outside 0...size - 1.</summary>
    internal static void RequireInside(long* values, long count, long size, int dim, string op)
    {
        if (AllBelow(values, count, size)) return;
        // The first offender is looked for only when there is one.
        for (long i = 0; i < count; i++)
        {
            if ((ulong)values[i] >= (ulong)size)
                throw new IndexException(op, $"{op}: index {values[i]} is out of bounds for dimension {dim} with size {size}", "index");
        }
    }

    // Whether all values lie in 0...size - 1.
    private static bool AllBelow(long* values, long count, long size)
    {
        Bounds bounds = new() { Values = values, Size = size };
        Team.Run((nint)count, 1 << 16, &Look, &bounds);
        return !bounds.Outside;
    }

    private static void Look(void* context, nint begin, nint end)
    {
        Bounds* bounds = (Bounds*)context;
        ulong* values = (ulong*)bounds->Values;
        ulong size = (ulong)bounds->Size;
        Vector<ulong> limit = Vector.Create(size), outside = Vector<ulong>.Zero;
        bool any = false;
        nint i = begin;
        for (; i <= end - Vector<ulong>.Count; i += Vector<ulong>.Count) outside |= Vector.GreaterThanOrEqual(Vector.Load(values + i), limit);
        for (; i < end; i++) any |= values[i] >= size;
        if (any || outside != Vector<ulong>.Zero) Volatile.Write(ref bounds->Outside, true);
    }

    /// <summary>Int64 indices of any shape with negative ones counted from the end; each is checked against the size.</summary>
    internal static Tensor Wrap(Tensor index, long size, int dim)
    {
        Tensor dense = Conversions.ToContiguous(index);
        long* values = (long*)Devices.Bytes(dense);
        if (AllBelow(values, dense.Count, size)) return index;
        for (long i = 0; i < dense.Count; i++)
        {
            long value = values[i];
            if (value < -size || value >= size) throw new IndexException("index", $"index {value} is out of bounds for dimension {dim} with size {size}");
        }
        Tensor wrapped = Tensor.Allocate(dense.Layout, DType.Int64, DeviceType.Cpu);
        long* to = (long*)wrapped.Storage.RawData;
        for (long i = 0; i < dense.Count; i++) to[i] = values[i] < 0 ? values[i] + size : values[i];
        return Devices.Move(wrapped, index.DeviceType);
    }

    internal static Tensor Nonzero(Tensor input)
    {
        Tensor mask = Conversions.ToContiguous(input.DType == DType.Bool ? input : input.Ne(0));
        // The shape depends on the data: wait for it.
        byte* values = Devices.Bytes(mask);
        long count = Trues(values, mask.Count);
        // One run of memory for each dimension, as in PyTorch: a column is what indexing needs.
        Tensor result = Tensor.Allocate(Layout.Contiguous([mask.Rank, count]), DType.Int64, DeviceType.Cpu);
        if (mask.Rank > 0 && count > 0) WritePlaces(values, mask.Shape, (long*)result.Storage.Data, count);
        Tensor placed = Devices.Move(result, input.DeviceType);
        placed.Relayout(Layout.Strided([count, mask.Rank], [1, Math.Max(count, 1)]), 0);
        return placed;
    }

    private static long Trues(byte* values, long n)
    {
        long count = 0, i = 0;
        for (; i <= n - 8; i += 8)
        {
            // Each byte's bits meet in its lowest one, and a product gathers the sum of the eight in its top byte.
            ulong eight = *(ulong*)(values + i);
            eight |= eight >> 4 & 0x0F0F0F0F0F0F0F0F;
            eight |= eight >> 2 & 0x3F3F3F3F3F3F3F3F;
            eight |= eight >> 1 & 0x7F7F7F7F7F7F7F7F;
            count += (long)((eight & 0x0101010101010101) * 0x0101010101010101 >> 56);
        }
        for (; i < n; i++) count += One(values[i]);
        return count;
    }

    private static long One(byte truth) => Unsafe.BitCast<bool, byte>(truth != 0);

    // Every position is written and kept only if it counts: random masks would make a branch wait half the time.
    private static void WritePlaces(byte* values, ReadOnlySpan<long> sizes, long* to, long count)
    {
        int last = sizes.Length - 1;
        long* end = to + count;
        Span<long> at = stackalloc long[sizes.Length];
        at.Clear();
        for (; to < end; values += sizes[last])
        {
            for (long i = 0; i < sizes[last] && to < end; i++)
            {
                for (int d = 0; d < last; d++) to[d * count] = at[d];
                to[last * count] = i;
                to += One(values[i]);
            }
            for (int d = last - 1; d >= 0 && ++at[d] == sizes[d]; d--) at[d] = 0;
        }
    }

    internal static Tensor Where(Tensor condition, TensorOrScalar input, TensorOrScalar other)
    {
        if (condition.DType != DType.Bool) condition = condition.DType == DType.UInt8
            ? condition.Ne(0)
            : throw new DtypeMismatchException("where", "condition", "bool", condition.DType.Name(),
                "Compare it first, for example condition != 0.");
        DType type = input.Tensor is { } a
            ? other.Tensor is { } b ? Promotion.Of(a, b, Declaration.DTypeRule.Promote) : Promotion.Of(a, other.Scalar, Declaration.DTypeRule.Promote)
            : other.Tensor is { } c ? Promotion.Of(c, input.Scalar, Declaration.DTypeRule.Promote) : DTypes.Promote(input.Scalar.DType, other.Scalar.DType);
        DeviceType device = condition.DeviceType;
        if (condition.Rank == 0 && condition.DeviceType == DeviceType.Cpu) device = input.Tensor?.DeviceType ?? other.Tensor?.DeviceType ?? device;
        Tensor x = Side(input, type, device, condition, "input");
        Tensor y = Side(other, type, device, condition, "other");
        Tensor mask = Devices.Move(condition, device);
        Layout shape = Broadcasting.Common(Broadcasting.Common(mask.Layout, x.Layout, "where", "condition", "input"), y.Layout, "where", "input", "other");
        Layout layout = ResultOrder.Of(shape, mask, x, y);
        Tensor result = Tensor.AllocateDense(layout, type, device, ThreadState.Current);
        CommandStream.Submit(new WhereKernel(Broadcasting.Expand(mask.Operand, shape), Broadcasting.Expand(x.Operand, shape),
            Broadcasting.Expand(y.Operand, shape), result.Operand), device);
        return result;
    }

    private static Tensor Side(in TensorOrScalar side, DType type, DeviceType device, Tensor condition, string name)
    {
        if (side.Tensor is not { } tensor) return Factories.Full([], side.Scalar, type, new Device(device), false, "where");
        if (tensor.DeviceType != device && tensor.Rank > 0) throw new DeviceMismatchException("where", name, new Device(device), tensor.Device);
        return Conversions.To(Devices.Move(tensor, device), type);
    }
}
