using System;
using System.Runtime.InteropServices;

namespace Lucid.Cpu.Threads;

/// <summary>Linux futexes.</summary>
internal sealed unsafe partial class FutexParking : IParking
{
    private const nint WaitPrivate = 128, WakePrivate = 129;

    private static readonly nint s_call = RuntimeInformation.ProcessArchitecture == Architecture.X64 ? 202 : 98;

    [LibraryImport("libc", EntryPoint = "syscall")]
    private static partial nint Futex(nint call, int* word, nint operation, nint value, nint timeout, nint word2, nint value3);

    /// <summary>Whether the futex system call's number is known for this processor.</summary>
    public static bool IsSupported =>
        OperatingSystem.IsLinux() && RuntimeInformation.ProcessArchitecture is Architecture.X64 or Architecture.Arm64;

    public void Wait(int* word, int expected) => Futex(s_call, word, WaitPrivate, expected, 0, 0, 0);

    public void Wake(int* word, int count) => Futex(s_call, word, WakePrivate, count, 0, 0, 0);
}
