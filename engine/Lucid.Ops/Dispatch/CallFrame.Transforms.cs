using System;
using System.Collections.Generic;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Lucid.Ops.Dispatch;

/// <summary>What function transforms need: looking at all tensors, replacing them, and filling a frame from C# arguments.</summary>
public sealed partial class CallFrame
{
    /// <summary>Arguments that were set, counted from the first.</summary>
    internal int Used => _used;

    /// <summary>The object behind an argument: a tensor, a list, text; null for numbers and absent ones.</summary>
    internal object? Reference(int index) => _arguments[index].Reference;

    /// <summary>All tensor arguments in order, those in lists among them.</summary>
    internal List<Tensor> Tensors()
    {
        var found = new List<Tensor>();
        for (int i = 0; i < _used; i++)
        {
            if (_arguments[i].Reference is Tensor tensor) found.Add(tensor);
            if (_arguments[i].Reference is not Tensor?[] list) continue;
            foreach (Tensor? item in list)
            {
                if (item is not null) found.Add(item);
            }
        }
        return found;
    }

    /// <summary>The first tensor argument.</summary>
    internal Tensor FirstTensor() => Tensors()[0];

    /// <summary>The same arguments in another frame.</summary>
    internal CallFrame Copy() => MapAt(static (_, tensor) => tensor);

    /// <summary>The same arguments with every tensor replaced.</summary>
    internal CallFrame Map(Func<Tensor, Tensor> replace) => MapAt((_, tensor) => replace(tensor));

    /// <summary>The same arguments with every tensor replaced; the function sees the argument's number too.</summary>
    internal CallFrame MapAt(Func<int, Tensor, Tensor> replace)
    {
        var copy = new CallFrame { _used = _used };
        for (int i = 0; i < _used; i++)
        {
            copy._arguments[i] = _arguments[i];
            if (_arguments[i].Reference is Tensor tensor) copy._arguments[i].Reference = replace(i, tensor);
            if (_arguments[i].Reference is not Tensor?[] list) continue;
            var items = new Tensor?[list.Length];
            for (int k = 0; k < items.Length; k++) items[k] = list[k] is { } item ? replace(i, item) : null;
            copy._arguments[i].Reference = items;
        }
        return copy;
    }

    /// <summary>The tensors that the call returned.</summary>
    internal Tensor[] TakeTensors() => ResultKind switch
    {
        CallResult.Tensor => [First!],
        CallResult.Pair => [First!, Second!],
        CallResult.Triple => [First!, Second!, Third!],
        CallResult.List => [.. List!],
        _ => throw new LucidException("vmap", "vmap: this op returns no tensor"),
    };

    internal void Put(int index, Tensor? value)
    {
        if (value is null) SetAbsent(index);
        else SetTensor(index, value);
    }

    internal void Put(int index, TensorOrScalar value)
    {
        if (value.Tensor is { } tensor) SetTensor(index, tensor);
        else SetScalar(index, value.Scalar);
    }

    internal void Put(int index, TensorOrScalar? value)
    {
        if (value is { } given) Put(index, given);
        else SetAbsent(index);
    }

    internal void Put(int index, Scalar value) => SetScalar(index, value);

    internal void Put(int index, Scalar? value)
    {
        if (value is { } given) SetScalar(index, given);
        else SetAbsent(index);
    }

    internal void Put(int index, long value) => SetScalar(index, value);

    internal void Put(int index, long? value) => Put(index, value is { } given ? (Scalar)given : default(Scalar?));

    internal void Put(int index, double value) => SetScalar(index, value);

    internal void Put(int index, double? value) => Put(index, value is { } given ? (Scalar)given : default(Scalar?));

    internal void Put(int index, bool value) => SetScalar(index, value);

    internal void Put(int index, bool? value) => Put(index, value is { } given ? (Scalar)given : default(Scalar?));

    /// <summary>Text, an element type, a device or a generator; null leaves the argument out.</summary>
    internal void Put(int index, object? value)
    {
        if (value is null) SetAbsent(index);
        else SetObject(index, value);
    }

    internal void Put<T>(int index, ReadOnlySpan<T> values)
    {
        // A list that was not given is a span of nothing at all.
        if (Unsafe.IsNullRef(ref MemoryMarshal.GetReference(values))) SetAbsent(index);
        else SetObject(index, values.ToArray());
    }
}
