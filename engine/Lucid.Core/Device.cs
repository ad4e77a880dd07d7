using System;

namespace Lucid;

/// <summary>The two streams that tensors live on.</summary>
public enum DeviceType : byte
{
    /// <summary>Eager execution on the processor.</summary>
    Cpu,
    /// <summary>Deferred execution on a GPU (Apple, NVIDIA, or the software driver).</summary>
    Metal,
}

/// <summary>Where a tensor's numbers live. Index 0 is the only device of each type.</summary>
/// <param name="Type">The stream.</param>
public readonly record struct Device(DeviceType Type)
{
    /// <summary>The processor.</summary>
    public static Device Cpu => new(DeviceType.Cpu);

    /// <summary>The GPU stream.</summary>
    public static Device Metal => new(DeviceType.Metal);

    /// <summary>The device that factories use when none is named.</summary>
    public static Device Default { get; set; } = Cpu;

    /// <summary>PyTorch's spelling: <c>cpu</c> or <c>metal</c>.</summary>
    public override string ToString() => Type == DeviceType.Cpu ? "cpu" : "metal";

    /// <summary>Reads <c>cpu</c>, <c>metal</c>, <c>gpu</c>, <c>mps</c> or <c>cuda</c> (the last three name the GPU stream),
    /// with an optional index <c>:0</c>.</summary>
    /// <exception cref="DeviceMismatchException">The text names no device.</exception>
    public static Device Parse(ReadOnlySpan<char> text)
    {
        int colon = text.IndexOf(':');
        ReadOnlySpan<char> name = colon < 0 ? text : text[..colon];
        if (colon >= 0 && !text[(colon + 1)..].SequenceEqual("0"))
            throw new DeviceMismatchException("device", $"device: '{text}' names an index that does not exist; each stream has one device, index 0");
        return name switch
        {
            "cpu" => Cpu,
            "metal" or "gpu" or "mps" or "cuda" => Metal,
            _ => throw new DeviceMismatchException("device", $"device: '{text}' is not a device; expected 'cpu' or 'metal'"),
        };
    }
}
