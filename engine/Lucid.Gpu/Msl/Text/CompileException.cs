using System;

namespace Lucid.Gpu.Msl.Text;

/// <summary>An error at a place; caught where parsing can go on, or where a template candidate is dropped.</summary>
internal sealed class CompileException(int at, string message) : Exception(message)
{
    public int At => at;
}

/// <summary>Leaves the compilation after the last error worth reporting.</summary>
internal sealed class TooManyErrorsException : Exception;
