using Lucid.Ops.Declaration;
using Lucid.Ops.Dispatch;

namespace Lucid.Ops.Indexing;

/// <summary>The tensor with elements of source written, or added, at positions of the flattened tensor.</summary>
[Op("put(Tensor input, Tensor index, Tensor source, bool accumulate=False) -> Tensor", InPlace = true, NoOut = true)]
internal static class Put
{
    internal static Tensor Forward(Tensor input, Tensor index, Tensor source, bool accumulate)
    {
        if (index.DType != DType.Int64) throw new DtypeMismatchException("put", "index", "int64", index.DType.Name());
        if (source.DType != input.DType)
            throw new DtypeMismatchException("put", "source", $"of the same dtype as input ({input.DType.Name()})", source.DType.Name());
        if (index.DeviceType != input.DeviceType) throw new DeviceMismatchException("put", "index", input.Device, index.Device);
        if (source.DeviceType != input.DeviceType) throw new DeviceMismatchException("put", "source", input.Device, source.Device);
        if (index.Count != source.Count)
            throw new IndexException("put",
                $"put: Expected source and index to have the same number of elements, but got source {source.Layout}, index {index.Layout}",
                "source");
        if (index.Count == 0) return input.Clone();
        if (input.Count == 0) throw new IndexException("put", "put: tried to put elements into an empty tensor", "input");
        Tensor positions = IndexDispatch.Wrap(index, input.Count, 0).Reshape([-1]);
        Tensor flat = input.Reshape([-1]), values = source.Reshape([-1]);
        return (accumulate ? flat.IndexAdd(0, positions, values) : flat.IndexCopy(0, positions, values)).Reshape(input.Shape);
    }

    internal static Tensor GradOfInput(Tensor grad, Tensor index, bool accumulate) =>
        accumulate ? grad : grad.Put(index, TensorFunctions.Zeros(index.Shape, grad.DType, grad.Device));

    internal static Tensor GradOfSource(Tensor grad, Layout sourceLayout, Tensor index) => grad.Take(index).Reshape(sourceLayout.Sizes);
}
