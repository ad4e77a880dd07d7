using System;
using System.Threading;

namespace Lucid.Graph;

/// <summary>Decides what is kept in place of the values that backward needs, and brings them back.</summary>
public abstract class SavedTensorHooks
{
    /// <summary>The hooks that were in force before these.</summary>
    public SavedTensorHooks? Outer { get; init; }

    private static int s_active;

    /// <summary>True while hooks are in force on any thread.</summary>
    internal static bool AnyActive => Volatile.Read(ref s_active) > 0;

    /// <summary>Notes that hooks came into force, or went (-1).</summary>
    public static void CountActive(int change) => Interlocked.Add(ref s_active, change);

    /// <summary>Replaces a value, given without its history, by something to keep.</summary>
    public abstract PackedValue Pack(Tensor value);

    internal PackedValue PackOwn(Tensor tensor)
    {
        Tensor detached = tensor.Detach();
        Node? building = Node.Building;
        try
        {
            return Pack(detached);
        }
        catch
        {
            // The node will never be anybody's: free what it holds already.
            building?.Release();
            Node.Built();
            throw;
        }
        finally
        {
            // An open scope owns what is made inside it.
            if (ThreadState.Current.ScopeDepth == 0) detached.Release();
        }
    }
}

/// <summary>What a hook keeps in place of a saved value.</summary>
public abstract class PackedValue : IDisposable
{
    /// <summary>The value again; the innermost open scope owns it.</summary>
    public abstract Tensor Unpack();

    /// <summary>Lets go of what is kept.</summary>
    public abstract void Dispose();
}
