using System.Runtime.InteropServices;

namespace Lucid.Cpu.Threads;

/// <summary>WaitOnAddress of Windows 8 and later.</summary>
internal sealed unsafe partial class WindowsParking : IParking
{
    private const uint Forever = 0xFFFFFFFF;

    [LibraryImport("api-ms-win-core-synch-l1-2-0", EntryPoint = "WaitOnAddress")]
    private static partial int WaitOnAddress(void* word, void* expected, nuint bytes, uint milliseconds);

    [LibraryImport("api-ms-win-core-synch-l1-2-0", EntryPoint = "WakeByAddressAll")]
    private static partial void WakeByAddressAll(void* word);

    [LibraryImport("api-ms-win-core-synch-l1-2-0", EntryPoint = "WakeByAddressSingle")]
    private static partial void WakeByAddressSingle(void* word);

    public void Wait(int* word, int expected) => WaitOnAddress(word, &expected, sizeof(int), Forever);

    public void Wake(int* word, int count)
    {
        if (count == 1) WakeByAddressSingle(word);
        else WakeByAddressAll(word);
    }
}
