using System;
using Lucid.Ops.Declaration;
using Lucid.Ops.Dispatch;

namespace Lucid.Ops.Shape;

/// <summary>The positions 0, 1, 2, ..., each as often as repeats says: what to index with to repeat.</summary>
[Op("repeat_interleave.positions(Tensor repeats, *, int? output_size=None) -> Tensor", NoOut = true)]
internal static class RepeatInterleavePositions
{
    internal static unsafe Tensor Forward(Tensor repeats, long? outputSize)
    {
        if (repeats.Rank != 1)
            throw new ShapeMismatchException("repeat_interleave",
                $"repeat_interleave: repeat_interleave only accept 1D vector as repeat, but got {repeats.Layout}", "repeats");
        if (repeats.DType is not (DType.Int64 or DType.Int32))
            throw new DtypeMismatchException("repeat_interleave", "repeats", "int64 or int32", repeats.DType.Name());
        Tensor counts = Conversions.ToContiguous(Conversions.To(Devices.Move(repeats, DeviceType.Cpu), DType.Int64));
        // The result's size depends on the data: wait for it.
        long* values = (long*)Devices.Bytes(counts);
        long total = 0;
        for (long i = 0; i < counts.Count; i++)
        {
            if (values[i] < 0)
                throw new ArgumentValueException("repeat_interleave",
                    $"repeat_interleave: repeats can not be negative, but holds {values[i]}", "repeats");
            total += values[i];
        }
        if (outputSize is { } wanted && wanted != total)
            throw new ArgumentValueException("repeat_interleave",
                $"repeat_interleave: allocated size does not match required size: output_size is {wanted}, the sum of repeats {total}", "output_size");
        Tensor result = Tensor.Allocate(Layout.Contiguous([total], "repeat_interleave"), DType.Int64, DeviceType.Cpu);
        long* to = (long*)result.Storage.RawData;
        for (long i = 0; i < counts.Count; i++)
        {
            for (long k = 0; k < values[i]; k++) *to++ = i;
        }
        return Conversions.To(Devices.Move(result, repeats.DeviceType), repeats.DType);
    }
}
