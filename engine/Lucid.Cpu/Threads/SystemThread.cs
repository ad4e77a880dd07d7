using System;
using System.Runtime.InteropServices;
using System.Threading;

namespace Lucid.Cpu.Threads;

/// <summary>The operating system's view of a thread, which outlives <see cref="Thread.Join()"/> by its last steps.</summary>
/// <remarks>
/// A joined thread may still hold the runtime's and the C library's locks while it detaches. A child forked in that moment
/// inherits the locks without their holder, and waits for ever at its first wait or thread start.
/// </remarks>
internal static partial class SystemThread
{
    private static readonly bool s_isX64 = RuntimeInformation.ProcessArchitecture == Architecture.X64;

    // From the kernel's tables of system calls: gettid, getpid, tgkill.
    private static readonly nint s_getThread = s_isX64 ? 186 : 178, s_getProcess = s_isX64 ? 39 : 172, s_signal = s_isX64 ? 234 : 131;

    [LibraryImport("libc", EntryPoint = "syscall")]
    private static partial nint Call(nint call, nint first, nint second, nint third);

    /// <summary>The calling thread's number; 0 where the system calls are not known.</summary>
    internal static nint Current() => FutexParking.IsSupported ? Call(s_getThread, 0, 0, 0) : 0;

    /// <summary>Waits until the thread of this number, which was joined, is gone from the process.</summary>
    internal static void AwaitEnd(nint thread)
    {
        if (thread == 0) return;
        nint process = Call(s_getProcess, 0, 0, 0);
        var spin = default(SpinWait);
        // Signal 0 asks only whether the thread exists.
        while (Call(s_signal, process, thread, 0) == 0) spin.SpinOnce();
    }
}
