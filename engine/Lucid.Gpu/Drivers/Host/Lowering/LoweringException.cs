using System;

namespace Lucid.Gpu.Drivers.Host.Lowering;

/// <summary>A checked program that the Host driver cannot run; says what and where.</summary>
internal sealed class LoweringException(int at, string message) : Exception(message)
{
    public int At => at;
}
