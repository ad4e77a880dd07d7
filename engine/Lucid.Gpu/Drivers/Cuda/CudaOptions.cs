namespace Lucid.Gpu.Drivers.Cuda;

/// <summary>Where a CUDA device finds what it needs; what is null is looked for.</summary>
/// <param name="DriverLibrary">Path of the CUDA driver's library.</param>
/// <param name="CompilerLibrary">Path of NVRTC.</param>
/// <param name="BlasLibrary">Path of cublasLt.</param>
/// <param name="ConvolutionLibrary">Path of cuDNN.</param>
/// <param name="CacheFolder">Folder of compiled kernels; the empty string keeps none on disk.</param>
/// <param name="Index">Which GPU, as CUDA counts them.</param>
public sealed record CudaOptions(
    string? DriverLibrary = null, string? CompilerLibrary = null, string? BlasLibrary = null, string? CacheFolder = null, int Index = 0, string? ConvolutionLibrary = null);
