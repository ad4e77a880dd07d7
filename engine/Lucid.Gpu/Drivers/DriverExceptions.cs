using System.Collections.Generic;
using System.Text;
using Lucid.Gpu.Msl.Text;

namespace Lucid.Gpu.Drivers;

/// <summary>Kernel source that does not compile.</summary>
public sealed class KernelCompileException : LucidException
{
    /// <summary>Makes the error from what the compiler found.</summary>
    public KernelCompileException(IReadOnlyList<Diagnostic> diagnostics) : base("run_kernel", Text(diagnostics)) => Diagnostics = diagnostics;

    /// <summary>Makes the error from a driver's own text.</summary>
    public KernelCompileException(string message) : base("run_kernel", message) => Diagnostics = [];

    /// <summary>What the compiler found.</summary>
    public IReadOnlyList<Diagnostic> Diagnostics { get; }

    private static string Text(IReadOnlyList<Diagnostic> diagnostics)
    {
        var text = new StringBuilder("kernel source does not compile:");
        foreach (Diagnostic diagnostic in diagnostics)
            if (diagnostic.Severity == DiagnosticSeverity.Error) text.Append('\n').Append(diagnostic);
        return text.ToString();
    }
}

/// <summary>A dispatch that cannot be started: wrong arguments, sizes or objects.</summary>
public sealed class DispatchException : LucidException
{
    /// <summary>Makes the error.</summary>
    public DispatchException(string message) : base("run_kernel", message)
    {
    }
}

/// <summary>What a running kernel did wrong.</summary>
public enum KernelFaultKind
{
    /// <summary>An access outside its buffer, array or threadgroup memory.</summary>
    OutOfBounds,
    /// <summary>An address that its element type's alignment does not divide.</summary>
    Misaligned,
    /// <summary>A read of threadgroup or private memory that nothing has written.</summary>
    Uninitialized,
    /// <summary>Two threads touch one place without a barrier between, one of them writing.</summary>
    DataRace,
    /// <summary>A barrier that not all threads of the threadgroup reach.</summary>
    DivergentBarrier,
    /// <summary>An integer division by zero.</summary>
    DivisionByZero,
    /// <summary>More steps than the limit: an endless loop.</summary>
    StepLimit,
}

/// <summary>A fault that the checked Host driver found, with its place.</summary>
public sealed class KernelFaultException : LucidException
{
    /// <summary>Makes the error.</summary>
    public KernelFaultException(KernelFaultKind kind, string kernel, string file, int line, Extent thread, Extent group, string detail)
        : base("run_kernel", $"{Name(kind)} in kernel '{kernel}' at {file}:{line}, thread ({thread.X}, {thread.Y}, {thread.Z}) of threadgroup ({group.X}, {group.Y}, {group.Z}): {detail}")
    {
        Kind = kind;
        Kernel = kernel;
        File = file;
        Line = line;
        Thread = thread;
        Threadgroup = group;
    }

    /// <summary>What went wrong.</summary>
    public KernelFaultKind Kind { get; }

    /// <summary>The kernel.</summary>
    public string Kernel { get; }

    /// <summary>Source file.</summary>
    public string File { get; }

    /// <summary>1-based source line.</summary>
    public int Line { get; }

    /// <summary>Position in the grid.</summary>
    public Extent Thread { get; }

    /// <summary>Position of the threadgroup.</summary>
    public Extent Threadgroup { get; }

    private static string Name(KernelFaultKind kind) => kind switch
    {
        KernelFaultKind.OutOfBounds => "out-of-bounds access",
        KernelFaultKind.Misaligned => "misaligned access",
        KernelFaultKind.Uninitialized => "read of uninitialised memory",
        KernelFaultKind.DataRace => "data race",
        KernelFaultKind.DivergentBarrier => "divergent barrier",
        KernelFaultKind.DivisionByZero => "integer division by zero",
        _ => "step limit exceeded",
    };
}
