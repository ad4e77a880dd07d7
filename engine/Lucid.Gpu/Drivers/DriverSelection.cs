using System;
using System.Collections.Generic;
using System.Threading;
using Lucid.Gpu.Drivers.Cuda;
using Lucid.Gpu.Drivers.Host;
using Lucid.Gpu.Drivers.Metal;

namespace Lucid.Gpu.Drivers;

/// <summary>
/// Chooses the device that runs kernels: the first of the known drivers that this machine can serve, GPUs before the Host
/// driver; or the one that the environment names. Nothing is looked for before the first question.
/// </summary>
public static class DriverSelection
{
    /// <summary>Environment variable that names a driver: <c>host</c>, <c>cuda</c> or <c>metal</c>.</summary>
    public const string Variable = "LUCID_METAL_DRIVER";

    private static readonly Lock s_lock = new();
    private static IDevice? s_current;

    // In the order of preference; each opens its device, or gives null and the reason why it cannot.
    private static readonly IReadOnlyList<(string Name, OpenDevice Open)> s_drivers =
    [
        ("metal", static (out reason) => { reason = "this system has no Metal device"; return MetalDevice.TryOpen(); }),
        ("cuda", static (out reason) => CudaDevice.TryOpen(out reason)),
        ("host", static (out reason) => { reason = ""; return new HostDevice(HostOptions.FromEnvironment()); }),
    ];

    private delegate IDevice? OpenDevice(out string reason);

    /// <summary>The device that runs kernels of this process.</summary>
    /// <exception cref="GpuNotAvailableException">The environment names a driver that is unknown or cannot run here.</exception>
    public static IDevice Current
    {
        get
        {
            if (Volatile.Read(ref s_current) is { } chosen) return chosen;
            lock (s_lock) return s_current ??= Choose();
        }
    }

    /// <summary>True where a GPU runs the kernels.</summary>
    public static bool IsGpu => Current.Driver != "host";

    /// <summary>Opens a device of one driver, whatever the environment says; the caller disposes of it.</summary>
    /// <exception cref="GpuNotAvailableException">There is no such driver, or it cannot run here; the message says why.</exception>
    public static IDevice Open(string driver)
    {
        foreach (var (name, open) in s_drivers)
            if (name == driver)
                return open(out string reason) ?? throw new GpuNotAvailableException("metal", $"metal: driver '{driver}' cannot run here: {reason}");
        throw new GpuNotAvailableException("metal", $"metal: there is no driver '{driver}' in this build; it has: {Names()}");
    }

    private static IDevice Choose()
    {
        if (Environment.GetEnvironmentVariable(Variable) is { Length: > 0 } asked) return Open(asked.Trim().ToLowerInvariant());
        foreach (var (_, open) in s_drivers)
            if (open(out _) is { } device) return device;
        throw new GpuNotAvailableException("metal", "metal: no driver can run here");
    }

    private static string Names()
    {
        var names = new List<string>();
        foreach (var (name, _) in s_drivers) names.Add(name);
        return string.Join(", ", names);
    }
}
