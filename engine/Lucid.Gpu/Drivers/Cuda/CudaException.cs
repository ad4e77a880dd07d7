namespace Lucid.Gpu.Drivers.Cuda;

/// <summary>A call of the CUDA driver, its compiler or one of its libraries that failed, with CUDA's own text.</summary>
public sealed class CudaException : LucidException
{
    /// <summary>Makes the error from the call, its result code and CUDA's name and text for it.</summary>
    public CudaException(string call, int code, string name, string text)
        : base("metal", $"CUDA: {call} failed: {name} ({code}): {text}")
    {
        Call = call;
        Code = code;
    }

    /// <summary>The function that failed.</summary>
    public string Call { get; }

    /// <summary>CUDA's result code.</summary>
    public int Code { get; }
}
