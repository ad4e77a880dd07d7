using System.Collections.Generic;

namespace Lucid.CApi;

/// <summary>Tensors that a call works on, each held once more until it ends.</summary>
internal sealed class PinList(string function)
{
    private readonly List<Tensor> _tensors = [];

    /// <summary>The tensor of a handle.</summary>
    internal Tensor Pin(ulong handle)
    {
        Tensor tensor = HandleTable.Pin(handle, function);
        _tensors.Add(tensor);
        return tensor;
    }

    /// <summary>Lets go of all.</summary>
    internal void Release()
    {
        foreach (Tensor tensor in _tensors) tensor.Release();
        _tensors.Clear();
    }
}
