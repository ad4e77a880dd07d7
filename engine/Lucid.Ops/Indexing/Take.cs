using Lucid.Ops.Declaration;
using Lucid.Ops.Dispatch;

namespace Lucid.Ops.Indexing;

/// <summary>Elements of the flattened tensor at positions; the result has the shape of index. Negative positions count from the end.</summary>
[Op("take(Tensor input, Tensor index) -> Tensor", Composite = true)]
internal static class Take
{
    internal static Tensor Forward(Tensor input, Tensor index)
    {
        if (index.DType != DType.Int64) throw new DtypeMismatchException("take", "index", "int64", index.DType.Name());
        if (index.DeviceType != input.DeviceType) throw new DeviceMismatchException("take", "index", input.Device, index.Device);
        if (input.Count == 0 && index.Count > 0) throw new IndexException("take", "take: tried to take from an empty tensor", "index");
        Tensor positions = IndexDispatch.Wrap(index, input.Count, 0);
        return input.Reshape([-1]).IndexSelect(0, positions.Reshape([-1])).Reshape(index.Shape);
    }
}
