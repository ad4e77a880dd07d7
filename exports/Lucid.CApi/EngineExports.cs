using System;
using System.Runtime.InteropServices;
using DNNE;
using Lucid.Memory;

namespace Lucid.CApi;

/// <summary>The engine itself: version, errors, memory, modes.</summary>
internal static unsafe class EngineExports
{
    /// <summary>Raised when a function or a type of the header changes its meaning.</summary>
    internal const int AbiVersion = 1;

    private static readonly NativeText s_version = new(typeof(EngineExports).Assembly.GetName().Version?.ToString(3) ?? "");

    /// <summary>The engine's version, such as "3.0.3". The text lives as long as the process.</summary>
    [UnmanagedCallersOnly(EntryPoint = "lucid_version")]
    [return: C99Type("const char *")]
    [C99DeclCode(Value.Declaration)]
    public static byte* Version() => s_version.Pointer;

    /// <summary>The version of this interface; equals LUCID_ABI_VERSION when header and library belong together.</summary>
    [UnmanagedCallersOnly(EntryPoint = "lucid_abi_version")]
    [return: C99Type("int")]
    public static int Abi() => AbiVersion;

    /// <summary>What went wrong in the calling thread's last failed call, in UTF-8. Valid until its next failed call.</summary>
    [UnmanagedCallersOnly(EntryPoint = "lucid_last_error")]
    [return: C99Type("const char *")]
    public static byte* LastError() => CallErrors.LastText;

    /// <summary>Handles given out and not yet released.</summary>
    [UnmanagedCallersOnly(EntryPoint = "lucid_live_handles")]
    [return: C99Type("int64_t")]
    public static long LiveHandles() => HandleTable.Live;

    /// <summary>Bytes that live tensors of a device hold.</summary>
    /// <param name="device">A lucid_device.</param>
    /// <param name="bytes">Receives the bytes.</param>
    [UnmanagedCallersOnly(EntryPoint = "lucid_memory_bytes")]
    [return: C99Type("lucid_status")]
    public static Status MemoryBytes([C99Type("lucid_device")] int device, [C99Type("int64_t *")] long* bytes)
    {
        try
        {
            if (bytes == null) throw new NullPointerException("lucid_memory_bytes", "bytes");
            *bytes = MemoryAccount.Of(Arguments.DeviceOf(device, "lucid_memory_bytes").Type).CurrentBytes;
            return Status.Ok;
        }
        catch (Exception error)
        {
            return CallErrors.Note(error);
        }
    }

    /// <summary>Starts the default random stream from a seed.</summary>
    [UnmanagedCallersOnly(EntryPoint = "lucid_manual_seed")]
    public static void ManualSeed([C99Type("uint64_t")] ulong seed) => Lucid.Random.Generator.Default.SetSeed(seed);

    /// <summary>Sets whether ops of the calling thread record themselves for backward; returns what it was, 1 or 0.</summary>
    [UnmanagedCallersOnly(EntryPoint = "lucid_set_grad_enabled")]
    [return: C99Type("int")]
    public static int SetGradEnabled([C99Type("int")] int enabled)
    {
        ThreadState state = ThreadState.Current;
        int before = state.GradEnabled ? 1 : 0;
        state.GradEnabled = enabled != 0;
        return before;
    }
}
