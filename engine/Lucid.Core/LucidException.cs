using System;

namespace Lucid;

/// <summary>Base of every error the engine raises. The message names op, argument, what was expected and the likely mend.</summary>
public class LucidException : Exception
{
    /// <summary>Makes an error of an op.</summary>
    public LucidException(string op, string message) : base(message) => Op = op;

    /// <summary>The op or function that refused.</summary>
    public string Op { get; }

    /// <summary>The argument at fault, when one is.</summary>
    public string? Argument { get; protected init; }

    /// <summary>What would have been accepted.</summary>
    public string? Expected { get; protected init; }

    /// <summary>What came.</summary>
    public string? Got { get; protected init; }
}

/// <summary>Memory could not be had, or a limit forbids it.</summary>
public sealed class OutOfMemoryException : LucidException
{
    /// <summary>Makes the error with its figures, in bytes.</summary>
    public OutOfMemoryException(long requestedBytes, long currentBytes, long limitBytes, Device device)
        : base("allocate", $"out of memory on {device}: tried to allocate {Figures(requestedBytes)}; live tensors hold {Figures(currentBytes)}"
            + (limitBytes > 0 ? $", the limit is {Figures(limitBytes)}" : "")
            + ". Free tensors, use a smaller batch, or raise the limit.")
    {
        RequestedBytes = requestedBytes;
        CurrentBytes = currentBytes;
        LimitBytes = limitBytes;
        Device = device;
    }

    /// <summary>Bytes asked for.</summary>
    public long RequestedBytes { get; }

    /// <summary>Bytes that live tensors held.</summary>
    public long CurrentBytes { get; }

    /// <summary>The limit in bytes; 0 when none was set.</summary>
    public long LimitBytes { get; }

    /// <summary>Where it happened.</summary>
    public Device Device { get; }

    private static string Figures(long bytes) => bytes switch
    {
        >= 1L << 30 => $"{bytes / (double)(1L << 30):0.00} GiB ({bytes} bytes)",
        >= 1L << 20 => $"{bytes / (double)(1L << 20):0.00} MiB ({bytes} bytes)",
        _ => $"{bytes} bytes",
    };
}

/// <summary>Shapes, sizes or values of arguments do not fit together.</summary>
public sealed class ShapeMismatchException : LucidException
{
    /// <summary>Makes the error with a whole message.</summary>
    public ShapeMismatchException(string op, string message, string? argument = null, string? expected = null, string? got = null)
        : base(op, message)
    {
        Argument = argument;
        Expected = expected;
        Got = got;
    }
}

/// <summary>An element type does not fit.</summary>
public sealed class DtypeMismatchException : LucidException
{
    /// <summary>Makes the error from what was expected and what came.</summary>
    public DtypeMismatchException(string op, string argument, string expected, string got, string? mend = null)
        : base(op, $"{op}: {argument} must be {expected}, but is {got}.{(mend is null ? "" : " " + mend)}")
    {
        Argument = argument;
        Expected = expected;
        Got = got;
    }
}

/// <summary>Tensors of different devices met, or a device is unknown.</summary>
public sealed class DeviceMismatchException : LucidException
{
    /// <summary>Makes the error with a whole message.</summary>
    public DeviceMismatchException(string op, string message) : base(op, message) { }

    /// <summary>Makes the error for two operands on different devices.</summary>
    public DeviceMismatchException(string op, string argument, Device expected, Device got)
        : base(op, $"{op}: expected all tensors on {expected}, but {argument} is on {got}. Move it with {argument}.to('{expected}').")
    {
        Argument = argument;
        Expected = expected.ToString();
        Got = got.ToString();
    }
}

/// <summary>A saved value was edited in place, or a file or package comes from another version.</summary>
public sealed class VersionMismatchException : LucidException
{
    /// <summary>Makes the error with a whole message.</summary>
    public VersionMismatchException(string op, string message, string? expected = null, string? got = null) : base(op, message)
    {
        Expected = expected;
        Got = got;
    }
}

/// <summary>No GPU driver can serve the request.</summary>
public sealed class GpuNotAvailableException : LucidException
{
    /// <summary>Makes the error with a whole message.</summary>
    public GpuNotAvailableException(string op, string message) : base(op, message) { }
}

/// <summary>An index is outside its dimension.</summary>
public sealed class IndexException : LucidException
{
    /// <summary>Makes the error with a whole message.</summary>
    public IndexException(string op, string message, string? argument = null) : base(op, message) => Argument = argument;

    /// <summary>Makes the error for a dimension number out of range.</summary>
    public static IndexException Dimension(string op, long dim, int rank, string argument = "dim")
    {
        int span = Math.Max(rank, 1);
        return new IndexException(op,
            $"{op}: Dimension out of range (expected {argument} to be in range of [{-span}, {span - 1}], but got {dim})", argument)
        {
            Expected = $"[{-span}, {span - 1}]",
            Got = dim.ToString(System.Globalization.CultureInfo.InvariantCulture),
        };
    }
}

/// <summary>The op does not exist for these arguments; the message gives the reason.</summary>
public sealed class NotImplementedException : LucidException
{
    /// <summary>Makes the error with a whole message.</summary>
    public NotImplementedException(string op, string message) : base(op, message) { }
}

/// <summary>An argument has the right type but no sensible value.</summary>
public sealed class ArgumentValueException : LucidException
{
    /// <summary>Makes the error with a whole message.</summary>
    public ArgumentValueException(string op, string message, string? argument = null) : base(op, message) => Argument = argument;
}
