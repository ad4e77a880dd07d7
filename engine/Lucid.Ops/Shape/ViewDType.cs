using Lucid.Ops.Declaration;

namespace Lucid.Ops.Shape;

/// <summary>The same memory read as another element type of the same size.</summary>
[Op("view.dtype(Tensor input, ScalarType dtype) -> Tensor", NoOut = true, Surface = OpSurface.Method)]
internal static class ViewDType
{
    internal static Tensor Forward(Tensor input, DType dtype)
    {
        if (dtype.ItemSize() != input.DType.ItemSize())
            throw new DtypeMismatchException("view", "dtype", $"of {input.DType.ItemSize()} bytes, as {input.DType.Name()} is", dtype.Name());
        return input.Reinterpret(dtype);
    }
}
