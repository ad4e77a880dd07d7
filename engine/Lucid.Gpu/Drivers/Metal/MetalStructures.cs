using System.Runtime.InteropServices;

namespace Lucid.Gpu.Drivers.Metal;

/// <summary>MTLSize: three NSUInteger (Metal, "MTLSize"); 24 bytes, so by stack on x86-64 and by reference on arm64.</summary>
[StructLayout(LayoutKind.Sequential)]
internal readonly record struct MetalSize(nuint Width, nuint Height, nuint Depth)
{
    public static MetalSize Of(Extent extent) => new(extent.X, extent.Y, extent.Z);
}

/// <summary>MTLRegion: an MTLOrigin (three NSUInteger) and an MTLSize (Metal, "MTLRegion").</summary>
[StructLayout(LayoutKind.Sequential)]
internal readonly record struct MetalRegion(MetalSize Origin, MetalSize Size);

/// <summary>Enumeration values, each with the page of Apple's documentation of Metal that lists it.</summary>
internal static class MetalValues
{
    /// <summary>MTLResourceOptions: MTLResourceStorageModeShared.</summary>
    public const nint StorageShared = 0 << 4;

    /// <summary>MTLResourceOptions: MTLResourceStorageModePrivate.</summary>
    public const nint StoragePrivate = 2 << 4;

    /// <summary>MTLLanguageVersion: MTLLanguageVersion3_1, the first with bfloat.</summary>
    public const nint Language31 = (3 << 16) + 1;

    /// <summary>MTLCommandBufferStatus: MTLCommandBufferStatusError.</summary>
    public const nint StatusError = 5;

    /// <summary>MTLGPUFamily: MTLGPUFamilyApple4 and MTLGPUFamilyMac2, the first that dispatch grids that threadgroups do not divide.</summary>
    public const nint FamilyApple4 = 1004, FamilyMac2 = 2002;

    /// <summary>MTLTextureType: MTLTextureType1D, 2D, 3D.</summary>
    public const nint Texture1D = 0, Texture2D = 2, Texture3D = 7;

    /// <summary>MTLPixelFormat: MTLPixelFormatRGBA32Float.</summary>
    public const nint Rgba32Float = 125;

    /// <summary>MTLTextureUsage: MTLTextureUsageShaderRead | MTLTextureUsageShaderWrite.</summary>
    public const nint ReadAndWrite = 1 | 2;

    /// <summary>MPSDataType: MPSDataTypeFloat32 and MPSDataTypeFloat16 (the float bit and the width).</summary>
    public const nint MpsFloat32 = 0x1000_0000 | 32, MpsFloat16 = 0x1000_0000 | 16;

    /// <summary>Bytes that setBytes:length:atIndex: takes at most ("MTLComputeCommandEncoder").</summary>
    public const int LargestBytes = 4096;
}

/// <summary>MTLDataType of function constants (Metal, "MTLDataType").</summary>
internal enum MetalDataType
{
    Float = 3, Half = 16, Int = 29, UInt = 33, Short = 37, UShort = 41, Char = 45, UChar = 49, Bool = 53, Long = 81, ULong = 85,
}
