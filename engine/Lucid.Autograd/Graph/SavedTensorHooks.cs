using System;

namespace Lucid.Graph;

/// <summary>Decides what is kept in place of the values that backward needs, and brings them back.</summary>
public abstract class SavedTensorHooks
{
    /// <summary>The hooks that were in force before these.</summary>
    public SavedTensorHooks? Outer { get; init; }

    /// <summary>Replaces a value, given without its history, by something to keep.</summary>
    public abstract PackedValue Pack(Tensor value);

    internal PackedValue PackOwn(Tensor tensor)
    {
        Tensor detached = tensor.Detach();
        try
        {
            return Pack(detached);
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
