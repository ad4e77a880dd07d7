using Lucid.Streams;

namespace Lucid.Ops.Kernels;

/// <summary>Submits kernels whose element types are limited: refused when called, not when a recorded command runs.</summary>
internal static class Launch
{
    internal static void Submit<TKernel>(in TKernel kernel, DType type, DeviceType device, string op)
        where TKernel : struct, IKernel, IElementVisitor
    {
        if (!ElementSwitch.Contains(TKernel.Elements, type)) throw ElementSwitch.Unsupported(type, op);
        CommandStream.Submit(in kernel, device);
    }
}
