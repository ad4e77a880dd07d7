namespace Lucid.CApi;

/// <summary>How a call ended; the text of a failure is in <c>lucid_last_error()</c>.</summary>
internal enum Status
{
    /// <summary>It worked.</summary>
    Ok = 0,
    /// <summary>The engine refused for a reason without a class of its own.</summary>
    Error = 1,
    /// <summary>Memory could not be had, or a limit forbids it.</summary>
    OutOfMemory = 2,
    /// <summary>Shapes or sizes do not fit together.</summary>
    ShapeMismatch = 3,
    /// <summary>An element type does not fit.</summary>
    DtypeMismatch = 4,
    /// <summary>Tensors of different devices met, or a device is unknown.</summary>
    DeviceMismatch = 5,
    /// <summary>A value that backward needs was edited in place.</summary>
    VersionMismatch = 6,
    /// <summary>No GPU driver can serve the request.</summary>
    GpuNotAvailable = 7,
    /// <summary>An index or dimension is out of range.</summary>
    IndexOutOfRange = 8,
    /// <summary>The op does not exist for these arguments.</summary>
    NotImplemented = 9,
    /// <summary>An argument has the wrong kind, or a value that makes no sense.</summary>
    BadArgument = 10,
    /// <summary>A handle is stale (released already) or was never given out.</summary>
    BadHandle = 11,
    /// <summary>A pointer that must not be null is null.</summary>
    NullPointer = 12,
    /// <summary>No op has that name.</summary>
    UnknownOp = 13,
    /// <summary>The caller's array is too short; the needed length has been written.</summary>
    ArrayTooShort = 14,
    /// <summary>A defect of the engine.</summary>
    Internal = 15,
}
