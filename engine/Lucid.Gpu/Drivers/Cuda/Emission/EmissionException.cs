using System;

namespace Lucid.Gpu.Drivers.Cuda.Emission;

/// <summary>A checked program that has no CUDA form; says what and where.</summary>
internal sealed class EmissionException(int at, string message) : Exception(message)
{
    public int At => at;
}
