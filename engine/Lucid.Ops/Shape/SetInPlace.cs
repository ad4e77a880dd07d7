using Lucid.Ops.Declaration;

namespace Lucid.Ops.Shape;

/// <summary>Lets the tensor share the memory, shape and strides of another from now on.</summary>
[Op("set_(Tensor input, Tensor source) -> Tensor", Composite = true, NoOut = true, Surface = OpSurface.Method)]
internal static class SetInPlace
{
    internal static Tensor Forward(Tensor input, Tensor source)
    {
        if (source.DType != input.DType) throw new DtypeMismatchException("set_", "source", input.DType.Name(), source.DType.Name());
        if (source.DeviceType != input.DeviceType) throw new DeviceMismatchException("set_", "source", input.Device, source.Device);
        if (input.RequiresGrad && ThreadState.Current.GradEnabled)
            throw new LucidException("set_",
                "set_: the tensor requires grad and cannot be given other memory. Wrap the edit in lucid.no_grad(), or detach() first.");
        input.Rebind(source);
        input.BumpVersion();
        return input;
    }
}
