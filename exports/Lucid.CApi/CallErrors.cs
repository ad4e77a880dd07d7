using System;
using System.Globalization;
using System.Runtime.InteropServices;
using System.Text;

namespace Lucid.CApi;

/// <summary>A handle that is stale or was never given out.</summary>
internal sealed class BadHandleException(string function, ulong handle)
    : LucidException(function, string.Create(CultureInfo.InvariantCulture,
        $"{function}: 0x{handle:x16} is no tensor; it was released before, or never given out."));

/// <summary>A pointer that must not be null.</summary>
internal sealed class NullPointerException(string function, string argument)
    : LucidException(function, $"{function}: {argument} must not be NULL.");

/// <summary>A name that no op has.</summary>
internal sealed class UnknownOpException(string name)
    : LucidException("lucid_call", $"lucid_call: there is no op '{name}'. docs/ops.md lists them all.");

/// <summary>An array of the caller that is too short.</summary>
internal sealed class ArrayTooShortException(string function, string argument, nuint needed, nuint given)
    : LucidException(function, $"{function}: {argument} has room for {given} elements, but {needed} are needed.");

/// <summary>Turns exceptions into status codes and keeps the text of each thread's last failure.</summary>
internal static unsafe class CallErrors
{
    [ThreadStatic] private static NativeText? t_last;

    /// <summary>The calling thread's last failure, zero-terminated UTF-8; empty when there was none.</summary>
    internal static byte* LastText => t_last is { } text ? text.Pointer : NativeText.Empty;

    /// <summary>Notes a failure and returns its status. Never throws.</summary>
    internal static Status Note(Exception error)
    {
        try
        {
            var text = new NativeText(error is LucidException ? error.Message : $"{error.GetType().Name}: {error.Message}");
            t_last?.Free();
            t_last = text;
        }
        catch (Exception)
        {
            // Without memory for the text the status must do.
        }
        return StatusOf(error);
    }

    private static Status StatusOf(Exception error) => error switch
    {
        BadHandleException => Status.BadHandle,
        NullPointerException => Status.NullPointer,
        UnknownOpException => Status.UnknownOp,
        ArrayTooShortException => Status.ArrayTooShort,
        OutOfMemoryException or System.OutOfMemoryException => Status.OutOfMemory,
        ShapeMismatchException => Status.ShapeMismatch,
        DtypeMismatchException => Status.DtypeMismatch,
        DeviceMismatchException => Status.DeviceMismatch,
        VersionMismatchException => Status.VersionMismatch,
        GpuNotAvailableException => Status.GpuNotAvailable,
        IndexException => Status.IndexOutOfRange,
        NotImplementedException => Status.NotImplemented,
        ArgumentValueException => Status.BadArgument,
        LucidException => Status.Error,
        _ => Status.Internal,
    };
}

/// <summary>Text in native memory, freed with the thread that it belongs to.</summary>
internal sealed unsafe class NativeText
{
    /// <summary>An empty text that lives as long as the process.</summary>
    internal static readonly byte* Empty = (byte*)NativeMemory.AllocZeroed(1);

    internal NativeText(string text)
    {
        int length = Encoding.UTF8.GetByteCount(text);
        Pointer = (byte*)NativeMemory.Alloc((nuint)length + 1);
        Encoding.UTF8.GetBytes(text, new Span<byte>(Pointer, length));
        Pointer[length] = 0;
    }

    ~NativeText() => Release();

    internal byte* Pointer { get; private set; }

    internal void Free()
    {
        Release();
        GC.SuppressFinalize(this);
    }

    private void Release()
    {
        NativeMemory.Free(Pointer);
        Pointer = null;
    }
}
